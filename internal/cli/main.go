package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
	"piket/ui"
)

// Config is the process a command line was typed in. All fields are needed
// but Screen.
type Config struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(string) string
	Version        string
	Screen         Screen // Show when nil
}

// Screen shows the desk on a terminal until its officer quits.
type Screen func(ctx context.Context, d Desk, t terminal.Terminal) error

// Desk is what a screen is opened on.
type Desk struct {
	App     *app.App
	Officer model.OfficerID // who was asked for; empty when nobody was
	Moved   bool            // goes on where a desk that closed left off
	Session *desk.Session   // of an officer who came by key, and is nobody else; nil at the office's own machine
	Key     string          // the fingerprint of that key
	Sitting ui.Sitting      // who sat there, if somebody did
	Remote  bool            // another process shows it to its officer
	Seated  func(ui.Sitting)
	now     *atomic.Pointer[ui.Sitting] // who sits at a screen from another machine; nil at the office's own
	// Practice has an invented officer sit down who was never asked for a PIN.
	Practice bool
	Print    *locale.Printer
}

const (
	lockWait = 5 * time.Second        // for another command to let go of the store
	lockTry  = 300 * time.Millisecond // between two looks whether somebody answers by now
	door     = "cli"

	networkDoor = "ssh"
)

// process is one run of the program.
type process struct {
	cfg     Config
	request Request
	parsed  parsed
	folder  app.Folder
	print   *locale.Printer
	streams Streams
	server  bool      // what held the store last was a server, not a desk
	until   time.Time // and may be back by then
}

// homeCommand is carried out where it was typed, whoever holds a store.
type homeCommand interface {
	home(ctx context.Context, p *process) error
}

// seatCommand works on an open store.
type seatCommand interface {
	run(ctx context.Context, s *seat) error
}

// Main carries a command line out and returns the exit code.
func Main(ctx context.Context, cfg Config) (code int) {
	quiet()
	p := &process{cfg: cfg, request: cfg.request(), streams: Streams{In: cfg.Stdin, Out: cfg.Stdout, Err: cfg.Stderr}}
	defer func() {
		if recover() != nil { // the value may quote what somebody typed
			p.folder.RecordPanic(debug.Stack())
			code = p.exit(errors.New("panic"))
		}
	}()
	err := p.main(ctx)
	if _, told := errors.AsType[exitError](err); err != nil && !told && ctx.Err() != nil {
		err = &model.Error{Kind: model.KindUnavailable, Key: "interrupted", Err: err}
	}
	return p.exit(err)
}

// main returns an exitError where the code is known but nothing is to be said.
func (p *process) main(ctx context.Context) error {
	var wrong, err error
	p.parsed, wrong = parse(p.request.Args)
	p.folder, err = app.Locate(peek(p.request.Args, "--data"), p.cfg.Env)
	var spoken error
	p.print, spoken = speak(p.folder, peek(p.request.Args, "--lang"), p.request)
	if err := errors.Join(err, spoken); err != nil {
		return err
	}
	switch {
	case wrong != nil:
		return wrong
	case p.parsed.help:
		return writeHelp(p.streams.Out, p.print, p.parsed.context, p.request.Width, false)
	}
	if c, ok := p.parsed.command.(homeCommand); ok {
		return c.home(ctx, p)
	}
	return p.seated(ctx)
}

// say writes a line of plain text.
func (p *process) say(line string) { fmt.Fprintln(p.streams.Out, line) }

// note writes a line beside the answer.
func (p *process) note(line string) { fmt.Fprintln(p.streams.Err, line) }

// json writes a value as one line.
func (p *process) json(v any) error {
	e := json.NewEncoder(p.streams.Out)
	e.SetEscapeHTML(false)
	return e.Encode(v) //nolint:wrapcheck // the caller's own stream
}

// exitError is an exit code of which everything has been said.
type exitError int

// Error names the code.
func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

func (p *process) exit(err error) int { return report(err, p.print, p.streams.Err) }

// report tells a person what went wrong and returns the exit code.
func report(err error, print *locale.Printer, to io.Writer) int {
	if err == nil {
		return exitDone
	}
	if code, ok := errors.AsType[exitError](err); ok {
		return int(code)
	}
	if print == nil { // only a damaged program has no words
		fmt.Fprintln(to, "piket:", err)
		return exitFailed
	}
	fmt.Fprintln(to, shortened("piket: "+print.Error(missed(print, err))))
	if model.KindOf(err) == model.KindInvalid {
		return exitUsage
	}
	return exitFailed
}

// mostSaid is the longest refusal, in runes: a word that somebody typed comes
// back in it, and may be of any length.
const mostSaid = 1000

func shortened(line string) string {
	if runes := []rune(line); len(runes) > mostSaid {
		return string(runes[:mostSaid]) + "…"
	}
	return line
}

// speak finds the language: as asked, else the office's, else the system's.
// There is a printer even where what was asked for is refused.
func speak(folder app.Folder, asked string, r Request) (*locale.Printer, error) {
	settings, _ := folder.Load()
	lang, err := language(folder, asked, r)
	p, broken := locale.Load(lang)
	if broken != nil {
		return nil, broken //nolint:wrapcheck // says it all
	}
	return p.With(settings.Words(lang)), err
}

