package cli

import (
	"context"
	"errors"
	"io"
	"time"

	"piket/internal/app"
	"piket/internal/sshd"
)

// errMadeWay ends a desk that held the store when a server wants to hold it:
// the desk is shown on by the server then.
var errMadeWay = errors.New("a server holds the store from here")

// wayTime is how long a server asks the desks to make way: those that were
// shown by the first may each have taken the store in turn.
const wayTime = 15 * time.Second

// takeStore opens the store for a server. A desk that holds it makes way;
// another server does not.
func takeStore(ctx context.Context, cfg app.Config) (*app.App, error) {
	for deadline := time.Now().Add(wayTime); ; {
		a, err := app.Open(ctx, cfg)
		if !app.Held(err) || ctx.Err() != nil || time.Now().After(deadline) {
			return a, err //nolint:wrapcheck // says it all
		}
		client, unheard := sshd.Dial(ctx, string(cfg.Folder))
		if unheard != nil {
			continue // a command, which lets go of it soon
		}
		payload, wrong := Request{MakeWay: true}.encode()
		code, lost := client.Exec(ctx, payload, noInput{}, io.Discard, io.Discard)
		_ = client.Close() // it is going anyway
		if wrong == nil && lost == nil && code != exitDone && code != sshd.ExitMoved {
			return nil, err //nolint:wrapcheck // says it all
		}
	}
}

// noInput has nothing to read.
type noInput struct{}

// Read is at the end.
func (noInput) Read([]byte) (int, error) { return 0, io.EOF }

// yield has a desk make way; only a desk does.
func (h *host) yield() int {
	if h.leave == nil {
		return exitFailed
	}
	h.yielded.Store(true)
	h.leave(errMadeWay)
	return exitDone
}

// madeWay says whether it did.
func madeWay(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errMadeWay) }
