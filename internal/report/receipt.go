package report

import (
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// The widths of paper, in columns: rolls of 58 and of 80 mm.
const (
	Narrow = 32
	Wide   = 42
)

// Slip is what a receipt says.
type Slip struct {
	Office   string
	Section  string // of the office, as printed; may be empty
	Number   string
	Kind     model.Kind
	Received time.Time
	Zone     model.Zone
	Officer  string // who took the report in
	// Tracking is the reporter's code, empty when it was given out before:
	// the office keeps only its hash.
	Tracking string
}

// Receipt is a slip as text, no line wider than the paper. Widths below
// Narrow or above Wide count as those.
func Receipt(p *locale.Printer, s Slip, width int) []byte {
	r := paper{width: min(max(width, Narrow), Wide)}
	r.centred(strings.ToUpper(model.CleanLine(s.Office)))
	if s.Section != "" {
		r.centred(p.T("receipt.section", locale.A{"section": model.CleanLine(s.Section)}))
	}
	r.rule()
	r.centred(p.T("receipt.title." + title(s.Kind)))
	r.rule()
	zone := s.Zone.Location()
	r.field(p.T("receipt.number"), model.CleanLine(s.Number))
	r.field(p.T("receipt.received"), p.Date(s.Received, zone), p.T("receipt.hour", locale.A{"hour": hour(p, s.Received, zone)}))
	r.field(p.T("receipt.kind"), p.Word("kind", string(s.Kind)))
	r.field(p.T("receipt.officer"), model.CleanLine(s.Officer))
	r.blank()
	r.tracking(p, s.Tracking)
	r.text(p.T("receipt.ask"))
	r.blank()
	r.text(p.T("receipt.secret"))
	r.rule()
	for range tear {
		r.blank()
	}
	return []byte(r.out.String())
}

// tear is how many lines a printer feeds so that the slip can be torn off
// below its end.
const tear = 3

func title(k model.Kind) string {
	if k == model.Presence {
		return string(model.Presence)
	}
	return string(model.Complaint)
}

// hour is the time of day with its zone, as each language writes it.
func hour(p *locale.Printer, t time.Time, zone *time.Location) string {
	t = t.In(zone)
	form := "15:04"
	if p.Lang() == locale.Indonesian {
		form = "15.04"
	}
	return t.Format(form) + " " + locale.ZoneName(t)
}

// tracking sets the code large in a box, and once more as it is typed.
func (r *paper) tracking(p *locale.Printer, code string) {
	code = model.CleanLine(code)
	if code == "" {
		r.text(p.T("receipt.no-code"))
		r.blank()
		return
	}
	r.centred(p.T("receipt.code"))
	r.box(spaced(code))
	r.centred(code)
	r.blank()
	r.text(p.T("receipt.keep"))
	r.blank()
}

// spaced is the code's groups, two a line, a space between letters.
func spaced(code string) []string {
	var lines []string
	for i, group := range strings.Split(code, "-") {
		group = strings.Join(strings.Split(group, ""), " ")
		if i%2 == 0 {
			lines = append(lines, group)
		} else {
			lines[len(lines)-1] += "   " + group
		}
	}
	return lines
}
