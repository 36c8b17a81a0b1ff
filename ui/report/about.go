package report

import (
	"strings"
	"time"

	"piket/model"
	"piket/ui/screen"
)

// About is what an unfinished report is about, as a list of them tells it. It
// leaves the reporter out, and the narrative, which may name them.
type About struct {
	Channel   model.Channel
	Kind      model.Kind
	Violation model.Violation
	People    []string
	Place     string
}

// About is what can be said of the draft in the open.
func (d *Draft) About() About {
	a := About{Channel: d.Channel, Kind: model.Kind(d.Kind), Place: model.CleanLine(d.Place.Name)}
	if a.Kind == model.Complaint {
		a.Violation = model.Violation(d.Violation.Code)
	}
	for _, p := range d.People {
		a.People = append(a.People, some(model.CleanLine(p.Name))...)
	}
	return a
}

// Text is that in a line.
func (a About) Text(ctx *screen.Ctx) string {
	parts := []string{ctx.Print.Short("channel", string(a.Channel))}
	switch {
	case a.Violation != "":
		parts = append(parts, ctx.Print.Word("violation", string(a.Violation)))
	case a.Kind != "":
		parts = append(parts, ctx.Print.Word("kind", string(a.Kind)))
	}
	return strings.Join(append(append(parts, a.People...), some(a.Place)...), " · ")
}

// Line is Text behind the moment it was saved, the same in every list.
func (a About) Line(ctx *screen.Ctx, saved time.Time) string {
	return ctx.Print.Moment(saved, ctx.Now(), ctx.Zone()) + " · " + a.Text(ctx)
}
