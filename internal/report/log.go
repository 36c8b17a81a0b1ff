package report

import (
	"strings"

	"piket/internal/locale"
	"piket/model"
)

// Log is the duty log of a span of time, on paper.
type Log struct {
	Office, Section, Span string
	Lines                 []LogLine
}

// LogLine is one entry: its hour, and all that is said of it.
type LogLine struct{ Hour, Text string }

// LogText is the duty log as text of Page columns.
func LogText(p *locale.Printer, l Log) []byte {
	r := paper{width: Page}
	r.centred(strings.ToUpper(model.CleanLine(l.Office)))
	if l.Section != "" {
		r.centred(p.T("receipt.section", locale.A{"section": model.CleanLine(l.Section)}))
	}
	r.rule()
	r.centred(p.T("paper.log.title"))
	r.centred(model.CleanLine(l.Span))
	r.rule()
	for _, line := range l.Lines {
		const in = 7
		r.hung(model.CleanLine(line.Hour), in, model.CleanLine(line.Text))
	}
	if len(l.Lines) == 0 {
		r.text(p.T("paper.none"))
	}
	r.rule()
	return []byte(r.out.String())
}
