package report

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/ui/screen"
)

// keeper stores one draft. Its methods run in commands, which nobody puts in
// order: an older state never overwrites a newer one, and nothing is stored
// after the draft was dropped.
type keeper struct {
	drafts Drafts
	form   string
	newest atomic.Int64 // revision somebody wants on disk

	turn    chan struct{} // holds one while somebody stores; guards what follows
	stored  int           // revision on disk
	dropped bool
	onDisk  bool // as far as this keeper knows
	last    mark // of what it stored or found there last
}

func newKeeper(drafts Drafts, form string) *keeper {
	return &keeper{drafts: drafts, form: form, turn: make(chan struct{}, 1)}
}

// foundThere notes what was on disk when the draft was taken up.
func (k *keeper) foundThere(d Draft) { k.onDisk, k.last = true, d.mark() }

// take waits for its turn, at most as long as the context.
func (k *keeper) take(ctx context.Context) error {
	select {
	case k.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("keep draft: %w", ctx.Err())
	}
}

// want says that a revision will be stored: older ones need not be.
func (k *keeper) want(revision int) {
	for was := k.newest.Load(); was < int64(revision); was = k.newest.Load() {
		if k.newest.CompareAndSwap(was, int64(revision)) {
			return
		}
	}
}

// store keeps a revision of the draft: done says that it, or a newer one, is
// on disk. It is not while a newer one is waiting to replace it. Where another
// session of the officer was there meanwhile, what is typed here goes into a
// draft of its own; key is that one's.
func (k *keeper) store(d Draft, revision int) (done bool, parted parting, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	if err := k.take(ctx); err != nil {
		return false, parted, err
	}
	defer func() { <-k.turn }()
	switch {
	case revision <= k.stored:
		return true, parted, nil
	case k.dropped || int64(revision) < k.newest.Load():
		return false, parted, nil
	case !k.onDisk && d.blank():
		return false, parted, nil // spaces alone are no draft
	}
	why, err := k.crossed(ctx)
	switch {
	case err != nil:
		return false, parted, err
	case why != together && d.mark() == k.last:
		k.stored = revision
		return true, parted, nil // nothing was typed here that is not kept there
	case why != together:
		parted = parting{key: k.drafts.NewID(), why: why}
		d.Key = parted.key
		k.form = d.form()
	default:
		d.Key = k.form[len(FormPrefix):]
	}
	if err := k.drafts.SaveDraft(ctx, k.form, d); err != nil {
		return false, parting{}, err
	}
	k.stored, k.onDisk, k.last = revision, true, d.mark()
	return true, parted, nil
}

// drop forgets the draft for good.
func (k *keeper) drop() error {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	if err := k.take(ctx); err != nil {
		return err
	}
	defer func() { <-k.turn }()
	k.dropped = true
	return k.drafts.DropDraft(ctx, k.form)
}

// keeping is what the form knows of its draft on disk.
type keeping struct {
	keeper   *keeper
	resumed  bool // taken up again, so it is on disk already
	revision int  // of the draft in memory; 0: as it was begun
	asked    int  // newest revision handed to the keeper
	stored   int  // newest one that is on disk
	waiting  bool
	at       time.Time // of the last one stored
	err      error     // why the last one was not
}

// Messages of the draft. Form tells a form's own from those of one before.
type (
	keepNow struct{ form string }
	kept    struct {
		form     string
		revision int
		at       time.Time
		err      error
		parted   parting
	}
)

// changed notes that the draft is not what is on disk, and sees to it that it
// will be.
func (s *Screen) changed() tea.Cmd {
	if s.keep.revision == 0 && !s.keep.resumed {
		s.draft.Started = s.cfg.Ctx.Now() // an empty form may have waited for hours
	}
	s.keep.revision++
	return tea.Batch(s.keepSoon(), s.compare())
}

// moved notes that the draft shows another place than the one on disk. What
// was typed before is stored at once.
func (s *Screen) moved() tea.Cmd {
	dirty := s.keep.revision > s.keep.asked
	if s.keep.revision == 0 && !s.keep.resumed {
		return nil
	}
	s.keep.revision++
	if dirty {
		return s.store()
	}
	return s.keepSoon()
}

// keepSoon starts the timer, unless it runs.
func (s *Screen) keepSoon() tea.Cmd {
	if s.keep.waiting {
		return nil
	}
	s.keep.waiting = true
	form := s.self
	return tea.Tick(s.cfg.DraftEvery, func(time.Time) tea.Msg { return keepNow{form} })
}

// keepNow is the end of the timer.
func (s *Screen) keepNow(m keepNow) tea.Cmd {
	if m.form != s.self || s.page == pageDone {
		return nil
	}
	s.keep.waiting = false
	return s.store()
}

// store hands the draft to the keeper, if it is not there yet.
func (s *Screen) store() tea.Cmd {
	if s.keep.revision <= s.keep.asked || s.page == pageDone {
		return nil
	}
	s.keep.asked = s.keep.revision
	return s.write()
}

// write is the command that stores the draft as it stands.
func (s *Screen) write() tea.Cmd {
	d, revision, keeper, now, self := s.draft.clone(), s.keep.revision, s.keep.keeper, s.cfg.Ctx.Now, s.self
	keeper.want(revision)
	return func() tea.Msg {
		done, parted, err := keeper.store(d, revision)
		if !done && err == nil {
			return nil
		}
		return kept{form: self, revision: revision, at: now(), err: err, parted: parted}
	}
}

// kept takes the keeper's answer. What could not be stored is tried again
// with the timer.
func (s *Screen) kept(m kept) tea.Cmd {
	if m.form != s.self || s.page == pageDone {
		return nil
	}
	if m.err != nil {
		s.keep.err = m.err
		s.keep.asked = min(s.keep.asked, m.revision-1)
		var say tea.Cmd
		if s.leaving {
			s.leaving = false
			say = s.toast(s.cfg.Ctx.Print.Error(m.err), true)
		}
		return tea.Batch(say, s.keepSoon())
	}
	if m.revision >= s.keep.stored {
		s.keep.stored, s.keep.at, s.keep.err = m.revision, m.at, nil
	}
	parted := s.part(m.parted)
	if s.leaving {
		return tea.Batch(screen.Send(screen.Close{}), s.toast(s.t("report.kept"), false), parted)
	}
	return parted
}

// Keep stores at once what is typed; nil when there is nothing new.
func (s *Screen) Keep() tea.Cmd {
	if s.page == pageDone || s.keep.revision <= s.keep.stored {
		return nil
	}
	return s.write()
}

// close leaves the form. It asks nothing and loses nothing: the form closes
// once the draft is stored. One in which nothing stands leaves no draft.
func (s *Screen) close() tea.Cmd {
	switch {
	case s.page == pageDone:
		return screen.Send(screen.Close{})
	case s.draft.blank():
		return tea.Batch(s.forget(), screen.Send(screen.Close{}))
	case s.leaving || s.sending:
		return nil
	}
	s.keep.revision++ // where the focus is belongs to it
	s.keep.asked, s.leaving = s.keep.revision, true
	return s.write()
}

// forget drops the draft, where there may be one.
func (s *Screen) forget() tea.Cmd {
	if s.keep.revision == 0 && !s.keep.resumed {
		return nil
	}
	keeper, print := s.keep.keeper, s.cfg.Ctx.Print
	return func() tea.Msg {
		if err := keeper.drop(); err != nil {
			return screen.Toast{Text: print.Error(err), Bad: true}
		}
		return nil
	}
}
