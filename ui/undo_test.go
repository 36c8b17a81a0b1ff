package ui

import (
	"testing"

	"piket/model"
)

// TestUndoneProposalWasWithdrawn says where undos led back to.
func TestUndoneProposalWasWithdrawn(t *testing.T) {
	s := sitDown(t, 80, 24)
	tests := map[string]model.Event{
		"Usulan laporan palsu ditarik": model.FalseReportDeclined{Withdrawn: true, UndoOf: 3},
		"Catatan ditarik":              model.NoteWithdrawn{Note: 3, UndoOf: 3},
	}
	for want, e := range tests {
		if got := s.root.back([]model.Envelope{{Event: e}}); got != want {
			t.Errorf("%T is told as %q, want %q", e, got, want)
		}
	}
}
