package casefile

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// clashes asks of each fact that two officers corrected differently whose
// text is to stand. What is in the case now stays until the officer says
// otherwise.
type clashes struct {
	s     *Screen
	all   []model.Clash
	mine  []bool // of each, whether the officer's own is to stand
	at    int
	top   int // first line in sight
	saves func(mine []bool) tea.Msg
}

// chooseSide turns the choice over.
const chooseSide screen.Intent = "choose-side"

func newClashes(s *Screen, all []model.Clash, saves func([]bool) tea.Msg) *clashes {
	return &clashes{s: s, all: all, mine: make([]bool, len(all)), saves: saves}
}

// Update moves, chooses, and ends.
func (d *clashes) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		return d, nil
	}
	switch did.Intent {
	case screen.Up:
		d.at = max(0, d.at-1)
	case screen.Down:
		d.at = min(len(d.all)-1, d.at+1)
	case chooseSide:
		d.mine[d.at] = !d.mine[d.at]
	case screen.Enter:
		return d, screen.Send(screen.CloseDialog{Result: d.saves(slices.Clone(d.mine))})
	case screen.Back:
		return d, screen.Send(screen.CloseDialog{Result: d.s.unsaved()})
	default:
	}
	return d, nil
}

// View draws each fact with what it said, what it says now, and what the
// officer would have it say.
func (d *clashes) View(width, height int) screen.View {
	s, w := d.s, dialog.Inner(width)
	lines := cell.Wrap(s.t("case.clash.question", locale.A{"number": s.loaded.Case.Number}), w)
	room := max(1, dialog.Room(height)-len(lines)-1)
	var list []string
	from, to := 0, 0
	for i := range d.all {
		if i > 0 {
			list = append(list, "")
		}
		drawn := d.clash(i, w)
		if i == d.at {
			from, to = len(list), len(list)+len(drawn)
		}
		list = append(list, drawn...)
	}
	d.top = max(0, min(max(min(d.top, from), to-room), len(list)-room))
	lines = append(append(lines, ""), list[d.top:min(len(list), d.top+room)]...)
	return screen.View{Body: dialog.Framed(s.cfg.Ctx, s.t("case.clash.title"), lines, width, height)}
}

// sideLines is how many lines of a text are shown.
const sideLines = 3

func (d *clashes) clash(i, width int) []string {
	s, st, c := d.s, d.s.cfg.Ctx.Style, d.all[i]
	bar := "  "
	if i == d.at {
		bar = st.Mark.Render("▌ ")
	}
	before, theirs, mine := s.sides(c)
	head := st.Strong.Render(s.clashTitle(c)) + "  " + st.Muted.Render(s.t("case.clash.by", locale.A{
		"n": i + 1, "of": len(d.all), "officer": s.cfg.Ctx.OfficerName(c.By), "when": s.moment(c.At),
	}))
	lines := []string{bar + cell.Cut(head, width-2)}
	for _, side := range []struct {
		mark, name, text string
		on               bool
	}{
		{"  ", s.t("case.before"), before, false},
		{"", s.t("case.clash.theirs"), theirs, !d.mine[i]},
		{"", s.t("case.clash.mine"), mine, d.mine[i]},
	} {
		mark := side.mark
		switch {
		case mark != "":
		case side.on:
			mark = st.Accent.Render("● ")
		default:
			mark = st.Muted.Render("○ ")
		}
		tag := mark + st.Muted.Render(cell.Fit(side.name, label-4)) + "  "
		for _, l := range firstLines(cell.Wrap(side.text, max(1, width-2-label)), sideLines) {
			lines = append(lines, bar+tag+l)
			tag = strings.Repeat(" ", label)
		}
	}
	return lines
}

func firstLines(lines []string, most int) []string {
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	lines[most-1] += " …"
	return lines
}

// clashTitle names the fact, and the subject it is about.
func (s *Screen) clashTitle(c model.Clash) string {
	if c.Subject == 0 {
		return s.word("field", c.Field)
	}
	who := s.t("case.subject-n", locale.A{"n": c.Subject})
	if c.Field == model.FieldSubject {
		return who
	}
	return who + " · " + s.word("field", c.Field)
}

// sides are the three texts of a fact; of a long one, the part that differs.
func (s *Screen) sides(c model.Clash) (before, theirs, mine string) {
	before, theirs, mine = s.side(c, c.Before), s.side(c, c.Theirs), s.side(c, c.Mine)
	if was := before; len(was) > 60 {
		before, theirs = difference(was, theirs)
		_, mine = difference(was, mine)
	}
	return or(before, nothing), or(theirs, nothing), or(mine, nothing)
}

// side is what one reading says of the fact, in a line.
func (s *Screen) side(c model.Clash, f model.Facts) string {
	all := facts(model.Presence)
	switch {
	case c.Field == model.FieldSubject && len(f.Subjects) == 0:
		return s.t("case.clash.removed")
	case c.Field == model.FieldSubject:
		return model.CleanLine(s.subjectText(f.Subjects[0]))
	case c.Subject > 0:
		all = subjectFacts(0)
	}
	i := slices.IndexFunc(all, func(a fact) bool { return a.name == c.Field })
	if i < 0 {
		return ""
	}
	return model.CleanLine(all[i].now(s, f))
}

// Bindings are the keys of the dialog.
func (d *clashes) Bindings() []screen.Binding {
	return []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: "dialog.save", Bar: true},
		{Intent: chooseSide, Keys: []string{"space", "left", "right", "h", "l"}, Show: "←→", Help: "case.key.choose-side", Bar: true},
		{Intent: screen.Up, Keys: []string{"up", "k"}, Show: "↑↓", Help: "key.move", Bar: len(d.all) > 1},
		{Intent: screen.Down, Keys: []string{"down", "j"}, Help: "key.down"},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "dialog.cancel", Bar: true},
	}
}

// Typing is never the case here.
func (*clashes) Typing() bool { return false }
