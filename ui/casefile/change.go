package casefile

import (
	"fmt"
	"slices"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// corrections is every fact that was changed, old → new, a line or a block
// each.
func (s *Screen) corrections(before, after model.FactsPatch) []string {
	old, now := model.Facts{}.With(before), model.Facts{}.With(after)
	var out []string
	for _, c := range facts(model.Presence) {
		out = append(out, present(s.changed(s.word("field", c.name), c.now(s, old), c.now(s, now)))...)
	}
	if after.Subjects != nil {
		out = append(out, s.subjectChanges(old.Subjects, now.Subjects)...)
	}
	return out
}

// changed is a fact's old and new text; empty when they are the same.
func (s *Screen) changed(label, old, now string) string {
	if old == now {
		return ""
	}
	if short := label + ": " + or(old, nothing) + " → " + or(now, nothing); cell.Width(short) <= 70 && !strings.Contains(short, "\n") {
		return short
	}
	if a, b := model.CleanLine(old), model.CleanLine(now); a != b { // but for line breaks
		old, now = difference(a, b)
	}
	return fmt.Sprintf("%s:\n%s: %s\n→ %s: %s", label, s.t("case.before"), or(old, nothing), s.t("case.after"), or(now, nothing))
}

// subjectChanges are the subjects who came and went, or else what was changed
// of each.
func (s *Screen) subjectChanges(old, now []model.Subject) []string {
	var out []string
	if len(old) != len(now) {
		for _, sub := range old {
			if !slices.Contains(now, sub) {
				out = append(out, s.t("case.subject-gone-line", locale.A{"who": s.subjectText(sub)}))
			}
		}
		for _, sub := range now {
			if !slices.Contains(old, sub) {
				out = append(out, s.t("case.subject-new-line", locale.A{"who": s.subjectText(sub)}))
			}
		}
		return out
	}
	for n := range old {
		who := s.t("case.subject-n", locale.A{"n": n + 1})
		for _, c := range subjectFacts(n) {
			a, b := c.now(s, model.Facts{Subjects: old}), c.now(s, model.Facts{Subjects: now})
			out = append(out, present(s.changed(who+" · "+s.word("field", c.name), a, b))...)
		}
	}
	return out
}

// nearby is how many characters of what stayed the same are shown around a
// change in a long text.
const nearby = 24

// difference leaves out of two texts what they begin and end with alike, but
// for a few words around the change.
func difference(a, b string) (string, string) {
	ra, rb := []rune(a), []rune(b)
	head := 0
	for head < len(ra) && head < len(rb) && ra[head] == rb[head] {
		head++
	}
	tail := 0
	for tail < len(ra)-head && tail < len(rb)-head && ra[len(ra)-1-tail] == rb[len(rb)-1-tail] {
		tail++
	}
	return around(ra, head, tail), around(rb, head, tail)
}

// around is a text without its first and last characters, but for the words
// next to what is left.
func around(r []rune, head, tail int) string {
	from, to := max(0, head-nearby), min(len(r), len(r)-tail+nearby)
	before, after := "", ""
	if from > 0 {
		for from < head && r[from-1] != ' ' {
			from++
		}
		before = "… "
	}
	if to < len(r) {
		for to > len(r)-tail && r[to] != ' ' {
			to--
		}
		after = " …"
	}
	return before + strings.TrimSpace(string(r[from:to])) + after
}
