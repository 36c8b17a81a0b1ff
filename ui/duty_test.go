package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/desk/desktest"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestTheWatchFromAnywhere opens each screen of the watch by its key, once.
func TestTheWatchFromAnywhere(t *testing.T) {
	s := asSari(t)
	s.sees(t, "Jaga Malam")
	s.press("H")
	s.sees(t, "Tidak ada jaga yang perlu diserahterimakan")
	s.press("H", "esc", "B")
	s.sees(t, "Belum ada catatan di sini.")
	s.press("esc", ":")
	s.write("riwayat")
	s.press("enter")
	s.sees(t, "Belum ada serah terima.")
	s.press("esc")
	s.sees(t, "Antrian kosong.")
}

// TestPastHandoversAreFound by any word for them, from anywhere, and with a key
// before the next one begins.
func TestPastHandoversAreFound(t *testing.T) {
	for _, word := range []string{"riwayat", "serah", "handover", "past"} {
		s := asSari(t)
		s.press(":")
		s.write(word)
		s.sees(t, "riwayat serah terima")
	}
	s := asSari(t)
	s.press("H", "r")
	s.sees(t, "Belum ada serah terima.")
	s.press("esc", "?")
	s.sees(t, "riwayat serah terima")
	s.press("esc")
	s.tell(letter{to: s.root.stack[1].id, msg: screen.OpenHandover{ID: "20261121T1400"}})
	if len(s.root.stack) != 3 {
		t.Errorf("%d screens: another handover does not open over this one", len(s.root.stack))
	}
}

func TestAnEntryFromAnywhere(t *testing.T) {
	s := asSari(t)
	s.press("M", "3")
	s.write("Kunci gudang diambil")
	s.press("enter")
	s.sees(t, "✓ Tercatat di buku mutasi", "Antrian kosong.")
	notes := uitest.Duty{Desk: s.desk}.Notes()
	if len(notes) != 1 || notes[0].Kind != model.LogKey || notes[0].Text != "Kunci gudang diambil" {
		t.Errorf("%+v", notes)
	}
}

// TestAnEntryFromACaseFileLinksIt without a number being typed.
func TestAnEntryFromACaseFileLinksIt(t *testing.T) {
	s := asSari(t)
	s.root.build.file = func(screen.OpenCase) screen.Screen { return s.open("TNG-2026-000412") }
	s.tell(letter{to: s.root.stack[0].id, msg: screen.OpenCase{ID: "01CASE412"}})
	s.press("M")
	cases := func() string {
		_, field, _ := strings.Cut(s.text(), "Kasus ")
		field, _, _ = strings.Cut(field, "│")
		return strings.TrimSpace(strings.Trim(field, "▏ "))
	}
	if got := cases(); got != "TNG-2026-000412" {
		t.Errorf("linked to %q:\n%s", got, s.text())
	}
	s.press("esc", "esc", "M")
	if got := cases(); got != "" {
		t.Errorf("from the queue, linked to %q", got)
	}
}

// TestAHalfWrittenEntryOutlivesTheDesk leaves in the middle of a word.
func TestAHalfWrittenEntryOutlivesTheDesk(t *testing.T) {
	s := asSari(t)
	drafts := desktest.NewDrafts(t, uitest.Now)
	s.root.seat.Forms = drafts
	s.press("M", "3")
	s.write("Kunci gud")
	s.press("ctrl+c")
	s.root.Leave(model.LeftDesk)
	if drafts.Len() != 1 {
		t.Errorf("%d forms are kept", drafts.Len())
	}
}

