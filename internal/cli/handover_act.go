package cli

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

// onHandover is what every command on an unsigned handover takes.
type onHandover struct {
	Handover string `placeholder:"W"`
	JSON     bool
}

// act carries a step out, and shows how the handover stands after it.
func (c onHandover) act(ctx context.Context, s *seat, step func(*desk.Session, desk.Passing) error) error {
	session, p, err := s.passing(ctx, c.Handover)
	if err == nil {
		err = step(session, p)
	}
	if err != nil {
		return err
	}
	if p, err = session.Passing(ctx, p.ID); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return c.answer(s, p)
}

func (c onHandover) answer(s *seat, p desk.Passing) error {
	if c.JSON {
		return s.json(s.passingShape(p))
	}
	s.say(s.handoverStanding(p))
	return nil
}

// handoverBeginCommand begins to hand a watch over.
type handoverBeginCommand struct {
	handoverTarget
	JSON bool
}

func (c *handoverBeginCommand) run(ctx context.Context, s *seat) error {
	session, id, err := s.handover(ctx, c.ID)
	if err == nil { // one that was begun is found by anybody
		err = model.Authorise(session.Office(), model.OpenHandover{Meta: session.Meta(0)})
	}
	if err != nil {
		return err
	}
	p, err := session.BeginHandover(ctx, id)
	if err == nil && p.Sealed() {
		err = &model.Error{Kind: model.KindConflict, Key: "handover-sealed-add", Args: model.Args{"handover": string(id)}}
	}
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return s.showPassing(p, c.JSON)
}

// handoverAddCommand begins an addition to a signed one, or takes one back.
type handoverAddCommand struct {
	ID       string `arg:"" name:"handover"`
	Text     string `placeholder:"T"`
	Withdraw bool
	JSON     bool
}

func (c *handoverAddCommand) run(ctx context.Context, s *seat) error {
	session, id, err := s.handover(ctx, c.ID)
	if err != nil {
		return err
	}
	var p desk.Passing
	switch {
	case c.Withdraw && c.Text != "":
		return &model.Error{Kind: model.KindInvalid, Key: "handover-add-one"}
	case c.Withdraw:
		if err = session.WithdrawHandover(ctx, id); err == nil {
			p, err = session.Passing(ctx, id)
		}
	default:
		p, err = session.AddToHandover(ctx, id, c.Text)
	}
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return s.showPassing(p, c.JSON)
}

// line finds the line of a draft somebody named: by its key, or by the number
// of its case.
func (s *seat) line(ctx context.Context, session *desk.Session, p desk.Passing, name string) (model.Line, error) {
	if p.Sealed() {
		return model.Line{}, &model.Error{Kind: model.KindConflict, Key: "handover-sealed-add", Args: model.Args{"handover": string(p.ID)}}
	}
	key := model.LineKey(name)
	if id, err := session.Resolve(ctx, name); err == nil {
		key = model.LineKey(string(model.LineCase) + "." + string(id))
	}
	for _, l := range p.Lines {
		if l.Key == key {
			return l, nil
		}
	}
	return model.Line{}, &model.Error{Kind: model.KindNotFound, Key: "handover-no-line", Args: model.Args{"line": model.CleanLine(name)}}
}

// overOthers says that what another officer has said has been seen, and is to
// be replaced.
type overOthers struct{ Over bool }

func (c overOthers) seen(p desk.Passing) uint64 {
	if c.Over {
		return p.Version
	}
	return 0
}

// handoverNoteCommand says what comes next of a line. What is not named stays.
type handoverNoteCommand struct {
	Line string  `arg:""`
	Next *string `placeholder:"T"`
	By   *string `placeholder:"HH:MM"`
	Who  *string `placeholder:"T"`
	If   *string `placeholder:"T"`
	Then *string `placeholder:"T"`
	overOthers
	onHandover
}

