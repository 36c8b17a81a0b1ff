package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// dialTime is how long a holder may take to answer.
const dialTime = 5 * time.Second

// Client is a line to whoever holds the store.
type Client struct {
	ssh *gossh.Client
}

// Dial reaches the holder of the store in a data folder. It returns
// ErrNobody when there is none, or none any more, and ErrStranger when who
// answers cannot prove to hold the folder's key.
func Dial(ctx context.Context, dir string) (*Client, error) {
	conn, err := connect(ctx, dir)
	if err != nil {
		return nil, err
	}
	signer, err := readKey(dir)
	if err != nil {
		return nil, errors.Join(keyError(err), conn.Close())
	}
	conn.SetDeadline(time.Now().Add(dialTime)) //nolint:errcheck // the handshake would show it
	c, channels, requests, err := gossh.NewClientConn(conn, "piket", &gossh.ClientConfig{
		User:            "piket",
		Auth:            []gossh.AuthMethod{gossh.PublicKeys(signer)},
		HostKeyCallback: gossh.FixedHostKey(signer.PublicKey()),
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", handshakeError(err), err), conn.Close())
	}
	conn.SetDeadline(time.Time{}) //nolint:errcheck // the first use would show it
	return &Client{ssh: gossh.NewClient(c, channels, requests)}, nil
}

// handshakeError tells a stranger from a holder that died just then: a line
// that broke in the middle says nothing about who was there.
func handshakeError(err error) error {
	broken, ok := errors.AsType[*net.OpError](err)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || ok && !broken.Timeout() {
		return ErrNobody
	}
	return ErrStranger
}

func keyError(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNobody
	}
	return err
}

// Close hangs up.
func (c *Client) Close() error {
	if err := c.ssh.Close(); err != nil {
		return fmt.Errorf("hang up: %w", err)
	}
	return nil
}

// Exec has the holder carry out a call and returns its exit code. When ctx
// ends it hangs up, which ends the call. ErrLost means that the holder went
// away in the middle.
func (c *Client) Exec(ctx context.Context, payload []byte, in io.Reader, out, errs io.Writer) (int, error) {
	s, err := c.ssh.NewSession()
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrLost, err)
	}
	s.Stdout, s.Stderr = out, errs
	stop := context.AfterFunc(ctx, func() { c.ssh.Close() }) //nolint:errcheck // hanging up is all
	defer stop()
	if _, err := start(s, payload, in); err != nil {
		return 0, err
	}
	return exitCode(s.Wait())
}

// start begins a call. The input is copied on its own, since reading a
// terminal or a pipe may outlast the call; copied closes when it ends.
func start(s *gossh.Session, payload []byte, in io.Reader) (copied <-chan struct{}, err error) {
	to, err := s.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLost, err)
	}
	if err := s.Start(encode(payload)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLost, err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		io.Copy(to, in) //nolint:errcheck // the call's exit code tells
		to.Close()      //nolint:errcheck // likewise
	}()
	return done, nil
}

func exitCode(err error) (int, error) {
	if err == nil {
		return 0, nil
	}
	if exit, ok := errors.AsType[*gossh.ExitError](err); ok {
		return exit.ExitStatus(), nil
	}
	return 0, fmt.Errorf("%w: %w", ErrLost, err)
}
