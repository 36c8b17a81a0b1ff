package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	gossh "golang.org/x/crypto/ssh"
)

// serve answers in a data folder with handle until the test ends.
func serve(t *testing.T, dir string, handle func(context.Context, Call) int) *Server {
	t.Helper()
	s, err := Listen(Config{Dir: dir, Handle: handle, Log: slog.New(slog.DiscardHandler)})
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
	return s
}

func dial(t *testing.T, dir string) *Client {
	t.Helper()
	c, err := Dial(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestExec(t *testing.T) {
	t.Run("CarriesEveryByte", func(t *testing.T) {
		payloads := []string{
			"", " ", "-rf", "--data=/", "a b", `"`, `'; rm -rf ~ #`, "$(reboot)", "`id`", "a\nb\r\n", "a\x00b",
			"\xff\xfe", "\\", "piket ", "|&;<>*?[]{}!", "Ünïcode ⚑", strings.Repeat("x", 100_000),
		}
		dir := t.TempDir()
		var got []byte
		serve(t, dir, func(_ context.Context, c Call) int {
			got = c.Payload
			return 0
		})
		for _, want := range payloads {
			code, err := dial(t, dir).Exec(t.Context(), []byte(want), strings.NewReader(""), io.Discard, io.Discard)
			if err != nil || code != 0 || string(got) != want {
				t.Errorf("payload %.40q: got %.40q, code %d, err %v", want, got, code, err)
			}
		}
	})
	t.Run("CarriesStreamsAndExitCode", func(t *testing.T) {
		dir := t.TempDir()
		serve(t, dir, func(_ context.Context, c Call) int {
			if c.Terminal != nil {
				return 99
			}
			io.Copy(c.Out, c.In)
			io.WriteString(c.Err, "beside")
			return 2
		})
		in := strings.Repeat("satu baris\n", 300_000)
		var out, errs bytes.Buffer
		code, err := dial(t, dir).Exec(t.Context(), []byte("x"), strings.NewReader(in), &out, &errs)
		if err != nil || code != 2 || out.String() != in || errs.String() != "beside" {
			t.Errorf("code %d, err %v, %d bytes out, stderr %q", code, err, out.Len(), errs.String())
		}
	})
	t.Run("EndsWithoutItsInput", func(t *testing.T) {
		dir := t.TempDir()
		serve(t, dir, func(context.Context, Call) int { return 1 })
		never, w := io.Pipe()
		defer w.Close()
		code, err := dial(t, dir).Exec(t.Context(), nil, never, io.Discard, io.Discard)
		if err != nil || code != 1 {
			t.Errorf("code %d, err %v", code, err)
		}
	})
	t.Run("EndsWithItsContext", func(t *testing.T) {
		dir := t.TempDir()
		ended := make(chan struct{})
		started := make(chan struct{})
		serve(t, dir, func(ctx context.Context, _ Call) int {
			close(started)
			<-ctx.Done()
			close(ended)
			return 1
		})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-started; cancel() }()
		if _, err := dial(t, dir).Exec(ctx, nil, strings.NewReader(""), io.Discard, io.Discard); !errors.Is(err, ErrLost) {
			t.Errorf("err %v, want ErrLost", err)
		}
		<-ended
	})
	t.Run("KeepsAPanicToItself", func(t *testing.T) {
		dir := t.TempDir()
		var calls atomic.Int32
		serve(t, dir, func(context.Context, Call) int {
			if calls.Add(1) == 1 {
				panic("3271234567890001")
			}
			return 0
		})
		for _, want := range []int{1, 0} {
			code, err := dial(t, dir).Exec(t.Context(), nil, strings.NewReader(""), io.Discard, io.Discard)
			if err != nil || code != want {
				t.Errorf("code %d, err %v, want code %d", code, err, want)
			}
		}
	})
}

// raw is a session of somebody who has the key but is no Client of ours.
func rawSession(t *testing.T, dir string) (*gossh.Client, *gossh.Session) {
	t.Helper()
	c := dial(t, dir)
	s, err := c.ssh.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return c.ssh, s
}

func TestRefusesForeignCommands(t *testing.T) {
	dir := t.TempDir()
	called := false
	serve(t, dir, func(context.Context, Call) int { called = true; return 0 })
	for _, command := range []string{
		"", "piket", "piket version", "case list", "sh -c id", "piket $(id)", "piket ;id",
		"piket " + base64.StdEncoding.EncodeToString([]byte("a??>")),
		"piket " + base64.RawURLEncoding.EncodeToString([]byte("x")) + " id",
		"piket  " + base64.RawURLEncoding.EncodeToString([]byte("x")),
		" " + encode([]byte("x")), encode([]byte("x")) + "\n", "PIKET eA",
	} {
		_, s := rawSession(t, dir)
		code, err := exitCode(s.Run(command))
		if err != nil || code != 2 {
			t.Errorf("%q: code %d, err %v, want code 2", command, code, err)
		}
	}
	if called {
		t.Error("a foreign command was carried out")
	}
}

func TestRefusesWhatADeskHasNoUseFor(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, func(context.Context, Call) int { return 0 })
	t.Run("Shell", func(t *testing.T) {
		_, s := rawSession(t, dir)
		if err := s.Shell(); err == nil {
			t.Error("a shell was granted")
		}
	})
	t.Run("Subsystem", func(t *testing.T) {
		_, s := rawSession(t, dir)
		if err := s.RequestSubsystem("sftp"); err == nil {
			t.Error("sftp was granted")
		}
	})
	t.Run("Variables", func(t *testing.T) {
		_, s := rawSession(t, dir)
		if err := s.Setenv("LD_PRELOAD", "x"); err == nil {
			t.Error("a variable was taken")
		}
	})
	for _, request := range []string{"auth-agent-req@openssh.com", "x11-req", "signal", "break"} {
		t.Run(request, func(t *testing.T) {
			_, s := rawSession(t, dir)
			if ok, err := s.SendRequest(request, true, nil); ok || err != nil {
				t.Errorf("granted %v, err %v", ok, err)
			}
		})
	}
	for _, request := range []string{"tcpip-forward", "streamlocal-forward@openssh.com"} {
		t.Run(request, func(t *testing.T) {
			c, _ := rawSession(t, dir)
			if ok, _, err := c.SendRequest(request, true, gossh.Marshal(struct {
				Addr string
				Port uint32
			}{"127.0.0.1", 1})); ok || err != nil {
				t.Errorf("granted %v, err %v", ok, err)
			}
		})
	}
	t.Run("DirectForwarding", func(t *testing.T) {
		c, _ := rawSession(t, dir)
		if _, err := c.Dial("tcp", "127.0.0.1:22"); err == nil {
			t.Error("a connection was forwarded")
		}
		if _, err := c.Dial("unix", filepath.Join(dir, SocketName)); err == nil {
			t.Error("a socket was forwarded")
		}
	})
}

