// Package importing is the screen that takes in the answers of a web form:
// which file, how it will be read, and what became of it. A file is looked
// through before anything is taken in.
package importing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

// File is one that may hold answers.
type File struct {
	Path, Name, Folder string
	Size               int64 // bytes
	Changed            time.Time
}

// Ask is which file to read, and how.
type Ask struct {
	Path     string
	Kind     model.Kind // of reports that do not say
	Dates    string     // dmy or mdy; empty: the file must prove it
	Story    []string   // headers of columns that belong in the account
	Try      bool       // look only: nothing is taken in
	Print    *locale.Printer
	Progress func(done, total int64)
}

// Told is what became of a file.
type Told struct {
	Rows, Added, Present, Refused int
	Unknown                       []string // headers nothing is known about: sealed
	Lines                         []string // how it was read otherwise, and each row that was refused
}

// Reader finds files on this machine and takes in what they hold.
type Reader interface {
	Found(ctx context.Context) ([]File, error)
	Read(ctx context.Context, ask Ask) (Told, error)
}

// Config is what the screen is made of.
type Config struct {
	Ctx    *screen.Ctx
	Reader Reader // nil where the officer's files are on another machine
}

// patience is how long looking for files may take: a stick or a share of the
// network may not answer.
const patience = 10 * time.Second

type phase int

const (
	choosing phase = iota
	looking        // reading the file through, nothing goes in
	looked
	taking
	done
)

// Screen takes in a file of answers.
type Screen struct {
	cfg   Config
	ctx   *screen.Ctx
	size  screen.Size
	phase phase

	line  *widget.Line
	files []File
	shown []int // into files
	at    int   // into shown
	top   int

	ask     Ask
	told    Told
	wrong   error
	dates   reading // a date of the file, once its dates can be read two ways
	gauge   *gauge
	stop    chan struct{}
	stopped bool
	turn    int
}

// gauge is how far a file was read. The command that reads it tells, the
// screen looks.
type gauge struct{ done, total atomic.Int64 }

func (g *gauge) tell(done, total int64) {
	g.done.Store(done)
	g.total.Store(total)
}

// New makes the screen.
func New(cfg Config) *Screen {
	s := &Screen{cfg: cfg, ctx: cfg.Ctx, ask: Ask{Kind: model.Complaint}}
	s.line = widget.NewLine(widget.LineConfig{Placeholder: s.t("path-hint"), Limit: 1000, Words: cfg.Ctx})
	s.line.Focus()
	return s
}

func (s *Screen) t(key string, args ...locale.A) string {
	return s.ctx.Print.T("importing."+key, args...)
}

// Title names the screen.
func (s *Screen) Title() string { return s.t("title") }

// Typing says that the path has the focus.
func (s *Screen) Typing() bool { return s.phase == choosing && s.cfg.Reader != nil }

// found is the files there are.
type found struct {
	files []File
	err   error
}

// Init looks for files.
func (s *Screen) Init() tea.Cmd {
	r := s.cfg.Reader
	if r == nil {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		files, err := r.Found(ctx)
		return found{files, err}
	}
}

// ended is what came of reading a file.
type ended struct {
	turn int
	told Told
	err  error
}

// read begins to read the file.
func (s *Screen) read(try bool) tea.Cmd {
	s.turn++
	s.wrong, s.stopped, s.told = nil, false, Told{}
	s.gauge, s.stop = &gauge{}, make(chan struct{})
	s.phase = taking
	if try {
		s.phase = looking
	}
	ask, turn, stop, r := s.ask, s.turn, s.stop, s.cfg.Reader
	ask.Try, ask.Print, ask.Progress = try, s.ctx.Print, s.gauge.tell
	return func() tea.Msg {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		go func() {
			select {
			case <-stop:
				cancel()
			case <-ctx.Done():
			}
		}()
		told, err := r.Read(ctx, ask)
		return ended{turn, told, err}
	}
}

// Update takes keys and what came of reading.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	var cmd tea.Cmd
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Did:
		cmd = s.did(m.Intent)
	case found:
		s.files, s.wrong = m.files, m.err
		s.narrow()
	case ended:
		s.ended(m)
	default:
		if s.Typing() && s.line.Update(msg) {
			s.wrong = nil
			s.narrow()
		}
	}
	return s, cmd
}

func (s *Screen) ended(m ended) {
	if m.turn != s.turn {
		return
	}
	s.told, s.wrong, s.top = m.told, m.err, 0
	if s.datesOpen() {
		s.dates = readingOf(m.err)
	}
	if errors.Is(m.err, context.Canceled) {
		s.wrong, s.stopped = nil, true
	}
	switch {
	case s.phase == taking:
		s.phase = done
	case s.stopped, m.err != nil && !s.datesOpen() && m.told.Rows == 0:
		s.phase = choosing
		s.stopped = false
	default:
		s.phase = looked
	}
}

// datesOpen says that the dates can be read two ways, and nothing else is
// wrong.
func (s *Screen) datesOpen() bool { return s.wants("import-dates-ambiguous", "import-dates-mixed") }

// wants says whether the file was refused for one of these.
func (s *Screen) wants(keys ...string) bool {
	var e *model.Error
	return errors.As(s.wrong, &e) && slices.Contains(keys, e.Key)
}

// narrow keeps the files that have what was typed in their name.
func (s *Screen) narrow() {
	s.shown, s.at, s.top = s.shown[:0], 0, 0
	want := model.Fold(s.line.Value())
	for i, f := range s.files {
		if s.isPath() || strings.Contains(model.Fold(f.Name), want) {
			s.shown = append(s.shown, i)
		}
	}
}

// isPath says that a path is being typed rather than a part of a name.
func (s *Screen) isPath() bool { return strings.ContainsAny(s.line.Value(), `/\~`) }

// chosen is the path that Enter stands for.
func (s *Screen) chosen() string {
	typed := strings.TrimSpace(s.line.Value())
	if !s.isPath() && s.at < len(s.shown) {
		return s.files[s.shown[s.at]].Path
	}
	return typed
}
