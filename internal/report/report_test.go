package report

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rivo/uniseg"

	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMain lets the test binary stand in for a print command.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "printer" {
		os.Exit(printing(os.Args[2], os.Args[3]))
	}
	os.Exit(m.Run())
}

func printing(what, out string) int {
	switch what {
	case "print":
		var in bytes.Buffer
		if _, err := in.ReadFrom(os.Stdin); err != nil || os.WriteFile(out, in.Bytes(), 0o600) != nil {
			return 4
		}
		return 0
	case "fail":
		fmt.Fprintf(os.Stderr, "\x1b[31mmohon maaf\nkertas habis\n\n")
	case "slow":
		time.Sleep(10 * time.Minute)
	}
	return 3
}

func slip() Slip {
	return Slip{
		Office: "Kantor Imigrasi Kelas I Khusus TPI Latihan", Section: "Inteldakim", Number: "LTH-2026-000412", Kind: model.Complaint,
		Received: time.Date(2026, 11, 21, 16, 41, 0, 0, time.UTC), Zone: model.WIB, Officer: "Sari Wulandari", Tracking: "K7QF-M4PX-9RTD-E",
	}
}

func printer(t testing.TB, lang locale.Lang) *locale.Printer {
	t.Helper()
	p, err := locale.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestReceipt(t *testing.T) {
	presence := slip()
	presence.Kind, presence.Tracking, presence.Section, presence.Zone = model.Presence, "", "", model.WIT
	for _, lang := range locale.Langs() {
		for name, s := range map[string]Slip{"complaint": slip(), "presence": presence} {
			for _, width := range []int{Narrow, Wide} {
				golden(t, fmt.Sprintf("%s-%s-%d", name, lang, width), Receipt(printer(t, lang), s, width))
			}
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

func TestReceiptFitsItsPaper(t *testing.T) {
	s := slip()
	s.Office = strings.Repeat("Kantor", 20) + " \x1b[2J\u202e 陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟"
	s.Officer = strings.Repeat("x ", 60)
	s.Number = strings.Repeat("9", 90)
	for _, lang := range locale.Langs() {
		for width := range 100 {
			most := min(max(width, Narrow), Wide)
			for _, line := range strings.Split(string(Receipt(printer(t, lang), s, width)), "\n") {
				if w := uniseg.StringWidth(line); w > most || strings.HasSuffix(line, " ") || strings.ContainsAny(line, "\x1b\u202e⟨") {
					t.Fatalf("%s at %d: %q is %d wide", lang, width, line, w)
				}
			}
		}
	}
}

// TestReceiptTellsTheCode reads the code back off the paper, both ways.
func TestReceiptTellsTheCode(t *testing.T) {
	for range 20 {
		s := slip()
		s.Tracking = seal.NewTracking()
		text := string(Receipt(printer(t, locale.Indonesian), s, Narrow))
		if !strings.Contains(text, s.Tracking) {
			t.Fatalf("no code in\n%s", text)
		}
		_, boxed, _ := strings.Cut(text, "+\n")
		boxed, _, _ = strings.Cut(boxed, "+-")
		if code, ok := seal.ParseTracking(strings.NewReplacer("|", "", "\n", "", " ", "").Replace(boxed)); !ok || code != s.Tracking {
			t.Errorf("the box holds %q, want %q", code, s.Tracking)
		}
	}
}

func TestPrint(t *testing.T) {
	out := filepath.Join(t.TempDir(), "printed")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := func(what string) []string { return []string{self, "printer", what, out} }
	t.Run("OK", func(t *testing.T) {
		if err := Print(t.Context(), command("print"), []byte("satu\n$(dua)\n")); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(out); err != nil || string(got) != "satu\n$(dua)\n" {
			t.Errorf("printed %q, %v", got, err)
		}
	})
	for name, tt := range map[string]struct {
		command []string
		key     string
		said    string
	}{
		"None":        {nil, "print-none", ""},
		"Missing":     {[]string{filepath.Join(t.TempDir(), "nothing")}, "print-missing", ""},
		"Fails":       {command("fail"), "print-failed", "kertas habis"},
		"FailsMutely": {command("mute"), "print-failed", "exit status 3"},
		"Slow":        {command("slow"), "print-slow", ""},
	} {
		t.Run(name, func(t *testing.T) {
			most := time.Minute
			if tt.key == "print-slow" {
				most = time.Second
			}
			err := printWithin(t.Context(), most, tt.command, []byte("x"))
			e, ok := errors.AsType[*model.Error](err)
			if !ok || e.Key != tt.key || e.Kind != model.KindUnavailable {
				t.Fatalf("err = %v, want %s", err, tt.key)
			}
			if tt.said != "" && e.Args["said"] != tt.said {
				t.Errorf("said %q, want %q", e.Args["said"], tt.said)
			}
			if text := printer(t, locale.English).Error(err); strings.Contains(text, "⟨") || text == printer(t, locale.English).T("error.unknown") {
				t.Errorf("it reads %q", text)
			}
		})
	}
	t.Run("Cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := Print(ctx, command("slow"), nil); !errors.Is(err, context.Canceled) {
			t.Errorf("err = %v", err)
		}
	})
}

func TestSave(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "receipts")
	for _, want := range []string{"LTH-2026-000412.txt", "LTH-2026-000412-2.txt"} {
		path, err := Save(dir, "LTH-2026-000412", []byte(want))
		if err != nil || path != filepath.Join(dir, want) {
			t.Fatalf("%s, %v", path, err)
		}
		if text, err := os.ReadFile(path); err != nil || string(text) != want {
			t.Errorf("%q, %v", text, err)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
	path, err := Save(dir, "../../etc/x\x1b", nil)
	if err != nil || filepath.Dir(path) != dir {
		t.Errorf("%q, %v", path, err)
	}
}

func TestSaveSaysWhenItCannot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Save(file, "x", nil); !errors.Is(err, &model.Error{Key: "receipt-unwritten"}) {
		t.Errorf("err = %v", err)
	}
	dir := t.TempDir()
	for range mostCopies {
		if _, err := Save(dir, "x", nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Save(dir, "x", nil); !errors.Is(err, &model.Error{Key: "receipt-unwritten"}) {
		t.Errorf("after %d copies: %v", mostCopies, err)
	}
}
