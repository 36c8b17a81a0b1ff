package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"piket/internal/app"
	"piket/internal/locale"
	"piket/model"
	"piket/ui"
)

const answersCSV = `Timestamp,Nama Pelapor,Uraian kejadian,Hobi
20/11/2026 21:03:11,Contoh Satu,"WNA tinggal di kos tanpa izin",memancing
31/11/2026 22:10:00,Contoh Dua,"Tanggal yang tidak ada",
20/11/2026 23:10:00,Contoh Tiga,,
`

func formReader(t *testing.T) (ui.FormReader, *app.App, string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Chdir(home)
	if err := os.Mkdir(filepath.Join(home, "Unduhan"), 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home, "Unduhan", "Laporan WNA.csv")
	if err := os.WriteFile(path, []byte(answersCSV), 0o600); err != nil {
		t.Fatal(err)
	}
	a := staff(t).app
	return Desk{App: a}.forms()(a.Desk().Office().Officers[0].ID), a, path
}

func TestFormsAreFoundAndTakenInOnce(t *testing.T) {
	r, a, path := formReader(t)
	files, err := r.Found(t.Context())
	if err != nil || len(files) != 1 || files[0].Path != path || files[0].Folder != "Unduhan" || files[0].Size != int64(len(answersCSV)) {
		t.Fatalf("found %+v, %v", files, err)
	}
	print, err := a.Printer(locale.English)
	if err != nil {
		t.Fatal(err)
	}
	ask := ui.FormAsk{Path: path, Kind: model.Complaint, Print: print, Try: true, Progress: func(int64, int64) {}}
	for _, step := range []struct {
		try                    bool
		story                  []string
		added, present, unseal int
	}{{try: true, added: 1, unseal: 1}, {try: true, story: []string{"Hobi"}, added: 1}, {added: 1, unseal: 1}, {present: 1, unseal: 1}} {
		ask.Try, ask.Story = step.try, step.story
		got, err := r.Read(t.Context(), ask)
		if err != nil || got.Rows != 3 || got.Refused != 2 || got.Added != step.added || got.Present != step.present || len(got.Unknown) != step.unseal {
			t.Errorf("%+v: %+v, %v", step, got, err)
		}
	}
	counts, err := a.Desk().Session(model.Actor{Officer: a.Desk().Office().Officers[0].ID, Door: door}).Counts(t.Context())
	if err != nil || counts.Open() != 1 {
		t.Errorf("%+v open, %v", counts, err)
	}
}

func TestFormsThatCannotBeRead(t *testing.T) {
	r, a, path := formReader(t)
	print, err := a.Printer(locale.English)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		path + ".none": "file-missing", filepath.Dir(path): "file-unreadable", "": "file-missing",
	} {
		_, err := r.Read(context.Background(), ui.FormAsk{Path: name, Print: print, Try: true})
		var e *model.Error
		if !errors.As(err, &e) || e.Key != want {
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
	far := Desk{App: a, Remote: true}
	if far.forms() != nil {
		t.Error("files of this machine are read for a screen on another")
	}
}

func TestFormPath(t *testing.T) {
	if runtime.GOOS == "windows" {
		return
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	for typed, want := range map[string]string{
		" /a/b c.csv ":        "/a/b c.csv",
		`'/a/b c.csv'`:        "/a/b c.csv",
		`/a/b\ c.csv`:         "/a/b c.csv",
		"file:///a/b.csv":     "/a/b.csv",
		"~/Unduhan/x.csv":     home + "/Unduhan/x.csv",
		"~siapa/x.csv":        "~siapa/x.csv",
		`"`:                   `"`,
		"Unduhan/'kutip'.csv": "Unduhan/'kutip'.csv",
	} {
		if got := formPath(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}
