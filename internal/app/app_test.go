package app

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/storage"
)

func found(t *testing.T) *App {
	t.Helper()
	a, err := Create(t.Context(), Config{Folder: Folder(filepath.Join(t.TempDir(), "data"))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	o := model.OfficeSetUp{Name: "Kanim Uji", Code: "UJI", Zone: model.WITA}
	if _, err := a.SetUp(t.Context(), o, "Sari", locale.English); err != nil {
		t.Fatal(err)
	}
	return a
}

func session(a *App) *desk.Session {
	return a.Desk().Session(model.Actor{Officer: a.Desk().Office().Officers[0].ID, Door: "cli"})
}

func told(text string) desk.Report {
	return desk.Report{
		Facts:    model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: text, Place: model.Place{Area: "36.71.05"}},
		Urgency:  model.High,
		Reporter: model.Reporter{Name: "Rahmat Hidayat", Phone: "081234567890", NIK: "3671051212800001", Address: "Jl. Kenanga 5"},
	}
}

func TestLocate(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	abs := func(p string) string {
		a, err := filepath.Abs(p)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	usual := map[string]string{
		"windows": filepath.Join(home, "Local", "piket"),
		"darwin":  filepath.Join(home, "Library", "Application Support", "piket"),
	}[runtime.GOOS]
	if usual == "" {
		usual = filepath.Join(home, ".local", "share", "piket")
	}
	local := "LocalAppData=" + filepath.Join(home, "Local")
	tests := map[string]struct {
		named string
		env   []string
		want  string
	}{
		"Named":       {"here", []string{"PIKET_DATA=there", local}, abs("here")},
		"Environment": {"", []string{"PIKET_DATA=there", "XDG_DATA_HOME=" + abs("x")}, abs("there")},
		"XDG":         {"", []string{"XDG_DATA_HOME=" + abs("x"), local}, filepath.Join(abs("x"), "piket")},
		"RelativeXDG": {"", []string{"XDG_DATA_HOME=x", local}, usual},
		"System":      {"", []string{local}, usual},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Locate(tt.named, func(name string) string {
				for _, kv := range tt.env {
					if v, ok := strings.CutPrefix(kv, name+"="); ok {
						return v
					}
				}
				return ""
			})
			if err != nil || string(got) != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestLogStaysSmall(t *testing.T) {
	path := filepath.Join(t.TempDir(), "piket.log")
	l, err := openLog(path)
	if err != nil {
		t.Fatal(err)
	}
	l.max = 1000
	for range 100 {
		l.logger().Info("full", "of", strings.Repeat("x", 90))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, path + ".old"} {
		info, err := os.Stat(p)
		if err != nil || info.Size() == 0 || info.Size() > 1000 {
			t.Errorf("%s: %v, %v", p, info, err)
		}
	}
}

// TestNothingOfAReporter looks for an identity in every file, once it has been
// typed, drafted, searched for, opened and printed around.
func TestNothingOfAReporter(t *testing.T) {
	a := found(t)
	s, ctx := session(a), t.Context()
	if err := a.StartSearch(); err != nil {
		t.Fatal(err)
	}
	r := told("Saya Rahmat Hidayat (0812-3456-7890) melihat dua orang.")
	if err := s.SaveDraft(ctx, "report/1", r); err != nil {
		t.Fatal(err)
	}
	added, err := s.AddReport(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	if !a.CatchUp(ctx, 10*time.Second) {
		t.Fatal("search does not catch up")
	}
	for text, want := range map[string]int{"melihat": 1, "cipondoh": 1, "rahmat": 0, "3671051212800001": 0} {
		if rows, err := s.Search(ctx, text, 10); err != nil || len(rows) != want {
			t.Errorf("search for %q: %d rows, %v, want %d", text, len(rows), err, want)
		}
	}
	if u, err := s.OpenSeal(ctx, added.Case, 0, "uji"); err != nil || u.Reporter.Name != "Rahmat Hidayat" {
		t.Errorf("the seal does not open: %v", err)
	}
	where, err := a.Receipt(ctx, added.Case, added.Tracking, locale.Indonesian)
	if err != nil || filepath.Dir(where) != a.Folder().Receipts() {
		t.Errorf("receipt in %q, %v", where, err)
	}
	if err := a.Backup(ctx, filepath.Join(string(a.Folder()), "copy.db")); err != nil {
		t.Error(err)
	}
	a.Log().Error("shown", "reporter", r.Reporter, "all", r)
	for _, secret := range []string{"rahmat", "hidayat", "81234567890", "0812-3456", "3671051212800001", "kenanga"} {
		absent(t, string(a.Folder()), secret)
	}
	drafts, err := s.Drafts(ctx, "report/")
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
}

func absent(t *testing.T, dir, secret string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(bytes.ToLower(data), []byte(secret)) {
			t.Errorf("%s holds %q", d.Name(), secret)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	a := found(t)
	t.Run("WhatIsHeld", func(t *testing.T) {
		_, err := Open(t.Context(), Config{Folder: a.Folder(), Timeout: time.Millisecond})
		if !Held(err) {
			t.Errorf("err %v, want one that says held", err)
		}
	})
	t.Run("WhatIsNotThere", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "none")
		_, err := Open(t.Context(), Config{Folder: Folder(dir)})
		if !errors.Is(err, &model.Error{Key: "store-missing"}) {
			t.Errorf("err %v, want store-missing", err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Error("the folder was made all the same")
		}
	})
	t.Run("AnOfficeOverAnOffice", func(t *testing.T) {
		_, err := Create(t.Context(), Config{Folder: a.Folder()})
		if !errors.Is(err, &model.Error{Key: "store-exists"}) {
			t.Errorf("err %v, want store-exists", err)
		}
	})
}

// TestCreateTakesUpWhatWasLeft begins where a first run was left half-way,
// with the key that was made then.
func TestCreateTakesUpWhatWasLeft(t *testing.T) {
	f := Folder(filepath.Join(t.TempDir(), "data"))
	left, err := Open(t.Context(), Config{Folder: f, Make: true})
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(f.Key())
	if err := errors.Join(err, left.Close()); err != nil {
		t.Fatal(err)
	}
	a, err := Create(t.Context(), Config{Folder: f})
	if err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(f.Key())
	if err := errors.Join(err, a.Close(), a.Close()); err != nil || !bytes.Equal(key, again) {
		t.Errorf("the key changed, %v", err)
	}
}

// TestCreateBeginsInAnEmptyFile takes a store of no bytes for none: so a first
// run that was cut short leaves it.
func TestCreateBeginsInAnEmptyFile(t *testing.T) {
	f := Folder(t.TempDir())
	if err := os.WriteFile(f.Store(), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), Config{Folder: f}); !errors.Is(err, &model.Error{Key: "key-missing"}) {
		t.Errorf("err %v, want key-missing", err)
	}
	a, err := Create(t.Context(), Config{Folder: f})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil || !exists(f.Key()) {
		t.Errorf("no key was made, %v", err)
	}
}

func TestSweepTakesOnlyWhatHadNoRoom(t *testing.T) {
	f := Folder(t.TempDir())
	for _, tt := range []struct {
		err  error
		left bool
	}{{storage.ErrHeld, true}, {storage.ErrDamaged, true}, {storage.ErrFull, false}, {storage.ErrWrite, false}} {
		if err := os.WriteFile(f.Store(), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		f.sweep(tt.err)
		if exists(f.Store()) != tt.left {
			t.Errorf("after %v the store is there: %v", tt.err, !tt.left)
		}
	}
}

// TestSearchBelievesWhatItRead has the index read an entry that the store has
// yet to count: its index must not pass for another store's.
func TestSearchBelievesWhatItRead(t *testing.T) {
	a := found(t)
	ahead := &feed{app: a}
	ahead.told.Store(a.store.Seq() + 1)
	head, err := ahead.Head(t.Context())
	if err != nil || head.Seq != a.store.Seq()+1 {
		t.Errorf("head %d, %v; want %d", head.Seq, err, a.store.Seq()+1)
	}
	again := &feed{app: a}
	if _, last, err := again.Documents(t.Context(), 0, 10); err != nil || again.told.Load() != last {
		t.Errorf("told %d of %d, %v", again.told.Load(), last, err)
	}
}

// TestRulesFollowTheOffice has the settings decide in the office's own zone.
func TestRulesFollowTheOffice(t *testing.T) {
	a := found(t)
	if got := a.Rules().Zone; got != model.WITA {
		t.Errorf("zone %s, want WITA", got)
	}
	text, err := os.ReadFile(a.Folder().Settings())
	if err != nil || !bytes.Contains(text, []byte(`"en"`)) {
		t.Errorf("the settings do not name the office's language: %v", err)
	}
	other := a.DeskAt(func() time.Time { return time.Unix(0, 0) }, func() string { return "01J00000000000000000000000" })
	if got := other.Session(model.Actor{}).Now(); !got.Equal(time.Unix(0, 0)) {
		t.Errorf("the other clock shows %s", got)
	}
}

// TestUsedFolderIsNoFirstRun finds a store emptied or gone beside each of the
// things that only an office leaves.
func TestUsedFolderIsNoFirstRun(t *testing.T) {
	for trace, used := range map[string]bool{
		"host.key": true, "search/": true, "receipts/": true, "papers/": true, "last-backup": true, "piket.toml": true,
		"piket.log": false, "piket.lock": false,
	} {
		t.Run(trace, func(t *testing.T) {
			f := Folder(t.TempDir())
			if _, err := f.makeKeys(); err != nil {
				t.Fatal(err)
			}
			if name, dir := strings.CutSuffix(trace, "/"); dir {
				os.Mkdir(f.file(name), 0o700)
			} else {
				os.WriteFile(f.file(name), nil, 0o600)
			}
			refusals := map[string]error{}
			_, refusals["store-lost"] = Create(t.Context(), Config{Folder: f})
			if !used {
				if refusals["store-lost"] != nil {
					t.Errorf("a first run is refused: %v", refusals["store-lost"])
				}
				return
			}
			if err := os.WriteFile(f.Store(), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			_, refusals["store-damaged"] = Create(t.Context(), Config{Folder: f})
			for key, err := range refusals {
				if !errors.Is(err, &model.Error{Key: key}) {
					t.Errorf("err %v, want %s", err, key)
				}
			}
			if info, err := os.Stat(f.Store()); err != nil || info.Size() != 0 {
				t.Errorf("the store was written: %v, %v", info, err)
			}
		})
	}
}
