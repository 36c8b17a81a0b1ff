package casefile

import (
	"slices"
	"time"

	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

func (s *Screen) clocks(h *sheet, c model.Case) {
	told := toldClocks(c)
	if len(told) == 0 {
		return
	}
	h.section("case.section.clocks")
	for _, k := range told {
		name := s.word("clock", string(k.Name))
		if cell.Width(name) >= label {
			name = s.cfg.Ctx.Print.Short("clock", string(k.Name))
		}
		h.field(name, s.clockText(k))
	}
}

// told is a clock as the case file tells of it.
type told struct {
	model.Clock
	by model.ClockName // the clock that took over from it, if one did
}

// toldClocks are the clocks that say something of how the case stands. The
// end of one that stopped is no end of the case while that is open: another
// clock took over, or it belongs to a closing that a reopening undid.
func toldClocks(c model.Case) []told {
	var out []told
	for i, k := range c.Clocks {
		later := c.Clocks[i+1:]
		switch by := takenOver(k, later); {
		case k.Done.IsZero() || k.Name == model.FirstStatus:
			out = append(out, told{Clock: k})
		case reopened(k, later):
		case by != "" || c.Status == model.Closed:
			out = append(out, told{Clock: k, by: by})
		}
	}
	return out
}

// takenOver is the clock that began when this one stopped, empty for none.
func takenOver(k model.Clock, later []model.Clock) model.ClockName {
	if k.Name == model.Resolution && len(later) > 0 && later[0].Name == model.FieldCheck {
		return model.FieldCheck
	}
	return ""
}

// reopened says whether the case was closed and opened again after a clock
// stopped: only that begins the time for the resolution anew.
func reopened(k model.Clock, later []model.Clock) bool {
	return slices.ContainsFunc(later, func(l model.Clock) bool {
		return l.Name == model.Resolution && !l.Started.Before(k.Done)
	})
}

// clockText is how a deadline stands, and what became of it.
func (s *Screen) clockText(k told) string {
	st, p, now := s.cfg.Ctx.Style, s.cfg.Ctx.Print, s.cfg.Ctx.Now()
	var text string
	switch {
	case !k.Done.IsZero():
		text = s.stoppedText(k)
	case !k.Paused.IsZero():
		text = s.t("case.clock.paused", locale.A{"span": p.Span(now.Sub(k.Paused))})
	default:
		left := k.Due.Sub(now)
		text = s.urging(left).Render(p.Due(left)) + st.Muted.Render("  "+s.moment(k.Due))
	}
	if k.PausedFor > 0 {
		text += st.Muted.Render("  " + s.t("case.clock.paused-for", locale.A{"span": p.Span(k.PausedFor)}))
	}
	return text
}

// stoppedText is what became of a deadline that counts no longer.
func (s *Screen) stoppedText(k told) string {
	st, late := s.cfg.Ctx.Style, k.Done.Sub(k.Due)
	args := locale.A{"span": s.cfg.Ctx.Print.Span(late), "clock": s.word("clock", string(k.by))}
	switch {
	case k.by != "" && late > 0:
		return st.Warn.Render(s.t("case.clock.replaced-late", args))
	case k.by != "":
		return st.Muted.Render(s.t("case.clock.replaced", args))
	case late > 0:
		return st.Warn.Render(s.t("case.clock.late", args))
	}
	return st.Muted.Render(s.t("case.clock.done"))
}

// dueSoon is how long before a deadline its time is pointed out, as in the
// queue.
const dueSoon = time.Hour

// urging is the style of a time that is left.
func (s *Screen) urging(left time.Duration) lipgloss.Style {
	switch {
	case left < 0:
		return s.cfg.Ctx.Style.Bad
	case left < dueSoon:
		return s.cfg.Ctx.Style.Warn
	}
	return s.cfg.Ctx.Style.Text
}
