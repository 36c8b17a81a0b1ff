package handover

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"piket/ui/dialog"
	"piket/ui/screen"
)

// withdrawn is that somebody means to take their addition back.
type withdrawn struct{}

// closed says that nothing more can be said here although nobody signed.
func (s *Screen) closed() bool { return s.p.Covered || s.p.Withdrawn }

// mayWithdraw is for the writer of an addition that nobody signed.
func (s *Screen) mayWithdraw() bool {
	return s.p.AddsTo != "" && s.p.Out == s.me() && !s.p.Sealed() && !s.closed()
}

func (s *Screen) askToWithdraw() tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: &dialog.Confirm{
		Ctx: s.ctx, Title: s.t("handover.withdraw-title"), Question: s.t("handover.withdraw-ask"),
		Yes: s.t("handover.withdraw-yes"), No: s.t("handover.withdraw-no"), OnYes: withdrawn{},
	}})
}

func (s *Screen) withdraw() tea.Cmd {
	taker, id := s.cfg.Taker, s.id
	return s.act("", s.t("handover.withdrew"), func(ctx context.Context) error { return taker.WithdrawHandover(ctx, id) })
}
