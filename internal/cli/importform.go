package cli

import (
	"bytes"
	"context"

	"piket/internal/desk"
	"piket/internal/intake"
	"piket/model"
)

// googleFormCommand takes in the exported answers of a Google Form.
type googleFormCommand struct {
	File    string `arg:""`
	Mapping string `placeholder:"FILE"`
	Dates   string `placeholder:"dmy|mdy|ymd"`
	Kind    string `placeholder:"KIND"`
	JSON    bool
}

func (c *googleFormCommand) input() string   { return c.File }
func (c *googleFormCommand) mapping() string { return c.Mapping }

// importShape is what became of a file.
type importShape struct {
	Rows      int            `json:"rows"`
	Added     int            `json:"added"`
	Present   int            `json:"present"`
	OtherTime int            `json:"other_time"` // of these, with another time, which stays
	Refused   int            `json:"refused"`
	Refusals  []refusalShape `json:"refusals"` // the first thousand
	Encoding  string         `json:"encoding"`
	Delimiter string         `json:"delimiter"`
	Dates     string         `json:"dates"`      // the order found, empty without dates
	InAccount []string       `json:"in_account"` // columns kept in the account
	Sealed    []string       `json:"sealed"`     // columns kept behind the seal
	Unknown   []string       `json:"unknown"`    // those of them that nothing is known about
}

type refusalShape struct {
	Row    int    `json:"row"` // as the spreadsheet numbers it
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

func (c *googleFormCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	by, _ := session.Office().Officer(session.Actor().Officer)
	if err := model.Lacks(by.Role, model.NeedAct); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	o, err := c.options(s)
	if err != nil {
		return err
	}
	session = s.app.Desk().Session(model.Actor{Officer: session.Actor().Officer, Door: importDoor})
	bar := s.bar("cli.import.progress")
	o.Progress = bar.to
	found, err := intake.ImportGoogleForm(ctx, s.in, o, func(ctx context.Context, r desk.Report) (desk.Added, error) {
		return session.AddReport(ctx, r)
	})
	bar.end()
	if err != nil && found.Rows == 0 {
		return err //nolint:wrapcheck // a refusal as it is
	}
	if told := c.tell(s, found); told != nil {
		return told
	}
	return err //nolint:wrapcheck // a refusal as it is
}

func (c *googleFormCommand) options(s *seat) (o intake.FormOptions, err error) {
	if o.Refs, err = references(s.app); err != nil {
		return o, err
	}
	o.Zone, o.Dates = s.app.Desk().Office().Zone, intake.DateOrder(c.Dates)
	if c.Kind != "" {
		if o.Kind, err = code(s, "kind", c.Kind, model.Kinds(), "kind-unknown"); err != nil {
			return o, err
		}
	}
	if len(s.request.Mapping) > 0 {
		o.Mapping, err = intake.ParseMapping(bytes.NewReader(s.request.Mapping))
	}
	return o, err //nolint:wrapcheck // a refusal as it is
}

func (c *googleFormCommand) tell(s *seat, r intake.Result) error {
	if c.JSON {
		return s.json(shapeOf(s, r))
	}
	for _, line := range r.Lines(s.print) {
		s.say(line)
	}
	return nil
}

func shapeOf(s *seat, r intake.Result) importShape {
	out := importShape{
		Rows: r.Rows, Added: r.Added, Present: r.Present, OtherTime: r.OtherTime, Refused: r.RefusedCount, Refusals: []refusalShape{},
		Encoding: string(r.Encoding), Delimiter: string(r.Delimiter), Dates: string(r.DateOrder),
		InAccount: append([]string{}, r.InAccount...), Sealed: append([]string{}, r.Sealed...),
		Unknown: append([]string{}, r.Unknown...),
	}
	for _, refused := range r.Refused {
		out.Refusals = append(out.Refusals, refusalShape{refused.Row, refused.Line, s.print.Error(refused.Reason)})
	}
	return out
}
