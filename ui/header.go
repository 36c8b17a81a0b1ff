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
		{0, 0, whoWhole},
		{0, 1, whoWhole},
		{1, 1, whoWhole},
		{1, 1, whoBrief},
		{1, 1, whoNoZone},
		{1, 1, whoCut},
		{2, 1, whoCut},
		{2, 2, whoCut},
		{2, 2, whoNoTeam},
		{2, 2, whoNoWatch},
		{2, 2, whoClock},
	} {
		left, middle, right := r.where(h.where), r.figures(h.figures), r.who(h.who)
		if cell.Width(left)+cell.Width(middle)+cell.Width(right)+2*apart <= r.width {
			return spread(left, middle, right, r.width)
		}
	}
	return cell.Fit(spread(r.where(2), r.figures(2), r.who(whoClock), r.width), r.width)
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

// How much is said of who sits here, and when.
const (
	whoWhole   = iota // the officer, the watch, its team, the clock and its zone
	whoBrief          // the watch by its name alone
	whoNoZone         // the clock without its zone
	whoCut            // the officer's name cut
	whoNoTeam         // the watch without its team
	whoNoWatch        // the officer and the clock
	whoClock          // the clock
)

// who is the officer, the watch that runs and the clock.
func (r *Root) who(short int) string {
	st, zone := r.ctx.Style, r.ctx.Zone()
	now := r.ctx.Now().In(zone)
	clock := r.ctx.Print.Clock(now, zone)
	if short < whoNoZone {
		clock += " " + locale.ZoneName(now)
	}
	if watch := r.watchShort(short); watch != "" {
		clock = watch + " · " + clock
	}
	name := r.ctx.Officer.Name
	if r.covered() {
		name = ""
	}
	if short >= whoCut {
		name = cell.Cut(name, 12)
	}
	if name == "" || short >= whoClock {
		return st.Muted.Render(clock) + " "
	}
	return st.Text.Render(name) + st.Muted.Render(" · "+clock) + " "
}

// watchShort is the watch that runs, in as few words as there is room for.
func (r *Root) watchShort(short int) string {
	shift, team := r.watch()
	switch {
	case shift == "" || short >= whoNoWatch:
		return ""
	case short == whoWhole:
		return r.watchName()
	case short < whoNoTeam && team != "":
		return shift + " · " + team
	}
	return shift
}
