package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/report"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestTakesAReportUpAgain takes a session over in the middle of a report, one
// that is stored and one that had no time to be.
func TestTakesAReportUpAgain(t *testing.T) {
	taken := screen.OpenReport{Channel: model.Phone, Draft: "report/01A"}
	for name, tt := range map[string]struct {
		drafts []Draft
		title  string
		said   string
	}{
		"Stored":      {[]Draft{{Form: "report/01A", Report: report.About{Channel: model.Phone}, Saved: uitest.Now()}}, "report phonereport/01A", "✓ Meja utama ditutup; laporan ini dilanjutkan di sini."},
		"NeverStored": {nil, "report phone", "! Meja utama terputus sebelum laporan ini sempat disimpan."},
		"OnlyAnother": {[]Draft{{Form: "report/01B", Report: report.About{Channel: model.Phone}, Saved: uitest.Now()}}, "report phone", "! Meja utama terputus"},
	} {
		t.Run(name, func(t *testing.T) {
			s := prepare(t, open, func(c *Config) {
				c.Moved, c.Sitting = true, Sitting{Officer: uitest.Budi, ID: "01ELSEWHERE", Open: screen.WritePlaces([]screen.Route{taken})}
			})
			s.drafts = tt.drafts
			s.tell(tea.WindowSizeMsg{Width: 120, Height: 24})
			init := s.root.Init()
			for _, k := range []string{"b", "t", "p"} { // nothing is known of the drafts yet, however slowly they come
				s.now = s.now.Add(2 * quiet)
				s.press(k)
			}
			if len(s.opened) != 0 {
				t.Fatal("keys meant for the report acted on the queue")
			}
			s.settle(init)
			if s.last().title != tt.title || len(s.opened) != 1 {
				t.Fatalf("opened %q of %d, want %q", s.last().title, len(s.opened), tt.title)
			}
			s.sees(t, tt.said)
			s.seesNot(t, "Belum selesai diketik")
			s.press("q", "b")
			s.sees(t, tt.said)
			if len(s.opened) != 1 {
				t.Error("a key meant for what was there before acted")
			}
			s.root.Leave("")
		})
	}
}

// TestTellsWhichReportIsTaken has it told as soon as a form is open, and as
// soon as it is closed.
func TestTellsWhichReportIsTaken(t *testing.T) {
	var told []Sitting
	now := uitest.Now
	s := sits(t, sharedDesk(t, now), now, "Sari W.", sariPIN)
	s.root.cfg.Seated = func(at Sitting) { told = append(told, at) }
	s.press("p")
	at := told[len(told)-1].Open
	form := s.root.stack[1].screen.(*report.Screen).Taking()
	if !strings.HasSuffix(at, ","+screen.WritePlaces([]screen.Route{form})) || form.Channel != model.Phone || form.Draft == "" {
		t.Errorf("told %+v, want %+v", at, form)
	}
	s.press("esc")
	if at := told[len(told)-1]; strings.Contains(at.Open, "report") {
		t.Errorf("after it was closed: %+v", at)
	}
	s.root.Leave(model.LeftDesk)
}

// TestEveryScreenIsOpenAgain has what lay over the queue opened in the same
// order, and told of again for the next one who takes over.
func TestEveryScreenIsOpenAgain(t *testing.T) {
	var told []Sitting
	open := screen.WritePlaces([]screen.Route{
		screen.OpenHandovers{}, screen.OpenHandover{}, screen.OpenOfficers{}, screen.OpenDutyLog{}, screen.OpenCase{ID: "01CASE"}, screen.OpenSearch{},
	})
	s := prepare(t, func(c *Config) {
		c.Moved, c.Sitting = true, Sitting{Officer: uitest.Sari, ID: "01ELSEWHERE", Open: open}
		c.Seated = func(at Sitting) { told = append(told, at) }
	})
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	init := s.root.Init()
	s.now = s.now.Add(2 * quiet)
	s.press("q")
	s.settle(init)
	if s.quit || len(s.root.stack) != 7 || s.last().title != "search " {
		t.Fatalf("%d screens, quit %v", len(s.root.stack), s.quit)
	}
	if got := screen.WritePlaces(s.root.places()); got != open {
		t.Errorf("open is %q, want %q", got, open)
	}
	for i, at := range told {
		if at.Open != open {
			t.Errorf("word %d told of %q", i, at.Open)
		}
	}
	s.sees(t, "Meja utama ditutup; meja ini melanjutkan.")
	s.now = s.now.Add(2 * quiet)
	s.press("esc", "esc")
	s.sees(t, "Buku mutasi")
	s.root.Leave("")
}
