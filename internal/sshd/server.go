package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/sync/errgroup"

	"piket/internal/terminal"
)

// Call is one command or one screen that somebody asks for.
type Call struct {
	Door     Door
	Key      string   // SHA256 fingerprint of the key that opened the line; empty at the socket
	From     string   // address of the other end; empty at the socket
	Payload  []byte   // what a Client sent, exactly; nil from the network
	Words    []string // the command's words; nil at the socket
	In       io.Reader
	Out, Err io.Writer
	Terminal *terminal.Terminal // nil without a PTY
}

// Config is what a Server is made of. Net, Refuse and Limits may be left out.
type Config struct {
	Dir string // the data folder
	// Handle carries out a call and returns its exit code.
	Handle func(ctx context.Context, c Call) int
	// Refuse tells the other end why its call was not taken (ErrFull,
	// ErrShare, ErrClosing, ErrWords) and returns the exit code.
	Refuse func(c Call, why error) int
	Log    *slog.Logger
	Net    *Net
	Limits Limits
}

// Server answers on the socket of a data folder, and on the network.
type Server struct {
	cfg     Config
	signer  gossh.Signer
	doors   []*door
	closing chan struct{}
	crowded *tally // lines cut for newcomers
	refused *tally // keys whose officer may not come in
	full    *tally // sessions beyond what the network may have
	greedy  *tally // sessions beyond what their officer may have

	mu     sync.Mutex // guards what follows, and calls and parted against Add after Wait
	closed bool
	live   map[*live]struct{}
	calls  sync.WaitGroup
	lines  map[*line]struct{}
	parted sync.WaitGroup // of lines
}

// live is a call under way.
type live struct {
	door  Door
	key   string
	owner string // of the key
	most  int    // sessions the owner may have; 0 as many as there are
	end   context.CancelCauseFunc
}

// Listen opens the socket, and the network's door where there is to be one.
// The caller holds the store and closes the Server before it lets go of it.
func Listen(cfg Config) (*Server, error) {
	signer, err := ensureKey(cfg.Dir)
	if err != nil {
		return nil, err
	}
	cfg.Limits = cfg.Limits.orUsual()
	s := &Server{cfg: cfg, signer: signer, closing: make(chan struct{}), live: map[*live]struct{}{}, lines: map[*line]struct{}{}}
	s.crowded = newTally(cfg.Log, "too many lines that have not said who they are", "from")
	s.refused = newTally(cfg.Log, "an officer's key was refused", "from")
	s.full = newTally(cfg.Log, ErrFull.Error(), "from")
	s.greedy = newTally(cfg.Log, ErrShare.Error(), "officer")
	if cfg.Refuse == nil {
		s.cfg.Refuse = plainly
	}
	local, err := s.socketDoor()
	if err != nil {
		return nil, err
	}
	s.doors = append(s.doors, local)
	if cfg.Net == nil {
		return s, nil
	}
	wide, err := s.netDoor(*cfg.Net)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.doors = append(s.doors, wide)
	return s, nil
}

// plainly refuses in the words of the error.
func plainly(c Call, why error) int {
	fmt.Fprintf(c.Err, "piket: %v\n", why)
	return 1
}

// Fingerprint is how the host key is shown to whoever connects for the first time.
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.signer.PublicKey()) }

// Addr is where the network reaches us; nil when it does not.
func (s *Server) Addr() net.Addr {
	for _, d := range s.doors {
		if d.kind == Network {
			return d.listener.Addr()
		}
	}
	return nil
}

// Sessions is how many calls are under way.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.live)
}

// Dismiss ends the calls from the network whose key may no longer come in.
func (s *Server) Dismiss(unwelcome func(key string) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.live {
		if l.door == Network && unwelcome(l.key) {
			l.end(ErrDismissed)
		}
	}
}

// Serve answers until Close.
func (s *Server) Serve() error {
	var group errgroup.Group
	for _, d := range s.doors {
		group.Go(func() error { return s.serve(d) })
	}
	return group.Wait() //nolint:wrapcheck // says which door
}

func (s *Server) serve(d *door) error {
	err := d.ssh.Serve(d.listener)
	if errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	select {
	case <-s.closing:
		return nil
	default:
		return fmt.Errorf("serve %s: %w", d.listener.Addr().Network(), err)
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
	err := os.Remove(filepath.Join(s.cfg.Dir, SocketName))
	for _, d := range s.doors {
		err = errors.Join(err, ignoreClosed(d.listener.Close()))
	}
	wait(&s.calls, graceTime)
	wait(&s.parted, partingTime) // who is cut while reading the exit code takes that for a lost line
	for _, l := range s.left() {
		l.hangUp()
	}
	for _, d := range s.doors {
		err = errors.Join(err, ignoreClosed(d.ssh.Close()))
	}
	s.calls.Wait() // their lines are cut now
	for _, t := range []*tally{s.crowded, s.refused, s.full, s.greedy} {
		t.close()
	}
	return err
}

// begin counts a call in. ErrClosing once the server closes; from the network
// ErrFull when it has all the calls it may have, ErrShare when their officer has.
func (s *Server) begin(l *live) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, own := s.fromNetwork(l.owner)
	switch {
	case s.closed:
		return ErrClosing
	case l.door == Network && l.most > 0 && own >= l.most:
		return ErrShare
	case l.door == Network && all >= s.cfg.Limits.Sessions:
		return ErrFull
	}
	s.live[l] = struct{}{}
	s.calls.Add(1)
	return nil
}

// turnedAway tells the log of a call that was one too many.
func (s *Server) turnedAway(l *live, from string, why error) {
	switch {
	case errors.Is(why, ErrShare):
		s.greedy.add(l.owner)
	case errors.Is(why, ErrFull):
		s.full.add(from)
	}
}

// fromNetwork counts the network's calls, and among them an officer's; the
// caller holds mu.
func (s *Server) fromNetwork(owner string) (all, own int) {
	for l := range s.live {
		if l.door != Network {
			continue
		}
		all++
		if l.owner == owner {
			own++
		}
	}
	return all, own
}

// done counts a call out, once its exit code is on its way.
func (s *Server) done(l *live) {
	s.mu.Lock()
	delete(s.live, l)
	s.mu.Unlock()
	s.calls.Done()
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// wait gives what is counted some time to end.
func wait(what *sync.WaitGroup, most time.Duration) {
	done := make(chan struct{})
	go func() {
		what.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(most):
	}
}

// arrive counts a line in; false once the server closes.
func (s *Server) arrive(l *line) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.lines[l] = struct{}{}
	s.parted.Add(1)
	return true
}

// part counts a line out, however often it is told.
func (s *Server) part(l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.lines[l]; ok {
		delete(s.lines, l)
		s.parted.Done()
	}
}

// left are the lines that are open.
func (s *Server) left() []*line {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.lines))
}
