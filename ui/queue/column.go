package queue

import (
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// column is one column of the list. Width is in cells; a column of weight
// gets its share of what is left over, up to most.
type column struct {
	key         string // of its heading, under queue.head.
	width, most int
	right       bool
	cell        func(q *Queue, r model.Row, width int) (text string, ink inkName)
}

// inkName says which ink a cell is written in.
type inkName int

const (
	inkText inkName = iota
	inkMuted
	inkStrong
	inkUrgent
	inkHigh
	inkWarn
	inkBad
	inkAccent
	inkCount
)

// inks are the styles of a row, plain and under the cursor.
type inks struct {
	plain, chosen    [inkCount]style.Ink
	mark, fill, head style.Ink
}

func newInks(s *style.Set) inks {
	var k inks
	for n, st := range map[inkName]struct{ s, on style.Ink }{
		inkText:   {style.Ready(s.Text), style.Ready(s.Text.Inherit(s.Selected))},
		inkMuted:  {style.Ready(s.Muted), style.Ready(s.Muted.Inherit(s.Selected))},
		inkStrong: {style.Ready(s.Strong), style.Ready(s.Strong.Inherit(s.Selected))},
		inkUrgent: {style.Ready(s.Urgent), style.Ready(s.Urgent.Inherit(s.Selected))},
		inkHigh:   {style.Ready(s.High), style.Ready(s.High.Inherit(s.Selected))},
		inkWarn:   {style.Ready(s.Warn), style.Ready(s.Warn.Inherit(s.Selected))},
		inkBad:    {style.Ready(s.Bad), style.Ready(s.Bad.Inherit(s.Selected))},
		inkAccent: {style.Ready(s.Accent), style.Ready(s.Accent.Inherit(s.Selected))},
	} {
		k.plain[n], k.chosen[n] = st.s, st.on
	}
	k.mark, k.fill, k.head = style.Ready(s.Mark.Inherit(s.Selected)), style.Ready(s.Selected), style.Ready(s.Heading)
	return k
}

// The least room for what a case is about: columns are left out before it
// gets less.
const (
	subjectLeast = 24
	subjectFair  = 42 // enough; the rest goes to the other columns first
	areaFair     = 14
)

// columns chooses what a width has room for. The order of the second list is
// the order in which columns are given up.
func columns(width int) []column {
	all := map[string]column{
		"urgency": {key: "queue.head.urgency", width: 2, cell: urgencyCell},
		"number":  {key: "queue.head.number", width: 11, most: 15, cell: numberCell},
		"in":      {key: "queue.head.in", width: 6, most: 11, cell: receivedCell},
		"channel": {key: "queue.head.channel", width: 8, most: 11, cell: channelCell},
		"subject": {key: "queue.head.subject", width: subjectLeast, cell: subjectCell},
		"area":    {key: "queue.head.area", width: 12, most: 20, cell: areaCell},
		"status":  {key: "queue.head.status", width: 10, most: 15, cell: statusCell},
		"owner":   {key: "queue.head.owner", width: 9, most: 16, cell: ownerCell},
		"due":     {key: "queue.head.due", width: 7, right: true, cell: dueCell},
	}
	order := []string{"urgency", "number", "in", "channel", "subject", "area", "status", "owner", "due"}
	for _, drop := range []string{"channel", "owner", "area", "in"} {
		if total(all, order) <= width {
			break
		}
		order = slices.DeleteFunc(order, func(name string) bool { return name == drop })
	}
	grow(all, order, width-total(all, order))
	out := make([]column, 0, len(order))
	for _, name := range order {
		out = append(out, all[name])
	}
	return out
}

// total is the width of columns with a space between them and the mark before.
func total(all map[string]column, order []string) int {
	n := 2 + len(order) - 1
	for _, name := range order {
		n += all[name].width
	}
	return n
}

// grow gives out the room that is left: to district and subject until they
// are fair, to each other column up to its most, and the rest to the subject.
func grow(all map[string]column, order []string, left int) {
	give := func(name string, most int) {
		c := all[name]
		more := max(0, min(left, most-c.width))
		c.width += more
		left -= more
		all[name] = c
	}
	if slices.Contains(order, "area") {
		give("area", areaFair)
	}
	give("subject", subjectFair)
	for _, name := range order {
		give(name, all[name].most)
	}
	give("subject", 1<<16)
}

// heads is the line of column headings.
func (q *Queue) heads(cols []column) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		text := q.ctx.Print.T(c.key)
		if c.right {
			parts[i] = cell.FitRight(text, c.width)
		} else {
			parts[i] = cell.Fit(text, c.width)
		}
	}
	return "  " + q.inks.head.On(strings.Join(parts, " "))
}

