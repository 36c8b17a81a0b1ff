package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"piket/internal/desk"
	"piket/internal/intake"
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
	try  func(desk.Report) error // refuses what would be refused in the end
}

func newAsker(s *seat, try func(desk.Report) error) *asker {
	return &asker{seat: s, in: bufio.NewReader(io.LimitReader(s.in, maxAsked)), try: try}
}

const (
	maxAsked   = 1 << 20 // bytes of all answers
	maxOffered = 8       // areas or nationalities to choose from
	blankLine  = ""
)

// errNoAnswer says that the answers ended before the questions did.
var errNoAnswer = errors.New("the answers ended")

// report asks for everything a report holds, in the order it is told. What
// would be refused in the end is asked for again at once. Where it ends early
// the report holds what was told so far.
func (a *asker) report(r *desk.Report) error {
	f := &r.Facts
	err := a.all(
		func() (err error) { f.Kind, err = choose(a, "kind", model.Kinds(), model.Complaint); return },
		func() (err error) { f.Channel, err = choose(a, "channel", model.Channels(), model.WalkIn); return },
		func() error { return a.narrative(r) },
		func() (err error) {
			r.Violation, err = choose(a, "violation", a.seat.app.Rules().Violations, "")
			return
		},
		func() (err error) { r.Urgency, err = choose(a, "urgency", model.Urgencies(), model.Normal); return },
		func() error {
			return a.until(func() error { return a.soFar(*r) }, func() (err error) { f.Place.Address, err = a.line("address"); return })
		},
		func() (err error) { f.Place.Area, err = a.area(); return },
		func() error { return a.people(r) },
		func() error { return a.reporter(r) },
	)
	if errors.Is(err, errNoAnswer) {
		a.seat.note("") // off the line of the last question
		err = &model.Error{Kind: model.KindInvalid, Key: "ask-ended", Err: err}
	}
	return err
}

// until asks again, and says why, for as long as what is told is refused.
func (a *asker) until(check func() error, ask func() error) error {
	for {
		if err := ask(); err != nil {
			return err
		}
		err := check()
		if model.KindOf(err) != model.KindInvalid {
			return err
		}
		a.seat.note(a.seat.print.Error(err))
	}
}

// soFar refuses what is wrong with a report of which more is to come.
func (a *asker) soFar(r desk.Report) error {
	r.Facts.Kind, r.Facts.Channel = cmp.Or(r.Facts.Kind, model.Complaint), cmp.Or(r.Facts.Channel, model.WalkIn)
	r.Facts.Narrative, r.Urgency = cmp.Or(r.Facts.Narrative, "-"), cmp.Or(r.Urgency, model.Normal)
	return a.try(r)
}

// narrative asks for the account. A presence report does without where it
// names somebody, who is asked for later.
func (a *asker) narrative(r *desk.Report) error {
	return a.until(func() error {
		if r.Facts.Narrative == "" && r.Facts.Kind == model.Complaint {
			return r.Facts.Validate(a.seat.app.Now())
		}
		return a.soFar(*r)
	}, func() (err error) { r.Facts.Narrative, err = a.text("narrative"); return })
}

// people asks for the subjects, and where neither they nor an account were
// told, for the account once more.
func (a *asker) people(r *desk.Report) error {
	return a.until(func() error { return a.try(*r) }, func() error {
		err := a.subjects(r)
		if err != nil || len(r.Facts.Subjects) > 0 || r.Facts.Narrative != "" {
			return err
		}
		a.seat.note(a.seat.print.Error(a.try(*r)))
		return a.narrative(r)
	})
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
		if err != nil || line == blankLine {
			return strings.Join(lines, "\n"), err
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
func (a *asker) subjects(r *desk.Report) error {
	for len(r.Facts.Subjects) < model.MaxSubjects {
		a.seat.note(a.seat.print.T("cli.ask.subject", locale.A{"n": len(r.Facts.Subjects) + 1}))
		m, err := a.subject(*r)
		if m != (model.Subject{}) {
			r.Facts.Subjects = append(r.Facts.Subjects, m)
		}
		if err != nil || m == (model.Subject{}) {
			return err
		}
	}
	return nil
}

// subject asks for one more person.
func (a *asker) subject(r desk.Report) (m model.Subject, err error) {
	others := r.Facts.Subjects
	fits := func() error {
		if m == (model.Subject{}) {
			return nil
		}
		r.Facts.Subjects = append(slices.Clone(others), m)
		return a.soFar(r)
	}
	ask := func(to *string, field string) func() error {
		return func() error {
			return a.until(fits, func() (err error) { *to, err = a.line(field); return })
		}
	}
	err = a.all(ask(&m.Name, "name"), func() (err error) { m.Nationality, err = a.nationality(); return })
	if err != nil || m == (model.Subject{}) {
		return m, err
	}
	return m, a.all(ask(&m.Passport, "passport"), ask(&m.Note, "subject-note"))
}

// reporter asks who tells; no name is an anonymous report.
func (a *asker) reporter(r *desk.Report) error {
	who := &r.Reporter
	ask := func(to *string, field string) func() error {
		return func() error {
			return a.until(func() error {
				return cmp.Or(intake.Fits(*who), a.try(*r))
			}, func() (err error) { *to, err = a.line(field); return })
		}
	}
	if err := ask(&who.Name, "reporter")(); err != nil || who.Name == "" {
		return err
	}
	return a.all(ask(&who.Phone, "phone"), ask(&who.NIK, "nik"), ask(&who.Address, "reporter-address"))
}
