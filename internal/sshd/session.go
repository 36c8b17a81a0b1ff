package sshd

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"charm.land/ssh"
	"charm.land/wish/v2"

	"piket/internal/terminal"
)

// prefix begins every exec the socket takes; base64 of the payload follows.
const prefix = "piket "

// encode writes a payload as an exec's command line: letters, digits, - and _.
func encode(payload []byte) string {
	return prefix + base64.RawURLEncoding.EncodeToString(payload)
}

// errNotOurs says that an exec was not made by a Client.
var errNotOurs = errors.New("this door takes commands of piket only")

func decode(command string) ([]byte, error) {
	text, ok := strings.CutPrefix(command, prefix)
	if !ok {
		return nil, errNotOurs
	}
	payload, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || encode(payload) != command { // the decoder lets line breaks through
		return nil, errNotOurs
	}
	return payload, nil
}

// session is the one middleware: it hands a call over and its exit code back.
func (s *Server) session(d *door) wish.Middleware {
	return func(next ssh.Handler) ssh.Handler {
		return func(sess ssh.Session) {
			ctx, end := context.WithCancelCause(sess.Context())
			defer end(nil)
			l := &live{door: d.kind, key: provedKey(sess.Context()), end: end}
			if d.kind == Network {
				l.owner, l.most = d.gate.Share(l.key)
			}
			rest := lineOf(sess.Context()).use()
			defer rest()
			code, err := ExitMoved, s.begin(l)
			switch {
			case err == nil:
				defer s.done(l) // only now, so that Close waits for the exit code too
				code = s.answer(ctx, sess, l)
			case l.door == Network:
				call := s.call(ctx, sess, l)
				s.turnedAway(l, call.From, err)
				code = s.cfg.Refuse(call, err)
			}
			if err := sess.Exit(code); err != nil {
				s.cfg.Log.Debug("session ended early", "err", err)
			}
			next(sess)
		}
	}
}

// answer reads what is asked for and has it carried out.
func (s *Server) answer(ctx context.Context, sess ssh.Session, l *live) int {
	var err error
	call := s.call(ctx, sess, l)
	switch l.door {
	case Socket:
		call.Payload, err = decode(sess.RawCommand())
	case Network:
		call.Words, err = words(sess.RawCommand())
	}
	switch {
	case errors.Is(err, errNotOurs):
		fmt.Fprintf(sess.Stderr(), "piket: %v\r\n", err)
		return 2
	case err != nil:
		return s.cfg.Refuse(call, err)
	case call.Terminal != nil:
		return s.screen(ctx, call, l)
	}
	return s.handle(ctx, call)
}

// call is a session as Handle sees it.
func (s *Server) call(ctx context.Context, sess ssh.Session, l *live) Call {
	c := Call{Door: l.door, Key: l.key, In: sess, Out: sess, Err: sess.Stderr()}
	if l.door == Network {
		c.From = hostOf(sess.RemoteAddr())
		c = s.watched(ctx, c, l, lineOf(sess.Context()))
	}
	pty, windows, ok := sess.Pty()
	if !ok {
		return c
	}
	c.In = hangUp{c.In, l.end}
	c.Terminal = &terminal.Terminal{
		In: c.In, Out: c.Out, Remote: true, Term: terminalName(pty.Term),
		Size:   terminal.Size{Width: pty.Window.Width, Height: pty.Window.Height}.Clamped(),
		Resize: latest(ctx, windows),
	}
	return c
}

// screen is a call on a terminal: it ends when the store closes.
func (s *Server) screen(ctx context.Context, call Call, l *live) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.closing:
			l.end(ErrClosing)
		case <-ctx.Done():
		}
	}()
	code := s.handle(ctx, call)
	select {
	case <-s.closing:
		if call.Door == Socket {
			return ExitMoved
		}
	default:
	}
	return code
}

// handle keeps a panic inside its own session.
func (s *Server) handle(ctx context.Context, call Call) (code int) {
	defer func() {
		if recover() != nil { // the value may quote what somebody typed
			s.cfg.Log.Error("panic in a session", "stack", string(debug.Stack()))
			code = 1
		}
	}()
	return s.cfg.Handle(ctx, call)
}
