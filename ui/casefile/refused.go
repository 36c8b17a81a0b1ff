package casefile

import (
	"errors"
	"strconv"
	"strings"

	"piket/model"
)

// refused is what a correction says that no case may hold, by the entry of
// its box.
type refused struct {
	entry string // a fact's name, or the number of a subject
	why   error
}

// refused finds everything at once that would keep the correction from being
// saved: what an edit broke is put back, until nothing is broken.
func (s *Screen) refused() []refused {
	old := s.loaded.Case.Facts
	now, ok := s.edited(old)
	var out []refused
	for err := s.valid(now); ok && err != nil; err = s.valid(now) {
		whole := now
		for _, c := range facts(model.Presence) {
			if without := s.putBack(c, whole, old); c.text(s, without) != c.text(s, whole) && !same(s.valid(without), err) {
				out = append(out, refused{c.name, err})
				now = s.putBack(c, now, old)
			}
		}
		if same(s.valid(now), err) { // it is of a subject, or was there before
			if n, ok := subjectOf(err); ok {
				out = append(out, refused{n, err})
			}
			break
		}
	}
	return out
}

func (s *Screen) valid(f model.Facts) error { return f.Validate(s.cfg.Ctx.Now()) } //nolint:wrapcheck // told as it is

func (s *Screen) putBack(c fact, now, old model.Facts) model.Facts {
	c.set(s, &now, c.text(s, old))
	return now
}

// same says whether facts are refused for the same reason.
func same(a, b error) bool {
	x, _ := errors.AsType[*model.Error](a)
	y, _ := errors.AsType[*model.Error](b)
	return x != nil && y != nil && x.Key == y.Key && x.Args["field"] == y.Args["field"]
}

// subjectOf is the entry of the subject that an error is about.
func subjectOf(err error) (string, bool) {
	e, ok := errors.AsType[*model.Error](err)
	if !ok {
		return "", false
	}
	n, ok := e.Args["n"].(int)
	return strconv.Itoa(n - 1), ok
}

// whyRefused is all of it in words, each reason once.
func (s *Screen) whyRefused(list []refused) string {
	var said []string
	last := ""
	for _, r := range list {
		if why := s.cfg.Ctx.Print.Error(r.why); why != last {
			said, last = append(said, why), why
		}
	}
	return strings.Join(said, " ")
}
