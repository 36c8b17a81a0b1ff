package ui

import (
	"strings"

	"piket/internal/locale"
	"piket/ui/cell"
)

// drawHeader draws the first line: where one is, how the queue stands, who sits
// here and how late it is. It says less where there is less room.
func (r *Root) drawHeader() string {
	for _, h := range []struct{ where, figures, who int }{
		{0, 0, 0}, {0, 1, 0}, {1, 1, 0}, {1, 1, 1}, {1, 1, 2}, {2, 1, 2}, {2, 2, 2}, {2, 2, 3},
	} {
		left, middle, right := r.where(h.where), r.figures(h.figures), r.who(h.who)
		if cell.Width(left)+cell.Width(middle)+cell.Width(right)+2*apart <= r.width {
			return spread(left, middle, right, r.width)
		}
	}
	return cell.Fit(spread(r.where(2), r.figures(2), r.who(3), r.width), r.width)
}

// where is the product, the office and the screen. Shorter, the office goes,
// then long titles are cut.
func (r *Root) where(short int) string {
	st := r.ctx.Style
	parts := []string{" " + st.Accent.Bold(true).Render(r.ctx.Print.T("root.product"))}
	if short == 0 && r.ctx.Office.Name != "" {
		parts = append(parts, st.Text.Render(r.ctx.Office.Name))
	}
	where := strings.Join(parts, st.Muted.Render(" · "))
	title := ""
	if len(r.stack) > 1 && !r.covered() {
		title = r.stack[len(r.stack)-1].screen.Title()
	}
	if short == 2 {
		title = cell.Cut(title, 18)
	}
	if title == "" {
		return where
	}
	return where + st.Muted.Render(" › ") + st.Strong.Render(title)
}

// figures are the queue's. Shorter, the words go; what is zero is not said.
func (r *Root) figures(short int) string {
	if !r.live.begun || r.covered() {
		return ""
	}
	st, c := r.ctx.Style, r.live.counts
	open := r.ctx.Print.T("root.open", locale.A{"n": c.Open()})
	late := r.ctx.Print.T("root.overdue", locale.A{"n": c.Overdue})
	if short > 0 {
		late = r.ctx.Print.T("root.overdue-short", locale.A{"n": c.Overdue})
	}
	if short > 1 {
		open = ""
	}
	parts := []string{inkedIf(st.Text, open)}
	if c.Urgent > 0 {
		parts = append(parts, st.Urgent.Render("▲▲ "+r.ctx.Print.Count(int64(c.Urgent))))
	}
	if c.Overdue > 0 {
		parts = append(parts, st.Bad.Render(late))
	}
	return strings.TrimLeft(strings.Join(parts, "   "), " ")
}

// who is the officer, the watch that runs and the clock. Shorter, the watch
// goes, then the zone, then the officer.
func (r *Root) who(short int) string {
	st, zone := r.ctx.Style, r.ctx.Zone()
	now := r.ctx.Now().In(zone)
	clock := r.ctx.Print.Clock(now, zone)
	if short < 2 {
		clock += " " + locale.ZoneName(now)
	}
	if watch := r.watchName(); short == 0 && watch != "" {
		clock = watch + " · " + clock
	}
	name := r.ctx.Officer.Name
	if r.covered() {
		name = ""
	}
	if short > 1 {
		name = cell.Cut(name, 12)
	}
	if name == "" || short > 2 {
		return st.Muted.Render(clock) + " "
	}
	return st.Text.Render(name) + st.Muted.Render(" · "+clock) + " "
}