// row is one line of the list, as wide as its columns.
func (q *Queue) row(r model.Row, cols []column, marked bool) string {
	var b strings.Builder
	ink, gap := &q.inks.plain, " "
	if marked {
		ink, gap = &q.inks.chosen, q.inks.fill.On(" ")
		b.WriteString(q.inks.mark.On("▌") + gap)
	} else {
		b.WriteString("  ")
	}
	for i, c := range cols {
		if i > 0 {
			b.WriteString(gap)
		}
		text, name := c.cell(q, r, c.width)
		if marked && q.list.gone && name != inkAccent {
			name = inkMuted
		}
		if c.key == "queue.head.subject" {
			b.WriteString(q.subject(text, c.width, ink, name))
			continue
		}
		if c.right {
			text = cell.FitRight(text, c.width)
		} else {
			text = cell.Fit(text, c.width)
		}
		b.WriteString(ink[name].On(text))
	}
	return b.String()
}

// subject writes what a case is about: the first part as it is, what follows
// the first dot quietly.
func (q *Queue) subject(text string, width int, ink *[inkCount]style.Ink, name inkName) string {
	text = cell.Fit(text, width)
	first, rest, more := strings.Cut(text, " · ")
	if !more {
		return ink[name].On(text)
	}
	return ink[name].On(first) + ink[inkMuted].On(" · "+rest)
}

func urgencyCell(_ *Queue, r model.Row, _ int) (string, inkName) {
	switch r.Urgency {
	case model.Urgent:
		return "▲▲", inkUrgent
	case model.High:
		return "▲", inkHigh
	case model.Normal:
	}
	return "·", inkMuted
}

// numberCell leaves out the office's own code, which every number begins with.
func numberCell(q *Queue, r model.Row, _ int) (string, inkName) {
	return strings.TrimPrefix(r.Number, q.ctx.Office.Code+"-"), inkText
}

// receivedCell is when a report came in, in a word for those of this minute.
func receivedCell(q *Queue, r model.Row, _ int) (string, inkName) {
	if age := q.ctx.Now().Sub(r.Received); age >= 0 && age < time.Minute {
		return q.ctx.Print.T("queue.now"), inkAccent
	}
	return q.ctx.Print.Brief(r.Received, q.ctx.Now(), q.ctx.Zone()), inkMuted
}

func channelCell(q *Queue, r model.Row, _ int) (string, inkName) {
	return q.ctx.Print.Short("channel", string(r.Channel)), inkMuted
}

// subjectCell is what the case alleges, of how many people, where, and whom.
func subjectCell(q *Queue, r model.Row, width int) (string, inkName) {
	about := q.about(r)
	if r.Kind != model.Presence && r.Violation != "" && 10*cell.Width(about) > 7*width {
		about = q.ctx.Print.Short("violation", string(r.Violation))
	}
	parts := []string{about}
	if r.Subjects > 1 {
		parts = append(parts, q.ctx.Print.T("queue.people", locale.A{"n": r.Subjects}))
	}
	for _, s := range []string{r.Place, r.Headline} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · "), inkText
}

// about is the violation, or the kind of a case that has none.
func (q *Queue) about(r model.Row) string {
	if r.Violation == "" || r.Kind == model.Presence {
		return q.ctx.Print.Short("kind", string(r.Kind))
	}
	return q.ctx.Print.Word("violation", string(r.Violation))
}

func areaCell(q *Queue, r model.Row, _ int) (string, inkName) {
	if r.Area == "" {
		return "–", inkMuted
	}
	return q.cfg.Area(r.Area), inkText
}

// statusCell is where a case stands, or how it ended.
func statusCell(q *Queue, r model.Row, width int) (string, inkName) {
	switch {
	case q.list.gone && isCurrent(q, r):
		return q.ctx.Print.T("queue.gone"), inkAccent
	case r.Proposed:
		return q.ctx.Print.T("queue.proposed"), inkWarn
	}
	word := q.shorter("status", string(r.Status), width)
	switch {
	case r.Status == model.Closed && r.Disposition != "":
		return q.shorter("disposition", string(r.Disposition), width), inkMuted
	case r.Status == model.Received && r.Owner == "":
		return word, inkStrong
	}
	return word, inkText
}

// shorter is a code's word, or its short one where that is too wide.
func (q *Queue) shorter(group, code string, width int) string {
	if word := q.ctx.Print.Word(group, code); cell.Width(word) <= width {
		return word
	}
	return q.ctx.Print.Short(group, code)
}

func isCurrent(q *Queue, r model.Row) bool {
	cur, ok := q.list.current()
	return ok && cur.ID == r.ID
}

func ownerCell(q *Queue, r model.Row, _ int) (string, inkName) {
	switch r.Owner {
	case "":
		return "–", inkMuted
	case q.ctx.Officer.ID:
		return q.ctx.OfficerName(r.Owner), inkAccent
	}
	return q.ctx.OfficerName(r.Owner), inkText
}

// dueCell is the time that is left: a minus once it is over, a word while the
// clocks stand still.
func dueCell(q *Queue, r model.Row, _ int) (string, inkName) {
	now := q.ctx.Now()
	switch {
	case r.Due.IsZero() && r.Status == model.Waiting:
		return q.ctx.Print.T("queue.paused"), inkMuted
	case r.Due.IsZero():
		return "–", inkMuted
	}
	left := r.Due.Sub(now)
	text := q.ctx.Print.Left(left)
	switch {
	case r.Overdue(now):
		return text, inkBad
	case left < dueSoon:
		return text, inkWarn
	}
	return text, inkText
}
