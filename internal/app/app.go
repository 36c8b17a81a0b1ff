package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"
	"golang.org/x/sync/errgroup"

	"piket/internal/config"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/seal"
	"piket/internal/sshd"
	"piket/model"
	"piket/model/area"
	"piket/storage"
)

// Config is how to open a data folder. Only Folder must be set.
type Config struct {
	Folder    Folder
	Make      bool             // a new office may be made here
	StoreOnly bool             // only look at the store: no key, no settings, no desk
	Process   string           // what to tell another process that finds the store held
	Timeout   time.Duration    // how long to wait for another process to let go
	NoSync    bool             // for filling a demonstration only
	Now       func() time.Time // the real one when nil
	NewID     func() string    // ULIDs of the real time when nil
	Log       *slog.Logger     // the data folder's own file when nil
}

// App is an open data folder.
type App struct {
	folder   Folder
	now      func() time.Time
	newID    func() string
	settings config.Settings
	keys     *seal.Keys
	store    *storage.Store
	desk     *desk.Desk
	finder   *finder
	log      *slog.Logger
	logFile  *logFile
	areas    func() (*area.Set, error)
	speech   struct { // guards the languages read so far
		sync.Mutex
		printers map[locale.Lang]*locale.Printer
	}
	named struct { // guards what the office's name says of its area
		sync.Mutex
		office, area string
	}

	group  errgroup.Group                        // what runs until Close
	begin  func(run func(context.Context) error) // among them
	stop   context.CancelFunc
	mu     sync.Mutex // guards server
	server *sshd.Server
}

// Open opens a data folder. Every refusal is a *model.Error, and then nothing
// has changed: storage's (Held tells whether to wait), the settings', and
//
//	store-missing         no office here, and Make is not set
//	store-lost            an office was here, and its store is gone
//	folder-refused        the system does not let us use the folder
//	key-missing           there is a store but no key: put the key back
//	key-open-to-others    the key file's mode lets others read it
//	key-unreadable, key-damaged, key-unwritten, key-of-another
func Open(ctx context.Context, cfg Config) (*App, error) {
	a := &App{
		folder: cfg.Folder, now: cfg.Now, newID: cfg.NewID,
		settings: config.Default(), log: slog.New(slog.DiscardHandler),
	}
	if a.now == nil {
		a.now = time.Now
	}
	if a.newID == nil {
		a.newID = func() string { return ulid.Make().String() }
	}
	a.areas = sync.OnceValues(a.loadAreas)
	ctx, a.stop = context.WithCancel(context.WithoutCancel(ctx))
	a.begin = func(run func(context.Context) error) { a.group.Go(func() error { return run(ctx) }) }
	if err := a.open(cfg); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) open(cfg Config) error {
	there, err := a.prepare(cfg)
	if err != nil {
		return err
	}
	used := a.folder.used() // before a key of ours lies there
	if cfg.StoreOnly {
		return a.openStore(cfg, used)
	}
	if a.settings, err = a.folder.Load(); err != nil {
		return err
	}
	if err := a.openLog(cfg.Log); err != nil {
		return err
	}
	if a.keys, err = a.folder.keys(func() bool { return cfg.Make && (!there || a.folder.vacant(cfg) == nil) }); err != nil {
		return err
	}
	if err := a.openStore(cfg, used); err != nil {
		if !there {
			a.folder.sweep(err)
		}
		return err
	}
	if err := a.folder.keyFits(a.store.Office(), a.keys); err != nil {
		return err
	}
	a.furnish()
	return nil
}

func (a *App) openStore(cfg Config, used bool) error {
	var err error
	a.store, err = storage.Open(storage.Config{
		Path: a.folder.Store(), Rules: a.Rules, NewID: a.newID, Now: a.now, Log: a.log, ReadOnly: cfg.StoreOnly,
		Existing: !cfg.Make, Used: used, Process: cfg.Process, Timeout: cfg.Timeout, NoSync: cfg.NoSync,
	})
	return err //nolint:wrapcheck // says it all
}

// prepare sees to the folder and says whether a store lies in it.
func (a *App) prepare(cfg Config) (there bool, err error) {
	if cfg.Make {
		if err := a.folder.make(); err != nil {
			return false, err
		}
	}
	there, err = a.folder.HasStore()
	switch {
	case err != nil || there:
		return there, err
	case a.folder.used():
		return false, &model.Error{Kind: model.KindUnavailable, Key: "store-lost", Args: model.Args{"path": string(a.folder)}}
	case !cfg.Make:
		return false, &model.Error{Kind: model.KindNotFound, Key: "store-missing", Args: model.Args{"path": string(a.folder)}}
	}
	return false, nil
}

// furnish puts the desk before the store.
func (a *App) furnish() {
	a.finder = &finder{source: &feed{app: a}, dir: a.folder.search(), log: a.log, rows: a.store.Row, begin: a.begin}
	a.desk = a.DeskAt(a.now, a.newID)
}

