package cli

import (
	"context"
	"errors"
	"strings"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

// target is what every command that changes a case takes.
type target struct {
	Number string `arg:""`
	Expect uint64 `placeholder:"VERSION"`
	JSON   bool
}

// act makes a command for the case and carries it out.
func (t target) act(ctx context.Context, s *seat, command func(m model.Meta, c model.Case) (model.Command, error)) error {
	session, l, err := s.find(ctx, t.Number)
	if err != nil {
		return err
	}
	c, err := command(session.Meta(t.Expect), l.Case)
	if err != nil {
		return err
	}
	_, err = session.Do(ctx, c)
	return t.answer(ctx, s, session, l.Case.ID, c, err)
}

// answer tells how the case stands after a command; nil is one that gives no
// version.
func (t target) answer(ctx context.Context, s *seat, session *desk.Session, id model.CaseID, c model.Command, err error) error {
	l, failed := session.Case(ctx, id)
	if err := offer(s, l.Case, t.stale(s, l, c, err)); err != nil {
		return err
	}
	if failed != nil {
		return failed //nolint:wrapcheck // a refusal as it is
	}
	if t.JSON {
		return s.json(s.doneShape(l.Case))
	}
	s.say(s.print.T("cli.done", locale.A{"number": l.Case.Number, "status": s.statusText(l.Case), "version": l.Case.Version}))
	return nil
}

// offer adds to a refused move where the case can go.
func offer(s *seat, c model.Case, err error) error {
	e, ok := errors.AsType[*model.Error](err)
	moves := model.Moves(c.Status, c.Urgency)
	if !ok || e.Key != "move-not-allowed" || len(moves) == 0 {
		return err
	}
	var to []string
	for _, m := range moves {
		to = append(to, string(m.To)+" ("+s.print.Word("status", string(m.To))+")")
	}
	return &model.Error{Kind: e.Kind, Key: "move-offered", Args: model.Args{
		"number": c.Number, "from": e.Args["from"], "to": e.Args["to"], "offered": strings.Join(to, ", "),
	}, Err: err}
}

// setCommand moves a case along the workflow.
type setCommand struct {
	target
	Status      string `placeholder:"S" required:""`
	Disposition string `placeholder:"D"`
	Note        string `placeholder:"T"`
	Reason      string `placeholder:"R"`
}

func (c *setCommand) run(ctx context.Context, s *seat) error {
	to, err := code(s, "status", c.Status, model.Statuses(), "status-unknown")
	if err != nil {
		return err
	}
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		out := model.ChangeStatus{Meta: m, Case: is.ID, To: to, Reason: c.Reason, Note: c.Note}
		var err error
		if c.Disposition != "" {
			out.Disposition, err = listed(s, "disposition", c.Disposition, s.app.Rules().Dispositions, "disposition-unlisted")
		}
		if out.Reason == "" && asksReason(is, to) {
			out.Reason, out.Note = c.Note, ""
		}
		return out, err
	})
}

// asksReason says whether the move wants a reason: then a note alone is one.
func asksReason(c model.Case, to model.Status) bool {
	for _, m := range model.Moves(c.Status, c.Urgency) {
		if m.To == to {
			return m.Reason
		}
	}
	return false
}

// declineCommand turns a proposal of laporan palsu down, or takes back one's own.
type declineCommand struct {
	target
	Reason string `placeholder:"R"`
}

func (c *declineCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		return model.DeclineFalseReport{Meta: m, Case: is.ID, Reason: c.Reason}, nil
	})
}

// takeCommand makes the officer the case's owner.
type takeCommand struct{ target }

func (c *takeCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		return model.TakeCase{Meta: m, Case: is.ID}, nil
	})
}

// handOnCommand gives the case to another officer.
type handOnCommand struct {
	target
	To   string `placeholder:"NAME" required:""`
	Note string `placeholder:"T"`
}

func (c *handOnCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		office := s.app.Desk().Office()
		to, err := named(office, c.To)
		if err == nil && to.Disabled {
			err = unknownOfficer(office, c.To)
		}
		return model.HandOn{Meta: m, Case: is.ID, To: to.ID, Note: c.Note}, err
	})
}

