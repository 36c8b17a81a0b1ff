package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"piket/internal/desk"
	"piket/internal/intake"
	"piket/model"
)

// correctCommand replaces what was reported: it reads the facts as `case add`
// does, and what differs becomes the correction.
type correctCommand struct {
	target
	Facts  string `placeholder:"FILE|-"`
	Reason string `placeholder:"R"`
}

func (c *correctCommand) input() string { return c.Facts }

func (c *correctCommand) run(ctx context.Context, s *seat) error {
	refs, err := references(s.app)
	if err != nil {
		return err
	}
	r, warnings, err := intake.ParseReport(s.in, refs)
	for _, w := range warnings {
		s.note(w.Text(s.print))
	}
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	if fields := beyondFacts(r); len(fields) > 0 {
		return &model.Error{Kind: model.KindInvalid, Key: "correct-facts-only", Args: model.Args{
			"fields": strings.Join(fields, ", "), "facts": strings.Join(factFields(), ", "),
		}}
	}
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		_, after := model.Diff(is.Facts, r.Facts)
		return model.CorrectFacts{Meta: m, Case: is.ID, Patch: after, Reason: c.Reason}, nil
	})
}

// beyondFacts names what a report holds that no correction can change.
func beyondFacts(r desk.Report) []string {
	given := map[string]bool{
		"received": !r.Received.IsZero(), "violation": r.Violation != "", "urgency": r.Urgency != "",
		"reporter": !r.Reporter.Empty(), "key": r.Key != "",
	}
	return slices.DeleteFunc(reportFields(), func(field string) bool { return !given[field] })
}

// factFields are the fields that a correction can change.
func factFields() []string {
	return slices.DeleteFunc(reportFields(), func(field string) bool {
		return slices.Contains([]string{"received", "violation", "urgency", "reporter", "key"}, field)
	})
}

// questionCommand records the second questioning of a walk-in.
type questionCommand struct {
	target
	Answers string `placeholder:"FILE|-"`
}

func (c *questionCommand) input() string { return c.Answers }

func (c *questionCommand) run(ctx context.Context, s *seat) error {
	var told model.Reinterview
	if err := decodeStrict(s.in, &told); err != nil {
		return err
	}
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		return model.RecordReinterview{Meta: m, Case: is.ID, Reinterview: told}, nil
	})
}

// callBackCommand records the proof of contact of a phone report.
type callBackCommand struct {
	target
	Reached   bool
	Confirmed bool
	Note      string `placeholder:"T"`
}

func (c *callBackCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		made := model.Callback{Reached: c.Reached, Confirmed: c.Confirmed, Note: c.Note}
		return model.RecordCallback{Meta: m, Case: is.ID, Callback: made}, nil
	})
}

const maxInput = 1 << 20

// decodeStrict reads exactly one JSON value of at most maxInput bytes and
// refuses names it does not know.
func decodeStrict(r io.Reader, v any) error {
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err == nil && len(data) > maxInput {
		err = errors.New("more than 1 MiB")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err == nil {
		err = d.Decode(v)
	}
	if err == nil && d.More() {
		err = errors.New("more than one value")
	}
	if err == nil {
		return nil
	}
	line := 1 + bytes.Count(data[:min(int(d.InputOffset()), len(data))], []byte("\n"))
	return &model.Error{Kind: model.KindInvalid, Key: "input-json", Args: model.Args{"line": line, "what": err.Error()}, Err: err}
}