// language is the one to answer in, whatever else is refused.
func language(folder app.Folder, asked string, r Request) (locale.Lang, error) {
	lang := r.lang()
	if settings, err := folder.Load(); err == nil && fileExists(folder.Settings()) {
		lang = settings.Language
	}
	if asked == "" {
		return lang, nil
	}
	wanted, err := locale.ParseLang(asked)
	if err != nil {
		return lang, &model.Error{Kind: model.KindInvalid, Key: "usage-lang", Args: model.Args{"lang": asked}}
	}
	return wanted, nil
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// lang is the system's language, if it is one of ours.
func (r Request) lang() locale.Lang {
	for _, name := range []string{"PIKET_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if lang, err := locale.ParseLang(r.env(name)); err == nil {
			return lang
		}
	}
	return locale.Indonesian
}

// seated carries a command out on the store: through whoever holds it, else
// by holding it ourselves.
func (p *process) seated(ctx context.Context) error {
	if _, screen := p.parsed.command.(*deskCommand); screen && (!p.request.InTTY || !p.request.OutTTY) {
		return usage("usage-no-terminal", "", nil)
	}
	if err := p.openInput(); err != nil {
		return err
	}
	for deadline := time.Now().Add(lockWait); ctx.Err() == nil; {
		client, err := sshd.Dial(ctx, string(p.folder))
		if err == nil {
			again, err := p.remote(ctx, client)
			if !again {
				return err
			}
			deadline = time.Now().Add(lockWait)
			continue
		}
		if errors.Is(err, sshd.ErrStranger) {
			return &model.Error{Kind: model.KindUnavailable, Key: "desk-stranger", Args: model.Args{"path": string(p.folder)}, Err: err}
		}
		if p.awaits(ctx) {
			deadline = time.Now().Add(lockWait) // another that waited may be quicker
			continue
		}
		err = p.local(ctx)
		if errors.Is(err, errMadeWay) {
			p.madeWay()
			continue
		}
		if !app.Held(err) || time.Now().After(deadline) {
			return err
		}
	}
	return nil // given up while nobody held the store
}

// remote has the holder of the store carry the command out. again says that
// the holder closed under a screen: look anew who holds it now.
func (p *process) remote(ctx context.Context, c *sshd.Client) (again bool, err error) {
	defer c.Close() //nolint:errcheck // the answer is what counts
	payload, err := p.request.encode()
	if err != nil {
		return false, err
	}
	in, _ := p.cfg.Stdin.(*os.File)
	out, _ := p.cfg.Stdout.(*os.File)
	if _, screen := p.parsed.command.(*deskCommand); screen && in != nil && out != nil {
		beside := &besides{to: out}
		code, err := c.Attach(ctx, payload, in, out, beside)
		if sitting := beside.end(); sitting.Officer != "" {
			p.request.Sitting = sitting
		}
		p.server = beside.served()
		if err == nil && code == sshd.ExitMoved {
			p.moved()
			return ctx.Err() == nil, exitError(exitDone)
		}
		return false, exitOr(code, err)
	}
	code, err := c.Exec(ctx, payload, p.streams.In, p.streams.Out, p.streams.Err)
	switch {
	case errors.Is(err, sshd.ErrLost) && ctx.Err() == nil:
		return false, &model.Error{Kind: model.KindUnavailable, Key: "desk-lost", Err: err}
	case code == sshd.ExitMoved:
		return false, &model.Error{Kind: model.KindUnavailable, Key: "desk-closing"}
	}
	return false, exitOr(code, err)
}

func exitOr(code int, err error) error {
	if err != nil {
		return err
	}
	return exitError(code)
}

func (p *process) host(a *app.App) *host {
	h := &host{app: a, screen: p.cfg.Screen, version: p.cfg.Version, began: time.Now()}
	if h.screen == nil {
		h.screen = Show
	}
	return h
}

// local holds the store for as long as the command takes.
func (p *process) local(ctx context.Context) error {
	_, screen := p.parsed.command.(*deskCommand)
	_, storeOnly := p.parsed.command.(keeper)
	a, err := app.Open(ctx, app.Config{
		Folder: p.folder, Make: screen && !p.request.Moved, // founded elsewhere
		StoreOnly: storeOnly, Timeout: lockTry,
		Process: strings.TrimSpace("piket " + p.parsed.path),
	})
	if c, check := p.parsed.command.(*checkCommand); check && err != nil {
		return c.unopened(p, err)
	}
	if err != nil {
		return err //nolint:wrapcheck // says it all
	}
	h := p.host(a)
	byHand := p.byHand()
	if p.streams.In == p.cfg.Stdin && !screen {
		p.streams.In = untilDone{in: p.streams.In, done: ctx.Done()}
	}
	if screen {
		return p.desk(ctx, h, a)
	}
	restore := func() {}
	if byHand {
		restore = h.admit()
	}
	err = h.run(ctx, p.parsed, p.request, p.streams, p.print)
	restore()
	return errors.Join(err, a.Close())
}

// desk shows the desk on this process's own terminal. errMadeWay says that a
// server holds the store from here, and shows it on.
func (p *process) desk(ctx context.Context, h *host, a *app.App) error {
	own, leave := context.WithCancelCause(ctx)
	defer leave(nil)
	h.leave = leave
	err := errors.Join(h.open(own, p), a.Close())
	if madeWay(own) && err == nil {
		return errMadeWay
	}
	return err
}
