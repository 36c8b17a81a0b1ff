package dutylog

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

const (
	labelWide = 10
	roomy     = 12 // lines the whole dialog takes at least
)

// View draws the fields below each other.
func (e *Entry) View(width, height int) screen.View {
	w := dialog.Inner(width)
	lines := e.kinds(w)
	if dialog.Room(height) < roomy && (e.at != partKind || e.wrong != "") {
		chosen := e.ctx.Style.Strong.Render(cell.Cut("● "+e.ctx.Print.Word("log", string(e.kind)), w))
		lines = []string{chosen} // what is wrong has to be in sight
	}
	var cursor *tea.Cursor
	add := func(p part, label string, rows []string, c *tea.Cursor) {
		if c != nil {
			cursor = dialog.At(c, len(lines), labelWide+3)
		}
		for i, r := range rows {
			if i > 0 {
				label = ""
			}
			lines = append(lines, e.label(p, label)+r)
		}
	}
	inner := max(4, w-labelWide-3)
	lineOf := func(l *widget.Line) ([]string, *tea.Cursor) {
		row, c := l.View(e.ctx.Style, inner)
		return []string{row}, c
	}
	hour, c := lineOf(e.hour)
	add(partHour, e.t("dutylog.hour"), hour, c)
	if e.kind == model.LogDetainees {
		count, c := lineOf(e.count)
		add(partCount, e.t("dutylog.count"), count, c)
	}
	room := max(1, dialog.Room(height)-len(lines)-4)
	text, c := e.text.View(e.ctx.Style, inner, max(1, min(max(2, e.text.Rows(inner)), room, 6)))
	add(partText, e.t("dutylog.text"), text, c)
	cases, c := lineOf(e.cases)
	add(partCases, e.t("dutylog.cases"), cases, c)
	switch {
	case e.kind == model.LogDetainees:
		lines = append(lines, e.ctx.Style.Muted.Render(cell.Cut(e.t("dutylog.last-count"), w)))
	case e.kind.Standing():
		lines = append(lines, e.ctx.Style.Muted.Render(cell.Cut(e.t("dutylog.always"), w)))
	default:
		add(partForward, e.t("dutylog.forward"), []string{e.forwarded(inner)}, nil)
	}
	lines = append(lines, "")
	lines = append(lines, e.foot(w)...)
	title := e.t("dutylog.new-title")
	if e.cfg.Corrects != nil {
		title = e.t("dutylog.correct-title")
	}
	return screen.View{Body: dialog.Framed(e.ctx, title, lines, width, height), Cursor: cursor}
}

// perRow is how many templates stand side by side.
const perRow = 3

// kinds are the templates, each with the digit that chooses it.
func (e *Entry) kinds(width int) []string {
	st := e.ctx.Style
	var lines []string
	for i, k := range model.LogKinds() {
		if i%perRow == 0 {
			lines = append(lines, "")
		}
		mark, ink := "  ", st.Muted
		if k == e.kind {
			mark, ink = "● ", st.Strong
			if e.at == partKind {
				ink = st.Focus
			}
		}
		word := strconv.Itoa(i+1) + " " + e.ctx.Print.Short("log", string(k))
		lines[len(lines)-1] += ink.Render(cell.Fit(mark+word, width/perRow))
	}
	return append(lines, "")
}

func (e *Entry) label(p part, label string) string {
	st := e.ctx.Style
	if p == e.at {
		return st.Focus.Render(cell.Fit(label, labelWide)) + st.Mark.Render(" ▏ ")
	}
	return st.Muted.Render(cell.Fit(label, labelWide)) + "   "
}

func (e *Entry) forwarded(width int) string {
	all := []widget.Choice{{Value: "", Label: e.t("dutylog.no")}, {Value: "1", Label: e.t("dutylog.yes")}}
	value := ""
	if e.forward {
		value = "1"
	}
	return widget.Few(e.ctx.Style, all, value, e.at == partForward, width)
}

// foot is what is wrong, else what to write of the kind.
func (e *Entry) foot(width int) []string {
	st := e.ctx.Style
	if e.wrong != "" {
		return cell.Wrap(st.Bad.Render("! "+e.wrong), width)
	}
	hint := e.hint()
	switch e.at {
	case partHour:
		hint = e.t("dutylog.hour-hint")
	case partCases:
		hint = e.t("dutylog.cases-hint")
	case partForward:
		hint = e.t("dutylog.forward-hint")
	case partKind, partCount, partText:
	}
	return cell.Wrap(st.Muted.Render(hint), width)
}

// hint is the template of a kind: what the log wants to know of it.
func (e *Entry) hint() string {
	switch e.kind {
	case model.LogVisitor:
		return e.t("dutylog.hint-visitor")
	case model.LogCall:
		return e.t("dutylog.hint-call")
	case model.LogKey:
		return e.t("dutylog.hint-key")
	case model.LogDetainees:
		return e.t("dutylog.hint-detainees")
	case model.LogPower:
		return e.t("dutylog.hint-power")
	case model.LogOrder:
		return e.t("dutylog.hint-order")
	case model.LogPatrol:
		return e.t("dutylog.hint-patrol")
	case model.LogInventory:
		return e.t("dutylog.hint-inventory")
	case model.LogOther, model.LogOffWatch:
	}
	return e.t("dutylog.hint-other")
}

func (e *Entry) t(key string) string { return e.ctx.Print.T(key) }
