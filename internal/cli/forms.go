package cli

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/intake"
	"piket/model"
	"piket/ui"
)

// importDoor is how the journal names what came from a file.
const importDoor = "import"

// mostForms is how many files are offered.
const mostForms = 200

// forms takes in the answers of web forms for an officer at the screen.
type forms struct {
	app *app.App
	by  model.OfficerID
}

// forms is nil where the officer's files are not this process's to read.
func (d Desk) forms() func(model.OfficerID) ui.FormReader {
	if d.Session != nil || d.Remote {
		return nil
	}
	return func(by model.OfficerID) ui.FormReader { return forms{d.App, by} }
}

// Found lists the CSV files in the places where downloads end up, the newest
// first. A place that cannot be read has none.
func (f forms) Found(ctx context.Context) ([]ui.FormFile, error) {
	var list []ui.FormFile
	for _, dir := range places() {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return list, err //nolint:wrapcheck // the screen has its own words for it
		}
		for _, e := range entries {
			if file, ok := formFile(dir, e); ok {
				list = append(list, file)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b ui.FormFile) int {
		return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(a.Path, b.Path))
	})
	list = slices.CompactFunc(list, func(a, b ui.FormFile) bool { return a.Path == b.Path })
	return list[:min(len(list), mostForms)], nil
}

func formFile(dir string, e os.DirEntry) (ui.FormFile, bool) {
	ext := strings.ToLower(filepath.Ext(e.Name()))
	info, err := e.Info()
	if ext != ".csv" && ext != ".tsv" || err != nil || !info.Mode().IsRegular() {
		return ui.FormFile{}, false
	}
	return ui.FormFile{
		Path: filepath.Join(dir, e.Name()), Name: e.Name(), Folder: filepath.Base(dir),
		Size: info.Size(), Changed: info.ModTime(),
	}, true
}

// places are where downloads end up, in the languages desktops speak here,
// and what is plugged in.
func places() []string {
	var dirs []string
	if here, err := filepath.Abs("."); err == nil {
		dirs = append(dirs, here)
	}
	if home, err := os.UserHomeDir(); err == nil {
		dirs = append(dirs, home)
		for _, name := range []string{"Downloads", "Unduhan", "Documents", "Dokumen", "Desktop"} {
			dirs = append(dirs, filepath.Join(home, name))
		}
	}
	for _, sticks := range []string{"/media/*", "/media/*/*", "/run/media/*/*", "/Volumes/*"} {
		if found, err := filepath.Glob(sticks); err == nil {
			dirs = append(dirs, found...)
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// Read takes a file in, or only looks at it.
func (f forms) Read(ctx context.Context, ask ui.FormAsk) (ui.FormTold, error) {
	file, err := openForm(formPath(ask.Path))
	if err != nil {
		return ui.FormTold{}, err
	}
	defer file.Close()
	o := intake.FormOptions{Zone: f.app.Desk().Office().Zone, Kind: ask.Kind, Dates: intake.DateOrder(ask.Dates), Progress: ask.Progress}
	o.Mapping = intake.Mapping{}
	for _, header := range ask.Story {
		o.Mapping[model.Fold(header)] = intake.Other
	}
	if o.Refs, err = references(f.app); err != nil {
		return ui.FormTold{}, err
	}
	session := f.app.Desk().Session(model.Actor{Officer: f.by, Door: importDoor})
	add := session.AddReport
	if ask.Try {
		add = func(_ context.Context, r desk.Report) (desk.Added, error) { return desk.Added{}, session.TryReport(r) }
	}
	r, err := intake.ImportGoogleForm(ctx, file, o, add)
	told := ui.FormTold{Rows: r.Rows, Added: r.Added, Present: r.Present, Refused: r.RefusedCount, Unknown: r.Unknown}
	if r.Rows > 0 {
		r.Sealed = slices.DeleteFunc(r.Sealed, func(h string) bool { return slices.Contains(told.Unknown, h) })
		r.Unknown = nil
		told.Lines = r.Lines(ask.Print)[1:] // the figures have a place of their own
	}
	return told, err //nolint:wrapcheck // a refusal as it is
}

// openForm opens a file that can be read to its end.
func openForm(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fileError("file-unreadable", path, nil)
	}
	return openFile(path)
}

// formPath is a path as people paste it: quoted, with blanks escaped, as an
// address, or from the home folder.
func formPath(typed string) string {
	path := strings.TrimSpace(typed)
	if n := len(path); n > 1 && (path[0] == '\'' || path[0] == '"') && path[n-1] == path[0] {
		path = path[1 : n-1]
	}
	if runtime.GOOS != "windows" {
		path = strings.ReplaceAll(path, `\ `, " ")
	}
	path = strings.TrimPrefix(path, "file://")
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + rest
		}
	}
	return path
}
