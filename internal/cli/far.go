package cli

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/alecthomas/kong"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
	"piket/ui"
)

// farRequest is a command line as an officer at another machine typed it.
// What their machine says of itself counts for nothing but the terminal.
func farRequest(c sshd.Call) Request {
	r := Request{Args: c.Words, network: true, key: c.Key}
	if t := c.Terminal; t != nil {
		r.InTTY, r.OutTTY, r.Width = true, true, t.Size.Width
		r.Env = []string{"TERM=" + t.Term}
		if trueColour(t.Term) {
			r.Env = append(r.Env, "COLORTERM=truecolor")
		}
	}
	return r
}

// trueColour says whether a terminal of this name has every colour. The
// variable that would say so does not come over the line.
func trueColour(name string) bool {
	switch name {
	case "xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot", "xterm-direct", "tmux-direct", "screen-direct":
		return true
	}
	return false
}

// handleFar answers an officer at another machine.
func (h *host) handleFar(ctx context.Context, c sshd.Call) int {
	began := time.Now()
	f, _ := keyHolder(h.app.Desk().Office(), c.Key) // who may have another key by the end
	r, streams := farRequest(c), Streams{In: c.In, Out: c.Out, Err: c.Err}
	print, err := h.speak(peek(r.Args, "--lang"), r)
	if err == nil {
		err = h.answer(ctx, r, streams, print, c.Terminal)
	}
	code := report(err, print, streams.Err)
	h.app.Log().Info("call over ssh", "officer", f.ID, "from", c.From, "screen", c.Terminal != nil, "code", code, "took", time.Since(began).Round(time.Millisecond))
	return code
}

// refuse tells an officer at another machine why their call is not taken.
func (h *host) refuse(c sshd.Call, why error) int {
	print, err := h.speak("", farRequest(c))
	if err == nil {
		err = h.refusal(c, why)
	}
	if !errors.Is(why, sshd.ErrFull) && !errors.Is(why, sshd.ErrShare) { // the door counts these together
		h.app.Log().Warn("call over ssh refused", "from", c.From, "why", why)
	}
	return report(err, print, c.Err)
}

func (h *host) refusal(c sshd.Call, why error) error {
	switch {
	case errors.Is(why, sshd.ErrWords):
		return usage("usage-words", "", why)
	case errors.Is(why, sshd.ErrFull):
		return &model.Error{Kind: model.KindUnavailable, Key: "session-full", Err: why}
	case errors.Is(why, sshd.ErrShare):
		_, most := gate{h}.Share(c.Key)
		return &model.Error{Kind: model.KindUnavailable, Key: "session-share", Args: model.Args{"n": most}, Err: why}
	}
	return &model.Error{Kind: model.KindUnavailable, Key: "desk-closing", Err: why}
}

// keyHolder is the officer a key belongs to.
func keyHolder(o model.Office, key string) (model.Officer, error) {
	f, ok := o.OfficerByKey(key)
	if !ok || f.Disabled {
		return f, &model.Error{Kind: model.KindForbidden, Key: "no-officer"}
	}
	return f, nil
}

// within refuses what is out of reach from another machine: files of this
// one, another data folder, another officer's name.
func (h *host) within(p parsed, r Request) error {
	refuse := func(key string) error {
		return &model.Error{Kind: model.KindForbidden, Key: key, Args: model.Args{"command": "piket " + p.path}}
	}
	switch {
	case p.tree.Data != "":
		return refuse("far-data")
	case p.help && (p.context.Selected() == nil || !localNode(p.context.Selected())):
		return nil
	case p.help:
		return refuse("far-command")
	case local(p.command):
		return refuse("far-command")
	case reads(p.command):
		return refuse("far-file")
	}
	f, err := keyHolder(h.app.Desk().Office(), r.key)
	if name := p.tree.Officer; err == nil && name != "" {
		if other, _ := named(h.app.Desk().Office(), name); other.ID != f.ID {
			return refuse("far-officer")
		}
	}
	return err
}

// local says whether a command works with files of the machine it runs on.
func local(command any) bool {
	if _, ok := command.(*backupCommand); ok {
		return true
	}
	_, seat := command.(seatCommand)
	_, screen := command.(*deskCommand)
	return !seat && !screen
}

