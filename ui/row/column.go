package row

import (
	"maps"
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/style"
)

// dueSoon is how long before a deadline its time is pointed out.
const dueSoon = time.Hour

const subjectKey = "row.head.subject"

// Columns are the columns of a list, chosen for its width.
type Columns []column

// column is one column of the list. Width is in cells; a column of weight
// gets its share of what is left over, up to most.
type column struct {
	key         string // of its heading, under row.head.
	short       string // key of the heading for little room
	width, most int
	right       bool
	timed       bool // changes as time passes
	cell        func(d *Drawer, r model.Row, width int, look Look) (text string, ink inkName)
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
	inkMatch
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
		inkMatch:  {style.Ready(s.Match), style.Ready(s.Match.Inherit(s.Selected))},
	} {
		k.plain[n], k.chosen[n] = st.s, st.on
	}
	k.mark, k.fill, k.head = style.Ready(s.Mark.Inherit(s.Selected)), style.Ready(s.Selected), style.Ready(s.Heading)
	return k
}

// The least room for what a case is about: columns are left out before it
// gets less. Tight is what it, the district and the officer's short name make
// do with, so that a list of eighty columns has all three.
const (
	subjectLeast = 24
	subjectTight = 21
	subjectFair  = 38 // enough; the rest goes to the other columns first
	areaTight    = 9
	areaFair     = 14
	ownerTight   = 5
	ownerFair    = 14
)

// NewColumns chooses what a width has room for, giving up one column after
// the other.
func NewColumns(width int) Columns {
	all := columns()
	order := []string{"urgency", "number", "in", "channel", "subject", "area", "status", "owner", "due"}
	for _, drop := range []string{"channel", tighten, "owner", "area", "in"} {
		if total(all, order) <= width {
			break
		}
		order = giveUp(all, order, drop, width)
	}
	grow(all, order, width-total(all, order))
	out := make(Columns, 0, len(order))
	for _, name := range order {
		out = append(out, all[name])
	}
	return out
}

// tighten stands among the columns that are given up for making some narrower.
const tighten = ""

// giveUp leaves a column out, or makes do with narrower ones if that suffices.
func giveUp(all map[string]column, order []string, drop string, width int) []string {
	if drop != tighten {
		return slices.DeleteFunc(order, func(name string) bool { return name == drop })
	}
	narrow := maps.Clone(all)
	for name, w := range map[string]int{"subject": subjectTight, "area": areaTight, "owner": ownerTight} {
		c := narrow[name]
		c.width = w
		narrow[name] = c
	}
	if total(narrow, order) <= width {
		maps.Copy(all, narrow)
	}
	return order
}

// columns are all there are, as narrow as they are good for.
func columns() map[string]column {
	return map[string]column{
		"urgency": {key: "row.head.urgency", width: 2, cell: urgencyCell},
		"number":  {key: "row.head.number", width: 11, most: 15, cell: numberCell},
		"in":      {key: "row.head.in", width: 6, most: 11, timed: true, cell: receivedCell},
		"channel": {key: "row.head.channel", width: 8, most: 11, cell: channelCell},
		"subject": {key: subjectKey, width: subjectLeast, cell: subjectCell},
		"area":    {key: "row.head.area", width: 12, most: 20, cell: areaCell},
		"status":  {key: "row.head.status", width: 10, most: 15, cell: statusCell},
		"owner":   {key: "row.head.owner", short: "row.head.owner-short", width: 9, most: 16, cell: ownerCell},
		"due":     {key: "row.head.due", width: 7, right: true, timed: true, cell: dueCell},
	}
}

// total is the width of columns with a space between them and the mark before.
func total(all map[string]column, order []string) int {
	n := 2 + len(order) - 1
	for _, name := range order {
		n += all[name].width
	}
	return n
}

