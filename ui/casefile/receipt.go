package casefile

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// printPatience is how long a printer may take to say that it has it.
const printPatience = 30 * time.Second

// receiptOut is what became of a receipt.
type receiptOut struct{ screen.Printed }

// askReceipt asks for the tracking code before a receipt is printed: the
// office does not keep it, so that only who has it can have it printed again.
// It is nowhere kept of what is typed.
func (s *Screen) askReceipt(typed, wrong string) tea.Cmd {
	number := s.loaded.Case.Number
	return s.show(dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.cfg.Ctx, Title: s.t("case.ask.receipt", locale.A{"number": number}),
		Question: s.t("case.ask.receipt-code"), Value: typed, Wrong: wrong, Optional: true,
		Limit: 40, Done: "case.key.receipt",
		OnDone: func(code string) tea.Msg {
			return s.then(func(s *Screen) tea.Cmd { return s.printReceipt(strings.TrimSpace(code)) })
		},
	}))
}

func (s *Screen) printReceipt(code string) tea.Cmd {
	print := s.cfg.Receipt
	r := screen.Receipt{Case: s.cfg.ID, Number: s.loaded.Case.Number, Tracking: code, Lang: s.cfg.Ctx.Print.Lang()}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), printPatience)
		defer cancel()
		where, err := print(ctx, r)
		return receiptOut{screen.Printed{Receipt: r, Where: model.CleanLine(where), Err: err}}
	}
}

// receiptOut says where the receipt is. A code that is another case's is asked
// for again.
func (s *Screen) receiptOut(m receiptOut) tea.Cmd {
	if errors.Is(m.Err, &model.Error{Key: "tracking-wrong"}) {
		return s.askReceipt(m.Receipt.Tracking, s.t("case.receipt.other-code", locale.A{"number": m.Receipt.Number}))
	}
	ctx := s.cfg.Ctx
	return s.show(&dialog.Notice{
		Ctx: ctx, Title: s.t("case.ask.receipt", locale.A{"number": m.Receipt.Number}),
		Lines: func(width int) []string {
			var lines []string
			for _, l := range m.Lines(ctx) {
				lines = append(lines, cell.Wrap(l, width)...)
			}
			return lines
		},
	})
}
