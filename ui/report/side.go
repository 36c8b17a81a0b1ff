package report

import (
	"strings"
	"time"

	"piket/model"
	"piket/ui/cell"
	"piket/ui/typed"
)

// beside puts the panel at the right of the form's lines.
func (s *Screen) beside(lines []string, c columns) []string {
	panel := s.panel(c.panel)
	rule := s.cfg.Ctx.Style.Rule.Render("│")
	out := make([]string, s.bodyHeight())
	for i := range out {
		left, right := "", ""
		if i < len(lines) {
			left = lines[i]
		}
		if i < len(panel) {
			right = panel[i]
		}
		out[i] = cell.Fit(left, c.form) + rule + " " + cell.Fit(right, c.panel)
	}
	return out
}

// panel says what the desk makes of what was typed: cases alike, and how
// times, places and numbers were read. During the second questioning it shows
// the first account instead.
func (s *Screen) panel(width int) []string {
	if s.page == pageForm && s.current().section == sectionSecond {
		return append(s.firstPanel(width), s.alikePanel(width)...)
	}
	return append(s.alikePanel(width), s.readPanel(width)...)
}

func (s *Screen) alikePanel(width int) []string {
	st := s.cfg.Ctx.Style
	lines := []string{st.Strong.Render(s.t("report.panel.alike"))}
	if len(s.like.found) == 0 {
		for _, l := range cell.Wrap(s.t("report.panel.none-alike"), width) {
			lines = append(lines, st.Muted.Render(l))
		}
		return append(lines, "")
	}
	now, zone := s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()
	for _, r := range s.like.found {
		mark := st.High.Render("≈ ")
		if r.Row.ID == s.draft.Original {
			mark = st.Good.Render("✓ ")
		}
		lines = append(
			lines,
			mark+st.Text.Render(r.Row.Number)+st.Muted.Render("  "+s.cfg.Ctx.Print.Moment(r.Row.Received, now, zone)),
			"  "+st.Muted.Render(s.why(r)),
		)
		if r.Row.Headline != "" {
			lines = append(lines, "  "+cell.Cut(model.CleanLine(r.Row.Headline), max(0, width-2)))
		}
	}
	return append(lines, st.Key.Render("Ctrl+Y")+st.Muted.Render(" "+s.t("report.key.alike")), "")
}

// readPanel is how what was typed was read.
func (s *Screen) readPanel(width int) []string {
	st, print := s.cfg.Ctx.Style, s.cfg.Ctx.Print
	var lines []string
	add := func(label, text string) {
		if text == "" {
			return
		}
		lines = append(lines, st.Muted.Render(label))
		for _, l := range cell.Wrap(text, max(1, width-2)) {
			lines = append(lines, "  "+l)
		}
	}
	if when := s.draft.occurred(); !when.IsZero() {
		add(s.t("report.label.occurred"), print.Date(when, s.cfg.Ctx.Zone())+" · "+s.clockOf(when))
	}
	if a, ok := s.cfg.Areas.Lookup(s.draft.Place.Area.Code); ok {
		add(s.t("report.label.area"), a.Label+", "+a.Province+" ("+a.Code+")")
	}
	if at, ok := typed.ReadPin(s.draft.Place.Pin); ok {
		add(s.t("report.label.pin"), at.String())
	}
	for _, p := range s.draft.People {
		if len(lines) > s.bodyHeight() {
			break
		}
		if day, ok := typed.ReadDay(p.PermitExpiry, s.started()); ok {
			add(s.t("report.label.permit-expiry"), s.dayName(day))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]string{st.Strong.Render(s.t("report.panel.read"))}, lines...)
}

func (s *Screen) clockOf(t time.Time) string {
	zone := s.cfg.Ctx.Zone()
	return s.cfg.Ctx.Print.Clock(t, zone) + " " + string(s.cfg.Ctx.Office.Zone)
}

// firstPanel is the first account in full, for comparing.
func (s *Screen) firstPanel(width int) []string {
	st := s.cfg.Ctx.Style
	lines := []string{st.Strong.Render(s.t("report.panel.first"))}
	var parts []string
	for _, text := range []string{
		s.firstAccount("when"), s.placeLine(), s.firstAccount("who"), model.Clean(head(s.draft.Narrative, 4*width*s.bodyHeight())),
	} {
		parts = append(parts, some(text)...)
	}
	most := max(4, s.bodyHeight()-8)
	for _, l := range cell.Wrap(head(strings.Join(parts, "\n"), 4*(most+1)*width), width) {
		lines = append(lines, st.Muted.Render(l))
	}
	if len(lines) > most {
		lines = append(lines[:most-1], st.Muted.Render("…"))
	}
	return append(lines, "")
}
