package casefile_test

import (
	"testing"

	"piket/model"
	"piket/ui/uitest"
)

// TestTheTimelineNamesWhatWasUndone rather than what undid it.
func TestTheTimelineNamesWhatWasUndone(t *testing.T) {
	o := newOffice(t)
	o.reports()
	sari := o.at(uitest.Sari)
	sari.do(model.LinkDuplicate{Meta: sari.Meta(0), Case: complaint, Original: earlier})
	sari.do(model.Undo{Meta: sari.Meta(0), Case: complaint})
	s := stageOf(t, o, uitest.Sari, complaint, "id", 200, 60)
	sees(t, s, "Diurungkan: Ditandai sebagai laporan ganda")
}
