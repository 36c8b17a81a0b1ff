package storage_test

import (
	"testing"

	"piket/model"
	"piket/storage/storagetest"
)

// A row knows its district by code only; who filters by its name says which
// codes the name stands for.
func TestTextFilterTakesAreasByTheirCodes(t *testing.T) {
	s := storagetest.Open(t)
	for _, area := range []string{"36.71.05", "36.71.06"} {
		c := storagetest.Report(storagetest.Officer, storagetest.Start())
		c.Facts.Place.Area = area
		storagetest.Do(t, s, c)
	}
	for _, tc := range []struct {
		text  string
		areas map[string][]string
		want  int
	}{
		{"cipondoh", nil, 0},
		{"cipondoh", map[string][]string{"cipondoh": {"36.71.05"}}, 1},
		{"CIPONDOH nosuchword", map[string][]string{"cipondoh": {"36.71.05"}}, 0},
		{"tangerang", map[string][]string{"tangerang": {"36.71", "36.03"}}, 2},
	} {
		w, err := s.Window(t.Context(), model.WindowQuery{Filter: model.Filter{Text: tc.text, Codes: tc.areas}, Now: storagetest.Start(), After: 9})
		if err != nil || len(w.Rows) != tc.want {
			t.Errorf("%q %v: %d rows, want %d (%v)", tc.text, tc.areas, len(w.Rows), tc.want, err)
		}
	}
}

// The violation is searched by its code, and by whatever words stand for it.
func TestTextFilterTakesViolations(t *testing.T) {
	s := storagetest.Open(t)
	c := storagetest.Report(storagetest.Officer, storagetest.Start())
	c.Violation = model.NoDocuments
	storagetest.Do(t, s, c)
	for text, want := range map[string]int{"no-documents": 1, "overstay": 0, "dokumen": 1} {
		w, err := s.Window(t.Context(), model.WindowQuery{
			Filter: model.Filter{Text: text, Codes: map[string][]string{"dokumen": {"no-documents", "false-documents"}}},
			Now:    storagetest.Start(), After: 9,
		})
		if err != nil || len(w.Rows) != want {
			t.Errorf("%q: %d rows, want %d (%v)", text, len(w.Rows), want, err)
		}
	}
}
