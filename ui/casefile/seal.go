package casefile

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// askUnseal asks why before anything is shown; the reason is written down.
func (s *Screen) askUnseal() tea.Cmd {
	return s.prompt("unseal", dialog.PromptConfig{
		Title:    s.t("case.ask.unseal"),
		Question: s.t("case.ask.unseal-why", locale.A{"number": s.loaded.Case.Number}),
		Lines:    3, Limit: 2000, Missing: s.t("case.missing.reason"),
	}, func(s *Screen, why string) tea.Cmd { return s.openSeal(why) })
}

func (s *Screen) openSeal(why string) tea.Cmd {
	id, d, seen, ctx := s.cfg.ID, s.cfg.Desk, s.loaded.Case.Version, s.cfg.Ctx
	return func() tea.Msg {
		c, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		u, err := d.OpenSeal(c, id, seen, why)
		if err != nil {
			return screen.Toast{Text: ctx.Print.Error(err), Bad: true}
		}
		return then{id: id, do: func(s *Screen) tea.Cmd {
			delete(s.kept, "unseal")
			return tea.Batch(s.load(), s.show(&dialog.Notice{
				Ctx: ctx, Title: s.t("case.sealed.title"), Until: u.Until,
				Lines: func(int) []string { return s.identity(u, 0) },
			}))
		}}
	}
}

// identity is the opened seal, for as long as it may be seen.
func (s *Screen) identity(u desk.Unsealed, left time.Duration) []string {
	h := &sheet{s: s, width: 60}
	r := u.Reporter
	h.field(s.word("field", "name"), r.Name)
	h.field(s.word("field", "phone"), r.Phone)
	h.field(s.word("field", "nik"), r.NIK)
	h.field(s.word("field", "address"), r.Address)
	for _, field := range sorted(r.Original) {
		h.lines = append(h.lines, "")
		h.text(s.cfg.Ctx.Style.Muted.Render(s.t("case.sealed.as-told")))
		h.text(model.CleanLine(r.Original[field]))
	}
	seconds := max(0, int(left.Round(time.Second)/time.Second))
	return append(h.lines, "", s.cfg.Ctx.Style.Warn.Render(cell.Cut(s.t("case.sealed.until", locale.A{"n": seconds}), 60)))
}

func sorted(m map[string]string) []string {
	var keys []string
	for k := range m {
		if strings.TrimSpace(m[k]) != "" {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}
