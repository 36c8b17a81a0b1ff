package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"piket/internal/desk"
	"piket/internal/intake/sheet"
	"piket/model"
)

// item is one row on its way in.
type item struct {
	rec      sheet.Record
	received time.Time
	key      string
}

// run takes the rows in, several at once.
func (f *form) run(ctx context.Context, add Adder) (Result, error) {
	t := tally{result: f.result()}
	g, gctx := errgroup.WithContext(ctx)
	items := make(chan item)
	for range cmp.Or(max(0, f.options.Workers), workers) {
		g.Go(func() error { return f.addAll(gctx, &t, items, add) })
	}
	g.Go(func() error {
		defer close(items)
		return f.feed(gctx, &t, items)
	})
	err := g.Wait()
	slices.SortFunc(t.result.Refused, func(a, b Refused) int { return cmp.Compare(a.Line, b.Line) })
	if len(t.result.Refused) > maxRefused {
		t.result.Refused = t.result.Refused[:maxRefused]
	}
	if n := t.result.Rows; err == nil && n > 0 && t.result.RefusedCount == n {
		err = badInput("import-nothing-in", model.Args{"n": n})
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return t.result, err
}

func (f *form) result() Result {
	r := Result{Encoding: f.enc, Delimiter: rune(f.delim), DateOrder: f.order}
	for _, c := range f.columns {
		switch {
		case c.field == Other:
			r.InAccount = append(r.InAccount, c.header)
		case c.asTold():
			r.Sealed = append(r.Sealed, c.header)
			if c.unknown {
				r.Unknown = append(r.Unknown, c.header)
			}
		}
	}
	return r
}

// feed reads the rows and passes on what can be taken in.
func (f *form) feed(ctx context.Context, t *tally, items chan<- item) error {
	var read int64
	told := int64(-1)
	again := map[string]int{}
	err := f.records(ctx, &read, func(rec sheet.Record) error {
		t.seen()
		if f.options.Progress != nil && read != told {
			told = read
			f.options.Progress(read, f.size)
		}
		received, err := f.received(rec)
		if err != nil {
			t.refuse(Refused{rec.Row, rec.Line, err})
			return nil //nolint:nilerr // the next row may be read
		}
		key := f.key(rec, received)
		// The same answers sent twice in one second are two reports.
		if again[key]++; again[key] > 1 {
			key = fmt.Sprintf("%s-%d", key, again[key])
		}
		select {
		case items <- item{rec, received, key}:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	if err == nil && f.options.Progress != nil {
		f.options.Progress(f.size, f.size)
	}
	return err
}

// tally counts what became of the rows.
type tally struct {
	mu     sync.Mutex // guards result
	result Result
}

func (t *tally) seen() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.result.Rows++
}

func (t *tally) refuse(r Refused) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.result.RefusedCount++
	// Workers refuse out of order: some more are kept than are named.
	if len(t.result.Refused) < maxRefused+workers {
		t.result.Refused = append(t.result.Refused, r)
	}
}

func (t *tally) took(a desk.Added, received time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !a.Repeated {
		t.result.Added++
		return
	}
	t.result.Present++
	if otherTime(a.Events, received) {
		t.result.OtherTime++
	}
}

// otherTime says whether a case was opened with another time than now read.
func otherTime(before []model.Envelope, received time.Time) bool {
	return slices.ContainsFunc(before, func(e model.Envelope) bool {
		opened, ok := e.Event.(model.CaseOpened)
		return ok && !opened.Received.Equal(received)
	})
}

func (f *form) addAll(ctx context.Context, t *tally, items <-chan item, add Adder) error {
	for i := range items {
		report, err := f.report(i)
		var added desk.Added
		if err == nil {
			added, err = add(ctx, report)
		}
		switch {
		case err == nil:
			t.took(added, i.received)
		case aboutTheRow(err):
			t.refuse(Refused{i.rec.Row, i.rec.Line, err})
		default:
			return err
		}
	}
	return nil
}

// aboutTheRow says whether the next row can fare better.
func aboutTheRow(err error) bool {
	switch model.KindOf(err) {
	case model.KindInvalid, model.KindConflict, model.KindNotFound:
		return true
	case model.KindForbidden, model.KindUnavailable:
	}
	return false
}
