package sshd

import (
	"context"
	"errors"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// keyExtension is where a line's permissions say which key opened it.
const keyExtension = "piket-key"

// errUnknownKey says no more than that: who asks is a stranger.
var errUnknownKey = errors.New("this key opens nothing here")

// byKey lets officers in by their public keys and by nothing else. A key that
// is offered proves nothing; only the permissions that the handshake itself
// carried to the end say which key the other side holds.
func (s *Server) byKey(gate Gate, l *line) *gossh.ServerConfig {
	return &gossh.ServerConfig{
		MaxAuthTries: s.cfg.Limits.Tries,
		PublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			print := gossh.FingerprintSHA256(key)
			if _, signed := key.(*gossh.Certificate); signed || !gate.Known(print) {
				return nil, errUnknownKey
			}
			return &gossh.Permissions{Extensions: map[string]string{keyExtension: print}}, nil
		},
		VerifiedPublicKeyCallback: func(conn gossh.ConnMetadata, _ gossh.PublicKey, p *gossh.Permissions, _ string) (*gossh.Permissions, error) {
			from := hostOf(conn.RemoteAddr())
			ctx, cancel := context.WithTimeout(context.Background(), s.cfg.Limits.Handshake)
			defer cancel()
			if err := gate.Admit(ctx, p.Extensions[keyExtension], from); err != nil {
				s.refused.add(from)
				return nil, &gossh.BannerError{Err: errUnknownKey, Message: "piket: " + err.Error() + "\r\n"}
			}
			l.proved(gate.Share(p.Extensions[keyExtension]))
			return p, nil
		},
	}
}

// provedKey is the key that a line was opened with.
func provedKey(ctx ssh.Context) string {
	conn, ok := ctx.Value(ssh.ContextKeyConn).(*gossh.ServerConn)
	if !ok || conn.Permissions == nil {
		return ""
	}
	return conn.Permissions.Extensions[keyExtension]
}
