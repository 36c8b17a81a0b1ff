//go:build slow

package ui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
)

// stored is a session over a real store: the kept one of a million cases in
// PIKET_BENCH_DIR, or an empty one.
func stored(b *testing.B, kept string) *Root {
	b.Helper()
	path := filepath.Join(b.TempDir(), storage.FileName)
	if kept != "" {
		path = filepath.Join(os.Getenv("PIKET_BENCH_DIR"), kept, storage.FileName)
	}
	store, err := storage.Open(storage.Config{Path: path, NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	keys, err := seal.New()
	if err != nil {
		b.Fatal(err)
	}
	d := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Duty: store, Sittings: store, Keys: keys, Now: time.Now, NewID: func() string { return ulid.Make().String() },
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
	})
	if !d.Office().SetUp() {
		if _, err := d.SetUp(b.Context(), model.OfficeSetUp{Name: "Kanim Tangerang", Code: "TNG", Zone: model.WIB}, "Sari W."); err != nil {
			b.Fatal(err)
		}
	}
	s := prepare(b, func(c *Config) {
		c.Office, c.Now, c.Officer, c.Colours = d.Office, time.Now, d.Office().Officers[0].ID, ColoursDark
		c.SignIn = signIn(d)
	})
	s.root.Update(tea.WindowSizeMsg{Width: benchWidth, Height: benchHeight})
	return s.root
}

const million = "cases-1000000"

func BenchmarkStoredKeyToFrame(b *testing.B) {
	root := stored(b, million)
	answerAll(root, root.Init())
	keyToFrame(b, root)
}

func BenchmarkStoredFirstFrame(b *testing.B) {
	for name, kept := range map[string]string{"cases=0": "", "cases=1000000": million} {
		b.Run(name, func(b *testing.B) {
			root := stored(b, kept)
			for b.Loop() {
				r, err := New(root.cfg)
				if err != nil {
					b.Fatal(err)
				}
				r.post = root.post
				r.Update(tea.WindowSizeMsg{Width: benchWidth, Height: benchHeight})
				answerAll(r, r.Init())
				r.View()
				r.Leave(model.LeftDesk)
			}
		})
	}
}
