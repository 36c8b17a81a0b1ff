package sshd

import (
	"context"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// plainSession refuses what a desk has no use for (agents, X11, variables,
// signals, subsystems) before the session sees it, and more sessions on a line
// than one person needs.
func (s *Server) plainSession(d *door) ssh.ChannelHandler {
	return func(srv *ssh.Server, conn *gossh.ServerConn, ch gossh.NewChannel, ctx ssh.Context) {
		l := lineOf(ctx)
		if !l.open() {
			_ = ch.Reject(gossh.ResourceShortage, "too many sessions on this line") // they may have gone
			return
		}
		defer l.shut()
		alive, cancel := context.WithCancel(ctx)
		defer cancel()
		if d.kind == Network {
			go keepAlive(alive, conn, s.cfg.Limits.Alive)
		}
		ssh.DefaultSessionHandler(srv, conn, filtered{NewChannel: ch, shell: d.kind == Network}, ctx)
	}
}

// unanswered is how many questions may go without an answer.
const unanswered = 3

// keepAlive asks the other end now and then whether it is there, and hangs up
// when it does not say so.
func keepAlive(ctx context.Context, conn gossh.Conn, every time.Duration) {
	gone := time.AfterFunc(unanswered*every, func() { _ = conn.Close() }) // nobody is left to be told
	defer gone.Stop()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if _, _, err := conn.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			return
		}
		gone.Reset(unanswered * every)
	}
}

// filtered is a channel whose session hears only what a desk needs.
type filtered struct {
	gossh.NewChannel
	shell bool // a session without a command is one too
}

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
			if f.passes(r.Type) {
				passed <- r
				continue
			}
			r.Reply(false, nil) //nolint:errcheck // they may have gone
		}
	}()
	return ch, passed, nil
}

func (f filtered) passes(request string) bool {
	switch request {
	case "exec", "pty-req", "window-change":
		return true
	case "shell":
		return f.shell
	}
	return false
}
