package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/style"
	"piket/ui/uitest"
)

// BenchmarkKeyToFrame measures a key press to the drawn frame at 200×60, in
// each kind of field of a form that is as full as it gets. Commands are not
// run: they do not stand between the key and the frame.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, id := range []string{"narrative", "person.49.name", "person.49.nationality", "area", "nik", "answer.saw"} {
		b.Run(id, func(b *testing.B) {
			r := full(b)
			r.s.focusID(id)
			typeAndDraw(b, r, uitest.Key("a"), uitest.Key("backspace"))
		})
	}
	b.Run("ordinary", func(b *testing.B) {
		r := newRig(b, locale.Indonesian)
		r.ctx.Style = style.New(style.Dark)
		r.desk.alikeCase()
		r.open(model.WalkIn, "").complaint().rest()
		r.size(200, 60)
		r.s.focusID("person.0.name")
		typeAndDraw(b, r, uitest.Key("a"), uitest.Key("backspace"))
	})
	b.Run("tab", func(b *testing.B) { typeAndDraw(b, full(b), uitest.Key("tab"), uitest.Key("shift+tab")) })
	b.Run("review", func(b *testing.B) {
		r := full(b)
		r.s.openReview()
		typeAndDraw(b, r, uitest.Key("down"), uitest.Key("up"))
	})
}

// full is a form with a narrative of the greatest length and fifty people.
func full(b *testing.B) *rig {
	r := newRig(b, locale.Indonesian)
	r.ctx.Style = style.New(style.Dark)
	r.desk.alikeCase()
	r.open(model.WalkIn, "")
	d := &r.s.draft
	d.Narrative = strings.Repeat("Tiga orang asing bekerja di bengkel belakang pasar. ", model.MaxNarrative/52)
	d.People = nil
	for range model.MaxSubjects {
		d.People = append(d.People, Person{
			Name: "Chen Wei", Nationality: Picked{Code: "CHN"}, Age: "35", Passport: "E1234567", PermitExpiry: "1/11/2026",
			Note: strings.Repeat("tinggi, rambut pendek, mobil putih. ", 20),
		})
	}
	r.s.rebuild()
	r.s.focusAt(0)
	r.size(200, 60)
	return r
}

func typeAndDraw(b *testing.B, r *rig, press ...tea.KeyPressMsg) {
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		k := press[i%len(press)]
		if in, ok := intent(r.s.Bindings(), k.String(), r.s.Typing()); ok {
			r.s.did(in)
			r.s.drawn = nil
		} else {
			r.s.Update(k)
		}
		r.s.View()
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs/op")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs/op")
}
