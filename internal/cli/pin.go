package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/terminal"
	"piket/model"
)

// pinCommand chooses the PIN an officer signs in with: one's own, or as an
// administrator another's.
type pinCommand struct {
	Name string `arg:"" optional:""`
}

const maxPINInput = 1 << 10

// run reads two lines: the PIN so far, empty for none and for another's, and
// the new one. On a terminal they were asked for without showing them.
func (c *pinCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	if err != nil {
		return err
	}
	f, _ := session.Office().Officer(session.Actor().Officer)
	if c.Name != "" {
		if f, err = fullyNamed(session.Office(), c.Name); err != nil {
			return err
		}
	}
	before, pin, err := c.read(s, session, f)
	if err != nil {
		return err
	}
	if c.Name != "" && before == "" && f.PIN != "" && f.ID == session.Actor().Officer {
		return &model.Error{Kind: model.KindInvalid, Key: "pin-own"}
	}
	if err := choosePIN(ctx, session, f, before, pin); err != nil {
		return err
	}
	s.say(s.print.T("cli.pin.done"))
	return nil
}

func choosePIN(ctx context.Context, s *desk.Session, f model.Officer, before, pin string) error {
	if f.ID == s.Actor().Officer {
		return s.ChangePIN(ctx, before, pin) //nolint:wrapcheck // a refusal as it is
	}
	return s.SetPIN(ctx, f.ID, pin) //nolint:wrapcheck // a refusal as it is
}

func (c *pinCommand) read(s *seat, session *desk.Session, f model.Officer) (before, pin string, err error) {
	in := bufio.NewReader(io.LimitReader(s.in, maxPINInput))
	if far, ok := s.in.(*terminal.Cooked); ok {
		far.Hide(true)
		return ask(f.ID == session.Actor().Officer && f.PIN != "", s.print.T, s.err, func() (string, error) { return line(in) })
	}
	if before, err = line(in); err == nil {
		pin, err = line(in)
	}
	return before, pin, err
}

// line is one line without its end. What was not typed to its end counts too.
func line(in *bufio.Reader) (string, error) {
	text, err := in.ReadString('\n')
	if err != nil && text == "" {
		return "", &model.Error{Kind: model.KindInvalid, Key: "pin-ended", Err: err}
	}
	return strings.TrimRight(text, "\r\n"), nil
}

// ask asks for the PIN so far, where one changes one's own, and twice for the new one.
func ask(own bool, say func(key string, args ...locale.A) string, to io.Writer, answer func() (string, error)) (before, pin string, err error) {
	next := func(key string) (string, error) {
		fmt.Fprint(to, say(key)+" ")
		typed, err := answer()
		fmt.Fprintln(to)
		return typed, err
	}
	if own {
		if before, err = next("cli.pin.before"); err != nil {
			return "", "", err
		}
	}
	if pin, err = next("cli.pin.new"); err != nil {
		return "", "", err
	}
	again, err := next("cli.pin.again")
	if err == nil && again != pin {
		err = &model.Error{Kind: model.KindInvalid, Key: "pin-differs"}
	}
	return before, pin, err
}

// askPIN asks on this process's own terminal, and has what was typed read
// wherever the command is carried out.
func (p *process) askPIN(c *pinCommand) error {
	in, ok := p.cfg.Stdin.(*os.File)
	if !ok || !p.request.InTTY {
		return nil
	}
	before, pin, err := ask(c.Name == "", p.print.T, p.streams.Err, func() (string, error) {
		typed, err := term.ReadPassword(in.Fd())
		return string(typed), err //nolint:wrapcheck // becomes pin-ended
	})
	if err != nil {
		if model.KindOf(err) == "" {
			err = &model.Error{Kind: model.KindInvalid, Key: "pin-ended", Err: err}
		}
		return err
	}
	p.streams.In, p.request.InTTY = strings.NewReader(before+"\n"+pin+"\n"), false
	return nil
}