func (c *handoverNoteCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(session *desk.Session, p desk.Passing) error {
		l, err := s.line(ctx, session, p, c.Line)
		if err != nil {
			return err
		}
		o := p.Outlook(l)
		for into, from := range map[*string]*string{&o.Next: c.Next, &o.Who: c.Who, &o.If: c.If, &o.Then: c.Then} {
			if from != nil {
				*into = *from
			}
		}
		if c.By != nil {
			if o.By, err = s.hour(*c.By, session.Now(), 1); err != nil {
				return err
			}
		}
		return session.NoteLine(ctx, p.ID, l.Key, o, c.seen(p)) //nolint:wrapcheck // a refusal as it is
	})
}

// handoverRemarkCommand says what belongs to no line.
type handoverRemarkCommand struct {
	Text string `arg:""`
	overOthers
	onHandover
}

func (c *handoverRemarkCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(session *desk.Session, p desk.Passing) error {
		return session.RemarkHandover(ctx, p.ID, c.Text, c.seen(p)) //nolint:wrapcheck // a refusal as it is
	})
}

// handoverOfferCommand says that the outgoing officer is done.
type handoverOfferCommand struct{ onHandover }

func (c *handoverOfferCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(session *desk.Session, p desk.Passing) error {
		return session.OfferHandover(ctx, p.ID) //nolint:wrapcheck // a refusal as it is
	})
}

// handoverAnswerCommand is the incoming officer's word to a line.
type handoverAnswerCommand struct {
	Line     string `arg:""`
	Accept   bool
	Question string `placeholder:"T"`
	Decline  string `placeholder:"T"`
	ReadBack string `placeholder:"T"`
	Expect   uint64 `placeholder:"SEQ"`
	overOthers
	onHandover
}

func (c *handoverAnswerCommand) reply() (desk.Reply, error) {
	given := 0
	r := desk.Reply{ReadBack: c.ReadBack}
	if c.Accept || c.ReadBack != "" {
		given++
		r.Verdict = model.Accepted
	}
	if c.Question != "" {
		given++
		r.Verdict, r.Text = model.Questioned, c.Question
	}
	if c.Decline != "" {
		given++
		r.Verdict, r.Text = model.Declined, c.Decline
	}
	if given != 1 {
		return r, &model.Error{Kind: model.KindInvalid, Key: "handover-answer-one"}
	}
	return r, nil
}

func (c *handoverAnswerCommand) run(ctx context.Context, s *seat) error {
	reply, err := c.reply()
	if err != nil {
		return err
	}
	return c.act(ctx, s, func(session *desk.Session, p desk.Passing) error {
		l, err := s.line(ctx, session, p, c.Line)
		if err == nil && c.Expect != 0 && c.Expect != l.Seq {
			err = &model.Error{Kind: model.KindConflict, Key: "handover-line-changed", Args: model.Args{"number": cmp.Or(l.Row.Number, "-")}}
		}
		if err != nil {
			return err
		}
		reply.Seen = c.seen(p)
		return session.AnswerLine(ctx, p.ID, l, reply) //nolint:wrapcheck // a refusal as it is
	})
}

// handoverReplyCommand answers a question.
type handoverReplyCommand struct {
	Line string `arg:""`
	Text string `arg:""`
	onHandover
}

func (c *handoverReplyCommand) run(ctx context.Context, s *seat) error {
	return c.act(ctx, s, func(session *desk.Session, p desk.Passing) error {
		l, err := s.line(ctx, session, p, c.Line)
		if err != nil {
			return err
		}
		return session.ReplyLine(ctx, p.ID, l.Key, c.Text) //nolint:wrapcheck // a refusal as it is
	})
}

// handoverSignCommand signs for one side, by PIN, or by the key that opened
// the line from another machine.
type handoverSignCommand struct {
	Side string `placeholder:"out|in" required:""`
	Lone string `placeholder:"R"`
	onHandover
}

