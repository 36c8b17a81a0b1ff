package app

import (
	"fmt"
	"log/slog"
	"os"
	"sync"

	"piket/model"
	"piket/storage"
)

// maxLog is how large the log grows before it becomes the old one. Two are kept.
const maxLog = 1 << 20

// logFile is an append-only file that starts over when it is full.
type logFile struct {
	path string
	max  int64

	mu   sync.Mutex // guards what follows
	file *os.File
	size int64
}

func openLog(path string) (*logFile, error) {
	l := &logFile{path: path, max: maxLog}
	err := l.open()
	return l, err
}

func (l *logFile) open() error {
	f, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	l.file, l.size = f, info.Size()
	return nil
}

// Write appends one entry.
func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size+int64(len(p)) > l.max && l.size > 0 {
		if err := l.turn(); err != nil {
			return 0, err
		}
	}
	n, err := l.file.Write(p)
	l.size += int64(n)
	return n, err //nolint:wrapcheck // as io.Writer
}

// turn puts the full log aside.
func (l *logFile) turn() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("turn the log: %w", err)
	}
	if err := os.Rename(l.path, l.path+".old"); err != nil {
		return fmt.Errorf("turn the log: %w", err)
	}
	return l.open()
}

// Close lets go of the file.
func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.Close() //nolint:wrapcheck // as io.Closer
}

func (l *logFile) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, nil))
}

// openLog begins to log where it was asked to, else to the folder's own file.
func (a *App) openLog(to *slog.Logger) error {
	if to != nil {
		a.log = to
		return nil
	}
	var err error
	switch a.logFile, err = openLog(a.folder.log()); {
	case storage.NoSpace(err): // what is there can still be read
		a.logFile = nil
	case err != nil:
		return a.folder.refused(err)
	default:
		a.log = a.logFile.logger()
	}
	return nil
}

// LogTo logs to a file that is named; done closes it.
func LogTo(path string) (log *slog.Logger, done func() error, err error) {
	l, err := openLog(path)
	if err != nil {
		return nil, nil, &model.Error{Kind: model.KindUnavailable, Key: "log-unwritten", Args: model.Args{"path": path}, Err: err}
	}
	return l.logger(), l.Close, nil
}

// RecordPanic writes down where the program broke when no App is open to log
// it; where there is no data folder, nobody is told.
func (f Folder) RecordPanic(stack []byte) {
	if _, err := os.Stat(string(f)); err != nil || f == "" {
		return
	}
	l, err := openLog(f.log())
	if err != nil {
		return
	}
	l.logger().Error("panic", "stack", string(stack))
	_ = l.Close()
}
