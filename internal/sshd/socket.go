package sshd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
)

// maxSocketPath is the longest path every system takes for a socket: macOS
// has 104 bytes, its closing zero included.
const maxSocketPath = 103

// shortened runs use with a path to the socket that is short enough for the
// system: a link of our own to the data folder where the real one is not.
func shortened(dir string, use func(path string) error) error {
	path := filepath.Join(dir, SocketName)
	if len(path) <= maxSocketPath {
		return use(path)
	}
	own, err := os.MkdirTemp("", "pk")
	if err != nil {
		return fmt.Errorf("make a short way to the socket: %w", err)
	}
	defer os.RemoveAll(own) //nolint:errcheck // an empty link is left at worst
	dir, err = filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("find the data folder: %w", err)
	}
	link := filepath.Join(own, "d")
	if err := os.Symlink(dir, link); err != nil {
		return fmt.Errorf("make a short way to the socket: %w", err)
	}
	return use(filepath.Join(link, SocketName))
}

// listen opens the socket. The caller holds the store, so a socket that lies
// there already belongs to a process that died.
func listen(dir string) (net.Listener, error) {
	path := filepath.Join(dir, SocketName)
	if err := removeStale(path); err != nil {
		return nil, err
	}
	var l net.Listener
	err := shortened(dir, func(short string) error {
		var config net.ListenConfig
		var err error
		l, err = config.Listen(context.Background(), "unix", short)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return nil, fmt.Errorf("listen on the socket: %w", err)
	}
	if u, ok := l.(*net.UnixListener); ok {
		u.SetUnlinkOnClose(false) // it would remove the short path
	}
	if err := tighten(path); err != nil {
		return nil, errors.Join(err, l.Close(), os.Remove(path))
	}
	return l, nil
}

// removeStale removes a socket that nobody listens on, and nothing else.
func removeStale(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("look at the socket: %w", err)
	case info.Mode()&(fs.ModeSocket|fs.ModeIrregular) == 0: // Windows calls sockets irregular
		return fmt.Errorf("%s is in the way and is no socket", SocketName)
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("remove a dead socket: %w", err)
	}
	return nil
}

// connect reaches the socket; ErrNobody when none answers.
func connect(ctx context.Context, dir string) (net.Conn, error) {
	if _, err := os.Lstat(filepath.Join(dir, SocketName)); err != nil {
		return nil, ErrNobody
	}
	var conn net.Conn
	err := shortened(dir, func(short string) error {
		var dialer net.Dialer
		var err error
		conn, err = dialer.DialContext(ctx, "unix", short)
		return err //nolint:wrapcheck // becomes ErrNobody
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNobody, err)
	}
	return conn, nil
}
