package sshd

import (
	"context"
	"fmt"
	"net"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// Door is where a call came in.
type Door int

const (
	// Socket is the unix socket: whoever can use it can read the data folder.
	Socket Door = iota
	// Network is TCP: the officer is the one whose key opened the line, and
	// nothing of the server's own files is within reach.
	Network
)

// Gate says which keys open the network's door.
type Gate interface {
	// Known says whether a key is an officer's. Who offers it has not proved
	// to hold it yet.
	Known(fingerprint string) bool
	// Admit refuses a key that was proved to be held, such as one of an
	// officer who may not come in any more. The error is shown as it is.
	Admit(ctx context.Context, fingerprint, from string) error
	// Share says whose a key is, and how many sessions they may have at once
	// by all their keys; 0 as many as there are.
	Share(fingerprint string) (owner string, most int)
}

// Net is the network's door.
type Net struct {
	Address string // such as ":2222"
	Gate    Gate
}

// door is a listener with its own way of telling who comes in.
type door struct {
	kind     Door
	gate     Gate // nil at the socket
	ssh      *ssh.Server
	listener net.Listener
}

// socketDoor opens the socket. Only who holds the folder's own key comes in.
func (s *Server) socketDoor() (*door, error) {
	d, err := s.door(Socket, nil, func(*line) *gossh.ServerConfig {
		return &gossh.ServerConfig{
			PublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
				if !ssh.KeysEqual(key, s.signer.PublicKey()) {
					return nil, errUnknownKey
				}
				return &gossh.Permissions{}, nil
			},
		}
	})
	if err != nil {
		return nil, err
	}
	d.listener, err = listen(s.cfg.Dir)
	return d, err
}

// netDoor opens a TCP port.
func (s *Server) netDoor(n Net) (*door, error) {
	d, err := s.door(Network, newCrowd(s.cfg.Limits, s.crowded.add), func(l *line) *gossh.ServerConfig { return s.byKey(n.Gate, l) })
	if err != nil {
		return nil, err
	}
	d.gate = n.Gate
	var config net.ListenConfig
	if d.listener, err = config.Listen(context.Background(), "tcp", n.Address); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	return d, nil
}

func (s *Server) door(kind Door, crowd *crowd, config func(*line) *gossh.ServerConfig) (*door, error) {
	d := &door{kind: kind}
	srv, err := wish.NewServer(
		func(srv *ssh.Server) error { srv.AddHostKey(s.signer); return nil },
		wish.WithVersion("piket"),
		wish.WithMiddleware(s.session(d)),
	)
	if err != nil {
		return nil, fmt.Errorf("make the server: %w", err)
	}
	srv.HandshakeTimeout = s.cfg.Limits.Handshake
	srv.ConnCallback = func(ctx ssh.Context, c net.Conn) net.Conn {
		l := newLine(c, s.cfg.Limits, crowd, s.part)
		if l == nil {
			return nil
		}
		if !s.arrive(l) {
			l.hangUp()
			return nil
		}
		ctx.SetValue(lineKey{}, l)
		return l
	}
	srv.ServerConfigCallback = func(ctx ssh.Context) *gossh.ServerConfig { return config(lineOf(ctx)) }
	srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.plainSession(d)}
	srv.RequestHandlers = map[string]ssh.RequestHandler{}
	srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	d.ssh = srv
	return d, nil
}
