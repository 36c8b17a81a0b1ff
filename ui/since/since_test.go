package since_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/since"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden screens")

// night is what one officer missed in a night.
func night() desk.Since {
	ago := func(m int) time.Time { return uitest.Now().Add(-time.Duration(m) * time.Minute) }
	item := func(kind desk.SinceKind, n int, urgency model.Urgency, by model.OfficerID, at time.Time, e model.Event) desk.SinceItem {
		return desk.SinceItem{
			Kind: kind, Case: model.CaseID(fmt.Sprint("01CASE", n)), Number: fmt.Sprintf("TNG-2026-%06d", n), Violation: model.Overstay,
			Report: model.Complaint, Urgency: urgency, Place: "Kos Melati", By: by, At: at, Event: e, N: 1, Clock: model.FirstStatus,
		}
	}
	changed := item(desk.SinceChanged, 409, model.High, uitest.Budi, ago(31), model.NoteAdded{Text: "x"})
	changed.N = 3
	return desk.Since{
		Left: ago(14 * 60),
		Items: []desk.SinceItem{
			{Kind: desk.SinceOwed, Handover: "20261121T1400", Number: "Siang", By: uitest.Budi, At: ago(90), Record: &model.Record{Lone: "regu malam belum datang"}, N: 1},
			{Kind: desk.SinceAdded, Handover: "20261121T0600-2", Number: "Pagi", By: uitest.Budi, At: ago(95), Text: "kunci gudang dititipkan", N: 1},
			{Kind: desk.SinceRefused, Number: "TNG-2026-000400", Case: "01CASE400", Urgency: model.High, At: ago(90), Text: "paspor belum ada", N: 1},
			item(desk.SinceArrived, 412, model.Urgent, uitest.Budi, ago(2), model.CaseOpened{}),
			item(desk.SinceArrived, 411, model.Normal, uitest.Budi, ago(41), model.CaseOpened{}),
			changed,
			item(desk.SinceDue, 380, model.High, "", ago(200), nil),
			item(desk.SinceUnsealed, 377, model.Normal, uitest.Budi, ago(300), model.SealOpened{Reason: "menelepon balik pelapor"}),
			item(desk.SinceProposed, 371, model.Normal, uitest.Budi, ago(1500), model.FalseReportProposed{Note: "alamat tidak ada"}),
		},
		Total: map[desk.SinceKind]int{desk.SinceOwed: 1, desk.SinceAdded: 1, desk.SinceRefused: 1, desk.SinceArrived: 230, desk.SinceChanged: 1, desk.SinceDue: 1, desk.SinceUnsealed: 1, desk.SinceProposed: 1},
		Cut:   true,
	}
}

func stage(t *testing.T, lang locale.Lang, s desk.Since, width, height int) *uitest.Stage {
	t.Helper()
	return uitest.NewStage(t, since.New(since.Config{Ctx: uitest.Ctx(t, lang), Since: s}), width, height)
}

func TestOpensTheCaseUnderTheMark(t *testing.T) {
	s := stage(t, locale.Indonesian, night(), 80, 20)
	s.Press("enter", "2", "enter", "j", "enter", "4", "enter", "6", "enter", "k", "enter", "G", "enter", "4", "j", "j", "enter")
	var opened []string
	for _, m := range s.Asked {
		switch to := m.(type) {
		case screen.OpenCase:
			opened = append(opened, string(to.ID))
		case screen.OpenHandover:
			opened = append(opened, string(to.ID))
		}
	}
	if got := strings.Join(opened, " "); got != "20261121T1400 20261121T0600-2 01CASE400 01CASE412 01CASE380 01CASE409 01CASE371 01CASE409" {
		t.Errorf("opened %s", got)
	}
}

