package report

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/widget"
)

// Rows of a text of several lines: at least, with the focus, and without.
const (
	areaLeast = 2
	areaMost  = 10
	areaShown = 4
	listMost  = 8 // entries of an open list
)

// input draws a field: its label, its value or its widget, and what is said
// about it.
func (p *picture) input(f field, focus bool, height int) {
	s := p.s
	value, cursor := p.value(f, focus, height)
	note := s.remark(f)
	if len(value) == 1 && note.text != "" {
		if shown := p.inline(f, value[0], note, focus); shown != "" {
			value, note = []string{shown}, remark{}
		}
	}
	label := s.label(f, focus)
	for i, l := range value {
		if cursor != nil && cursor.Y == i {
			p.cursor = tea.NewCursor(cursor.X+margin+p.c.label+gap, len(p.lines))
			p.cursor.Shape = cursor.Shape
		}
		p.add(p.gutter(focus) + cell.Fit(label, p.c.label) + "  " + l)
		label = ""
	}
	p.below(note, focus)
	if !focus { // a field that is typed into says so itself
		p.below(s.cut(f), focus)
	}
	if f.name == "answer" && *f.flag {
		p.add(p.gutter(focus) + strings.Repeat(" ", p.c.label+gap) + s.cfg.Ctx.Style.Warn.Render("≠ "+s.t("report.contradiction")))
	}
	if focus && s.combo != nil {
		for _, l := range s.combo.List(s.cfg.Ctx.Style, p.c.value, min(listMost, max(1, height-3)), s.t("report.none")) {
			p.add(p.gutter(true) + strings.Repeat(" ", p.c.label+gap) + l)
		}
	}
}

// below says something under a field.
func (p *picture) below(r remark, focus bool) {
	if r.text == "" {
		return
	}
	for _, l := range cell.Wrap(p.said(r), p.c.value) {
		p.add(p.gutter(focus) + strings.Repeat(" ", p.c.label+gap) + p.ink(r, l))
	}
}

// gutter is the margin, with a bar beside the field with the focus.
func (p *picture) gutter(focus bool) string {
	if focus {
		return " " + p.s.cfg.Ctx.Style.Mark.Render("▌") + " "
	}
	return "   "
}

func (s *Screen) label(f field, focus bool) string {
	st, text := s.cfg.Ctx.Style, s.t("report.label."+f.name)
	switch {
	case f.shape == shapeAction:
		return ""
	case focus:
		return st.Focus.Render(text)
	}
	return st.Muted.Render(text)
}

// fieldTitle names a field where it stands alone, with the person it is about.
func (s *Screen) fieldTitle(f field) string {
	label := s.t("report.label." + f.name)
	if who := f.about(); who >= 0 && len(s.draft.People) > 1 {
		return s.personTitle(who) + ", " + strings.ToLower(label)
	}
	return label
}

// said is a remark with its sign.
func (p *picture) said(r remark) string {
	if r.warn {
		return "! " + r.text
	}
	return "→ " + r.text
}

func (p *picture) ink(r remark, text string) string {
	if r.warn {
		return p.s.cfg.Ctx.Style.Warn.Render(text)
	}
	return p.s.cfg.Ctx.Style.Muted.Render(text)
}

// inline is a short value with its remark behind it; empty when there is no
// room for both.
func (p *picture) inline(f field, value string, r remark, focus bool) string {
	wide := f.wide
	if wide == 0 && !focus {
		wide = cell.Width(strings.TrimRight(value, " "))
	}
	if wide == 0 || wide+gap+cell.Width(p.said(r)) > p.c.value {
		return ""
	}
	return cell.Fit(value, wide) + "  " + p.ink(r, p.said(r))
}

// value draws what a field holds.
func (p *picture) value(f field, focus bool, height int) ([]string, *tea.Cursor) {
	s, st := p.s, p.s.cfg.Ctx.Style
	wide := p.c.value
	if f.wide > 0 {
		wide = min(wide, f.wide)
	}
	switch f.shape {
	case shapeFew:
		return []string{widget.Few(st, s.options(f), *f.text, focus, p.c.value)}, nil
	case shapeFlag:
		return []string{p.flag(f, focus)}, nil
	case shapeAction:
		return []string{p.action(f, focus)}, nil
	case shapeArea:
		if focus {
			rows := min(areaMost, max(areaLeast, s.area.Rows(wide)), max(1, height-4))
			return s.area.View(st, wide, rows)
		}
		return p.text(*f.text, wide), nil
	case shapeCombo:
		if focus {
			shown, cursor := s.combo.View(st, wide)
			return []string{shown}, cursor
		}
		if f.pick.Code != "" {
			return []string{cell.Cut(s.pickLabel(f), wide)}, nil
		}
		return p.text(f.pick.Text, wide), nil
	case shapeLine:
	}
	if focus {
		shown, cursor := s.line.View(st, wide)
		return []string{shown}, cursor
	}
	if f.name == "occurred" && missing(*f.text) {
		return []string{st.Muted.Render(s.hint(f))}, nil
	}
	return []string{p.oneLine(*f.text, wide)}, nil
}

// oneLine is a line of text without the focus.
func (p *picture) oneLine(text string, wide int) string {
	if missing(text) {
		return p.text(text, wide)[0]
	}
	return cell.Cut(model.CleanLine(head(text, 16*max(wide, 1))), wide)
}

// text is a text without the focus: how it begins, and how much there is.
func (p *picture) text(text string, wide int) []string {
	st := p.s.cfg.Ctx.Style
	if missing(text) {
		return []string{st.Muted.Render("·")}
	}
	begin := head(text, (areaShown+1)*max(wide, 1)*4)
	lines := cell.Wrap(model.Clean(begin), wide)
	if len(lines) > areaShown || len(begin) < len(text) {
		lines = lines[:min(areaShown, len(lines))]
		last := len(lines) - 1
		lines[last] = cell.Cut(lines[last], max(0, wide-2)) + st.Muted.Render(" …")
	}
	for i, l := range lines {
		lines[i] = cell.Cut(l, wide)
	}
	return lines
}

func (p *picture) flag(f field, focus bool) string {
	st, box := p.s.cfg.Ctx.Style, "[ ] "
	if *f.flag {
		box = "[x] "
	}
	text := cell.Cut(box+p.s.t("report.flag."+f.name), p.c.value)
	if focus {
		return st.Focus.Render(text)
	}
	return text
}

// action is something Enter does.
func (p *picture) action(f field, focus bool) string {
	st := p.s.cfg.Ctx.Style
	label := p.s.t("report.label." + f.name)
	if f.name == "add" {
		label = p.s.t("report.add", locale.A{"n": len(p.s.draft.People) + 1})
	}
	text := cell.Cut(label, p.c.value)
	if focus {
		return st.Focus.Render(text)
	}
	return st.Accent.Render(text)
}
