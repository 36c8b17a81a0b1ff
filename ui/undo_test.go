package ui

import (
	"testing"

	"piket/model"
)

// TestAnUndoNamesWhatItTookBack where it led back to nothing that has a name.
func TestAnUndoNamesWhatItTookBack(t *testing.T) {
	s := sitDown(t, 80, 24)
	tests := map[string]model.Event{
		"Diusulkan sebagai laporan palsu": model.FalseReportDeclined{Withdrawn: true, UndoOf: 3},
		"Catatan ditambahkan":             model.NoteWithdrawn{Note: 3, UndoOf: 3},
		"Ditandai sebagai laporan ganda":  model.CaseUnlinked{UndoOf: 3},
		"Tanda laporan ganda dicabut":     model.CaseLinked{UndoOf: 3},
		"Isi laporan diperbaiki":          model.FactsCorrected{UndoOf: 3},
	}
	for want, e := range tests {
		if got := s.root.back([]model.Envelope{{Event: e}}); got != want {
			t.Errorf("%T is told as %q, want %q", e, got, want)
		}
	}
}
