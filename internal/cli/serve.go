package cli

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"piket/internal/app"
	"piket/internal/config"
	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/model"
)

// serveCommand holds the store without a screen, for others to reach.
type serveCommand struct {
	SSH string `placeholder:"ADDR|off"`
	Log string `placeholder:"FILE|-"`
}

func (c *serveCommand) home(ctx context.Context, p *process) error {
	if c.SSH != "" && !config.ValidAddress(c.SSH) {
		e := usage("usage-value", "serve", nil)
		e.Args["what"] = "--ssh"
		return e
	}
	log, done, err := c.log(p)
	if err != nil {
		return err
	}
	a, err := takeStore(ctx, app.Config{Folder: p.folder, Timeout: lockTry, Process: "piket serve", Log: log})
	if err != nil {
		return errors.Join(servedElsewhere(err), done())
	}
	h := p.host(a)
	h.served = true
	err = h.serve(ctx, p, c.SSH)
	return errors.Join(err, a.Close(), done())
}

// log is where the server logs: nil is the data folder's own file.
func (c *serveCommand) log(p *process) (log *slog.Logger, done func() error, err error) {
	switch c.Log {
	case "":
		return nil, func() error { return nil }, nil
	case stdio:
		return slog.New(slog.NewTextHandler(p.streams.Err, nil)), func() error { return nil }, nil
	}
	return app.LogTo(c.Log) //nolint:wrapcheck // says it all
}

// servedElsewhere says what to do about a desk or another server that holds
// the store.
func servedElsewhere(err error) error {
	held, ok := errors.AsType[*model.Error](err)
	if !ok || held.Key != "store-held" {
		return err
	}
	return &model.Error{Kind: held.Kind, Key: "serve-held", Args: held.Args, Err: held}
}

// serve answers others until ctx ends.
func (h *host) serve(ctx context.Context, p *process, address string) error {
	office := h.app.Desk().Office()
	if !office.SetUp() {
		return &model.Error{Kind: model.KindConflict, Key: "office-not-set-up"}
	}
	settings := h.app.Settings().Server
	if address == "" {
		address = settings.SSH
	}
	restore := h.divertStderr()
	defer restore()
	cfg := sshd.Config{
		Handle: h.handle, Refuse: h.refuse,
		Limits: sshd.Limits{Sessions: settings.Sessions, Idle: settings.Idle},
	}
	if address != config.Off {
		cfg.Net = &sshd.Net{Address: address, Gate: gate{h}}
	}
	if err := h.app.Answer(cfg); err != nil {
		return unanswerable(err, address, h.app.Folder())
	}
	if err := h.app.StartSearch(); err != nil {
		h.app.Log().Warn("the desk works without search", "err", err)
	}
	h.announce(p, office)
	supervisor(p.cfg.Env, "READY=1")
	h.mind(ctx)
	supervisor(p.cfg.Env, "STOPPING=1")
	h.app.Log().Info("stopping", "sessions", h.app.Server().Sessions())
	return nil
}

// unanswerable says why nobody could reach the server.
func unanswerable(err error, address string, f app.Folder) error {
	switch {
	case errors.Is(err, sshd.ErrAddress):
		return &model.Error{Kind: model.KindUnavailable, Key: "serve-address", Args: model.Args{"address": address}, Err: err}
	case errors.Is(err, sshd.ErrHostKey):
		return &model.Error{Kind: model.KindUnavailable, Key: "serve-host-key", Args: model.Args{"path": string(f)}, Err: err}
	}
	return &model.Error{Kind: model.KindUnavailable, Key: "serve-socket", Args: model.Args{"path": string(f)}, Err: err}
}

// announce says where the server is, and how to know that it is the right one.
func (h *host) announce(p *process, office model.Office) {
	p.say(p.print.T("cli.serve.begun", locale.A{"office": office.Name, "path": string(h.app.Folder()), "pid": os.Getpid()}))
	at := h.app.Server().Addr()
	h.app.Log().Info("serving", "version", h.version, "pid", os.Getpid(), "ssh", addressOf(at), "host_key", h.app.Server().Fingerprint())
	if at == nil {
		p.say(p.print.T("cli.serve.socket"))
		return
	}
	p.say(p.print.T("cli.serve.ssh", locale.A{"address": at.String(), "key": h.app.Server().Fingerprint()}))
	for _, f := range office.Officers {
		if len(f.Keys) > 0 && !f.Disabled {
			return
		}
	}
	p.say(p.print.T("cli.serve.keyless"))
}

func addressOf(at net.Addr) string {
	if at == nil {
		return config.Off
	}
	return at.String()
}

// mindEvery is how often at most it is looked who may still be here.
const mindEvery = 200 * time.Millisecond

// mind ends the sessions of officers who may not be here any more, until ctx
// ends: what changes that is in the journal.
func (h *host) mind(ctx context.Context) {
	wake, unwatch := h.app.Watch()
	defer unwatch()
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
			h.app.Server().Dismiss(func(key string) bool { return !gate{h}.welcome(key) })
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(mindEvery):
		}
	}
}

// supervisor tells whoever started the server how it is, where there is
// somebody who wants to know (systemd's Type=notify).
func supervisor(env func(string) string, state string) {
	path := env("NOTIFY_SOCKET")
	if path == "" {
		return
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: strings.Replace(path, "@", "\x00", 1), Net: "unixgram"})
	if err != nil {
		return
	}
	conn.Write([]byte(state)) //nolint:errcheck // nothing depends on it
	_ = conn.Close()
}