// TestSomebodyElsesWatch asks an officer of another team before they work,
// and writes down that they did.
func TestSomebodyElsesWatch(t *testing.T) {
	sit := func(t *testing.T, crew ...model.OfficerID) *table {
		s := withPINs(t, func(c *Config) { c.Home = true })
		s.desk.Crew(model.Crew{Watch: "20261121T2200", Team: "Regu C", Members: crew})
		s.root.ctx.Office = s.desk.Office()
		s.write("bud")
		s.press("enter")
		s.write(budiPIN)
		s.press("enter")
		return s
	}
	t.Run("Theirs", func(t *testing.T) {
		s := sit(t, uitest.Budi)
		s.seesNot(t, "Di luar jadwal jaga")
		s.sees(t, "Regu C")
	})
	t.Run("Stays", func(t *testing.T) {
		s := sit(t, uitest.Sari)
		s.sees(t, "Di luar jadwal jaga", "Sari W.", "Tetap bertugas?")
		s.now = s.now.Add(time.Second)
		s.press("y")
		notes := uitest.Duty{Desk: s.desk}.Notes()
		if len(notes) != 1 || notes[0].Kind != model.LogOffWatch || notes[0].Text != "Malam · Regu C" {
			t.Errorf("%+v", notes)
		}
		s.root.seat.DutyLog = saidSo{Duty: uitest.Duty{Desk: s.desk}}
		s.settle(s.root.askOffWatch())
		s.seesNot(t, "Di luar jadwal jaga")
	})
	t.Run("Relieves", func(t *testing.T) {
		s := sit(t, uitest.Sari)
		s.desk.Crew(model.Crew{Watch: "20261122T0600", Team: "Regu A", Members: []model.OfficerID{uitest.Budi}})
		s.root.ctx.Office = s.desk.Office()
		for at, asked := range map[time.Duration]bool{2 * time.Hour: true, 30 * time.Minute: false} {
			s.now = time.Date(2026, 11, 22, 6, 0, 0, 0, model.WIB.Location()).Add(-at)
			w, _ := s.root.ctx.Rules.WatchAt(s.now)
			if s.root.relieves(w, uitest.Budi) == asked {
				t.Errorf("%v before the own watch: asked %v", at, !asked)
			}
		}
		s.now = time.Date(2026, 11, 22, 14, 20, 0, 0, model.WIB.Location())
		if w, _ := s.root.ctx.Rules.WatchAt(s.now); !s.root.relieves(w, uitest.Budi) {
			t.Error("asked while the own watch is to be handed over")
		}
	})
	t.Run("Leaves", func(t *testing.T) {
		s := sit(t, uitest.Sari)
		s.now = s.now.Add(time.Second)
		s.press("enter")
		s.sees(t, "Siapa yang bertugas?")
		if notes := (uitest.Duty{Desk: s.desk}).Notes(); len(notes) != 0 {
			t.Errorf("%+v", notes)
		}
	})
}

func TestHandoverStandsInTheHelpBarWhenAWatchEnds(t *testing.T) {
	s := asSari(t)
	for hour, want := range map[int]bool{2: false, 5: true, 6: true, 9: false} {
		s.now = time.Date(2026, 11, 22, hour, 30, 0, 0, model.WIB.Location())
		if s.root.watchEnds() != want {
			t.Errorf("at %d:30 a watch ends: %v", hour, !want)
		}
	}
	if !slices.ContainsFunc(s.root.dutyBindings(), func(b screen.Binding) bool { return slices.Contains(b.Keys, "H") }) {
		t.Error("H is bound to nothing")
	}
}

// TestAHandoverTriesNobodyElsesPINFromAfar as little as a sign-in does.
func TestAHandoverTriesNobodyElsesPINFromAfar(t *testing.T) {
	sign := desk.Sign{By: desk.SignIn{Officer: uitest.Budi, PIN: "111112"}}
	s := farDesk(t, model.RoleSupervisor)
	if _, err := s.root.taker().Sign(t.Context(), sign); !errors.Is(err, &model.Error{Key: "sign-bound"}) {
		t.Errorf("signing for Budi: %v", err)
	}
	if _, own := farDesk(t, model.RoleViewer).root.taker().(ownTaker); own {
		t.Error("at a shared desk only one officer can sign")
	}
}

// saidSo is a duty log in which Budi works beside his watch.
type saidSo struct{ uitest.Duty }

func (saidSo) Log(context.Context, time.Time, time.Time) ([]desk.LogLine, error) {
	return []desk.LogLine{{Entry: &model.LogEntry{LogNote: model.LogNote{Kind: model.LogOffWatch}, By: uitest.Budi}}}, nil
}