// TestAReportWithoutAPlaceIsTold by whom it is about, or how it begins.
func TestAReportWithoutAPlaceIsTold(t *testing.T) {
	night := desk.Since{Left: uitest.Now().Add(-time.Hour), Total: map[desk.SinceKind]int{desk.SinceArrived: 2}, Items: []desk.SinceItem{
		{Kind: desk.SinceArrived, Case: "01A", Number: "TNG-2026-000010", Report: model.Complaint, Headline: "Orang asing di pasar", At: uitest.Now(), Event: model.CaseOpened{}, N: 1},
		{Kind: desk.SinceArrived, Case: "01B", Number: "TNG-2026-000011", Report: model.Complaint, Place: "Kos Melati", Headline: "Chen Wei", At: uitest.Now(), Event: model.CaseOpened{}, N: 1},
	}}
	body := uitest.Text(stage(t, locale.Indonesian, night, 120, 20).Screen.View().Body)
	for _, want := range []string{"TNG-2026-000010  Pengaduan · Orang asing di pasar", "TNG-2026-000011  Pengaduan · Kos Melati · Chen Wei"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
}

func TestNothingHappened(t *testing.T) {
	s := stage(t, locale.English, desk.Since{Left: uitest.Now()}, 80, 20)
	if !since.Empty(desk.Since{}) || !strings.Contains(s.Screen.View().Body, "Nothing happened") || s.Bound("enter") {
		t.Error(s.Screen.View().Body)
	}
	s.Tell(screen.Did{Intent: screen.Enter})
	s.Tell(screen.Did{Intent: screen.Down})
}

// TestWhyAHandoverWaitsIsSaid and nothing else that might have been.
func TestWhyAHandoverWaitsIsSaid(t *testing.T) {
	ends := uitest.Now()
	for want, r := range map[string]model.Record{
		"terlambat 1 jam 11 menit":    {Late: 71},
		"5 jam sebelum jaga berakhir": {Early: 240, Sealed: ends.Add(-5 * time.Hour), Watch: model.Watch{To: ends}},
		"2 jaga sebelumnya terlewat":  {Missed: []model.WatchID{"a", "b"}},
		"di luar jadwal jaga: Joko":   {Others: []string{"Joko"}},
	} {
		n := night()
		n.Items[0].Record = &r
		body := uitest.Text(stage(t, locale.Indonesian, n, 120, 36).Screen.View().Body)
		_, row, _ := strings.Cut(body, "Siang")
		row, _, _ = strings.Cut(row, "Budi")
		if strings.TrimSpace(row) != want {
			t.Errorf("%q, want %q", strings.TrimSpace(row), want)
		}
	}
}

func TestBindings(t *testing.T) {
	for _, lang := range locale.Langs() {
		uitest.Bindings(t, uitest.Printer(t, lang), stage(t, lang, night(), 80, 20).Screen.Bindings())
	}
}

// TestFits has reasons and names nobody should type, in every size.
func TestFits(t *testing.T) {
	n := night()
	n.Items[5].Event = model.SealOpened{Reason: "\x1b[2J\u202eا東京👩‍👩‍👧" + strings.Repeat("e\u0301\u0302", 90)}
	n.Items[0].Number = "TNG-2026-0000000000000000412"
	for range 60 {
		n.Items = append(n.Items, n.Items[5])
	}
	s := stage(t, locale.Indonesian, n, 80, 20)
	for w := 60; w <= 240; w += 9 {
		for h := 12; h <= 66; h += 9 {
			s.Tell(screen.Size{Width: w, Height: h})
			for _, k := range []string{"pgdown", "j", "G", "k", "g"} {
				s.Press(k)
				body := s.Screen.View().Body
				uitest.Fits(t, body, w, h)
				if !strings.Contains(body, "▌") {
					t.Fatalf("the mark is out of sight at %d×%d after %s:\n%s", w, h, k, body)
				}
			}
		}
	}
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range [][2]int{{80, 20}, {120, 36}} {
			s := stage(t, lang, night(), size[0], size[1])
			s.Press("j", "j")
			uitest.Golden(t, *update, fmt.Sprintf("since-%dx%d-%s", size[0], size[1]+4, lang), s.Screen.View().Body)
		}
	}
}
