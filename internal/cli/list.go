package cli

import (
	"context"
	"slices"
	"strings"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// listCommand lists cases in the order of the queue, or best found first.
type listCommand struct {
	Status  []string `placeholder:"S"`
	Urgency []string `placeholder:"U"`
	Query   string   `placeholder:"Q"`
	Mine    bool
	Unowned bool
	Overdue bool
	Limit   int `placeholder:"N"`
	JSON    bool
}

const (
	pageRows     = 500             // read from the store at once
	foundRows    = 100             // of a search, unless a limit is given
	catchUpPause = 3 * time.Second // for a search index to learn what is new
)

func (c *listCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	filter, err := c.filter(s, session)
	if err != nil {
		return err
	}
	if c.Limit < 0 {
		return &model.Error{Kind: model.KindInvalid, Key: "limit-odd"}
	}
	l := &lister{seat: s, json: c.JSON}
	if c.Query != "" {
		err = c.found(ctx, s, session, filter, l)
	} else {
		err = c.queue(ctx, session, filter, l)
	}
	if err == nil && l.written == 0 && !c.JSON {
		s.say(s.print.T("cli.list.none"))
	}
	return err
}

func (c *listCommand) filter(s *seat, session *desk.Session) (model.Filter, error) {
	f := model.Filter{Unowned: c.Unowned, Overdue: c.Overdue}
	if c.Mine {
		f.Owner = session.Actor().Officer
	}
	for _, word := range c.Status {
		status, err := code(s, "status", word, model.Statuses(), "status-unknown")
		if err != nil {
			return f, err
		}
		f.Statuses = append(f.Statuses, status)
	}
	for _, word := range c.Urgency {
		urgency, err := code(s, "urgency", word, model.Urgencies(), "urgency-unknown")
		if err != nil {
			return f, err
		}
		f.Urgencies = append(f.Urgencies, urgency)
	}
	return f, nil
}

// code reads a code, or the word people have for it in either language.
func code[T ~string](s *seat, group, word string, codes []T, refusal string) (T, error) {
	want := model.Fold(word)
	for _, c := range codes {
		if want == model.Fold(string(c)) || want == model.Fold(s.print.Word(group, string(c))) {
			return c, nil
		}
	}
	for _, lang := range locale.Langs() {
		p, err := s.app.Printer(lang)
		if err != nil {
			return "", err //nolint:wrapcheck // says it all
		}
		i := slices.IndexFunc(codes, func(c T) bool {
			return want == model.Fold(p.Word(group, string(c))) || want == model.Fold(p.Short(group, string(c)))
		})
		if i >= 0 {
			return codes[i], nil
		}
	}
	return "", &model.Error{Kind: model.KindInvalid, Key: refusal, Args: model.Args{group: model.CleanLine(word)}}
}

// listed is code for a list that an office changes: the refusal names what
// stands on it.
func listed[T ~string](s *seat, group, word string, codes []T, refusal string) (T, error) {
	found, err := code(s, group, word, codes, refusal)
	if model.KindOf(err) != model.KindInvalid {
		return found, err
	}
	var offered []string
	for _, c := range codes {
		offered = append(offered, string(c)+" ("+s.print.Word(group, string(c))+")")
	}
	return "", &model.Error{Kind: model.KindInvalid, Key: refusal, Args: model.Args{
		group: model.CleanLine(word), "offered": strings.Join(offered, ", "),
	}, Err: err}
}

// queue pages through the whole queue.
func (c *listCommand) queue(ctx context.Context, session *desk.Session, f model.Filter, l *lister) error {
	q := model.WindowQuery{Filter: f, Now: session.Now(), After: pageRows}
	for {
		w, err := session.Window(ctx, q)
		if err != nil {
			return err //nolint:wrapcheck // a refusal as it is
		}
		rows := w.Rows
		if q.Anchor != "" && len(rows) > 0 && rows[0].ID == q.Anchor {
			rows = rows[1:] // the last one of the page before
		}
		for _, r := range rows {
			if c.Limit > 0 && l.written == c.Limit {
				return nil
			}
			if err := l.write(r); err != nil {
				return err
			}
		}
		if !w.Below || len(rows) == 0 {
			return nil
		}
		last := rows[len(rows)-1]
		q.Anchor, q.Key = last.ID, last.Key
	}
}

// found lists what a full-text search finds, closed cases too.
func (c *listCommand) found(ctx context.Context, s *seat, session *desk.Session, f model.Filter, l *lister) error {
	if err := s.app.StartSearch(); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	if !s.app.CatchUp(ctx, catchUpPause) && ctx.Err() == nil {
		s.note(s.print.T("cli.list.behind"))
	}
	limit := c.Limit
	if limit == 0 {
		limit = foundRows
	}
	rows, err := session.Search(ctx, c.Query, max(limit, foundRows))
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	for _, r := range rows {
		if l.written == limit {
			break
		}
		if !passes(r, f, session) {
			continue
		}
		if err := l.write(r); err != nil {
			return err
		}
	}
	return nil
}

func passes(r model.Row, f model.Filter, session *desk.Session) bool {
	return (len(f.Statuses) == 0 || slices.Contains(f.Statuses, r.Status)) &&
		(len(f.Urgencies) == 0 || slices.Contains(f.Urgencies, r.Urgency)) &&
		(f.Owner == "" || r.Owner == f.Owner) &&
		(!f.Unowned || r.Owner == "") &&
		(!f.Overdue || r.Overdue(session.Now()))
}

// lister writes rows one by one: as JSON, or as columns under their heads.
type lister struct {
	seat    *seat
	json    bool
	written int
}

func (l *lister) write(r model.Row) error {
	l.written++
	if l.json {
		return l.seat.json(l.seat.rowShape(r))
	}
	if l.written == 1 {
		l.seat.say(l.seat.columns(l.seat.heads()))
	}
	l.seat.say(l.seat.columns(l.seat.cells(r)))
	return nil
}

// The widths of a list's columns; the last one takes what it needs.
const (
	wideNumber, wideTime, wideUrgency, wideStatus = 15, 11, 8, 15
	wideViolation, wideArea, wideOfficer, wideDue = 14, 16, 12, 7
)

func (s *seat) columns(cells []string) string {
	widths := []int{wideNumber, wideTime, wideUrgency, wideStatus, wideViolation, wideArea, wideOfficer, wideDue}
	var b strings.Builder
	for i, text := range cells {
		if i < len(widths) {
			text = cell.Fit(text, widths[i]) + "  "
		}
		b.WriteString(text)
	}
	return strings.TrimRight(b.String(), " ")
}

func (s *seat) heads() []string {
	var heads []string
	for _, column := range []string{"number", "received", "urgency", "status", "violation", "area", "officer", "due", "headline"} {
		heads = append(heads, s.print.T("cli.column."+column))
	}
	return heads
}

func (s *seat) cells(r model.Row) []string {
	now := s.app.Now()
	due := ""
	if !r.Due.IsZero() {
		due = s.print.Left(r.Due.Sub(now))
	}
	return []string{
		r.Number, s.print.Brief(r.Received, now, s.zone()), s.print.Word("urgency", string(r.Urgency)),
		s.print.Word("status", string(r.Status)), s.print.Short("violation", string(r.Violation)),
		s.areaName(r.Area), s.name(r.Owner), due, r.Headline,
	}
}
