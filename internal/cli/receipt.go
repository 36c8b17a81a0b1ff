package cli

import "context"

// receiptCommand writes a reporter's receipt, for a printer that is where the
// officer is. The office does not keep the tracking code: who has it says it.
type receiptCommand struct {
	Number   string `arg:""`
	Tracking string `placeholder:"CODE"`
}

func (c *receiptCommand) run(ctx context.Context, s *seat) error {
	_, l, err := s.find(ctx, c.Number)
	if err != nil {
		return err
	}
	text, err := s.app.ReceiptText(l, c.Tracking, s.print.Lang())
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	_, err = s.out.Write(text)
	return err //nolint:wrapcheck // told once the answer is flushed
}
