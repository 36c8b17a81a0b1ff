package report

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// alike is a case like the one being typed.
type alike struct {
	model.Related
	file model.Case
}

// peek is the dialog that shows cases alike, one at a time.
type peek struct {
	s     *Screen
	cases []alike
	at    int
	form  string
}

// Update turns the pages, and closes with a decision.
func (p *peek) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	did, ok := msg.(screen.Did)
	if !ok {
		return p, nil
	}
	c := p.cases[p.at]
	switch did.Intent {
	case screen.Next:
		p.at = (p.at + 1) % len(p.cases)
	case screen.Previous:
		p.at = (p.at + len(p.cases) - 1) % len(p.cases)
	case screen.Enter:
		m := repeats{form: p.form, id: c.Row.ID, number: c.Row.Number}
		if p.s.draft.Original == c.Row.ID {
			m.id, m.number = "", ""
		}
		return p, screen.Send(screen.CloseDialog{Result: m})
	case openCase:
		return p, tea.Batch(screen.Send(screen.CloseDialog{}), screen.Send(screen.OpenCase{ID: c.Row.ID}))
	case screen.Back:
		return p, screen.Send(screen.CloseDialog{})
	default:
	}
	return p, nil
}

// View draws the facts of one case.
func (p *peek) View(width, height int) screen.View {
	s, c := p.s, p.cases[p.at]
	st, w := s.cfg.Ctx.Style, dialog.Inner(width)
	head := st.Strong.Render(c.Row.Number) + st.Muted.Render("  "+s.cfg.Ctx.Print.Word("status", string(c.Row.Status)))
	if len(p.cases) > 1 {
		head += st.Muted.Render("  " + s.t("report.alike.of", locale.A{"n": p.at + 1, "all": len(p.cases)}))
	}
	lines := []string{head, st.Warn.Render(s.why(c.Related)), ""}
	for _, row := range p.rows(c) {
		lines = append(lines, st.Muted.Render(cell.Fit(row[0], 16))+cell.Cut(row[1], max(0, w-16)))
	}
	lines = append(lines, "")
	room := max(1, height-5-len(lines))
	told := cell.Wrap(c.file.Facts.Narrative, w)
	if len(told) > room {
		told = append(told[:room-1], cutShort(told[room-1], w))
	}
	lines = append(lines, told...)
	if s.draft.Original == c.Row.ID {
		lines = append(lines[:2], append([]string{st.Good.Render("✓ " + s.t("report.alike.marked"))}, lines[2:]...)...)
	}
	return screen.View{Body: dialog.Framed(s.cfg.Ctx, s.t("report.alike.title"), lines, width, height)}
}

// rows are the facts worth comparing: label and text.
func (p *peek) rows(c alike) [][2]string {
	s, f := p.s, c.file.Facts
	print, now, zone := s.cfg.Ctx.Print, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()
	rows := [][2]string{
		{print.Word("field", "received"), print.Moment(c.Row.Received, now, zone) + " · " + print.Word("channel", string(f.Channel))},
	}
	if c.file.Violation != "" {
		rows = append(rows, [2]string{print.Word("field", "violation"), print.Word("violation", string(c.file.Violation))})
	}
	var people []string
	for _, sub := range f.Subjects {
		people = append(people, strings.Join(append(some(sub.Name), append(some(s.nationName(sub.Nationality)), some(sub.Passport)...)...), " · "))
	}
	if len(people) > 0 {
		rows = append(rows, [2]string{print.Word("field", "subjects"), strings.Join(people, "; ")})
	}
	where := append(append(some(f.Place.Name), some(f.Place.Address)...), some(widget.AreaName(s.cfg.Areas, f.Place.Area))...)
	if len(where) > 0 {
		rows = append(rows, [2]string{print.Word("field", "place"), strings.Join(where, ", ")})
	}
	return append(rows, [2]string{print.Word("field", "officer"), s.cfg.Ctx.OfficerName(c.file.Owner)})
}

// Bindings are the keys of the dialog.
func (p *peek) Bindings() []screen.Binding {
	mark := "report.key.duplicate"
	if p.s.draft.Original == p.cases[p.at].Row.ID {
		mark = "report.key.no-duplicate"
	}
	list := []screen.Binding{
		{Intent: screen.Enter, Keys: []string{"enter"}, Help: mark, Bar: true},
		{Intent: openCase, Keys: []string{"o"}, Help: "report.key.open", Bar: true},
		{Intent: screen.Back, Keys: []string{"esc", "q"}, Help: "report.key.close", Bar: true},
	}
	if len(p.cases) > 1 {
		list = append(
			list,
			screen.Binding{Intent: screen.Next, Keys: []string{"right", "tab", "l", "down", "j"}, Show: "←→", Help: "report.key.other", Bar: true},
			screen.Binding{Intent: screen.Previous, Keys: []string{"left", "shift+tab", "h", "up", "k"}, Help: "report.key.other-back"},
		)
	}
	return list
}

// Typing is never the case here.
func (*peek) Typing() bool { return false }
