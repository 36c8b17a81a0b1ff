package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"

	"piket/model"
)

// holder is the word a process leaves beside the store it holds. bbolt's lock
// on the file is what counts; this only tells others whom to ask.
type holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Started time.Time `json:"started"`
}

// holderPath is piket.lock beside piket.db.
func holderPath(store string) string {
	return strings.TrimSuffix(store, filepath.Ext(store)) + ".lock"
}

// leaveWord tells others who holds the store. Whatever stands there is stale:
// the caller has the lock.
func leaveWord(c Config) error {
	raw, err := json.Marshal(holder{PID: os.Getpid(), Command: c.Process, Started: c.Now().UTC()})
	if err != nil {
		return err
	}
	return os.WriteFile(holderPath(c.Path), append(raw, '\n'), 0o600)
}

// takeWord removes the word again, while the lock is still ours.
func takeWord(c Config) { _ = os.Remove(holderPath(c.Path)) }

// heldBy is the error for a store another process holds. A word from a
// process that is gone is stale, and the holder unknown.
func heldBy(path string, cause error) error {
	var h holder
	raw, err := os.ReadFile(holderPath(path))
	if err != nil || json.Unmarshal(raw, &h) != nil || h.PID <= 0 || !alive(h.PID) {
		return because(ErrHeldUnknown, cause, model.Args{"path": path})
	}
	return because(ErrHeld, cause, model.Args{
		"path": path, "pid": h.PID, "command": model.CleanLine(h.Command), "since": h.Started,
	})
}
