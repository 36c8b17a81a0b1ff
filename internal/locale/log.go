package locale

import (
	"strconv"
	"strings"
	"time"

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

// Swap tells a swap of watches: which watch, who stands it now, and why.
func (p *Printer) Swap(c model.Crew, zone *time.Location, name func(model.OfficerID) string) string {
	watch := string(c.Watch)
	if from, err := time.ParseInLocation("20060102T1504", watch, zone); err == nil {
		watch = p.Stamp(from, zone)
	}
	var names []string
	for _, id := range c.Members {
		names = append(names, name(id))
	}
	parts := []string{watch, strings.Trim(c.Team+": "+strings.Join(names, ", "), ": ")}
	if c.Reason != "" {
		parts = append(parts, c.Reason)
	}
	return strings.Join(parts, " · ")
}
