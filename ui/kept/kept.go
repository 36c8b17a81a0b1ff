// Package kept keeps what is typed and not yet sent: texts by name, stored
// sealed by the desk a moment after each change, so that they outlive Esc, a
// lost line and a crash.
package kept

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
)

const (
	pause    = 400 * time.Millisecond // without a key, before what is typed is stored
	patience = 10 * time.Second
)

// Drafts is what keeping asks of the desk.
type Drafts interface {
	SaveDraft(ctx context.Context, form string, v any) error
	Drafts(ctx context.Context, prefix string) ([]desk.SavedDraft, error)
	DropDraft(ctx context.Context, form string) error
}

// Texts are the texts of one form. Its methods belong to Update; the
// commands they return may run anywhere.
type Texts struct {
	form    string
	texts   map[string]string
	store   *store
	read    bool // what was kept before has been read, or there is nowhere to read
	dirty   bool
	waiting bool
}

// New are the texts of a form. Without drafts they are kept in memory only.
func New(drafts Drafts, form string) *Texts {
	k := &Texts{form: form, texts: map[string]string{}, read: drafts == nil}
	if drafts != nil {
		k.store = &store{drafts: drafts, form: form, turn: make(chan struct{}, 1)}
	}
	return k
}

// Found says what was kept before. Err is why it could not be read.
type Found struct {
	form  string
	texts map[string]string
	Err   error
}

// messages to itself
type (
	storeNow struct{ form string }
	unstored struct {
		form string
		err  error
	}
)

// Load reads what was kept before; Found answers.
func (k *Texts) Load() tea.Cmd {
	if k.store == nil {
		return nil
	}
	st := k.store
	return func() tea.Msg {
		texts, err := st.load()
		return Found{form: st.form, texts: texts, Err: err}
	}
}

// Ready says whether what was kept before is among the texts.
func (k *Texts) Ready() bool { return k.read }

// Text is what is kept under a name.
func (k *Texts) Text(name string) string { return k.texts[name] }

// Has says whether anything is kept under a name or below it.
func (k *Texts) Has(name string) bool {
	for n := range k.texts {
		if n == name || strings.HasPrefix(n, name+"/") {
			return true
		}
	}
	return false
}

// Put keeps a text; an empty one is forgotten.
func (k *Texts) Put(name, text string) tea.Cmd {
	if k.texts[name] == text {
		return nil
	}
	k.Hold(name, text)
	return k.changed()
}

// Hold keeps a text where no command can be returned; whoever calls Keep once
// a second stores it.
func (k *Texts) Hold(name, text string) {
	if k.texts[name] == text {
		return
	}
	if k.texts[name] = text; text == "" {
		delete(k.texts, name)
	}
	k.dirty = true
}

// Drop forgets a name and all below it.
func (k *Texts) Drop(name string) tea.Cmd {
	before := len(k.texts)
	maps.DeleteFunc(k.texts, func(n, _ string) bool { return n == name || strings.HasPrefix(n, name+"/") })
	if len(k.texts) == before {
		return nil
	}
	return k.changed()
}

// Clear forgets everything, at once.
func (k *Texts) Clear() tea.Cmd {
	if len(k.texts) == 0 {
		return nil
	}
	clear(k.texts)
	k.dirty = true
	return k.Keep()
}

func (k *Texts) changed() tea.Cmd {
	k.dirty = true
	if k.store == nil || k.waiting {
		return nil
	}
	k.waiting = true
	form := k.form
	return tea.Tick(pause, func(time.Time) tea.Msg { return storeNow{form} })
}

// Keep stores at once what is not stored yet.
func (k *Texts) Keep() tea.Cmd {
	if k.store == nil || !k.dirty {
		return nil
	}
	k.dirty = false
	st, texts := k.store, maps.Clone(k.texts)
	revision := st.newest.Add(1)
	return func() tea.Msg {
		if err := st.save(texts, revision); err != nil {
			return unstored{form: st.form, err: err}
		}
		return nil
	}
}

// Took takes a message, if it is one of these texts' own. An error is one to
// tell the officer: what is typed is not safe on disk.
func (k *Texts) Took(msg tea.Msg) (cmd tea.Cmd, mine bool, err error) {
	switch m := msg.(type) {
	case Found:
		if m.form == k.form {
			k.found(m)
			k.read = true
			return nil, true, m.Err
		}
	case storeNow:
		if m.form == k.form {
			k.waiting = false
			return k.Keep(), true, nil
		}
	case unstored:
		if m.form == k.form {
			return k.changed(), true, m.err
		}
	}
	return nil, false, nil
}

// found takes stored texts in; what was typed since is newer.
func (k *Texts) found(m Found) {
	for name, text := range m.texts {
		if _, there := k.texts[name]; !there {
			k.texts[name] = text
		}
	}
}

// store writes one form. Commands run in any order: an older state never
// overwrites a newer one.
type store struct {
	drafts Drafts
	form   string
	newest atomic.Int64

	turn   chan struct{} // holds one while somebody stores; guards what follows
	stored int64
}

func (s *store) load() (map[string]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	found, err := s.drafts.Drafts(ctx, s.form)
	for _, d := range found {
		texts := map[string]string{}
		if d.Form == s.form && d.Into(&texts) == nil {
			return texts, err
		}
	}
	return nil, err
}

func (s *store) save(texts map[string]string, revision int64) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("keep draft: %w", ctx.Err())
	}
	defer func() { <-s.turn }()
	if revision < s.newest.Load() || revision <= s.stored {
		return nil
	}
	var err error
	if len(texts) > 0 {
		err = s.drafts.SaveDraft(ctx, s.form, texts)
	} else {
		err = s.drafts.DropDraft(ctx, s.form)
	}
	if err == nil {
		s.stored = revision
	}
	return err
}
