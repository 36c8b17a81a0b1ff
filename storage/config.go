package storage

import (
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/model"
)

// FileName is the store's name in a data folder.
const FileName = "piket.db"

const defaultTimeout = 400 * time.Millisecond

// Config is what a store needs to be opened. Only Path must be set.
type Config struct {
	Path     string             // of the bbolt file; its folder is made when missing
	Rules    func() model.Rules // the settings in force now; nil is the defaults of the office's zone
	NewID    func() string      // a fresh ULID
	Now      func() time.Time
	Log      *slog.Logger
	Process  string        // what to tell another process that finds the store held, such as "piket desk"
	Timeout  time.Duration // how long to wait for another process to let go
	MaxSize  int           // bytes the file may grow to; 0 is no limit
	ReadOnly bool          // only look; nothing is created, migrated or rebuilt
	Existing bool          // make no store where there is none
	Used     bool          // a store was here before: a file without one is a damaged one
	NoSync   bool          // no fsync until Close: for filling a demo, never for an office
}

func (c Config) withDefaults() Config {
	if c.NewID == nil {
		c.NewID = func() string { return ulid.Make().String() }
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Process == "" {
		c.Process = filepath.Base(os.Args[0])
	}
	if c.Timeout <= 0 {
		c.Timeout = defaultTimeout
	}
	return c
}
