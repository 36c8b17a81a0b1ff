package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"piket/internal/app"
	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
	"piket/ui"
)

// host is this process while it holds the store: for itself, and for every
// other piket that asks it to.
type host struct {
	app     *app.App
	screen  Screen
	version string
	began   time.Time
	served  bool // without a screen of its own, for others

	practice bool // of invented officers, who prove nothing

	leave   context.CancelCauseFunc // ends this process's own screen; nil where there is none
	yielded atomic.Bool             // to a server, which shows every screen on
}

// open shows the desk on this process's own terminal, and answers others
// meanwhile.
func (h *host) open(ctx context.Context, p *process) error {
	defer h.admit()()
	s := h.seat(p.parsed, p.request, p.streams, p.print)
	s.seated = func(at ui.Sitting) { p.request.Sitting = at }
	return h.show(ctx, s, terminal.Terminal{In: p.streams.In, Out: p.streams.Out, Env: os.Environ()})
}

// admit has others of this machine reach the store while this process holds
// it, until it closes. What is written to stderr by whatever breaks goes to the
// log until restore: it would land in the middle of the screen.
func (h *host) admit() (restore func()) {
	if err := h.app.Answer(sshd.Config{Handle: h.handle}); err != nil {
		h.app.Log().Error("others on this machine cannot reach the desk", "err", err)
	}
	if err := h.app.StartSearch(); err != nil {
		h.app.Log().Warn("the desk works without search", "err", err)
	}
	return h.divertStderr()
}

// divertStderr sends what is written to os.Stderr to the log until restore.
func (h *host) divertStderr() (restore func()) {
	r, w, err := os.Pipe()
	if err != nil {
		return func() {}
	}
	before := os.Stderr
	os.Stderr = w
	done := make(chan struct{})
	go func() {
		defer close(done)
		stackLines(r, func(line string) { h.app.Log().Error("screen broke", "at", line) })
	}()
	return func() {
		os.Stderr = before
		w.Close()
		<-done
		r.Close()
	}
}

// stackLines reads to the end and reports the lines of stack traces only: what
// comes before them is the panic's value, which may quote what somebody typed.
func stackLines(r io.Reader, report func(line string)) {
	traced := false
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		text := strings.TrimRight(lines.Text(), "\r")
		if traced = traced || strings.HasPrefix(text, "goroutine "); traced && text != "" {
			report(text)
		}
		if strings.HasPrefix(text, "Caught panic:") {
			traced = false
		}
	}
	_, _ = io.Copy(io.Discard, r) // a line too long to scan must not block who writes
}

// show opens the desk for the officer of a seat.
func (h *host) show(ctx context.Context, s *seat, t terminal.Terminal) error {
	d := Desk{App: h.app, Print: s.print, Moved: s.request.Moved, Sitting: s.request.Sitting, Remote: t.Remote, Seated: s.seated}
	if s.request.network {
		return h.showFar(ctx, s, t, d)
	}
	if t.Remote {
		d.Seated = func(at ui.Sitting) { tellSeated(s.err, at) }
	}
	if h.served {
		tellServed(s.err)
	}
	d.Practice = h.practice
	if f, ok := h.app.Desk().Office().Officer(s.request.Sitting.Officer); ok && !f.Disabled {
		d.Officer = f.ID
	} else if s.named != "" && h.app.Desk().Office().SetUp() {
		officer, err := s.officer()
		if err != nil {
			return err
		}
		d.Officer = officer.ID
	}
	err := h.screened(ctx, d, t)
	if h.yielded.Load() && t.Remote {
		tellServed(s.err)
	}
	return err
}

// screened is one screen, from its first frame to its last.
func (h *host) screened(ctx context.Context, d Desk, t terminal.Terminal) error {
	err := h.screen(ctx, d, t)
	if errors.Is(err, terminal.ErrPanic) {
		return &model.Error{Kind: model.KindUnavailable, Key: "screen-broke", Err: err}
	}
	return err
}

// handle answers another piket of this machine, or an officer elsewhere.
func (h *host) handle(ctx context.Context, c sshd.Call) int {
	if c.Door == sshd.Network {
		return h.handleFar(ctx, c)
	}
	streams := Streams{In: c.In, Out: c.Out, Err: c.Err}
	r, err := decodeRequest(c)
	print, refused := h.speak(peek(r.Args, "--lang"), r)
	if err == nil && r.MakeWay {
		return h.yield()
	}
	if err = errors.Join(err, refused); err == nil {
		err = h.answer(ctx, r, streams, print, c.Terminal)
	}
	return report(err, print, streams.Err)
}

// speak finds the language somebody is answered in. It was read before, if
// anybody spoke it.
func (h *host) speak(asked string, r Request) (*locale.Printer, error) {
	lang, err := language(h.app.Folder(), asked, r)
	p, broken := h.app.Printer(lang)
	if broken != nil {
		return nil, broken //nolint:wrapcheck // says it all
	}
	return p, err
}

func (h *host) answer(ctx context.Context, r Request, streams Streams, print *locale.Printer, t *terminal.Terminal) error {
	p, wrong := parse(r.Args)
	if r.network && p.context != nil {
		if err := h.within(p, r); err != nil {
			return err
		}
	}
	if wrong != nil {
		if err := h.seat(p, r, streams, print).may(p.command); err != nil {
			return err
		}
		return wrong
	}
	if p.help {
		return writeHelp(streams.Out, print, p.context, r.Width, r.network)
	}
	if _, screen := p.command.(*deskCommand); !screen {
		return h.run(ctx, p, r, streams, print)
	}
	if t == nil {
		return usage("usage-no-terminal", "", nil)
	}
	t.Env = r.Env
	return h.show(ctx, h.seat(p, r, streams, print), *t)
}

// run carries a command out on the open store.
func (h *host) run(ctx context.Context, p parsed, r Request, streams Streams, print *locale.Printer) error {
	c, ok := p.command.(seatCommand)
	if !ok {
		return usage("usage-only-here", p.path, nil)
	}
	if err := h.seat(p, r, streams, print).may(c); err != nil {
		return err
	}
	if r.network {
		if err := farInput(p, &r, &streams); err != nil {
			return err
		}
	}
	s := h.seat(p, r, streams, print)
	err := c.run(ctx, s)
	unwritten := s.out.Flush()
	if unwritten != nil && model.KindOf(err) == "" && ctx.Err() == nil {
		return &model.Error{Kind: model.KindUnavailable, Key: "answer-unwritten", Err: unwritten}
	}
	if model.KindOf(err) == "" && err != nil && ctx.Err() == nil {
		h.app.Log().Error("command", "command", p.path, "err", err)
	}
	return err
}

// quiet keeps libraries from writing to stderr on their own.
func quiet() { slog.SetDefault(slog.New(slog.DiscardHandler)) }
