package cli

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"piket/internal/app"
	"piket/internal/locale"
	"piket/model"
	"piket/storage"
)

// keeper is a command that needs the store alone: no key, no settings.
type keeper interface {
	seatCommand
	keeps()
}

// checkCommand reads the whole store and names every fault.
type checkCommand struct {
	JSON bool
}

func (*checkCommand) keeps() {}

// checkShape is what a check found.
type checkShape struct {
	OK     bool         `json:"ok"`
	Events uint64       `json:"events"`
	Cases  uint64       `json:"cases"`
	Drafts uint64       `json:"drafts"`
	Faults []faultShape `json:"faults"`
}

type faultShape struct {
	Where string `json:"where"`
	Key   string `json:"key"`
	Fault string `json:"fault"` // a code
	What  string `json:"what"`  // the same in words
}

// unopened is what a check found of a store that cannot even be opened: a
// fault of the whole file.
func (c *checkCommand) unopened(p *process, err error) error {
	if !errors.Is(err, storage.ErrDamaged) {
		return err
	}
	fault, path := storage.FaultOf(err), p.folder.Store()
	what := faultText(p.print, fault)
	if c.JSON {
		shape := faultShape{Where: fault.Where, Key: cmp.Or(fault.Key, path), Fault: fault.Says, What: what}
		if err := p.json(checkShape{Faults: []faultShape{shape}}); err != nil {
			return err
		}
	}
	return &model.Error{Kind: model.KindUnavailable, Key: "check-unreadable", Args: model.Args{
		"path": path, "fault": faultLine(p.print, fault),
	}, Err: err}
}

func (c *checkCommand) run(ctx context.Context, s *seat) error {
	bar := s.bar("cli.check.progress")
	found, err := s.app.Check(ctx, func(done, total uint64) { bar.to(int64(done), int64(total)) })
	bar.end()
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	if c.JSON {
		out := checkShape{OK: found.OK(), Events: found.Seq, Cases: found.Cases, Drafts: found.Drafts, Faults: []faultShape{}}
		for _, f := range found.Faults {
			out.Faults = append(out.Faults, faultShape{f.Where, f.Key, f.Says, faultText(s.print, f)})
		}
		if err := s.json(out); err != nil {
			return err
		}
	}
	if !found.OK() {
		return faulty(s.print, found.Faults)
	}
	if !c.JSON {
		s.say(s.print.T("cli.check.done", locale.A{
			"events": s.print.T("cli.check.entries", locale.A{"n": found.Seq}), "cases": s.print.T("cli.check.cases", locale.A{"n": found.Cases}),
		}))
	}
	return nil
}

// faulty names the first fault that counts, and the way out.
func faulty(p *locale.Printer, faults []storage.Fault) error {
	grave := slices.IndexFunc(faults, func(f storage.Fault) bool { return !f.Harmless() })
	if grave < 0 {
		return &model.Error{Kind: model.KindUnavailable, Key: "check-harmless", Args: model.Args{"fault": faultLine(p, faults[0])}}
	}
	return &model.Error{Kind: model.KindUnavailable, Key: "check-faults", Args: model.Args{
		"n": len(faults), "fault": faultLine(p, faults[grave]),
	}}
}

// backupCommand copies the store, hot, and verifies the copy.
type backupCommand struct {
	File string `arg:""`
}

func (*backupCommand) keeps() {}

func (c *backupCommand) run(ctx context.Context, s *seat) error {
	if c.File == stdio {
		return noStream("backup")
	}
	path := c.File
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.request.Dir, path) // the holder may stand elsewhere
	}
	if err := s.app.Backup(ctx, path); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	if err := s.app.Folder().NoteBackup(time.Now()); err != nil {
		s.app.Log().Warn("the time of the backup is not written down", "err", err)
	}
	s.say(s.print.T("cli.backup.done", locale.A{"path": path}))
	return nil
}

// stdio is how other commands name their input.
const stdio = "-"

// noStream refuses a store that should be read from or written to a pipe: its
// pages are not in order.
func noStream(command string) error {
	e := usage("usage-value", command, nil)
	e.Args["what"] = "FILE"
	return e
}

// restoreCommand puts a backup into a data folder that has no store.
type restoreCommand struct {
	File string `arg:""`
}

func (c *restoreCommand) home(ctx context.Context, p *process) error {
	if p.parsed.tree.Data == "" && p.cfg.Env("PIKET_DATA") == "" {
		e := usage("usage-flag-missing", "restore", nil)
		e.Args["what"] = "--data"
		return e
	}
	if c.File == stdio {
		return noStream("restore")
	}
	backup, err := openFile(c.File)
	if err != nil {
		return err
	}
	hasKey, err := app.Restore(ctx, c.File, p.folder)
	_ = backup.Close() // it was only looked for
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	p.say(p.print.T("cli.restore.done", locale.A{"path": string(p.folder)}))
	if !hasKey {
		p.say(p.print.T("cli.restore.key", locale.A{"path": p.folder.Key()}))
	}
	return nil
}

// initCommand answers the three questions without a screen.
type initCommand struct {
	Office string `placeholder:"NAME" required:""`
	Code   string `placeholder:"CODE" required:""`
	Zone   string `placeholder:"WIB|WITA|WIT" required:""`
	JSON   bool
}

type initShape struct {
	Office  string `json:"office"`
	Code    string `json:"code"`
	Zone    string `json:"zone"`
	Officer string `json:"officer"`
	Data    string `json:"data"`
}

func (c *initCommand) home(ctx context.Context, p *process) error {
	officer := p.parsed.tree.Officer
	if officer == "" {
		officer = p.request.env("PIKET_OFFICER")
	}
	if officer == "" {
		e := usage("usage-flag-missing", "init", nil)
		e.Args["what"] = "--officer"
		return e
	}
	o := model.OfficeSetUp{Name: c.Office, Code: c.Code, Zone: model.Zone(strings.ToUpper(c.Zone))}
	if err := acceptable(o, officer); err != nil {
		return err
	}
	a, err := app.Create(ctx, app.Config{Folder: p.folder, Process: "piket init", Timeout: lockWait})
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	f, err := a.SetUp(ctx, o, officer, p.print.Lang())
	if err == nil {
		c.answer(p, a.Desk().Office(), f)
	}
	return errors.Join(err, a.Close())
}

func (c *initCommand) answer(p *process, o model.Office, f model.Officer) {
	if c.JSON {
		p.json(initShape{o.Name, o.Code, string(o.Zone), f.Name, string(p.folder)}) //nolint:errcheck // the office is set up all the same
		return
	}
	p.say(p.print.T("cli.init.done", locale.A{"office": o.Name, "officer": f.Name, "path": string(p.folder)}))
	p.say(p.print.T("cli.init.key", locale.A{"path": p.folder.Key()}))
}

// acceptable has the domain look at the answers before anything is made of
// them: a refusal leaves no empty store behind.
func acceptable(o model.OfficeSetUp, officer string) error {
	o.Recipient = "checked later"
	_, err := model.Decide(model.State{}, model.SetUpOffice{
		Meta: model.Meta{ID: "first", At: time.Now()}, Office: o, Officer: model.Officer{ID: "first", Name: officer},
	})
	return err //nolint:wrapcheck // a refusal as it is
}
