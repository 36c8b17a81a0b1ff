package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/model/nation"
)

// asker takes a report in by plain questions, one a line: for screen readers
// and for terminals that can show no more. Questions go to stderr, so that
// the answer alone is on stdout.
type asker struct {
	seat *seat
	in   *bufio.Reader
}

func newAsker(s *seat) *asker {
	return &asker{seat: s, in: bufio.NewReader(io.LimitReader(s.in, maxAsked))}
}

const (
	maxAsked   = 1 << 20 // bytes of all answers
	maxOffered = 8       // areas or nationalities to choose from
	blankLine  = ""
)

// errNoAnswer says that the answers ended before the questions did.
var errNoAnswer = errors.New("the answers ended")

// report asks for everything a report holds, in the order it is told.
func (a *asker) report() (desk.Report, error) {
	var r desk.Report
	err := a.all(
		func() (err error) { r.Facts.Kind, err = choose(a, "kind", model.Kinds(), model.Complaint); return },
		func() (err error) {
			r.Facts.Channel, err = choose(a, "channel", model.Channels(), model.WalkIn)
			return
		},
		func() (err error) { r.Facts.Narrative, err = a.text("narrative"); return },
		func() (err error) {
			r.Violation, err = choose(a, "violation", a.seat.app.Rules().Violations, "")
			return
		},
		func() (err error) { r.Urgency, err = choose(a, "urgency", model.Urgencies(), model.Normal); return },
		func() (err error) { r.Facts.Place.Address, err = a.line("address"); return },
		func() (err error) { r.Facts.Place.Area, err = a.area(); return },
		func() (err error) { r.Facts.Subjects, err = a.subjects(); return },
		func() (err error) { r.Reporter, err = a.reporter(); return },
	)
	if errors.Is(err, errNoAnswer) {
		a.seat.note("") // off the line of the last question
		err = &model.Error{Kind: model.KindInvalid, Key: "ask-ended", Err: err}
	}
	return r, err
}

func (a *asker) all(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// read is the next answer, made harmless.
func (a *asker) read() (string, error) {
	text, err := a.in.ReadString('\n')
	if err != nil && text == "" {
		return "", errNoAnswer
	}
	return model.CleanLine(text), nil
}

func (a *asker) prompt(text string) { fmt.Fprint(a.seat.err, text+" ") }

// line asks for one line; empty is an answer.
func (a *asker) line(field string) (string, error) {
	a.prompt(a.seat.print.T("cli.ask." + field))
	return a.read()
}

// text asks for lines until an empty one.
func (a *asker) text(field string) (string, error) {
	a.seat.note(a.seat.print.T("cli.ask." + field))
	var lines []string
	for {
		line, err := a.read()
		if err != nil {
			return "", err
		}
		if line == blankLine {
			return strings.Join(lines, "\n"), nil
		}
		lines = append(lines, line)
	}
}

// choose asks for one of a picklist, by number or by word; an empty answer is
// the usual one.
func choose[T ~string](a *asker, group string, codes []T, usual T) (T, error) {
	p := a.seat.print
	a.seat.note(p.T("cli.ask." + group))
	for i, c := range codes {
		a.seat.note(fmt.Sprintf("  %d  %s", i+1, p.Word(group, string(c))))
	}
	for {
		a.prompt(p.T("cli.ask.choice", locale.A{"usual": a.usual(group, string(usual))}))
		typed, err := a.read()
		if err != nil || typed == "" {
			return usual, err
		}
		if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(codes) {
			return codes[n-1], nil
		}
		if c, err := code(a.seat, group, typed, codes, group+"-unknown"); err == nil {
			return c, nil
		}
		a.seat.note(p.T("cli.ask.again", locale.A{"n": len(codes)}))
	}
}

func (a *asker) usual(group, code string) string {
	if code == "" {
		return a.seat.print.T("cli.ask.nothing")
	}
	return a.seat.print.Word(group, code)
}

// offer asks which of some names is meant; an empty answer is none of them.
func (a *asker) offer(names []string) (int, error) {
	if len(names) == 1 {
		a.seat.note("  " + names[0])
		return 0, nil
	}
	for i, name := range names {
		a.seat.note(fmt.Sprintf("  %d  %s", i+1, name))
	}
	a.prompt(a.seat.print.T("cli.ask.which"))
	typed, err := a.read()
	if err != nil {
		return -1, err
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > len(names) {
		return -1, nil //nolint:nilerr // not a number is none of them
	}
	return n - 1, nil
}

// area asks for a district by name until one is found or nothing is typed.
func (a *asker) area() (string, error) {
	areas, err := a.seat.app.Areas()
	if err != nil {
		return "", err //nolint:wrapcheck // says it all
	}
	for {
		typed, err := a.line("area")
		if err != nil || typed == "" {
			return "", err
		}
		if found, ok := areas.Lookup(typed); ok {
			return found.Code, nil
		}
		hits := areas.Search(typed, a.seat.app.OfficeArea(), maxOffered)
		if len(hits) == 0 {
			a.seat.note(a.seat.print.T("cli.ask.none"))
			continue
		}
		var names []string
		for _, h := range hits {
			names = append(names, h.Label)
		}
		if i, err := a.offer(names); err != nil || i >= 0 {
			return codeAt(i, func(i int) string { return hits[i].Code }), err
		}
	}
}

func codeAt(i int, code func(int) string) string {
	if i < 0 {
		return ""
	}
	return code(i)
}

// nationality asks like area.
func (a *asker) nationality() (string, error) {
	lang := string(a.seat.print.Lang())
	for {
		typed, err := a.line("nationality")
		if err != nil || typed == "" {
			return "", err
		}
		if found, ok := nation.Parse(typed); ok {
			return found, nil
		}
		hits := nation.Search(typed, lang, maxOffered)
		if len(hits) == 0 {
			a.seat.note(a.seat.print.T("cli.ask.none"))
			continue
		}
		var names []string
		for _, h := range hits {
			names = append(names, h.Name(lang))
		}
		if i, err := a.offer(names); err != nil || i >= 0 {
			return codeAt(i, func(i int) string { return hits[i].Code }), err
		}
	}
}

// subjects asks for people until a name and a nationality are left empty.
func (a *asker) subjects() ([]model.Subject, error) {
	var out []model.Subject
	for len(out) < model.MaxSubjects {
		a.seat.note(a.seat.print.T("cli.ask.subject", locale.A{"n": len(out) + 1}))
		var m model.Subject
		err := a.all(
			func() (err error) { m.Name, err = a.line("name"); return },
			func() (err error) { m.Nationality, err = a.nationality(); return },
		)
		if err != nil || m == (model.Subject{}) {
			return out, err
		}
		err = a.all(
			func() (err error) { m.Passport, err = a.line("passport"); return },
			func() (err error) { m.Note, err = a.line("subject-note"); return },
		)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// reporter asks who tells; no name is an anonymous report.
func (a *asker) reporter() (model.Reporter, error) {
	var r model.Reporter
	name, err := a.line("reporter")
	if err != nil || name == "" {
		return r, err
	}
	r.Name = name
	err = a.all(
		func() (err error) { r.Phone, err = a.line("phone"); return },
		func() (err error) { r.NIK, err = a.line("nik"); return },
		func() (err error) { r.Address, err = a.line("reporter-address"); return },
	)
	return r, err
}
