package sshd

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"piket/internal/terminal"
)

// prefix begins every exec this server takes; base64 of the payload follows.
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
func (s *Server) session(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		code := ExitMoved
		if s.begin() {
			defer s.calls.Done() // only now, so that Close waits for the exit code too
			code = s.answer(sess)
		}
		if err := sess.Exit(code); err != nil {
			s.cfg.Log.Debug("session ended early", "err", err)
		}
		next(sess)
	}
}

func (s *Server) answer(sess ssh.Session) int {
	ctx, cancel := context.WithCancel(sess.Context())
	defer cancel()
	pty, windows, isPTY := sess.Pty()
	call := Call{In: sess, Out: sess, Err: sess.Stderr()}
	if isPTY {
		call.In = hangUp{sess, cancel}
		call.Terminal = &terminal.Terminal{
			In: call.In, Out: sess, Remote: true, Term: pty.Term,
			Size:   terminal.Size{Width: pty.Window.Width, Height: pty.Window.Height}.Clamped(),
			Resize: latest(ctx, windows),
		}
	}
	var err error
	if call.Payload, err = decode(sess.RawCommand()); err != nil {
		fmt.Fprintf(sess.Stderr(), "piket: %v\r\n", err)
		return 2
	}
	if isPTY {
		return s.screen(ctx, cancel, call)
	}
	return s.handle(ctx, call)
}

// screen is a call on a terminal: it ends when the store closes.
func (s *Server) screen(ctx context.Context, cancel context.CancelFunc, call Call) int {
	go func() {
		select {
		case <-s.closing:
			cancel()
		case <-ctx.Done():
		}
	}()
	code := s.handle(ctx, call)
	select {
	case <-s.closing:
		return ExitMoved
	default:
		return code
	}
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

// hangUp ends a screen when its line does.
type hangUp struct {
	io.Reader
	cancel context.CancelFunc
}

func (h hangUp) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if err != nil {
		h.cancel()
	}
	return n, err //nolint:wrapcheck // as io.Reader
}

// latest keeps only the newest size, so that a flood of changes neither
// queues up nor blocks the connection they come over.
func latest(ctx context.Context, windows <-chan ssh.Window) <-chan terminal.Size {
	sizes := make(chan terminal.Size, 1)
	go func() {
		for {
			select {
			case <-ctx.Done():
				drain(windows)
				return
			case w, ok := <-windows:
				if !ok {
					return
				}
				select {
				case <-sizes:
				default:
				}
				sizes <- terminal.Size{Width: w.Width, Height: w.Height}.Clamped()
			}
		}
	}()
	return sizes
}

func drain(windows <-chan ssh.Window) {
	for range windows {
	}
}

// plainSession refuses what a desk has no use for (agents, X11, variables)
// before the session sees it.
func plainSession(srv *ssh.Server, conn *gossh.ServerConn, ch gossh.NewChannel, ctx ssh.Context) {
	ssh.DefaultSessionHandler(srv, conn, filtered{ch}, ctx)
}

type filtered struct{ gossh.NewChannel }

// Accept takes the channel and passes on only the requests a session needs.
func (f filtered) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, requests, err := f.NewChannel.Accept()
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // as gossh.NewChannel
	}
	passed := make(chan *gossh.Request)
	go func() {
		defer close(passed)
		for r := range requests {
			switch r.Type {
			case "exec", "pty-req", "window-change":
				passed <- r
			default:
				r.Reply(false, nil) //nolint:errcheck // they may have gone
			}
		}
	}()
	return ch, passed, nil
}