// localNode says the same of a command that is only read about.
func localNode(node *kong.Node) bool {
	return node.Leaf() && node.Parent != nil && node.Target.CanAddr() && local(node.Target.Addr().Interface())
}

// reads says whether a command was told to read a file.
func reads(command any) bool {
	if c, ok := command.(mappedCommand); ok && c.mapping() != "" {
		return true
	}
	c, ok := command.(inputCommand)
	return ok && c.input() != "" && c.input() != stdio
}

// farInput is what a command reads over the line. On a terminal somebody
// types it, and sees what they type.
func farInput(p parsed, r *Request, streams *Streams) error {
	if !r.InTTY {
		return nil
	}
	c, reads := p.command.(inputCommand)
	_, asks := p.command.(asking)
	switch {
	case reads && c.input() == stdio:
		r.InTTY = false
	case reads && !asks:
		return usage("usage-input-missing", p.path, nil)
	}
	streams.In = terminal.NewCooked(streams.In, streams.Out)
	return nil
}

// showFar opens the desk for the officer whose key opened the line.
func (h *host) showFar(ctx context.Context, s *seat, t terminal.Terminal, d Desk) error {
	f, err := s.officer()
	if err != nil {
		return err
	}
	session, err := h.app.Desk().SignIn(ctx, desk.SignIn{Officer: f.ID, Door: networkDoor, Key: s.request.key})
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	d.Officer, d.Session, d.Key = f.ID, session, s.request.key
	now := new(atomic.Pointer[ui.Sitting])
	d.now, d.Seated = now, func(at ui.Sitting) { now.Store(&at) }
	err = h.screened(ctx, d, t)
	if err != nil {
		return err
	}
	return parting(ctx)
}

// parting is what is said once a screen is gone that its officer did not close.
func parting(ctx context.Context) error {
	for cause, key := range map[error]string{
		sshd.ErrClosing: "session-closing", sshd.ErrIdle: "session-idle", sshd.ErrDismissed: "session-dismissed",
	} {
		if errors.Is(context.Cause(ctx), cause) {
			return &model.Error{Kind: model.KindUnavailable, Key: key, Err: cause}
		}
	}
	return nil
}

// gate lets officers in by their keys.
type gate struct{ host *host }

// Known says whether a key is an officer's.
func (g gate) Known(fingerprint string) bool {
	_, ok := g.host.app.Desk().Office().OfficerByKey(fingerprint)
	return ok
}

// Admit refuses an officer who may not come in any more, and has it written down.
func (g gate) Admit(ctx context.Context, fingerprint, _ string) error {
	d := g.host.app.Desk()
	f, ok := d.Office().OfficerByKey(fingerprint)
	if ok && !f.Disabled {
		return nil
	}
	_, err := d.SignIn(ctx, desk.SignIn{Officer: f.ID, Door: networkDoor, Key: fingerprint})
	if err == nil {
		err = &model.Error{Kind: model.KindForbidden, Key: "no-officer"}
	}
	return spokenError{err, g.host.printer()}
}

// Share says whose a key is, and how many sessions they may have at once.
func (g gate) Share(fingerprint string) (owner string, most int) {
	f, _ := g.host.app.Desk().Office().OfficerByKey(fingerprint)
	settings := g.host.app.Settings().Server
	if f.Role == model.RoleViewer {
		return string(f.ID), settings.Shared
	}
	return string(f.ID), settings.Each
}

// welcome says whether the sessions a key opened may stay.
func (g gate) welcome(fingerprint string) bool {
	_, err := keyHolder(g.host.app.Desk().Office(), fingerprint)
	return err == nil
}

// spokenError is a refusal for somebody who has nothing but the text of an error.
type spokenError struct {
	err   error
	print *locale.Printer
}

// Error is the refusal in the office's language.
func (w spokenError) Error() string {
	if w.print == nil {
		return w.err.Error()
	}
	return w.print.Error(w.err)
}

// Unwrap is the refusal itself.
func (w spokenError) Unwrap() error { return w.err }

// printer speaks the office's language; nil only in a damaged program.
func (h *host) printer() *locale.Printer {
	p, _ := h.speak("", Request{})
	return p
}
