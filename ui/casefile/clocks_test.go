package casefile_test

import (
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/uitest"
)

// TestLinesOfASubjectsNoteStayApart has a note as the report form writes it
// where a field could not be read.
func TestLinesOfASubjectsNoteStayApart(t *testing.T) {
	o := newOffice(t)
	o.reports()
	o.cases[complaint].Case.Facts.Subjects[0].Note = "Rambut cepak.\n\nBerlaku sampai: 31/02/2026"
	sees(t, stage(t, o, complaint, locale.Indonesian, 80, 60), "Rambut cepak. · Berlaku sampai: 31/02/2026")
}

// TestStoppedClockIsNoFinishedCase plays a case to its end and back, and
// reads at every step what the file says of its deadlines.
func TestStoppedClockIsNoFinishedCase(t *testing.T) {
	o := newOffice(t)
	o.reports()
	budi := o.at(uitest.Budi)
	move := func(c model.ChangeStatus) {
		o.later(time.Minute)
		c.Meta, c.Case = budi.Meta(0), complaint
		budi.do(c)
	}
	replaced, finished := "Penyelesaian    diganti Pemeriksaan lapangan", "Penyelesaian    selesai"
	for _, step := range []struct {
		name       string
		to         model.ChangeStatus
		want, hide []string
	}{
		{"acting", model.ChangeStatus{To: model.Acting}, []string{replaced}, []string{finished}},
		{"closed", model.ChangeStatus{To: model.Closed, Disposition: model.Unfounded}, []string{replaced, "Lapangan        selesai tepat waktu"}, []string{"batas waktu"}},
		{"reopened", model.ChangeStatus{To: model.Analysing, Reason: "Saksi baru."}, []string{"Penyelesaian    sisa"}, []string{replaced, finished, "Lapangan "}},
		{"closed again", model.ChangeStatus{To: model.Closed, Disposition: model.Unfounded}, []string{finished}, []string{replaced}},
	} {
		move(step.to)
		s := stage(t, o, complaint, locale.Indonesian, 80, 120)
		got := uitest.Text(s.Screen.View().Body)
		for _, w := range step.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not said:\n%s", step.name, w, got)
			}
		}
		for _, w := range step.hide {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q is said:\n%s", step.name, w, got)
			}
		}
	}
}
