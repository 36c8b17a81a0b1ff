package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"piket/internal/terminal"
)

const (
	handshakeTime = 5 * time.Second
	writeTime     = 15 * time.Second // a line that takes nothing for so long is cut
	graceTime     = 5 * time.Second  // for commands under way when the store closes
)

// Call is one command or one screen that somebody asks for.
type Call struct {
	Payload  []byte // what the client sent, exactly
	In       io.Reader
	Out, Err io.Writer
	Terminal *terminal.Terminal // nil without a PTY
}

// Config is what a Server is made of. All fields are needed.
type Config struct {
	Dir string // the data folder
	// Handle carries out a call and returns its exit code.
	Handle func(ctx context.Context, c Call) int
	Log    *slog.Logger
}

// Server answers on the socket of a data folder.
type Server struct {
	cfg      Config
	ssh      *ssh.Server
	listener net.Listener
	closing  chan struct{}

	mu     sync.Mutex // guards closed, and calls against Add after Wait
	closed bool
	calls  sync.WaitGroup
}

// Listen opens the socket. The caller holds the store and closes the Server
// before it lets go of it.
func Listen(cfg Config) (*Server, error) {
	signer, err := ensureKey(cfg.Dir)
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, closing: make(chan struct{})}
	if s.ssh, err = s.server(signer); err != nil {
		return nil, err
	}
	if s.listener, err = listen(cfg.Dir); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Server) server(signer gossh.Signer) (*ssh.Server, error) {
	srv, err := wish.NewServer(
		func(srv *ssh.Server) error { srv.AddHostKey(signer); return nil },
		wish.WithVersion("piket"),
		wish.WithPublicKeyAuth(func(_ ssh.Context, key ssh.PublicKey) bool {
			return ssh.KeysEqual(key, signer.PublicKey())
		}),
		wish.WithMiddleware(s.session),
	)
	if err != nil {
		return nil, fmt.Errorf("make the server: %w", err)
	}
	srv.HandshakeTimeout = handshakeTime
	srv.ConnCallback = func(_ ssh.Context, c net.Conn) net.Conn { return impatient{c} }
	srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": plainSession}
	srv.RequestHandlers = map[string]ssh.RequestHandler{}
	srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	return srv, nil
}

// Serve answers until Close.
func (s *Server) Serve() error {
	err := s.ssh.Serve(s.listener)
	if errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	select {
	case <-s.closing:
		return nil
	default:
		return fmt.Errorf("serve the socket: %w", err)
	}
}

// Close takes no more calls, lets commands under way finish, tells screens to
// open again elsewhere, and cuts what is left after a few seconds.
func (s *Server) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.closing)
	s.mu.Unlock()
	err := errors.Join(os.Remove(filepath.Join(s.cfg.Dir, SocketName)), ignoreClosed(s.listener.Close()))
	s.wait(graceTime)
	err = errors.Join(err, ignoreClosed(s.ssh.Close()))
	s.calls.Wait() // their lines are cut now
	return err
}

// begin counts a call in; false once the server closes.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.calls.Add(1)
	}
	return !s.closed
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

func (s *Server) wait(most time.Duration) {
	done := make(chan struct{})
	go func() {
		s.calls.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(most):
	}
}

// impatient cuts a line that takes nothing: without it one stopped client
// would hold a session for ever.
type impatient struct{ net.Conn }

func (c impatient) Write(p []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(writeTime)); err != nil {
		return 0, err //nolint:wrapcheck // as net.Conn
	}
	return c.Conn.Write(p) //nolint:wrapcheck // as net.Conn
}
