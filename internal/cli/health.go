package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/model"
)

// healthCommand asks whoever holds the store how they are.
type healthCommand struct {
	JSON   bool
	Server bool
}

// leastFree is how little room on the disk is too little, in bytes.
const leastFree = 200 << 20

// healthShape is how the holder of the store is.
type healthShape struct {
	OK       bool    `json:"ok"`
	PID      int     `json:"pid"`
	Server   bool    `json:"server"` // false: a desk holds the store
	Version  string  `json:"version"`
	Uptime   int64   `json:"uptime"` // seconds
	Sessions int     `json:"sessions"`
	Seq      uint64  `json:"seq"`
	Format   uint64  `json:"format"`
	Free     uint64  `json:"free"`   // bytes on the store's disk
	Backup   *string `json:"backup"` // when the last one was made; null when none is known
}

// home does not open the store: what nobody holds is not healthy.
func (c *healthCommand) home(ctx context.Context, p *process) error {
	client, err := sshd.Dial(ctx, string(p.folder))
	if err != nil {
		nobody := &model.Error{Kind: model.KindUnavailable, Key: "health-nobody", Args: model.Args{"path": string(p.folder)}, Err: err}
		if c.JSON { // who watches by program needs an answer most of all now
			if err := p.json(healthShape{}); err != nil {
				return err
			}
		}
		return nobody
	}
	_, err = p.remote(ctx, client)
	return err
}

func (c *healthCommand) run(_ context.Context, s *seat) error {
	found, err := s.app.Health()
	if err != nil {
		return errors.Join(&model.Error{Kind: model.KindUnavailable, Key: "folder-refused", Args: model.Args{"path": string(s.app.Folder())}}, err)
	}
	out := healthShape{
		OK: found.Free >= leastFree && (s.host.served || !c.Server), PID: os.Getpid(), Server: s.host.served, Version: s.host.version,
		Uptime: int64(time.Since(s.host.began).Seconds()),
		Seq:    found.Seq, Format: found.Format, Free: found.Free, Backup: s.stampOrNone(found.Backup),
	}
	if server := s.app.Server(); server != nil {
		out.Sessions = server.Sessions()
	}
	if err := c.tell(s, out); err != nil {
		return err
	}
	if c.Server && !out.Server {
		return &model.Error{Kind: model.KindUnavailable, Key: "health-desk", Args: model.Args{"pid": out.PID}}
	}
	if !out.OK {
		return &model.Error{Kind: model.KindUnavailable, Key: "health-disk", Args: model.Args{"n": int(out.Free >> 20)}}
	}
	return nil
}

func (c *healthCommand) tell(s *seat, h healthShape) error {
	if c.JSON {
		return s.json(h)
	}
	holder := "cli.health.desk"
	if h.Server {
		holder = "cli.health.server"
	}
	s.say(s.print.T(holder, locale.A{"pid": h.PID, "version": h.Version, "up": (time.Duration(h.Uptime) * time.Second).String()}))
	s.say(s.print.T("cli.health.data", locale.A{"sessions": h.Sessions, "seq": h.Seq, "format": h.Format, "n": int(h.Free >> 20)}))
	if h.Backup == nil {
		s.say(s.print.T("cli.health.no-backup"))
		return nil
	}
	s.say(s.print.T("cli.health.backup", locale.A{"at": *h.Backup}))
	return nil
}
