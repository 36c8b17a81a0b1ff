// Package desktest has parts of a desk for the tests of what talks to one.
package desktest

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
)

// Drafts keep forms as a desk does, sealed, over a shelf in memory.
type Drafts struct {
	*desk.Session
	shelf *shelf
}

// NewDrafts is an empty shelf.
func NewDrafts(t testing.TB, now func() time.Time) *Drafts {
	t.Helper()
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{forms: map[string]model.Draft{}}
	d := desk.New(desk.Config{Keys: keys, Drafts: s, Now: now})
	return &Drafts{Session: d.Session(model.Actor{Officer: "01OFFICER", Door: "desk"}), shelf: s}
}

// Len is how many forms are kept.
func (d *Drafts) Len() int {
	d.shelf.mu.Lock()
	defer d.shelf.mu.Unlock()
	return len(d.shelf.forms)
}

// shelf is where sealed forms lie. It is safe for use by many goroutines.
type shelf struct {
	mu    sync.Mutex // guards forms
	forms map[string]model.Draft
}

// PutDraft keeps a form.
func (s *shelf) PutDraft(_ context.Context, d model.Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forms[d.Key] = d
	return nil
}

// Drafts are the forms whose name begins with a text.
func (s *shelf) Drafts(_ context.Context, prefix string) ([]model.Draft, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []model.Draft
	for key, d := range s.forms {
		if strings.HasPrefix(key, prefix) {
			out = append(out, d)
		}
	}
	return out, nil
}

// DropDraft forgets a form.
func (s *shelf) DropDraft(_ context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.forms, key)
	return nil
}