func TestAsksForTheKey(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, func(context.Context, Call) int { return 0 })
	_, other, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := gossh.NewSignerFromKey(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, auth := range map[string][]gossh.AuthMethod{
		"NoKey": nil, "OtherKey": {gossh.PublicKeys(stranger)}, "Password": {gossh.Password("")},
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("unix", filepath.Join(dir, SocketName))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			_, _, _, err = gossh.NewClientConn(conn, "piket", &gossh.ClientConfig{
				User: "root", Auth: auth, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
			})
			if err == nil {
				t.Error("let in")
			}
		})
	}
	t.Run("ClientChecksTheServer", func(t *testing.T) {
		elsewhere := t.TempDir()
		serve(t, elsewhere, func(context.Context, Call) int { return 0 })
		wrong, err := os.ReadFile(filepath.Join(elsewhere, keyName))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, keyName), wrong, keyMode); err != nil {
			t.Fatal(err)
		}
		if _, err := Dial(t.Context(), dir); !errors.Is(err, ErrStranger) {
			t.Errorf("err %v, want ErrStranger", err)
		}
	})
}

func TestClose(t *testing.T) {
	t.Run("LetsACommandFinish", func(t *testing.T) {
		dir := t.TempDir()
		started, release := make(chan struct{}), make(chan struct{})
		s := serve(t, dir, func(context.Context, Call) int {
			close(started)
			<-release
			return 7
		})
		c := dial(t, dir)
		codes := make(chan int, 1)
		go func() {
			code, err := c.Exec(t.Context(), nil, strings.NewReader(""), io.Discard, io.Discard)
			if err != nil {
				t.Error(err)
			}
			codes <- code
		}()
		<-started
		closed := make(chan error, 1)
		go func() { closed <- s.Close() }()
		time.AfterFunc(50*time.Millisecond, func() { close(release) })
		if code := <-codes; code != 7 {
			t.Errorf("code %d, want 7", code)
		}
		if err := <-closed; err != nil {
			t.Error(err)
		}
	})
	t.Run("MovesAScreen", func(t *testing.T) {
		dir := t.TempDir()
		started := make(chan struct{})
		s := serve(t, dir, func(ctx context.Context, c Call) int {
			if c.Terminal == nil || c.Terminal.Term != "tmux-256color" || c.Terminal.Size.Width != 400 {
				t.Errorf("terminal %+v", c.Terminal)
			}
			close(started)
			<-ctx.Done()
			return 0
		})
		_, session := rawSession(t, dir)
		if err := session.RequestPty("tmux-256color", 24, 100_000, nil); err != nil {
			t.Fatal(err)
		}
		if err := session.Start(encode(nil)); err != nil {
			t.Fatal(err)
		}
		<-started
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if code, err := exitCode(session.Wait()); err != nil || code != ExitMoved {
			t.Errorf("code %d, err %v, want %d", code, err, ExitMoved)
		}
	})
	t.Run("LeavesNothing", func(t *testing.T) {
		dir := t.TempDir()
		s := serve(t, dir, func(context.Context, Call) int { return 0 })
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Dial(t.Context(), dir); !errors.Is(err, ErrNobody) {
			t.Errorf("err %v, want ErrNobody", err)
		}
		if _, err := os.Lstat(filepath.Join(dir, SocketName)); err == nil {
			t.Error("the socket is still there")
		}
	})
}

func TestCloseCutsWhoSaysNothing(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir, func(context.Context, Call) int { return 0 })
	conn, err := net.Dial("unix", filepath.Join(dir, SocketName))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	hello := make([]byte, 4) // the server speaks first; then it waits for us
	if _, err := io.ReadFull(conn, hello); err != nil || string(hello) != "SSH-" {
		t.Fatalf("greeted with %q, err %v", hello, err)
	}
	start := time.Now()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 10*partingTime {
		t.Errorf("close took %v, waited for who says nothing", took)
	}
	if n := len(s.left()); n != 0 {
		t.Errorf("%d lines are left", n)
	}
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the line is still open")
	}
}
