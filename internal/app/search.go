package app

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"piket/internal/locale"
	"piket/internal/search"
	"piket/model"
	"piket/model/nation"
)

// finder is desk.Searcher over the index. The index is opened by StartSearch:
// a command that searches nothing does not pay for it.
type finder struct {
	source search.Source
	dir    string
	log    *slog.Logger
	rows   func(context.Context, model.CaseID) (model.Row, error)
	begin  func(run func(context.Context) error)

	mu    sync.Mutex // guards index
	index *search.Index
}

// start opens the index and has it follow the journal.
func (f *finder) start(wake <-chan struct{}, unwatch func()) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.index != nil {
		unwatch()
		return nil
	}
	index, err := search.Open(search.Config{Dir: f.dir, Source: f.source, Log: f.log})
	if err != nil {
		unwatch()
		f.log.Error("search cannot be opened", "err", err)
		return f.off(err)
	}
	f.index = index
	f.begin(func(ctx context.Context) error {
		defer unwatch()
		return index.Run(ctx, wake) //nolint:wrapcheck // only tells of a Close that came first
	})
	return nil
}

func (f *finder) off(err error) error {
	return &model.Error{Kind: model.KindUnavailable, Key: "search-off", Err: err}
}

func (f *finder) opened() *search.Index {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.index
}

// Query finds cases by their words, best first.
func (f *finder) Query(ctx context.Context, text string, limit int) ([]model.Row, error) {
	index := f.opened()
	if index == nil {
		return nil, f.off(nil)
	}
	hits, err := index.Query(ctx, text, limit)
	if ctx.Err() != nil {
		return nil, ctx.Err() //nolint:wrapcheck // the caller's own
	}
	if err != nil {
		f.log.Error("search", "err", err)
		return nil, f.off(err)
	}
	rows := make([]model.Row, 0, len(hits))
	for _, h := range hits {
		row, err := f.rows(ctx, model.CaseID(h.ID))
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// Close lets go of the index, once nobody runs it any more.
func (f *finder) Close() error {
	index := f.opened()
	if index == nil {
		return nil
	}
	if err := index.Close(); err != nil {
		return fmt.Errorf("close search: %w", err)
	}
	return nil
}

// StartSearch opens the search index, for as long as the App is open.
func (a *App) StartSearch() error {
	wake, unwatch := a.store.Watch()
	return a.finder.start(wake, unwatch)
}

// Indexed says how far search has followed the journal, in entries: both are
// the same once it knows all there is, and nothing before it was started.
func (a *App) Indexed() (done, total uint64) {
	index := a.finder.opened()
	if index == nil {
		return 0, 0
	}
	done, _ = index.Progress()
	return done, max(done, a.store.Seq())
}

// catchUpInterval is how often CatchUp looks.
const catchUpInterval = 5 * time.Millisecond

// CatchUp waits until search knows all there is, or for so long at most; it
// says whether it does.
func (a *App) CatchUp(ctx context.Context, most time.Duration) bool {
	index := a.finder.opened()
	if index == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	tick := time.NewTicker(catchUpInterval)
	defer tick.Stop()
	for {
		if done, _ := index.Progress(); done >= a.store.Seq() {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
	}
}

// feed is the journal as the index reads it.
type feed struct {
	app  *App
	told atomic.Uint64 // how far Documents has been
}

// Head names the journal by its first event. What was read a moment ago is
// written, although the store may be yet to say so.
func (f *feed) Head(ctx context.Context) (search.Head, error) {
	first, err := f.app.store.Events(ctx, 0, 1)
	if err != nil || len(first) == 0 {
		return search.Head{}, err //nolint:wrapcheck // the index logs it
	}
	return search.Head{Journal: first[0].ID, Seq: max(f.app.store.Seq(), f.told.Load())}, nil
}

// Documents are the cases touched after a sequence, as they are now.
func (f *feed) Documents(ctx context.Context, after uint64, limit int) ([]search.Document, uint64, error) {
	ids, last, err := f.app.store.Touched(ctx, after, limit)
	if err != nil {
		return nil, 0, err //nolint:wrapcheck // the index logs it
	}
	docs := make([]search.Document, 0, len(ids))
	for _, id := range ids {
		l, err := f.app.store.Case(ctx, id)
		if err != nil {
			return nil, 0, err //nolint:wrapcheck // the index logs it
		}
		docs = append(docs, f.document(l))
	}
	f.told.Store(max(last, f.told.Load()))
	return docs, last, nil
}

func (f *feed) document(l model.Loaded) search.Document {
	c := l.Case
	d := search.Document{
		ID: string(c.ID), Seq: l.History[0].Seq, Number: c.Number,
		Narrative: c.Facts.Narrative, Place: f.place(c.Facts.Place),
	}
	for _, s := range c.Facts.Subjects {
		d.Subjects = append(d.Subjects, subjectWords(s))
	}
	for _, n := range c.Notes {
		if !n.Withdrawn {
			d.Notes = append(d.Notes, n.Text)
		}
	}
	d.Notes = append(d.Notes, f.labels(c)...)
	return d
}

// labels are what a case is called by its kind and violation, in every
// language an officer may ask in.
func (f *feed) labels(c model.Case) []string {
	var words []string
	for _, lang := range locale.Langs() {
		p, err := f.app.Printer(lang)
		if err != nil {
			continue
		}
		words = append(words, p.Word("kind", string(c.Facts.Kind)))
		if c.Violation != "" {
			words = append(words, p.Word("violation", string(c.Violation)))
		}
	}
	return words
}

// place is an address with the names of its area.
func (f *feed) place(p model.Place) string {
	words := []string{p.Name, p.Address}
	if areas, err := f.app.Areas(); err == nil && p.Area != "" {
		if at, ok := areas.Lookup(p.Area); ok {
			words = append(words, at.Name, at.District, at.Regency)
		}
	}
	return strings.Join(words, " ")
}

// subjectWords is all a subject may be found by, the nationality in both languages.
func subjectWords(s model.Subject) string {
	words := []string{s.Name, s.Alias, s.Passport, s.Nationality, s.Note}
	if n, ok := nation.Lookup(s.Nationality); ok {
		words = append(words, n.Name("id"), n.Name("en"))
	}
	return strings.Join(words, " ")
}