// grow gives out the room that is left: to district, subject and officer until
// they are fair, to each other column up to its most, and the rest to the
// subject.
func grow(all map[string]column, order []string, left int) {
	give := func(name string, most int) {
		if !slices.Contains(order, name) {
			return
		}
		c := all[name]
		more := max(0, min(left, most-c.width))
		c.width += more
		left -= more
		all[name] = c
	}
	give("subject", subjectLeast)
	give("area", areaFair)
	give("subject", subjectFair)
	give("owner", ownerFair)
	for _, name := range order {
		give(name, all[name].most)
	}
	give("subject", 1<<16)
}

// Heads is the line of column headings.
func (d *Drawer) Heads(cols Columns) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		text := d.ctx.Print.T(c.key)
		if c.short != "" && cell.Width(text) > c.width {
			text = d.ctx.Print.T(c.short)
		}
		if c.right {
			parts[i] = cell.FitRight(text, c.width)
		} else {
			parts[i] = cell.Fit(text, c.width)
		}
	}
	return "  " + d.inks.head.On(strings.Join(parts, " "))
}

// Look is how a row is shown beside what it says.
type Look struct {
	Chosen bool // under the cursor
	Gone   Fate // why it has left the list; empty while it stands there
	// Find names the parts of a text that are pointed out; nil for none.
	Find func(text string) []Span
}

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// line draws a row of the list.
func (d *Drawer) line(r model.Row, cols Columns, look Look) string {
	var b strings.Builder
	ink, gap := &d.inks.plain, " "
	if look.Chosen {
		ink, gap = &d.inks.chosen, d.inks.fill.On(" ")
		b.WriteString(d.inks.mark.On("▌") + gap)
	} else {
		b.WriteString("  ")
	}
	for i, c := range cols {
		if i > 0 {
			b.WriteString(gap)
		}
		text, name := c.cell(d, r, c.width, look)
		if look.Gone != "" && name != inkAccent {
			name = inkMuted
		}
		if c.right {
			text = cell.FitRight(text, c.width)
		} else {
			text = cell.Fit(text, c.width)
		}
		first, rest, parted := strings.Cut(text, " · ")
		if c.key != subjectKey || !parted {
			b.WriteString(written(text, ink, name, look.Find))
			continue
		}
		// What follows the first dot is said quietly.
		b.WriteString(written(first, ink, name, look.Find) + written(" · "+rest, ink, inkMuted, look.Find))
	}
	return b.String()
}

// written is a text in an ink, with what is to be found pointed out.
func written(text string, ink *[inkCount]style.Ink, name inkName, find func(string) []Span) string {
	if find == nil {
		return ink[name].On(text)
	}
	var b strings.Builder
	at := 0
	for _, s := range find(text) {
		b.WriteString(ink[name].On(text[at:s.From]) + ink[inkMatch].On(text[s.From:s.To]))
		at = s.To
	}
	return b.String() + ink[name].On(text[at:])
}

