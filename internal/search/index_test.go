package search

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// small sizes make a few cases go through everything a million would.
func smallSizes() sizes { return sizes{batch: 9, fresh: 4, segment: 24} }

// desk is an index that follows a journal, for a test.
type desk struct {
	t       fatal
	dir     string
	journal *journal
	index   *Index
	log     *lines
	wake    chan struct{}
	stop    func()
}

// fatal is a *testing.T or a *rapid.T.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

// lines is a log to look into.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lines) count(part string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.text.String(), part)
}

func openDesk(t fatal, dir string, j *journal, s sizes) *desk {
	t.Helper()
	d := &desk{t: t, dir: dir, journal: j, log: &lines{}, wake: make(chan struct{}, 1)}
	var err error
	d.index, err = Open(Config{Dir: dir, Source: j, Log: slog.New(slog.NewTextHandler(d.log, nil))})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	d.index.sizes = s
	d.index.file.db.NoSync = true // tests that pull the plug open their own
	d.run()
	return d
}

// run starts Run; d.stop ends it.
func (d *desk) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.index.Run(ctx, d.wake) }()
	d.stop = func() {
		cancel()
		if err := <-done; err != nil {
			d.t.Fatalf("run: %v", err)
		}
	}
}

func (d *desk) close() {
	d.t.Helper()
	d.stop()
	if err := d.index.Close(); err != nil {
		d.t.Fatalf("close: %v", err)
	}
}

// settle wakes the index and waits until it has all of the journal.
func (d *desk) settle() {
	d.t.Helper()
	wake(d.wake)
	head, _ := d.journal.Head(context.Background())
	for range 80000 {
		if done, _ := d.index.Progress(); done >= head.Seq {
			return
		}
		time.Sleep(time.Millisecond / 4)
	}
	d.t.Fatalf("the index does not follow: %s", d.log.text.String())
}

// same compares a query with the slow way.
func (d *desk) same(text string, limit int) {
	d.t.Helper()
	got, err := d.index.Query(context.Background(), text, limit)
	if err != nil {
		d.t.Fatalf("query %q: %v", text, err)
	}
	if want := d.journal.search(text, limit); !slices.Equal(got, want) {
		d.t.Fatalf("query %q, limit %d:\n got %v\nwant %v", text, limit, got, want)
	}
}

// lexicon is short, alike and repeated, so that random cases meet.
func lexicon() []string {
	return strings.Fields("hotel hotels hostel overstay overstya overtsay kos kosong jl jalan maulana maulane " +
		"li liu liujing a ab abc A1234567 A1234568 12 412 000412 josé hotшl jum'at 陈 tiongkok nigeria ng")
}

func drawText(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(lexicon()), 0, 5).Draw(t, label), " ")
}

func drawDocument(t *rapid.T, id string) Document {
	return Document{
		ID: id, Number: "TNG-2026-" + fmt.Sprintf("%06d", rapid.IntRange(1, 500).Draw(t, "number")),
		Narrative: drawText(t, "narrative"), Place: drawText(t, "place"),
		Subjects: []string{drawText(t, "subject")}, Notes: []string{drawText(t, "note")},
	}
}

// drawQuery is words of the lexicon, the last perhaps unfinished or with a typo.
func drawQuery(t *rapid.T) string {
	list := rapid.SliceOfN(rapid.SampledFrom(append(lexicon(), "412", "tng", "2026")), 1, 3).Draw(t, "asked")
	last := list[len(list)-1]
	at := rapid.IntRange(0, len(last)).Draw(t, "at")
	switch rapid.IntRange(0, 3).Draw(t, "typing") {
	case 0:
		last = last[:at]
	case 1:
		last = last[:at] + "x" + last[at:]
	case 2:
		last = last[:at] + last[min(at+1, len(last)):]
	}
	return strings.Join(append(list[:len(list)-1], last), " ")
}

// TestLikeTheSlowWay runs random histories against the slow way: cases opened and
// changed, the index closed and opened, built again, and asked.
func TestLikeTheSlowWay(t *testing.T) {
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := openDesk(t, fmt.Sprintf("%s/%d", root, time.Now().UnixNano()), newJournal(), smallSizes())
		n := 0
		id := func() string { return fmt.Sprint("case-", n) }
		t.Repeat(map[string]func(*rapid.T){
			"open": func(t *rapid.T) { // several at once, as an import does
				for range rapid.IntRange(1, 12).Draw(t, "cases") {
					n++
					d.journal.put(drawDocument(t, id()))
				}
				d.settle()
			},
			"change": func(t *rapid.T) {
				if n > 0 {
					old := fmt.Sprint("case-", rapid.IntRange(1, n).Draw(t, "which"))
					d.journal.put(drawDocument(t, old))
				}
				d.settle()
			},
			"touch": func(*rapid.T) { // an event that changes no word
				if n > 0 {
					d.journal.put(d.journal.latest[id()])
				}
				d.settle()
			},
			"reopen": func(*rapid.T) {
				d.close()
				d = openDesk(t, d.dir, d.journal, smallSizes())
				d.settle()
			},
			"rebuild": func(t *rapid.T) {
				if rapid.IntRange(0, 4).Draw(t, "seldom") > 0 {
					return
				}
				if err := d.index.Rebuild(); err != nil {
					t.Fatalf("rebuild: %v", err)
				}
				d.settle()
			},
			"": func(t *rapid.T) {
				d.same(drawQuery(t), rapid.IntRange(1, 30).Draw(t, "limit"))
			},
		})
		d.close()
		if c := d.log.count("level="); c != 0 {
			t.Fatalf("log: %s", d.log.text.String())
		}
	})
}
