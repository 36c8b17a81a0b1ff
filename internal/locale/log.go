package locale

import (
	"strconv"
	"strings"

	"piket/model"
)

// LogText is an entry of the duty log in one line: its kind, what was
// written, how many detainees, and the cases it points to.
func (p *Printer) LogText(kind model.LogKind, text string, count *int, numbers []string) string {
	var parts []string
	if text != "" {
		parts = append(parts, text)
	}
	if count != nil {
		parts = append(parts, strconv.Itoa(*count))
	}
	if len(numbers) > 0 {
		parts = append(parts, strings.Join(numbers, ", "))
	}
	said := strings.Join(parts, " · ")
	if kind == "" {
		return said
	}
	return p.Word("log", string(kind)) + ": " + said
}
