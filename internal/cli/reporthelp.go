package cli

import (
	"strings"

	"piket/internal/intake"
	"piket/internal/locale"
	"piket/model"
)

// reportFields are the fields of a report as JSON, those it needs first.
func reportFields() []string {
	return []string{
		"kind", "channel", "narrative", "urgency", "violation", "occurred", "received", "place", "subjects",
		"check_in", "check_out", "evidence", "reporter", "key",
	}
}

// reportHelp tells how a report is written as JSON: an officer's desk has no
// other place to look it up.
func (h *helper) reportHelp() {
	codes := locale.A{
		"kinds": joined(model.Kinds()), "channels": joined(model.Channels()), "urgencies": joined(model.Urgencies()),
		"lodgings": joined(model.Lodgings()), "sexes": joined(model.Sexes()), "permits": joined(model.Permits()),
	}
	var rows [][2]string
	for _, field := range reportFields() {
		rows = append(rows, [2]string{field, h.print.T("cli.report."+strings.ReplaceAll(field, "_", "-"), codes)})
	}
	h.table("cli.usage.fields", rows)
	h.line("")
	h.line(h.print.T("cli.usage.example"))
	for line := range strings.Lines(exampleReport(h.print)) {
		h.line("  " + strings.TrimSuffix(line, "\n"))
	}
}

// exampleReport is one that is taken in as it stands.
func exampleReport(p *locale.Printer) string {
	return `{"kind": "complaint", "channel": "walk-in", "urgency": "high",
 "narrative": "` + p.T("cli.report.example") + `",
 "place": {"address": "Jl. Melati 7", "area": "Cipondoh"},
 "subjects": [{"name": "Chen Wei", "nationality": "CHN"}],
 "reporter": {"name": "Siti Aminah", "phone": "081234567890"}}`
}

// mappingHelp tells how a mapping file is written, and all it can say.
func (h *helper) mappingHelp() {
	h.text(h.print.T("cli.usage.mapping"))
	for line := range strings.Lines(exampleMapping(h.print)) {
		h.line("  " + strings.TrimSuffix(line, "\n"))
	}
	var rows [][2]string
	for _, f := range intake.Fields() {
		rows = append(rows, [2]string{string(f), h.print.T("cli.mapping." + string(f))})
	}
	h.table("cli.usage.meanings", rows)
}

// exampleMapping is a mapping file as it stands.
func exampleMapping(p *locale.Printer) string {
	return "[columns]\n" +
		`"` + p.T("cli.mapping.example-story") + `" = "narrative"` + "\n" +
		`"` + p.T("cli.mapping.example-place") + `" = "address"` + "\n" +
		`"` + p.T("cli.mapping.example-consent") + `" = "ignore"` + "\n"
}

func joined[T ~string](codes []T) string {
	var out []string
	for _, c := range codes {
		out = append(out, string(c))
	}
	return strings.Join(out, ", ")
}
