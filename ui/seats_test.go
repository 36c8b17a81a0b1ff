package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/model"
	"piket/model/area"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// sharedDesk is a real desk of two officers with PINs.
func sharedDesk(t *testing.T, now func() time.Time) *desk.Desk {
	t.Helper()
	d := realDesk(t, now)
	sari := d.Session(model.Actor{Officer: d.Office().Officers[0].ID, Door: "cli"})
	budi, err := sari.RegisterOfficer(t.Context(), "Budi", model.RoleOfficer)
	if err != nil {
		t.Fatal(err)
	}
	for id, pin := range map[model.OfficerID]string{sari.Actor().Officer: sariPIN, budi.ID: budiPIN} {
		if err := sari.SetPIN(t.Context(), id, pin); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// sits has an officer sign in at a screen of their own.
func sits(t *testing.T, d *desk.Desk, now func() time.Time, name, pin string) *table {
	t.Helper()
	f, _ := d.Office().OfficerNamed(name)
	s := prepare(t, func(c *Config) {
		c.Office, c.Now, c.Officer, c.Known = d.Office, now, f.ID, false
		c.SignIn = signIn(d)
		c.Rejoin = func(at Sitting) Seat { return SeatOf(d.Rejoin(at.Officer, at.ID, "desk")) }
	})
	s.root.build = s.root.screens()
	s.tell(tea.WindowSizeMsg{Width: 120, Height: 36})
	s.settle(s.root.Init())
	s.sees(t, "Masuk sebagai "+name)
	s.write(pin)
	s.press("enter")
	s.sees(t, "Urut:", name)
	return s
}

// TestTwoOfficersOneDesk has two sessions on one real store: the second to
// take a case is told who has it, each knows that the other looks, and the
// sittings stand in the journal.
func TestTwoOfficersOneDesk(t *testing.T) {
	now := func() time.Time { return uitest.Now() }
	d := sharedDesk(t, now)
	sari, budi := sits(t, d, now, "Sari W.", sariPIN), sits(t, d, now, "Budi", budiPIN)
	sari.press("t")
	sari.sees(t, "sekarang Anda pegang")
	budi.press("t") // its screen still shows the case in nobody's hands
	budi.sees(t, "! Kasus TNG-", "sudah dipegang Sari W.")
	for _, s := range []*table{sari, budi} {
		s.press("g", "enter")
		s.tell(ticked{now()})
	}
	sari.tell(ticked{now()})
	sari.sees(t, "Budi juga membuka kasus ini")
	budi.sees(t, "Sari W. juga membuka kasus ini")
	budi.root.Leave(model.LineLost)
	sari.tell(ticked{now()})
	sari.seesNot(t, "juga membuka")
	sari.root.Leave(model.LeftDesk)
	var story []string
	events, err := d.Session(model.Actor{}).Events(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.Stream.Kind() == model.OfSitting {
			f, _ := d.Office().Officer(e.Actor.Officer)
			story = append(story, f.Name+" "+strings.TrimSuffix(strings.TrimPrefix(e.Event.Type(), "sitting."), ".v1"))
		}
	}
	if got := strings.Join(story, ", "); got != "Sari W. begun, Budi begun, Budi ended, Sari W. ended" {
		t.Errorf("the journal says: %s", got)
	}
}

// TestACaseWithoutAHandShowsInTheQueue follows an officer who leaves with a
// case in hand.
func TestACaseWithoutAHandShowsInTheQueue(t *testing.T) {
	now := func() time.Time { return uitest.Now() }
	d := sharedDesk(t, now)
	sari, budi := sits(t, d, now, "Sari W.", sariPIN), sits(t, d, now, "Budi", budiPIN)
	budi.press("t")
	sari.wake()
	sari.seesNot(t, "○ Budi")
	budi.root.Leave(model.LeftDesk)
	sari.tell(ticked{now()})
	sari.sees(t, "○ Budi")
	sari.root.Leave(model.LeftDesk)
}

// TestADraftOpenInTwoSessionsSaysSo to who opens it second, until the first
// has closed it.
func TestADraftOpenInTwoSessionsSaysSo(t *testing.T) {
	now := func() time.Time { return uitest.Now() }
	d := sharedDesk(t, now)
	first, second := sits(t, d, now, "Sari W.", sariPIN), sits(t, d, now, "Sari W.", sariPIN)
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*table{first, second} {
		s.root.cfg.Areas, s.root.cfg.ValidPhone = areas, func(string) bool { return true }
	}
	first.press("b")
	first.write("Orang asing di kos")
	first.seesNot(t, "sesi Anda yang lain")
	draft := first.root.door.taking.Draft
	for _, l := range first.root.keepTyped() {
		first.settle(l)
	}
	open := screen.OpenReport{Channel: model.WalkIn, Draft: draft}
	second.tell(letter{to: second.root.stack[0].id, msg: open})
	second.sees(t, "! Laporan ini juga terbuka di sesi Anda yang lain.", "Orang asing di kos")
	second.press("esc")
	first.press("esc")
	second.root.toast = toast{}
	second.tell(letter{to: second.root.stack[0].id, msg: open})
	second.seesNot(t, "juga terbuka di sesi")
	for _, s := range []*table{first, second} {
		s.root.Leave(model.LeftDesk)
	}
}

// TestLockOnARealDesk covers, refuses, opens, and goes on elsewhere covered.
func TestLockOnARealDesk(t *testing.T) {
	now := func() time.Time { return uitest.Now() }
	d := sharedDesk(t, now)
	s := sits(t, d, now, "Sari W.", sariPIN)
	s.press("ctrl+l")
	s.write("111112")
	s.press("enter")
	s.sees(t, "! PIN salah.")
	at := Sitting{Officer: s.root.seat.Officer, ID: s.root.seat.Sitter.Sitting(), Locked: true}
	s.root.Leave("")
	s = prepare(t, func(c *Config) {
		c.Office, c.Now, c.Known, c.Moved, c.Sitting = d.Office, now, false, true, at
		c.Rejoin = func(at Sitting) Seat { return SeatOf(d.Rejoin(at.Officer, at.ID, "desk")) }
	})
	s.tell(tea.WindowSizeMsg{Width: 120, Height: 36})
	s.settle(s.root.Init())
	s.sees(t, "Layar terkunci")
	s.root.start = pane{}
	s.write(sariPIN)
	s.press("enter")
	s.sees(t, "Urut:", "Sari W.")
	s.root.Leave(model.LeftDesk)
}

// TestDisabledOnARealDesk shuts out who sits at another screen, and gives
// rights that were taken away no further use.
func TestDisabledOnARealDesk(t *testing.T) {
	now := func() time.Time { return uitest.Now() }
	d := sharedDesk(t, now)
	sari, budi := sits(t, d, now, "Sari W.", sariPIN), sits(t, d, now, "Budi", budiPIN)
	sari.press("O", "g", "r")
	sari.write("pemantau")
	sari.press("enter")
	budi.press("t")
	budi.sees(t, "! Pemantau hanya dapat melihat.")
	sari.press("x")
	sari.write("pindah tugas")
	sari.press("enter", "y")
	budi.wake()
	budi.sees(t, "Siapa yang bertugas?", "Budi sudah tidak aktif")
	budi.root.Leave(model.LeftDesk)
	sari.root.Leave(model.LeftDesk)
}
