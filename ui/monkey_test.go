package ui

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/model/area"
	"piket/storage"
	"piket/ui/uitest"
)

// realDesk is a desk over a store of its own, with a few cases in it.
func realDesk(t testing.TB, now func() time.Time) *desk.Desk {
	t.Helper()
	store, err := storage.Open(storage.Config{Path: filepath.Join(t.TempDir(), storage.FileName), NoSync: true, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Duty: store, Sittings: store, Keys: keys, Now: now, NewID: func() string { return ulid.Make().String() },
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
	})
	sari, err := d.SetUp(t.Context(), model.OfficeSetUp{Name: "Kanim Tangerang", Code: "TNG", Zone: model.WIB}, "Sari W.")
	if err != nil {
		t.Fatal(err)
	}
	s := d.Session(model.Actor{Officer: sari.ID, Door: "cli"})
	for i := range 8 {
		_, err := s.AddReport(t.Context(), desk.Report{
			Received: now().Add(-time.Duration(i) * time.Hour), Violation: model.Overstay, Urgency: model.Urgencies()[i%3],
			Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Dua orang asing tinggal di kos.", Subjects: []model.Subject{{Name: "Chen Wei"}}},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// signIn lets officers sit down at a real desk.
func signIn(d *desk.Desk) func(context.Context, SignIn) (Seat, error) {
	return func(ctx context.Context, in SignIn) (Seat, error) {
		s, err := d.SignIn(ctx, desk.SignIn{Officer: in.Officer, Door: "desk", PIN: in.PIN, Home: true})
		if err != nil {
			return Seat{}, err
		}
		return SeatOf(s), nil
	}
}

// atRealDesk is a session over a real desk with every real screen.
func atRealDesk(t testing.TB, d *desk.Desk, now func() time.Time) *table {
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := prepare(t, func(c *Config) {
		c.Office, c.Now, c.Officer, c.Areas, c.Area = d.Office, now, d.Office().Officers[0].ID, areas, areas.District
		c.ValidPhone = func(string) bool { return true }
		c.SignIn = signIn(d)
	})
	s.root.build = s.root.screens()
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	return s
}

// TestNoKeyBreaksAnything presses keys at random on the real screens, in
// sizes that change, while cases come and go.
func TestNoKeyBreaksAnything(t *testing.T) {
	for seed := range uint64(monkeys) {
		now := uitest.Now()
		clock := func() time.Time { return now }
		s := atRealDesk(t, realDesk(t, clock), clock)
		r := rand.New(rand.NewPCG(seed, 1))
		w, h := 80, 24
		for i := range monkeyKeys {
			now = now.Add(time.Duration(r.IntN(700)) * time.Millisecond)
			switch r.IntN(30) {
			case 0:
				w, h = 60+r.IntN(150), 16+r.IntN(50)
				s.tell(tea.WindowSizeMsg{Width: w, Height: h})
			case 1:
				s.tell(ticked{now})
				s.wake()
			case 2:
				s.tell(tea.PasteMsg{Content: "\x1b[2Jkos 東京 \u202e\n" + string(rune(r.IntN(0x3000)))})
			default:
				key := monkeyKey(r)
				s.press(key)
				if t.Failed() {
					t.Fatalf("seed %d, key %d: %s", seed, i, key)
				}
			}
			shown := s.root.View().Content
			uitest.Fits(t, shown, w, h)
			if anew := afresh(s.root); shown != anew {
				t.Errorf("what was kept of a frame differs from\n%s", anew)
			}
			if t.Failed() {
				t.Fatalf("seed %d, key %d at %d×%d:\n%s", seed, i, w, h, s.text())
			}
		}
		s.root.Leave(model.LeftDesk)
	}
}

// afresh is the frame drawn without what is kept of the one before.
func afresh(r *Root) string {
	kept := r.chrome
	defer func() { r.chrome = kept }()
	r.chrome = chrome{}
	return r.View().Content
}

// monkeyKey is a key that does something more often than not.
func monkeyKey(r *rand.Rand) string {
	special := []string{
		"enter", "enter", "enter", "esc", "esc", "tab", "shift+tab", "up", "down", "left", "right", "pgup", "pgdown", "home", "end",
		"backspace", "delete", "space", "ctrl+f", "ctrl+n", "ctrl+p", "ctrl+r", "ctrl+d", "ctrl+x", "f1", "f2", "f3", "alt+enter", "ctrl+l", "ctrl+g", "O",
	}
	if r.IntN(2) == 0 {
		return special[r.IntN(len(special))]
	}
	letters := "abcdefghijklmnopqrstuvwxyzGN0123456789?:/!.-"
	return string(letters[r.IntN(len(letters))])
}
