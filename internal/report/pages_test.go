package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"piket/internal/locale"
)

// Rendering at so few dots an inch keeps the pictures small and still shows a
// line that moved.
const dots = "50"

// tool is a program of poppler-utils, which every machine that runs these
// tests has: .ci/run installs it.
func tool(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s (of poppler-utils): %v: %s", name, err, out)
	}
	return out
}

func paged(t *testing.T, lang locale.Lang, m Minutes) string {
	t.Helper()
	data, err := HandoverPDF(printer(t, lang), m)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "handover.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestHandoverPages compares the pages as pictures with those on record.
func TestHandoverPages(t *testing.T) {
	for _, lang := range locale.Langs() {
		for name, m := range map[string]Minutes{"one": minutesOf(1), "many": minutesOf(9), "worst": worst()} {
			t.Run(fmt.Sprintf("%s-%s", name, lang), func(t *testing.T) {
				comparePages(t, fmt.Sprintf("handover-%s-%s", name, lang), paged(t, lang, m))
			})
		}
	}
}

func comparePages(t *testing.T, name, pdf string) {
	t.Helper()
	prefix := filepath.Join(t.TempDir(), name)
	tool(t, "pdftoppm", "-r", dots, "-gray", pdf, prefix)
	drawn, err := filepath.Glob(prefix + "-*.pgm")
	if err != nil || len(drawn) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	kept, _ := filepath.Glob(filepath.Join("testdata", name+"-*.pgm.gz"))
	if !*update && len(kept) != len(drawn) {
		t.Fatalf("%d pages, want %d", len(drawn), len(kept))
	}
	for _, path := range drawn {
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", filepath.Base(path)+".gz")
		if *update {
			pack(t, golden, page)
			continue
		}
		if off := differ(t, page, unpack(t, golden)); off > 0.002 {
			t.Errorf("%s: %.2f %% of the page is drawn otherwise", filepath.Base(path), off*100)
		}
	}
}

// TestHandoverPagesReadBack reads the words off the pages again.
func TestHandoverPagesReadBack(t *testing.T) {
	heads := map[locale.Lang]string{locale.Indonesian: "Tindakan", locale.English: "Action"}
	last := map[locale.Lang]string{locale.Indonesian: `Halaman (\d+) dari (\d+)`, locale.English: `Page (\d+) of (\d+)`}
	for _, lang := range locale.Langs() {
		m := minutesOf(500)
		pages := strings.Split(strings.TrimSuffix(string(tool(t, "pdftotext", "-layout", paged(t, lang, m), "-")), "\f"), "\f")
		whole := strings.Join(pages, "\n")
		for _, l := range m.Record.Lines {
			if !strings.Contains(whole, l.Number) {
				t.Fatalf("%s: %s is on no page", lang, l.Number)
			}
		}
		for i, page := range pages {
			n := regexp.MustCompile(last[lang]).FindStringSubmatch(page)
			if n == nil || n[1] != fmt.Sprint(i+1) || n[2] != fmt.Sprint(len(pages)) {
				t.Errorf("%s: page %d of %d says %q", lang, i+1, len(pages), n)
			}
			open := strings.Contains(page, "LTH-2026-0008") && strings.Contains(page, "Tim Pora")
			if open && !strings.Contains(page, heads[lang]) {
				t.Errorf("%s: page %d has no heads", lang, i+1)
			}
		}
		for _, want := range []string{"Nguyễn Thị Hồng", "Đỗ Văn Đức", "İbrahim Şahin", "Chen Wei (□□)", short(m.Record.Digest)} {
			if !strings.Contains(whole, want) {
				t.Errorf("%s: %q cannot be read back", lang, want)
			}
		}
	}
}

// TestHostilePages: whatever somebody wrote, the pages can be drawn, and hold
// no command of a terminal.
func TestHostilePages(t *testing.T) {
	pdf := paged(t, locale.English, hostile(t))
	text := string(tool(t, "pdftotext", pdf, "-"))
	if strings.ContainsAny(text, "\x1b\u202e\x00") || !strings.Contains(text, "Page 1 of ") {
		t.Errorf("the pages read %q", text[:min(300, len(text))])
	}
}
