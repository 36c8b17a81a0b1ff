package sshd

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	gossh "golang.org/x/crypto/ssh"
)

// keys is a gate with a list.
type keys struct {
	mu       sync.Mutex // guards what follows
	known    []string
	asked    []string
	disabled []string
	admitted []string
	each     int
}

func (k *keys) Known(print string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.asked = append(k.asked, print)
	return slices.Contains(k.known, print)
}

func (k *keys) Admit(_ context.Context, print, _ string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if slices.Contains(k.disabled, print) {
		return errors.New("not any more")
	}
	k.admitted = append(k.admitted, print)
	return nil
}

// Share says that every key is an officer of its own.
func (k *keys) Share(print string) (owner string, most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return print, k.each
}

func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func printOf(signer gossh.Signer) string { return gossh.FingerprintSHA256(signer.PublicKey()) }

// open answers on the network with handle until the test ends, to whoever has
// one of the keys.
func open(t testing.TB, limits Limits, handle func(context.Context, Call) int, officers ...gossh.Signer) (*Server, *keys) {
	t.Helper()
	return openLogged(t, slog.New(slog.DiscardHandler), limits, handle, officers...)
}

func openLogged(t testing.TB, log *slog.Logger, limits Limits, handle func(context.Context, Call) int, officers ...gossh.Signer) (*Server, *keys) {
	t.Helper()
	gate := &keys{}
	for _, o := range officers {
		gate.known = append(gate.known, printOf(o))
	}
	s, err := Listen(Config{
		Dir: t.TempDir(), Handle: handle, Log: log, Net: &Net{Address: "127.0.0.1:0", Gate: gate}, Limits: limits,
	})
	if err != nil {
		t.Fatal(err)
	}
	var group errgroup.Group
	group.Go(s.Serve)
	t.Cleanup(func() {
		if err := errors.Join(s.Close(), group.Wait()); err != nil {
			t.Error(err)
		}
	})
	return s, gate
}

func config(s *Server, auth ...gossh.AuthMethod) *gossh.ClientConfig {
	return &gossh.ClientConfig{User: "siapa", Auth: auth, HostKeyCallback: gossh.FixedHostKey(s.signer.PublicKey()), Timeout: 5 * time.Second}
}

