package sshd

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // permissions are the folder's there
	}
	dir := t.TempDir()
	s := serve(t, dir, func(context.Context, Call) int { return 0 })
	for _, name := range []string{SocketName, keyName} {
		if got := mode(t, filepath.Join(dir, name)); got != 0o600 {
			t.Errorf("%s has mode %o, want 600", name, got)
		}
	}
	before, err := os.ReadFile(filepath.Join(dir, keyName))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), os.Chmod(filepath.Join(dir, keyName), 0o644)); err != nil {
		t.Fatal(err)
	}
	serve(t, dir, func(context.Context, Call) int { return 0 })
	after, err := os.ReadFile(filepath.Join(dir, keyName))
	if err != nil || string(before) != string(after) {
		t.Errorf("the key changed, err %v", err)
	}
	if got := mode(t, filepath.Join(dir, keyName)); got != 0o600 {
		t.Errorf("the key has mode %o, want 600 again", got)
	}
}

func TestSocket(t *testing.T) {
	t.Run("NobodyThere", func(t *testing.T) {
		if _, err := Dial(t.Context(), t.TempDir()); !errors.Is(err, ErrNobody) {
			t.Errorf("err %v, want ErrNobody", err)
		}
	})
	t.Run("DeadHolder", func(t *testing.T) {
		dir := t.TempDir()
		l, err := net.Listen("unix", filepath.Join(dir, SocketName))
		if err != nil {
			t.Fatal(err)
		}
		l.(*net.UnixListener).SetUnlinkOnClose(false)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Dial(t.Context(), dir); !errors.Is(err, ErrNobody) {
			t.Errorf("err %v, want ErrNobody", err)
		}
		serve(t, dir, func(context.Context, Call) int { return 3 })
		code, err := dial(t, dir).Exec(t.Context(), nil, strings.NewReader(""), io.Discard, io.Discard)
		if err != nil || code != 3 {
			t.Errorf("code %d, err %v", code, err)
		}
	})
	t.Run("FileInTheWay", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, SocketName)
		if err := os.WriteFile(path, []byte("keep me"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Listen(Config{Dir: dir, Log: slog.New(slog.DiscardHandler)}); err == nil {
			t.Error("listened over a file")
		}
		if kept, err := os.ReadFile(path); err != nil || string(kept) != "keep me" {
			t.Errorf("the file is %q, err %v", kept, err)
		}
	})
	t.Run("LongPath", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), strings.Repeat("panjang/", 20))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		tmp := t.TempDir()
		t.Setenv("TMPDIR", tmp)
		s := serve(t, dir, func(context.Context, Call) int { return 4 })
		code, err := dial(t, dir).Exec(t.Context(), nil, strings.NewReader(""), io.Discard, io.Discard)
		if err != nil || code != 4 {
			t.Errorf("code %d, err %v", code, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Lstat(filepath.Join(dir, SocketName)); err == nil {
			t.Error("the socket is still there")
		}
		if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, err %v", left, err)
		}
	})
}

// TestDyingHolder wants a line that breaks in the middle of the handshake to
// count as nobody there: the store is free, or somebody else takes it.
func TestDyingHolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := ensureKey(dir); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", filepath.Join(dir, SocketName))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, said := range []string{"", "SSH-2.0-piket\r\n", "SSH-2.0-piket\r\n\x00\x00"} {
		go func() {
			conn, err := l.Accept()
			if err == nil {
				io.WriteString(conn, said)
				conn.Close()
			}
		}()
		if _, err := Dial(t.Context(), dir); !errors.Is(err, ErrNobody) || errors.Is(err, ErrStranger) {
			t.Errorf("after %q: err %v, want ErrNobody", said, err)
		}
	}
}
