package casefile

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// askUnseal asks why before anything is shown; the reason is written down.
func (s *Screen) askUnseal() tea.Cmd {
	return s.prompt("unseal", dialog.PromptConfig{
		Title:    s.t("case.ask.unseal"),
		Question: s.t("case.ask.unseal-why", locale.A{"number": s.loaded.Case.Number}),
		Lines:    3, Limit: model.MaxNote, Missing: s.t("case.missing.reason"), Done: "case.key.open-seal",
	}, (*Screen).openSeal)
}

// openSeal has the desk write down that the seal was opened, and shows what
// was behind it. The identity lives in the dialog alone, which lets go of it
// as it closes; what others did to the case meanwhile makes no difference.
func (s *Screen) openSeal(why string) tea.Cmd {
	id, d := s.cfg.ID, s.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		u, err := d.OpenSeal(ctx, id, 0, why)
		return then{id: id, do: func(s *Screen) tea.Cmd {
			if err != nil {
				return tea.Batch(s.load(), s.refuse(err))
			}
			s.forget("unseal")
			return tea.Batch(s.load(), s.Keep(), s.show(identity(s.cfg.Ctx, u.Reporter, u.Until)))
		}}
	}
}

// identity shows a reporter for as long as they may be seen.
func identity(ctx *screen.Ctx, r model.Reporter, until time.Time) *dialog.Notice {
	return &dialog.Notice{
		Ctx: ctx, Title: ctx.Print.T("case.sealed.title"), Until: until,
		Lines: func(width int) []string { return identityLines(ctx, r, width) },
		Foot: func(left time.Duration) string {
			seconds := int((left + time.Second - 1) / time.Second)
			return ctx.Style.Warn.Render(ctx.Print.T("case.sealed.until", locale.A{"n": max(0, seconds)}))
		},
	}
}

func identityLines(ctx *screen.Ctx, r model.Reporter, width int) []string {
	h := &sheet{ctx: ctx, width: width}
	h.field(ctx.Print.Word("field", "name"), model.CleanLine(r.Name))
	h.field(ctx.Print.Word("field", "phone"), model.CleanLine(r.Phone))
	h.field(ctx.Print.Word("field", "nik"), model.CleanLine(r.NIK))
	h.field(ctx.Print.Word("field", "address"), model.CleanLine(r.Address))
	for _, field := range r.AsTold() {
		h.gap()
		h.text(ctx.Style.Muted.Render(ctx.Print.T("case.sealed.as-told", locale.A{"field": ctx.Print.KeptField(field)})))
		h.text(model.Clean(r.Original[field]))
	}
	return h.lines
}
