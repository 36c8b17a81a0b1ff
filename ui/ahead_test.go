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

// holder is a session on a real desk that tells who sits there.
type holder struct {
	*table
	told []Sitting
}

// sitsTold is sits with real forms, and with what it tells written down.
func sitsTold(t *testing.T, d *desk.Desk) *holder {
	t.Helper()
	h := &holder{table: sits(t, d, uitest.Now, "Sari W.", sariPIN)}
	h.ready(t)
	h.root.cfg.Seated = func(at Sitting) { h.told = append(h.told, at) }
	h.tell(ticked{uitest.Now()})
	return h
}

func (s *table) ready(t *testing.T) {
	t.Helper()
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	s.root.cfg.Areas, s.root.cfg.ValidPhone = areas, func(string) bool { return true }
	s.root.build = s.root.screens()
}

// takesOver shows what a holder showed when it was killed, in another
// process; nothing of it has begun yet.
func takesOver(t *testing.T, d *desk.Desk, from *holder) (next *holder, init tea.Cmd) {
	t.Helper()
	at := from.told[len(from.told)-1]
	next = &holder{}
	next.table = prepare(t, open, func(c *Config) {
		c.Office, c.Moved, c.Sitting = d.Office, true, at
		c.Rejoin = func(at Sitting) Seat { return SeatOf(d.Rejoin(at.Officer, at.ID, "desk")) }
		c.Seated = func(at Sitting) { next.told = append(next.told, at) }
	})
	next.ready(t)
	next.tell(tea.WindowSizeMsg{Width: 120, Height: 36})
	return next, next.root.Init()
}

// steadily types five letters a second.
func (s *table) steadily(text string) {
	for _, k := range text {
		s.now = s.now.Add(200 * time.Millisecond)
		s.tell(tea.KeyPressMsg{Code: k, Text: string(k)})
	}
}

// TestASteadyTypistLosesNothing has the holder killed under somebody who
// types on and never rests: all of it goes into the same field, and none of
// it is a command.
func TestASteadyTypistLosesNothing(t *testing.T) {
	d := sharedDesk(t, uitest.Now)
	s := sitsTold(t, d)
	s.press("p")
	s.write("satu d")
	for _, keep := range s.root.keepTyped() {
		s.settle(keep)
	}
	next, init := takesOver(t, d, s)
	next.steadily("ua tiga bsq") // before anything is there
	next.settle(init)
	next.steadily(" empat ?:")
	next.tell(ticked{next.now})
	next.sees(t, "satu dua tiga bsq empat ?:", "laporan ini dilanjutkan di sini")
	next.seesNot(t, "tidak masuk")
	if len(next.root.stack) != 2 || len(next.root.dialogs) != 0 {
		t.Errorf("%d screens, %d dialogs: something typed was a command", len(next.root.stack), len(next.root.dialogs))
	}
	next.root.Leave(model.LeftDesk)
}

// TestTypingGoesOnInTheFieldThatHadTheFocus although an older state of the
// draft is on disk, or none.
func TestTypingGoesOnInTheFieldThatHadTheFocus(t *testing.T) {
	for name, stored := range map[string]bool{"Stored": true, "NeverStored": false} {
		t.Run(name, func(t *testing.T) {
			d := sharedDesk(t, uitest.Now)
			s := sitsTold(t, d)
			s.press("p")
			if stored {
				s.write("satu")
				for _, keep := range s.root.keepTyped() {
					s.settle(keep)
				}
			}
			s.press("alt+3")
			if at := s.told[len(s.told)-1]; at.Typing != TypingScreen || !strings.Contains(at.Open, "phone%40place") {
				t.Fatalf("told %+v", at)
			}
			next, init := takesOver(t, d, s)
			next.steadily("Wisma ")
			next.settle(init)
			next.steadily("Mawar")
			form := next.root.places()
			if to, _ := form[len(form)-1].(screen.OpenReport); to.Field != "place" {
				t.Errorf("the focus is in %q", to.Field)
			}
			next.sees(t, "Wisma Mawar")
			next.seesNot(t, "Laporan yang belum selesai")
			next.root.Leave(model.LeftDesk)
		})
	}
}

// TestWhatWasMeantForADialogNeverActs on the screen under it, however long it
// is typed on; it is said once that it is not taken.
func TestWhatWasMeantForADialogNeverActs(t *testing.T) {
	d := sharedDesk(t, uitest.Now)
	s := sitsTold(t, d)
	s.press("enter", "c")
	if at := s.told[len(s.told)-1]; at.Typing != TypingDialog {
		t.Fatalf("told %+v", at)
	}
	next, init := takesOver(t, d, s)
	next.settle(init)
	next.steadily("txeq")
	next.sees(t, "Ketikan Anda tadi tidak masuk")
	next.root.toast = toast{}
	next.steadily("tersangka sudah pergi")
	next.seesNot(t, "tidak masuk")
	if len(next.root.dialogs) != 0 || len(next.root.stack) != 2 {
		t.Fatal("a letter of a note was taken for a command")
	}
	next.now = next.now.Add(quiet)
	next.press("c")
	if len(next.root.dialogs) != 1 {
		t.Error("the screen stays deaf after a rest")
	}
	next.root.Leave(model.LeftDesk)
}

// TestKeysThatWereNoTextAreHeldUpForASecond and no longer.
func TestKeysThatWereNoTextAreHeldUpForASecond(t *testing.T) {
	d := sharedDesk(t, uitest.Now)
	s := sitsTold(t, d)
	next, init := takesOver(t, d, s)
	next.settle(init)
	next.steadily("BBBB")
	if len(next.root.stack) != 1 {
		t.Fatal("a key acted at once")
	}
	next.sees(t, "Ketikan Anda tadi tidak masuk")
	next.steadily("B")
	if len(next.root.stack) != 2 {
		t.Error("a key after a second is not taken")
	}
	next.root.Leave(model.LeftDesk)
}

// TestATakeoverKeepsWhereOneWas in the queue, in a case file and among the
// officers, and asks nothing again that was answered.
func TestATakeoverKeepsWhereOneWas(t *testing.T) {
	d := sharedDesk(t, uitest.Now)
	s := sitsTold(t, d)
	small := tea.WindowSizeMsg{Width: 80, Height: 16}
	s.tell(small)
	s.press("m", "m", "1", "down", "down", "enter", "pgdown", "down", "O", "g")
	if s.root.places()[2] == (screen.OpenOfficers{}) {
		s.press("G")
	}
	before := s.root.places()
	if at, ok := before[1].(screen.OpenCase); !ok || len(before) != 3 || at.Line == 0 || before[2] == (screen.OpenOfficers{}) {
		t.Fatalf("open is %v", before)
	}
	if err := s.root.seat.Forms.SaveDraft(t.Context(), "report/01X", map[string]string{"key": "01X", "channel": "phone"}); err != nil {
		t.Fatal(err)
	}
	next, init := takesOver(t, d, s)
	next.tell(small)
	next.settle(init)
	next.sees(t, "Petugas")
	if got, want := screen.WritePlaces(next.root.places()), screen.WritePlaces(before); got != want {
		t.Errorf("open is %q, want %q", got, want)
	}
	next.now = next.now.Add(2 * quiet)
	next.press("esc")
	next.press("esc")
	next.sees(t, "Disaring: Diterima", "▌ ▲▲ 2026-000001")
	next.seesNot(t, "Belum selesai diketik")
	next.root.Leave(model.LeftDesk)
}