func urgencyCell(_ *Drawer, r model.Row, _ int, _ Look) (string, inkName) {
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
func numberCell(d *Drawer, r model.Row, _ int, _ Look) (string, inkName) {
	return strings.TrimPrefix(r.Number, d.ctx.Office.Code+"-"), inkText
}

// receivedCell is when a report came in, those of this minute pointed out.
func receivedCell(d *Drawer, r model.Row, width int, _ Look) (string, inkName) {
	text := d.ctx.Print.Brief(r.Received, d.ctx.Now(), d.ctx.Zone())
	if age := d.ctx.Now().Sub(r.Received); age >= 0 && age < time.Minute {
		if word := d.ctx.Print.T("row.now", locale.A{"time": text}); cell.Width(word) <= width {
			return word, inkAccent
		}
		return text + "•", inkAccent
	}
	if year := strings.LastIndexByte(text, ' '); cell.Width(text) > width {
		text = text[:max(0, year)] // the register number beside it has the year
	}
	return text, inkMuted
}

func channelCell(d *Drawer, r model.Row, _ int, _ Look) (string, inkName) {
	return d.ctx.Print.Short("channel", string(r.Channel)), inkMuted
}

// subjectCell is what the case alleges, of how many people, where, and whom.
func subjectCell(d *Drawer, r model.Row, width int, _ Look) (string, inkName) {
	about := d.about(r)
	if r.Kind != model.Presence && r.Violation != "" && 4*cell.Width(about) > 3*width {
		about = d.ctx.Print.Short("violation", string(r.Violation))
	}
	parts := []string{about}
	if r.Subjects > 1 {
		parts = append(parts, d.ctx.Print.T("row.people", locale.A{"n": r.Subjects}))
	}
	for _, s := range []string{r.Place, r.Headline} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · "), inkText
}

// about is the violation, or the kind of a case that has none.
func (d *Drawer) about(r model.Row) string {
	if r.Violation == "" || r.Kind == model.Presence {
		return d.ctx.Print.Short("kind", string(r.Kind))
	}
	return d.ctx.Print.Word("violation", string(r.Violation))
}

func areaCell(d *Drawer, r model.Row, _ int, _ Look) (string, inkName) {
	if r.Area == "" {
		return "–", inkMuted
	}
	return d.area(r.Area), inkText
}

// statusCell is where a case stands, or how it ended.
func statusCell(d *Drawer, r model.Row, width int, look Look) (string, inkName) {
	switch {
	case look.Gone != "":
		return d.fate(r, look.Gone, width), inkAccent
	case r.Proposed:
		return d.ctx.Print.T("row.proposed"), inkWarn
	}
	word := d.shorter("status", string(r.Status), width)
	switch {
	case r.Status == model.Closed && r.Disposition != "":
		return d.shorter("disposition", string(r.Disposition), width), inkMuted
	case r.Status == model.Received && r.Owner == "":
		return word, inkStrong
	}
	return word, inkText
}

// shorter is a code's word, or its short one where that is too wide.
func (d *Drawer) shorter(group, code string, width int) string {
	if word := d.ctx.Print.Word(group, code); cell.Width(word) <= width {
		return word
	}
	return d.ctx.Print.Short(group, code)
}

func ownerCell(d *Drawer, r model.Row, width int, _ Look) (string, inkName) {
	if d.ctx.Away(r.Owner) {
		return awayName(d.ctx.OfficerName(r.Owner), width), inkMuted
	}
	name := nameWithin(d.ctx.OfficerName(r.Owner), width)
	switch r.Owner {
	case "":
		return name, inkMuted
	case d.ctx.Officer.ID:
		return name, inkAccent
	}
	return name, inkText
}

// away stands before the name of an officer who holds a case and is not at
// the desk.
const away = "○"

// roomyFrom is the width from which the names of a column all stand a space
// behind the sign.
const roomyFrom = 10

// awayName is such a name.
func awayName(name string, width int) string {
	if width >= roomyFrom {
		return away + " " + nameWithin(name, width-2)
	}
	return away + nameWithin(name, width-1)
}

// nameWithin is a person's name as it fits a width: whole, the first name and
// the initial of the last, the first name, or initials.
func nameWithin(name string, width int) string {
	words := strings.Fields(name)
	if cell.Width(name) <= width || len(words) == 0 {
		return name
	}
	first, initials := words[0], ""
	for _, w := range words {
		initials += initial(w)
	}
	tries := []string{first, initials}
	if len(words) > 1 {
		tries = slices.Insert(tries, 0, first+" "+initial(words[len(words)-1])+".")
	} else {
		tries = []string{name} // a single name is cut
	}
	for _, try := range tries {
		if cell.Width(try) <= width {
			return try
		}
	}
	return first
}

func initial(word string) string {
	for c := range cell.Clusters(word) {
		return c
	}
	return ""
}

// dueCell is the time that is left: a minus once it is over, a word while the
// clocks stand still.
func dueCell(d *Drawer, r model.Row, _ int, _ Look) (string, inkName) {
	now := d.ctx.Now()
	switch {
	case r.Due.IsZero() && r.Status == model.Waiting:
		return d.ctx.Print.T("row.paused"), inkMuted
	case r.Due.IsZero():
		return "–", inkMuted
	}
	left := r.Due.Sub(now)
	text := d.ctx.Print.Left(left)
	switch {
	case r.Overdue(now):
		return text, inkBad
	case left < dueSoon:
		return text, inkWarn
	}
	return text, inkText
}