// DeskAt is the same desk by another clock: for invented histories.
func (a *App) DeskAt(now func() time.Time, newID func() string) *desk.Desk {
	return desk.New(desk.Config{
		Journal: a.store, Cases: a.store, Drafts: a.store, Search: a.finder, Sittings: a.store,
		Keys: a.keys, Rules: a.Rules, Now: now, NewID: newID, Duty: a.store,
	})
}

// Close takes everything down in order: nobody may come in, commands under
// way finish, search stops, the store lets go. It may be called twice.
func (a *App) Close() error {
	var errs []error
	a.mu.Lock()
	server := a.server
	a.mu.Unlock()
	if server != nil {
		errs = append(errs, server.Close())
	}
	a.stop()
	errs = append(errs, a.group.Wait())
	if a.finder != nil {
		errs = append(errs, a.finder.Close())
	}
	if a.store != nil {
		errs = append(errs, a.store.Close())
	}
	if a.logFile != nil {
		errs = append(errs, a.logFile.Close())
		a.logFile = nil
	}
	return errors.Join(errs...)
}

// Held says that another process has the store, so that waiting may help.
func Held(err error) bool {
	return errors.Is(err, storage.ErrHeld) || errors.Is(err, storage.ErrHeldUnknown)
}

// Answer has others reach the desk until Close: those on this machine through
// the socket, and those on the network where cfg has a door for them. The
// folder and the log of cfg are the App's own.
func (a *App) Answer(cfg sshd.Config) error {
	cfg.Dir, cfg.Log = string(a.folder), a.log
	server, err := sshd.Listen(cfg)
	if err != nil {
		return fmt.Errorf("answer others: %w", err)
	}
	a.mu.Lock()
	a.server = server
	a.mu.Unlock()
	a.group.Go(server.Serve)
	since := a.now()
	a.begin(func(ctx context.Context) error { return a.endLost(ctx, since) })
	return nil
}

// returning is how long the screens of a process that was killed have to come
// back before their officers count as gone.
const returning = 2 * time.Minute

// endLost ends the sittings that a process which is no more left open.
func (a *App) endLost(ctx context.Context, since time.Time) error {
	select {
	case <-ctx.Done():
		return nil
	case <-time.After(returning):
	}
	if err := a.desk.EndLost(ctx, since); err != nil && ctx.Err() == nil {
		a.log.Warn("sittings that nobody is at could not be ended", "err", err)
	}
	return nil
}

// Server is what answers others; nil where nobody does.
func (a *App) Server() *sshd.Server {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.server
}

// Watch wakes its reader after the journal grew; see storage.Store.Watch.
func (a *App) Watch() (wake <-chan struct{}, cancel func()) { return a.store.Watch() }

// Desk is the one way in.
func (a *App) Desk() *desk.Desk { return a.desk }

// Folder is where all this lies.
func (a *App) Folder() Folder { return a.folder }

// Settings are the office's settings as they were when it was opened.
func (a *App) Settings() config.Settings { return a.settings }

// Log is for what goes wrong, never for whom it concerns.
func (a *App) Log() *slog.Logger { return a.log }

// Now is the desk's clock.
func (a *App) Now() time.Time { return a.now() }

// Rules are what the domain decides by.
func (a *App) Rules() model.Rules {
	zone := model.WIB
	if a.store != nil {
		if o := a.store.Office(); o.SetUp() {
			zone = o.Zone
		}
	}
	return a.settings.Rules(zone)
}

// Printer writes a language with the office's own words. A language is read
// once, however many sessions speak it.
func (a *App) Printer(lang locale.Lang) (*locale.Printer, error) {
	a.speech.Lock()
	defer a.speech.Unlock()
	if p, ok := a.speech.printers[lang]; ok {
		return p, nil
	}
	p, err := locale.Load(lang)
	if err != nil {
		return nil, err //nolint:wrapcheck // says it all
	}
	p = p.With(a.settings.Words(lang))
	if a.speech.printers == nil {
		a.speech.printers = map[locale.Lang]*locale.Printer{}
	}
	a.speech.printers[lang] = p
	return p, nil
}

// Fingerprint recognises outside data that was seen before, and tells nothing else.
func (a *App) Fingerprint(data []byte) string { return a.keys.Fingerprint(data) }

// Areas are the areas of Indonesia, decoded once on first use.
func (a *App) Areas() (*area.Set, error) { return a.areas() }

func (a *App) loadAreas() (*area.Set, error) {
	set, err := area.Load()
	if err != nil {
		return nil, fmt.Errorf("areas: %w", err)
	}
	if !a.settings.Villages {
		return set, nil
	}
	for _, code := range a.settings.Areas {
		if set, err = set.WithVillages(code); err != nil {
			return nil, fmt.Errorf("villages of %s: %w", code, err)
		}
	}
	return set, nil
}
