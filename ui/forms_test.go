package ui

import (
	"context"
	"strings"
	"testing"

	"piket/model"
	"piket/ui/importing"
	"piket/ui/uitest"
)

// drawer has one file of answers.
type drawer struct{ by model.OfficerID }

func (drawer) Found(context.Context) ([]importing.File, error) {
	return []importing.File{{Path: "/rumah/jawaban.csv", Name: "jawaban.csv", Folder: "rumah", Size: 1, Changed: uitest.Now()}}, nil
}

func (d drawer) Read(_ context.Context, ask importing.Ask) (importing.Told, error) {
	return importing.Told{Rows: 2, Added: 2, Lines: []string{"oleh " + string(d.by)}}, nil
}

func TestFormAnswersFromThePalette(t *testing.T) {
	s := asSari(t)
	open := func() {
		s.press(":")
		s.write("impor")
		s.press("enter")
	}
	open()
	s.sees(t, "piket import google-form BERKAS.csv") // nobody's files are here
	s.press("esc")
	s.root.cfg.Forms = func(by model.OfficerID) importing.Reader { return drawer{by} }
	open()
	s.sees(t, "jawaban.csv")
	s.press("enter", "enter")
	s.sees(t, "2 laporan baru masuk", "oleh "+string(uitest.Sari))
	s.press("esc")
	s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Role = model.RoleViewer })
	s.wake()
	open()
	if strings.Contains(s.text(), "jawaban.csv") {
		t.Errorf("offered to somebody who only looks:\n%s", s.text())
	}
}
