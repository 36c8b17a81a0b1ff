package intake

import (
	"slices"
	"strings"

	"piket/internal/intake/sheet"
	"piket/internal/locale"
)

// Lines say in words what became of a file, and how it was read where that
// was a decision: the first line has the figures, the last ones the refused
// rows with their reasons.
func (r Result) Lines(p *locale.Printer) []string {
	lines := []string{p.T("import.done", locale.A{
		"n": r.Rows, "added": r.Added, "present": r.Present, "refused": r.RefusedCount,
	})}
	if r.OtherTime > 0 {
		lines = append(lines, p.T("import.other-time", locale.A{"n": r.OtherTime}))
	}
	if r.DateOrder != "" {
		lines = append(lines, p.T("import.dates."+string(r.DateOrder)))
	}
	switch r.Encoding {
	case sheet.Windows1252, sheet.Damaged:
		lines = append(lines, p.T("import.encoding."+string(r.Encoding)))
	case sheet.UTF8, sheet.UTF16LE, sheet.UTF16BE:
	}
	if len(r.InAccount) > 0 {
		lines = append(lines, p.T("import.in-account", locale.A{"columns": strings.Join(r.InAccount, "; ")}))
	}
	known := slices.DeleteFunc(slices.Clone(r.Sealed), func(h string) bool { return slices.Contains(r.Unknown, h) })
	if len(known) > 0 {
		lines = append(lines, p.T("import.sealed", locale.A{"columns": strings.Join(known, "; ")}))
	}
	if len(r.Unknown) > 0 {
		lines = append(lines, p.T("import.unknown", locale.A{"columns": strings.Join(r.Unknown, "; "), "first": r.Unknown[0]}))
	}
	for _, bad := range r.Refused {
		lines = append(lines, bad.Text(p))
	}
	if more := r.RefusedCount - len(r.Refused); more > 0 {
		lines = append(lines, p.T("import.refused-more", locale.A{"n": more}))
	}
	return lines
}

// Text names the row and the reason it was refused for.
func (r Refused) Text(p *locale.Printer) string {
	args := locale.A{"row": r.Row, "line": r.Line, "reason": p.Error(r.Reason)}
	if r.Row == r.Line {
		return p.T("import.refused-row", args)
	}
	return p.T("import.refused-row-line", args)
}
