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
		w, err := s.Window(t.Context(), model.WindowQuery{Filter: model.Filter{Text: tc.text, Areas: tc.areas}, Now: storagetest.Start(), After: 9})
		if err != nil || len(w.Rows) != tc.want {
			t.Errorf("%q %v: %d rows, want %d (%v)", tc.text, tc.areas, len(w.Rows), tc.want, err)
		}
	}
}
