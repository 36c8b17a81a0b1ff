package ui

import (
	"context"
	"slices"
	"testing"

	"piket/internal/desk"
	"piket/model"
	"piket/ui/uitest"
)

func TestTellsOfChangesToMyCases(t *testing.T) {
	s := sitDown(t, 120, 24)
	row := urgent()
	row.Urgency = model.Normal
	mine, other := s.desk.Add(row, model.Case{}), s.desk.Add(row, model.Case{})
	s.wake()
	s.press("t")
	s.wake()
	for _, quiet := range []func(){
		func() { s.desk.Note(mine.ID, uitest.Sari) },
		func() { s.desk.Note(other.ID, uitest.Budi) },
	} {
		s.root.toast = toast{}
		quiet()
		s.wake()
		s.seesNot(t, "mengubah kasus Anda")
		s.seesNot(t, "Ctrl+G")
	}
	s.desk.Note(mine.ID, uitest.Budi)
	s.wake()
	s.sees(t, "✓ Budi mengubah kasus Anda "+mine.Number+": Catatan ditambahkan. Tekan Ctrl+G")
	s.press("ctrl+g")
	if got := s.last().title; got != "file "+string(mine.ID) {
		t.Errorf("opened %q", got)
	}
	s.desk.Note(mine.ID, uitest.Budi)
	s.wake()
	s.seesNot(t, "mengubah kasus Anda")
}

// TestWhoElseLooks follows the board: who has the case open, and who is at
// the desk at all.
func TestWhoElseLooks(t *testing.T) {
	s := sitDown(t, 80, 24)
	row := s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.press("enter")
	board := s.sat[0]
	if board.Open != row.ID {
		t.Errorf("open is %q", board.Open)
	}
	board.Beside, board.Here = []model.OfficerID{uitest.Budi}, map[model.OfficerID]bool{uitest.Sari: true, uitest.Budi: true}
	s.tell(ticked{s.now})
	if !slices.Equal(s.root.ctx.Others, board.Beside) || s.root.ctx.Away(uitest.Budi) {
		t.Errorf("others %v, present %v", s.root.ctx.Others, s.root.ctx.Present)
	}
	board.Beside, board.Here = nil, map[model.OfficerID]bool{uitest.Sari: true}
	s.tell(ticked{s.now})
	if len(s.root.ctx.Others) > 0 || !s.root.ctx.Away(uitest.Budi) || s.root.ctx.Away("") {
		t.Errorf("others %v, present %v", s.root.ctx.Others, s.root.ctx.Present)
	}
	s.press("q")
	if board.Open != "" {
		t.Error("a closed case is said to be open")
	}
}

func TestOpensWhatHappenedSince(t *testing.T) {
	missed := desk.Since{Left: uitest.Now().AddDate(0, 0, -1)}
	s := sitDown(t, 80, 24, withSince(&missed))
	s.sees(t, "Antrian kosong.")
	missed.Total = map[desk.SinceKind]int{desk.SinceArrived: 1}
	missed.Items = []desk.SinceItem{{
		Kind: desk.SinceArrived, Case: "01CASE", Number: "TNG-2026-000412", Violation: model.Overstay, Report: model.Complaint,
		Urgency: model.Urgent, By: uitest.Budi, At: uitest.Now(), Event: model.CaseOpened{}, N: 1,
	}}
	s = sitDown(t, 80, 24, withSince(&missed))
	s.sees(t, "Sejak terakhir Anda di sini, kemarin 23:41", "TNG-2026-000412")
	s.press("enter")
	if len(s.opened) != 0 {
		t.Fatal("a key that was meant for the queue opened a case")
	}
	s.now = s.now.Add(quiet)
	s.press("enter")
	if got := s.last().title; got != "file 01CASE" {
		t.Errorf("opened %q", got)
	}
	s.press("esc", "esc")
	s.sees(t, "Antrian kosong.")
	s.press(":")
	s.write("sejak")
	s.press("enter")
	s.sees(t, "TNG-2026-000412")
}

// withSince has every officer miss the same.
func withSince(missed *desk.Since) func(*Config) {
	return func(c *Config) {
		signIn := c.SignIn
		c.SignIn = func(ctx context.Context, in SignIn) (Seat, error) {
			seat, err := signIn(ctx, in)
			seat.Since = func(context.Context) (desk.Since, error) { return *missed, nil }
			return seat, err
		}
	}
}
