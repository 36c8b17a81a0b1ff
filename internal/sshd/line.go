package sshd

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"charm.land/ssh"
)

// line is one connection. It cuts itself when it takes nothing, and, from the
// network, when nobody uses it.
type line struct {
	net.Conn
	limits Limits
	crowd  *crowd      // nil at the socket
	gone   func(*line) // told when it is closed
	host   string      // what its address counts as
	owner  string      // whose key opened it; the crowd's
	number uint64      // among all lines, the oldest first; the crowd's

	mu       sync.Mutex // guards what follows
	closed   bool
	sessions int
	calls    int
	unused   *time.Timer
}

type lineKey struct{}

// lineOf is the line a context belongs to.
func lineOf(ctx ssh.Context) *line {
	l, _ := ctx.Value(lineKey{}).(*line)
	return l
}

// newLine counts a line in; nil when there is no room for one more. Where it
// takes the place of another, that one is cut. gone may be told more than once.
func newLine(c net.Conn, limits Limits, crowd *crowd, gone func(*line)) *line {
	l := &line{Conn: c, limits: limits, crowd: crowd, gone: gone, host: hostOf(c.RemoteAddr())}
	if crowd == nil {
		return l
	}
	cut, ok := crowd.enter(l)
	if cut != nil {
		cut.hangUp()
	}
	if !ok {
		return nil
	}
	return l
}

// Write cuts a line that takes nothing: without it one stopped client would
// hold a session for ever.
func (l *line) Write(p []byte) (int, error) {
	if err := l.SetWriteDeadline(time.Now().Add(l.limits.Write)); err != nil {
		return 0, err //nolint:wrapcheck // as net.Conn
	}
	return l.Conn.Write(p) //nolint:wrapcheck // as net.Conn
}

// Close hangs up and counts the line out.
func (l *line) Close() error {
	l.mu.Lock()
	l.closed = true
	if l.unused != nil {
		l.unused.Stop()
	}
	l.mu.Unlock()
	if l.crowd != nil {
		l.crowd.leave(l)
	}
	l.gone(l)
	return l.Conn.Close() //nolint:wrapcheck // as net.Conn
}

// linesEach is how many lines an officer may have for each of their sessions.
const linesEach = 4

// proved says that the other end is who it says, and how many sessions its
// owner may have.
func (l *line) proved(owner string, sessions int) {
	if cut := l.crowd.known(l, owner, linesEach*sessions); cut != nil {
		cut.hangUp()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.unused == nil && !l.closed {
		l.unused = time.AfterFunc(l.limits.Unused, l.hangUp)
	}
}

// resting says that no call is under way.
func (l *line) resting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.calls == 0
}

// hangUp ends the line from our side.
func (l *line) hangUp() { _ = l.Close() } // nobody is left to be told

// open counts a session in; false when the line has as many as it may.
func (l *line) open() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.crowd != nil && l.sessions >= l.limits.PerLine {
		return false
	}
	l.sessions++
	return true
}

func (l *line) shut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sessions--
}

// use keeps the line while a call is under way.
func (l *line) use() (rest func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls++
	if l.unused != nil {
		l.unused.Stop()
	}
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.calls--; l.calls == 0 && l.unused != nil && !l.closed {
			l.unused.Reset(l.limits.Unused)
		}
	}
}

// hostOf is what an address counts as: an IPv6 customer has a whole /64.
func hostOf(addr net.Addr) string {
	if addr == nil {
		return ""
	}
	at, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return addr.String()
	}
	ip := at.Addr().Unmap().WithZone("")
	if net, err := ip.Prefix(64); ip.Is6() && err == nil {
		return net.Masked().Addr().String()
	}
	return ip.String()
}
