package casefile

import (
	"slices"
	"strconv"
	"strings"

	"piket/model"
	"piket/ui/widget"
)

// linksNamed narrows the cases of a link to a typed text. A number is a
// register number, as on the command line: the case with it comes first, also
// when nothing else speaks for it, and then those whose number ends so.
func (s *Screen) linksNamed(all []widget.Choice, text string) []widget.Choice {
	number, ok := s.numberTyped(text)
	if !ok {
		return slices.DeleteFunc(slices.Clone(all), func(c widget.Choice) bool { return !linkHolds(c, text) })
	}
	var named, near []widget.Choice
	for _, c := range all {
		switch at := c.Label[strings.LastIndex(c.Label, " ")+1:]; {
		case at == number:
			named = append(named, c)
		case strings.HasSuffix(at, plainNumber(text)):
			near = append(near, c)
		}
	}
	if len(named) == 0 {
		named = []widget.Choice{{
			Value: linkText + " " + number + " " + text, Label: number, Note: s.t("case.link.typed-number"),
		}}
	}
	return append(named, near...)
}

// linkHolds says whether an entry holds every word typed. One with a digit
// that is no register number names no case: it would be an hour or a year.
func linkHolds(c widget.Choice, text string) bool {
	whole := model.Fold(c.Label + " " + c.Note)
	for word := range strings.FieldsSeq(model.Fold(text)) {
		if strings.ContainsAny(word, "0123456789") || !strings.Contains(whole, word) {
			return false
		}
	}
	return true
}

// numberTyped is the register number a text stands for: a serial of this year,
// or one with its year and the office's code; false for any other text.
func (s *Screen) numberTyped(text string) (string, bool) {
	parts := strings.Split(plainNumber(text), "-")
	serial, err := strconv.ParseUint(parts[len(parts)-1], 10, 64)
	if err != nil {
		return "", false
	}
	ctx := s.cfg.Ctx
	code, year := ctx.Office.Code, ctx.Now().In(ctx.Zone()).Year()
	if n := len(parts); n > 1 {
		if year, err = strconv.Atoi(parts[n-2]); err != nil || len(parts[n-2]) != 4 {
			return "", false
		}
		if n > 2 {
			code = strings.Join(parts[:n-2], "-")
		}
	}
	return model.Number(code, year, serial), true
}

// plainNumber is a typed number without what may stand around it.
func plainNumber(text string) string {
	return strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(text), "#"))
}
