package cli

import (
	"context"
	"errors"
	"testing"

	"piket/internal/desk"
	"piket/internal/sshd"
	"piket/model"
)

// TestWhyAScreenEnded tells sittings that are over from those that go on with
// whoever holds the store next.
func TestWhyAScreenEnded(t *testing.T) {
	far := &desk.Session{}
	for _, tt := range []struct {
		name  string
		desk  Desk
		cause error
		want  model.SittingEnd
	}{
		{"HolderClosesUnderAnother", Desk{Remote: true}, sshd.ErrClosing, ""},
		{"ServerClosesUnderSSH", Desk{Remote: true, Session: far}, sshd.ErrClosing, model.DeskEnded},
		{"Idle", Desk{Remote: true, Session: far}, sshd.ErrIdle, model.WentIdle},
		{"KeyTakenAway", Desk{Remote: true, Session: far}, sshd.ErrDismissed, model.ShutOut},
		{"LineLost", Desk{Remote: true, Session: far}, errors.New("reset by peer"), model.LineLost},
		{"OtherTerminalGone", Desk{Remote: true}, errors.New("hung up"), model.LineLost},
		{"SignalAtOwnTerminal", Desk{}, errors.New("terminated"), model.DeskEnded},
		{"ScreenBroke", Desk{}, nil, model.LineLost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			if tt.cause != nil {
				cancel(tt.cause)
			}
			if got := tt.desk.end(ctx); got != tt.want {
				t.Errorf("ended %q, want %q", got, tt.want)
			}
		})
	}
}