func reach(t testing.TB, s *Server, with gossh.Signer) *gossh.Client {
	t.Helper()
	c, err := gossh.Dial("tcp", s.Addr().String(), config(s, gossh.PublicKeys(with)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func sessionOn(t testing.TB, c *gossh.Client) *gossh.Session {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tells answers with the key that a line was opened with, and the words.
func tells(_ context.Context, c Call) int {
	io.WriteString(c.Out, c.Key+" "+strings.Join(c.Words, "|"))
	return 0
}

func TestNetworkLetsInByKeyAlone(t *testing.T) {
	officer, stranger, former := newKey(t), newKey(t), newKey(t)
	s, gate := open(t, Limits{Tries: 4}, tells, officer, former)
	gate.disabled = []string{printOf(former)}

	c := reach(t, s, officer)
	out, err := sessionOn(t, c).Output("case list")
	if err != nil || string(out) != printOf(officer)+" case|list" {
		t.Errorf("got %q, %v", out, err)
	}
	for name, auth := range map[string][]gossh.AuthMethod{
		"Nothing": nil, "UnknownKey": {gossh.PublicKeys(stranger)}, "DisabledOfficer": {gossh.PublicKeys(former)},
		"Password": {gossh.Password("")}, "HostKey": {gossh.PublicKeys(s.signer)},
		"Questions":   {gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })},
		"Certificate": {gossh.PublicKeys(certified(t, officer))},
	} {
		t.Run(name, func(t *testing.T) {
			if c, err := gossh.Dial("tcp", s.Addr().String(), config(s, auth...)); err == nil {
				c.Close()
				t.Error("let in")
			}
		})
	}
	t.Run("TooManyTries", func(t *testing.T) {
		var many []gossh.Signer
		for range 4 {
			many = append(many, newKey(t))
		}
		if c, err := gossh.Dial("tcp", s.Addr().String(), config(s, gossh.PublicKeys(append(many, officer)...))); err == nil {
			c.Close()
			t.Error("let in after too many keys")
		}
	})
	if want := []string{printOf(officer)}; !slices.Equal(gate.admitted, want) {
		t.Errorf("admitted %v, want %v", gate.admitted, want)
	}
}

// certified is a key in a certificate that somebody signed for themselves.
func certified(t *testing.T, signer gossh.Signer) gossh.Signer {
	t.Helper()
	cert := &gossh.Certificate{Key: signer.PublicKey(), CertType: gossh.UserCert, ValidBefore: gossh.CertTimeInfinity}
	if err := cert.SignCert(rand.Reader, newKey(t)); err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewCertSigner(cert, signer)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cannotSign offers a key and then fails to prove that it holds it, as
// somebody does who has copied another officer's public key.
type cannotSign struct{ gossh.Signer }

func (cannotSign) Sign(io.Reader, []byte) (*gossh.Signature, error) {
	return nil, errors.New("this key is somebody else's")
}

// turncoat is asked about as one key and used as another, on the same line.
type turncoat struct {
	gossh.Signer                 // whom it acts as in the end
	shown        gossh.PublicKey // whom it asks about
}

func (c turncoat) PublicKey() gossh.PublicKey { return &turning{c.Signer.PublicKey(), c.shown, 0} }

type turning struct {
	gossh.PublicKey
	shown gossh.PublicKey
	asked int
}

func (k *turning) Marshal() []byte {
	if k.asked++; k.asked > 2 { // asked about, and held against the answer
		return k.PublicKey.Marshal()
	}
	return k.shown.Marshal()
}

// TestIdentityIsWhatWasProved offers the supervisor's key first and opens the
// line with one's own (CVE-2024-45337).
func TestIdentityIsWhatWasProved(t *testing.T) {
	supervisor, own := newKey(t), newKey(t)
	s, gate := open(t, Limits{}, tells, supervisor, own)
	c := reach(t, s, turncoat{own, supervisor.PublicKey()})
	out, err := sessionOn(t, c).Output("")
	if err != nil || strings.TrimSpace(string(out)) != printOf(own) {
		t.Errorf("acts as %q, %v, want %q", out, err, printOf(own))
	}
	gate.mu.Lock()
	asked := gate.asked
	gate.mu.Unlock()
	if !slices.Equal(asked, []string{printOf(supervisor), printOf(own)}) {
		t.Errorf("asked about %v: this tries nothing", asked)
	}
	if c, err := gossh.Dial("tcp", s.Addr().String(), config(s, gossh.PublicKeys(cannotSign{supervisor}))); err == nil {
		c.Close()
		t.Error("let in by an offer")
	}
	if slices.Contains(gate.admitted, printOf(supervisor)) {
		t.Error("the supervisor was admitted, who never came")
	}
}

func TestNetworkRefusesWhatADeskHasNoUseFor(t *testing.T) {
	officer := newKey(t)
	s, _ := open(t, Limits{PerLine: 100}, tells, officer)
	c := reach(t, s, officer)
	t.Run("Subsystem", func(t *testing.T) {
		if err := sessionOn(t, c).RequestSubsystem("sftp"); err == nil {
			t.Error("sftp was granted")
		}
	})
	t.Run("Variables", func(t *testing.T) {
		for _, name := range []string{"LANG", "PIKET_OFFICER", "PIKET_DATA", "LD_PRELOAD"} {
			if err := sessionOn(t, c).Setenv(name, "x"); err == nil {
				t.Errorf("%s was taken", name)
			}
		}
	})
	for _, request := range []string{"auth-agent-req@openssh.com", "x11-req", "signal", "break", "eow@openssh.com"} {
		t.Run(request, func(t *testing.T) {
			if ok, err := sessionOn(t, c).SendRequest(request, true, nil); ok || err != nil {
				t.Errorf("granted %v, err %v", ok, err)
			}
		})
	}
	t.Run("Forwarding", func(t *testing.T) {
		if conn, err := c.Dial("tcp", s.Addr().String()); err == nil {
			conn.Close()
			t.Error("forwarded")
		}
		if l, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
			l.Close()
			t.Error("listens for others")
		}
		if _, _, err := c.OpenChannel("direct-streamlocal@openssh.com", nil); err == nil {
			t.Error("reached a socket")
		}
	})
	t.Run("TooManySessions", func(t *testing.T) {
		s, _ := open(t, Limits{PerLine: 2}, tells, officer)
		c := reach(t, s, officer)
		sessionOn(t, c)
		sessionOn(t, c)
		if _, err := c.NewSession(); err == nil {
			t.Error("a third session on one line")
		}
	})
}

func TestNetworkTakesNoPayloadOfTheSocket(t *testing.T) {
	officer := newKey(t)
	s, _ := open(t, Limits{}, func(_ context.Context, c Call) int {
		if c.Payload != nil || c.Door != Network {
			return 99
		}
		return len(c.Words)
	}, officer)
	code, err := exitCode(sessionOn(t, reach(t, s, officer)).Run(encode([]byte(`{"args":["backup","/x"]}`))))
	if err != nil || code != 2 {
		t.Errorf("code %d, err %v, want the two words as they are", code, err)
	}
}

func TestNetworkLimits(t *testing.T) {
	officer := newKey(t)
	t.Run("Sessions", func(t *testing.T) {
		started, release := make(chan struct{}), make(chan struct{})
		s, _ := open(t, Limits{Sessions: 1}, func(context.Context, Call) int {
			close(started)
			<-release
			return 0
		}, officer)
		c := reach(t, s, officer)
		first := sessionOn(t, c)
		if err := first.Start("one"); err != nil {
			t.Fatal(err)
		}
		<-started
		out, err := sessionOn(t, c).CombinedOutput("two")
		if code, err := exitCode(err); code != 1 || err != nil || !strings.Contains(string(out), ErrFull.Error()) {
			t.Errorf("code %d, err %v, said %q", code, err, out)
		}
		close(release)
		if err := first.Wait(); err != nil {
			t.Error(err)
		}
	})
	t.Run("Strangers", func(t *testing.T) {
		s, _ := open(t, Limits{StrangersEach: 3}, tells, officer)
		var silent []net.Conn
		for range 3 {
			conn, err := net.Dial("tcp", s.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := conn.Read(make([]byte, 1)); err != nil {
				t.Fatal("not even greeted")
			}
			silent = append(silent, conn)
		}
		reach(t, s, officer)
		ends(t, silent[0])
	})
	t.Run("ProvedOnesAreNoStrangers", func(t *testing.T) {
		s, _ := open(t, Limits{StrangersEach: 2}, tells, officer)
		for range 6 {
			reach(t, s, officer)
		}
	})
	t.Run("Silence", func(t *testing.T) {
		s, _ := open(t, Limits{Handshake: 100 * time.Millisecond}, tells, officer)
		conn, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		ends(t, conn)
	})
}

func TestNetworkPatience(t *testing.T) {
	officer := newKey(t)
	t.Run("Unused", func(t *testing.T) {
		s, _ := open(t, Limits{Unused: 100 * time.Millisecond}, tells, officer)
		c := reach(t, s, officer)
		sessionOn(t, c) // asks for nothing
		within(t, func() { c.Wait() })
	})
	t.Run("UsedIsNotUnused", func(t *testing.T) {
		s, _ := open(t, Limits{Unused: 100 * time.Millisecond}, func(context.Context, Call) int {
			time.Sleep(400 * time.Millisecond)
			return 3
		}, officer)
		if code, err := exitCode(sessionOn(t, reach(t, s, officer)).Run("x")); code != 3 || err != nil {
			t.Errorf("code %d, err %v", code, err)
		}
	})
	t.Run("Idle", func(t *testing.T) {
		s, _ := open(t, Limits{Idle: 100 * time.Millisecond}, func(ctx context.Context, _ Call) int {
			<-ctx.Done()
			if errors.Is(context.Cause(ctx), ErrIdle) {
				return 4
			}
			return 5
		}, officer)
		if code, err := exitCode(sessionOn(t, reach(t, s, officer)).Run("x")); code != 4 || err != nil {
			t.Errorf("code %d, err %v", code, err)
		}
	})
	t.Run("KeepAlive", func(t *testing.T) {
		ended := make(chan struct{})
		s, _ := open(t, Limits{Alive: 30 * time.Millisecond}, func(ctx context.Context, _ Call) int {
			<-ctx.Done()
			close(ended)
			return 0
		}, officer)
		conn, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		c, channels, requests, err := gossh.NewClientConn(conn, "", config(s, gossh.PublicKeys(officer)))
		if err != nil {
			t.Fatal(err)
		}
		go func() { // hears the questions and does not answer
			for range requests {
			}
		}()
		if err := sessionOn(t, gossh.NewClient(c, channels, nil)).Start("x"); err != nil {
			t.Fatal(err)
		}
		within(t, func() { <-ended })
	})
	t.Run("Frozen", func(t *testing.T) {
		ended := make(chan struct{})
		s, _ := open(t, Limits{Frozen: 100 * time.Millisecond}, func(_ context.Context, c Call) int {
			defer close(ended)
			for {
				if _, err := c.Out.Write(make([]byte, 64<<10)); err != nil {
					return 0
				}
			}
		}, officer)
		session := sessionOn(t, reach(t, s, officer))
		if _, err := session.StdoutPipe(); err != nil { // never read
			t.Fatal(err)
		}
		if err := session.Start("x"); err != nil {
			t.Fatal(err)
		}
		within(t, func() { <-ended })
	})
}

// ends wants a line to be cut by the other side.
func ends(t *testing.T, conn net.Conn) {
	t.Helper()
	conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.Copy(io.Discard, conn); err != nil {
		t.Errorf("not cut: %v", err)
	}
}

func within(t *testing.T, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Error("still there")
	}
}

func TestDismiss(t *testing.T) {
	gone, stays := newKey(t), newKey(t)
	causes := make(chan error, 2)
	s, _ := open(t, Limits{}, func(ctx context.Context, c Call) int {
		io.WriteString(c.Out, "here")
		<-ctx.Done()
		causes <- context.Cause(ctx)
		return 0
	}, gone, stays)
	for _, who := range []gossh.Signer{gone, stays} {
		session := sessionOn(t, reach(t, s, who))
		out, err := session.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := session.Start("x"); err != nil {
			t.Fatal(err)
		}
		io.ReadFull(out, make([]byte, 4))
	}
	s.Dismiss(func(key string) bool { return key == printOf(gone) })
	if cause := <-causes; !errors.Is(cause, ErrDismissed) {
		t.Errorf("ended by %v", cause)
	}
	for range 100 {
		if s.Sessions() == 1 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d sessions are left, want 1", s.Sessions())
}

func TestCloseTellsScreensOfTheNetwork(t *testing.T) {
	officer := newKey(t)
	started := make(chan struct{})
	s, _ := open(t, Limits{}, func(ctx context.Context, c Call) int {
		if c.Terminal.Size.Width != 400 || c.Terminal.Size.Height != 200 || c.Terminal.Term != "xtermPATH/" {
			t.Errorf("terminal %+v", c.Terminal)
		}
		close(started)
		<-ctx.Done()
		io.WriteString(c.Err, context.Cause(ctx).Error())
		return 1
	}, officer)
	session := sessionOn(t, reach(t, s, officer))
	var said strings.Builder
	session.Stderr = &said
	if err := session.RequestPty("xterm\n\x1bPATH=/", 9999, 9999, nil); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	<-started
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if code, err := exitCode(session.Wait()); err != nil || code != 1 || said.String() != ErrClosing.Error() {
		t.Errorf("code %d, err %v, said %q", code, err, said.String())
	}
}

func TestHostOf(t *testing.T) {
	for addr, want := range map[string]string{
		"192.0.2.7:22":              "192.0.2.7",
		"[::ffff:192.0.2.7]:22":     "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:22": "2001:db8:1:2::",
		"[2001:db8:1:2::9]:1":       "2001:db8:1:2::",
		"[fe80::1%25eth0]:22":       "fe80::",
	} {
		at, err := net.ResolveTCPAddr("tcp", strings.ReplaceAll(addr, "%25", "%"))
		if err != nil {
			t.Fatal(err)
		}
		if got := hostOf(at); got != want {
			t.Errorf("%s counts as %q, want %q", addr, got, want)
		}
	}
}

func TestAddressInUse(t *testing.T) {
	s, gate := open(t, Limits{}, tells)
	_, err := Listen(Config{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler), Net: &Net{Address: s.Addr().String(), Gate: gate}})
	if !errors.Is(err, ErrAddress) {
		t.Errorf("err %v, want ErrAddress", err)
	}
}

func TestEncodedPayloadsAreWords(t *testing.T) {
	got, err := words(encode([]byte("x")))
	if err != nil || !slices.Equal(got, []string{"piket", base64.RawURLEncoding.EncodeToString([]byte("x"))}) {
		t.Errorf("got %q, %v", got, err)
	}
}