// giveBackCommand lets go of one's own case.
type giveBackCommand struct {
	target
	Note string `placeholder:"T"`
}

func (c *giveBackCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		return model.GiveBack{Meta: m, Case: is.ID, Note: c.Note}, nil
	})
}

// triageCommand sets violation and urgency; what is not named stays.
type triageCommand struct {
	target
	Violation string `placeholder:"V"`
	Urgency   string `placeholder:"U"`
}

func (c *triageCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		out := model.Triage{Meta: m, Case: is.ID, Violation: is.Violation, Urgency: is.Urgency}
		var err error
		if c.Violation != "" {
			out.Violation, err = listed(s, "violation", c.Violation, s.app.Rules().Violations, "violation-unlisted")
		}
		if c.Urgency != "" && err == nil {
			out.Urgency, err = code(s, "urgency", c.Urgency, model.Urgencies(), "urgency-unknown")
		}
		return out, err
	})
}

// noteCommand adds a remark.
type noteCommand struct {
	target
	Text string `arg:""`
}

func (c *noteCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		return model.AddNote{Meta: m, Case: is.ID, Text: c.Text}, nil
	})
}

// linkCommand says that the case repeats another one.
type linkCommand struct {
	target
	Original string `arg:""`
}

func (c *linkCommand) run(ctx context.Context, s *seat) error {
	later := ""
	err := c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		_, other, err := s.find(ctx, c.Original)
		if other.Case.Received.After(is.Received) {
			later = s.print.T("cli.link.later", locale.A{"number": is.Number, "other": other.Case.Number})
		}
		return model.LinkDuplicate{Meta: m, Case: is.ID, Original: other.Case.ID}, err
	})
	if err == nil && later != "" {
		s.note(later)
	}
	return err
}

// unlinkCommand takes that back.
type unlinkCommand struct {
	target
	Other string `arg:""`
}

func (c *unlinkCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(m model.Meta, is model.Case) (model.Command, error) {
		_, other, err := s.find(ctx, c.Other)
		return model.UnlinkDuplicate{Meta: m, Case: is.ID, Other: other.Case.ID}, err
	})
}

// undoCommand takes the officer's last act on the case back.
type undoCommand struct {
	Number string `arg:""`
	JSON   bool
}

func (c *undoCommand) run(ctx context.Context, s *seat) error {
	session, l, err := s.find(ctx, c.Number)
	if err != nil {
		return err
	}
	_, err = session.Undo(ctx, l.Case.ID)
	return target{Number: c.Number, JSON: c.JSON}.answer(ctx, s, session, l.Case.ID, nil, err)
}

// unsealCommand shows who reported, once it is on record who looked and why.
type unsealCommand struct {
	target
	Reason string `placeholder:"R"`
}

// identityShape is a reporter in the clear.
type identityShape struct {
	Number  string `json:"number"`
	Version uint64 `json:"version"`
	Name    string `json:"name"`
	Phone   string `json:"phone"`
	NIK     string `json:"nik"`
	Address string `json:"address"`
	// AsTold are the reporter's own words, and a form's answers about them, by
	// the field they were in.
	AsTold map[string]string `json:"as_told,omitempty"`
}

func (c *unsealCommand) run(ctx context.Context, s *seat) error {
	session, l, err := s.find(ctx, c.Number)
	if err != nil {
		return err
	}
	seen, err := session.OpenSeal(ctx, l.Case.ID, c.Expect, c.Reason)
	if err != nil {
		return c.stale(s, l, nil, err)
	}
	who := seen.Reporter
	if c.JSON {
		return s.json(identityShape{l.Case.Number, seen.Receipt.Version, who.Name, who.Phone, who.NIK, who.Address, who.Original})
	}
	s.fact("number", l.Case.Number)
	s.fact("name", who.Name)
	s.fact("phone", who.Phone)
	s.fact("nik", who.NIK)
	s.fact("address", who.Address)
	for _, field := range who.AsTold() {
		s.say("")
		s.say(s.print.T("case.sealed.as-told", locale.A{"field": s.print.KeptField(field)}))
		s.say(model.Clean(who.Original[field]))
	}
	return nil
}
