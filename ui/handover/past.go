package handover

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// intents that lead to other handovers
const (
	openAdded screen.Intent = "open-added"
	openLast  screen.Intent = "open-last"
)

// looked is how many handovers back it is looked for the last signed one, and
// for additions that wait.
const looked = 24

// past is what was handed over before.
type past struct {
	last  model.Handover   // the last signed one; zero for none
	waits []model.Handover // additions that wait for this officer
}

// look reads what was handed over before.
func (s *Screen) look() tea.Cmd {
	d, me := s.cfg.Desk, s.me()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		all, err := d.Handovers(ctx, "", looked)
		if err != nil {
			return past{} // what cannot be read is said where it is asked for
		}
		return pastOf(all, me)
	}
}

func pastOf(all []model.Handover, me model.OfficerID) past {
	var out past
	for _, h := range all {
		if h.Sealed() && h.AddsTo == "" && out.last.ID == "" {
			out.last = h
		}
		i := slices.IndexFunc(all, func(o model.Handover) bool { return o.Sealed() && o.ID == h.AddsTo })
		if i >= 0 && h.AwaitsAddition(*all[i].Record, me) {
			out.waits = append(out.waits, h)
		}
	}
	return out
}

// added is the addition that waits for this officer, the newest of n, but for
// the one that is shown here.
func (p past) added(but model.HandoverID) (newest model.Handover, n int) {
	for _, h := range p.waits {
		if h.ID == but {
			continue
		}
		if n++; n == 1 {
			newest = h
		}
	}
	return newest, n
}

// several chooses between what is said of one addition, and of more.
func several(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// pastBindings lead to other handovers; bar puts those into the help bar that
// nobody waits for.
func (s *Screen) pastBindings(bar bool) []screen.Binding {
	var list []screen.Binding
	if _, n := s.past.added(s.id); n > 0 {
		list = append(list, bind(openAdded, "handover.key-added", true, "w"))
	}
	if id := s.past.last.ID; id != "" && (id != s.id || s.phase != underway) {
		last := bind(openLast, "handover.key-last", bar, "l")
		last.Label = s.t("handover.bar-last")
		list = append(list, last)
	}
	all := bind(screen.Handovers, "handover.key-past", bar, "r")
	all.Label = s.t("handover.bar-past")
	return append(list, all)
}

// openOther opens another handover; the root opens all of them.
func (s *Screen) openOther(i screen.Intent) tea.Cmd {
	switch i {
	case openAdded:
		if h, n := s.past.added(s.id); n > 0 {
			return screen.Send(screen.OpenHandover{ID: h.ID})
		}
	case openLast:
		return screen.Send(screen.OpenHandover{ID: s.past.last.ID})
	default:
	}
	return nil
}

// tellPast says what waits, and what was signed last.
func (s *Screen) tellPast(say func(lipgloss.Style, string)) {
	st, p := s.ctx.Style, s.ctx.Print
	if h, n := s.past.added(""); n > 0 {
		say(st.Text, "")
		say(st.Warn, "! "+s.t(several(n, "handover.added-waits", "handover.added-several"), locale.A{"n": n, "watch": s.watchCalled(h.Of(s.ctx.Rules)), "name": s.ctx.OfficerName(h.Out)}))
	}
	if r := s.past.last.Record; r != nil {
		zone := s.ctx.Zone()
		say(st.Text, "")
		say(st.Muted, s.t("handover.last", locale.A{
			"watch": r.Watch.Shift + " " + p.Clock(r.Watch.From, zone) + "–" + p.Clock(r.Watch.To, zone),
			"when":  p.Moment(r.Sealed, s.ctx.Now(), zone), "out": orDash(r.Out.Name), "in": orDash(r.In.Name),
		}))
		say(st.Muted, s.t("handover.last-how"))
	}
}
