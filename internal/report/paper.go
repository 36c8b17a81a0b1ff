package report

import (
	"strings"

	"github.com/rivo/uniseg"
)

// paper is text set line by line, none wider than the width. Only ASCII is
// drawn with: many thermal printers know nothing else.
type paper struct {
	width int
	out   strings.Builder
}

func (r *paper) line(s string) {
	r.out.WriteString(strings.TrimRight(s, " ") + "\n")
}

func (r *paper) blank() { r.line("") }

func (r *paper) rule() { r.line(strings.Repeat("-", r.width)) }

// text is a paragraph.
func (r *paper) text(s string) {
	for _, l := range wrap(s, r.width) {
		r.line(l)
	}
}

// centred is a paragraph, each line in the middle.
func (r *paper) centred(s string) {
	for _, l := range wrap(s, r.width) {
		r.line(middle(l, r.width))
	}
}

// field is a label, and its value below, set in.
func (r *paper) field(label string, values ...string) {
	const in = "  "
	r.text(label)
	for _, v := range values {
		for _, l := range wrap(v, r.width-len(in)) {
			r.line(in + l)
		}
	}
}

// box frames lines, which must be narrower than the paper by six.
func (r *paper) box(lines []string) {
	edge := "+" + strings.Repeat("-", r.width-2) + "+"
	r.line(edge)
	for _, l := range append(append([]string{""}, lines...), "") {
		l = middle(l, r.width-2)
		r.line("|" + l + strings.Repeat(" ", r.width-2-uniseg.StringWidth(l)) + "|")
	}
	r.line(edge)
}

func middle(s string, width int) string {
	return strings.Repeat(" ", max(0, width-uniseg.StringWidth(s))/2) + s
}

// wrap breaks a paragraph between words, and a word that is wider than the
// line wherever it must.
func wrap(s string, width int) []string { return wrapBy(s, width, uniseg.StringWidth) }

// wrapBy is wrap for any way to measure a text.
func wrapBy[N int | float64](s string, width N, measure func(string) N) []string {
	var lines []string
	now := ""
	for _, word := range strings.Fields(s) {
		for measure(word) > width {
			if now != "" {
				lines, now = append(lines, now), ""
			}
			head := fit(word, width, measure)
			lines, word = append(lines, head), word[len(head):]
		}
		switch {
		case word == "":
		case now == "":
			now = word
		case measure(now+" "+word) <= width:
			now += " " + word
		default:
			lines, now = append(lines, now), word
		}
	}
	if now != "" {
		lines = append(lines, now)
	}
	return lines
}

// fit is as much of the beginning of a word as goes into the width, and one
// letter at least.
func fit[N int | float64](word string, width N, measure func(string) N) string {
	n, state := 0, -1
	var used N
	for rest := word; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += measure(cluster); used > width && n > 0 {
			break
		}
		n += len(cluster)
	}
	return word[:n]
}
