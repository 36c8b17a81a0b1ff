package app

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// Health is how the office's data stands.
type Health struct {
	Seq    uint64    // entries in the journal
	Format uint64    // of the store
	Free   uint64    // bytes left on the store's disk; 0 where the system does not tell
	Backup time.Time // of the last backup made from here; zero when none is known
}

// Health looks how the office's data stands.
func (a *App) Health() (Health, error) {
	free, err := freeSpace(string(a.folder))
	if err != nil {
		return Health{}, fmt.Errorf("free space of %s: %w", a.folder, err)
	}
	return Health{Seq: a.store.Seq(), Format: a.store.Format(), Free: free, Backup: a.folder.backedUp()}, nil
}

func (f Folder) lastBackup() string { return f.file("last-backup") }

// NoteBackup writes down when a backup was made.
func (f Folder) NoteBackup(at time.Time) error {
	if err := os.WriteFile(f.lastBackup(), []byte(at.UTC().Format(time.RFC3339)+"\n"), keyMode); err != nil {
		return f.refused(err)
	}
	return nil
}

// backedUp is when that was; zero when nobody knows.
func (f Folder) backedUp() time.Time {
	text, err := os.ReadFile(f.lastBackup())
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text)))
	if err != nil {
		return time.Time{}
	}
	return at
}