func (c *handoverSignCommand) run(ctx context.Context, s *seat) error {
	side, err := code(s, "side", c.Side, []model.Side{model.SideOut, model.SideIn}, "side-unknown")
	if err != nil {
		return err
	}
	return c.act(ctx, s, func(session *desk.Session, p desk.Passing) error {
		by, err := s.proof(session)
		if err != nil {
			return err
		}
		_, err = session.Sign(ctx, desk.Sign{Handover: p.ID, Side: side, By: by, Seen: p.Lines, Lone: model.CleanLine(c.Lone)})
		return err //nolint:wrapcheck // a refusal as it is
	})
}

// proof is what the officer of this seat shows: their key, else their PIN as
// the first line of the input.
func (s *seat) proof(session *desk.Session) (desk.SignIn, error) {
	by := desk.SignIn{Officer: session.Actor().Officer, Door: s.door(), Key: s.request.key, Home: !s.request.network}
	f, _ := session.Office().Officer(by.Officer)
	if by.Key != "" || f.PIN == "" {
		return by, nil
	}
	typed, err := line(bufio.NewReader(io.LimitReader(s.in, maxPINInput)))
	by.PIN = strings.TrimSpace(typed)
	return by, err
}

// askProof asks for the PIN on this process's own terminal without showing
// it, and has it read wherever the command is carried out.
func (p *process) askProof() error {
	in, ok := p.cfg.Stdin.(*os.File)
	if !ok || !p.request.InTTY {
		return nil
	}
	fmt.Fprint(p.streams.Err, p.print.T("cli.handover.pin")+" ")
	typed, err := term.ReadPassword(in.Fd())
	fmt.Fprintln(p.streams.Err)
	if err != nil {
		return &model.Error{Kind: model.KindInvalid, Key: "pin-ended", Err: err}
	}
	p.streams.In, p.request.InTTY = strings.NewReader(string(typed)+"\n"), false
	return nil
}

// handoverCountersignCommand is the supervisor's word, proved as a signature is.
type handoverCountersignCommand struct {
	ID   string `arg:"" name:"handover"`
	Note string `placeholder:"T"`
	JSON bool
}

func (c *handoverCountersignCommand) run(ctx context.Context, s *seat) error {
	session, id, err := s.handover(ctx, c.ID)
	if err == nil {
		err = c.signs(ctx, s, session, id)
	}
	if err != nil {
		return err
	}
	p, err := session.Passing(ctx, id)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return onHandover{JSON: c.JSON}.answer(s, p)
}

// signs asks for nothing where there is nothing to countersign.
func (c *handoverCountersignCommand) signs(ctx context.Context, s *seat, session *desk.Session, id model.HandoverID) error {
	if err := model.Authorise(session.Office(), model.CountersignHandover{Meta: session.Meta(0)}); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	p, err := session.Passing(ctx, id)
	if err == nil && !p.Owed() {
		err = &model.Error{Kind: model.KindConflict, Key: "handover-not-owed"}
	}
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	by, err := s.proof(session)
	if err != nil {
		return err
	}
	return session.Countersign(ctx, id, c.Note, by) //nolint:wrapcheck // a refusal as it is
}

// handoverStanding is how a handover stands, in one line: what is still to be done.
func (s *seat) handoverStanding(p desk.Passing) string {
	if p.Sealed() {
		return s.handoverText(p.Handover) + " · " + p.Record.Digest
	}
	var left []string
	for _, n := range []struct {
		key string
		n   int
	}{
		{"lines", len(p.Lines)},
		{"missing", len(p.Missing(p.Lines))},
		{"unanswered", len(p.Unanswered(p.Lines))},
		{"questions", len(p.Questions(p.Lines))},
		{"signed", len(p.Standing(s.app.Desk().Office(), p.Lines))},
	} {
		left = append(left, s.print.T("cli.handover.left."+n.key, locale.A{"n": n.n}))
	}
	return s.handoverText(p.Handover) + " · " + strings.Join(left, ", ")
}
