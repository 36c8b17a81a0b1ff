package sshd

import (
	"context"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// TestOfficersGetInDuringAFlood has five addresses hold as many silent lines
// as they may and open a new one whenever one is cut.
func TestOfficersGetInDuringAFlood(t *testing.T) {
	officer := newKey(t)
	s, _ := open(t, Limits{}, tells, officer)
	ctx, stop := context.WithCancel(t.Context())
	var flood sync.WaitGroup
	for host := range 5 {
		for range 16 {
			flood.Go(func() { renew(ctx, s, fmt.Sprintf("127.0.0.%d", host+2)) })
		}
	}
	defer flood.Wait()
	defer stop()
	time.Sleep(200 * time.Millisecond)
	for range 5 {
		began := time.Now()
		c, err := gossh.Dial("tcp", s.Addr().String(), config(s, gossh.PublicKeys(officer)))
		if err != nil {
			t.Fatalf("an officer was shut out: %v", err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		t.Logf("in after %v", time.Since(began))
	}
}

// renew keeps one line open that says nothing.
func renew(ctx context.Context, s *Server, from string) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	for ctx.Err() == nil {
		conn, err := dialer.DialContext(ctx, "tcp", s.Addr().String())
		if err != nil {
			continue
		}
		stop := context.AfterFunc(ctx, func() { conn.Close() })
		for buf := make([]byte, 1<<10); err == nil; {
			_, err = conn.Read(buf)
		}
		stop()
		conn.Close()
	}
}
