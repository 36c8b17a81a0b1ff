package dutylog_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piket/internal/desk"
	"piket/internal/desk/desktest"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/dutylog"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fake is a duty log in memory.
type fake struct {
	lines []desk.LogLine
	spans []time.Time
	notes []model.LogNote
	at    []time.Time
	err   error
}

func (f *fake) Log(_ context.Context, from, to time.Time) ([]desk.LogLine, error) {
	f.spans = append(f.spans, from)
	var out []desk.LogLine
	for _, l := range f.lines {
		if !l.At.Before(from) && l.At.Before(to) {
			out = append(out, l)
		}
	}
	return out, f.err
}

func (f *fake) WriteLog(_ context.Context, n model.LogNote, happened time.Time) (model.LogEntry, error) {
	if f.err != nil {
		return model.LogEntry{}, f.err
	}
	f.notes, f.at = append(f.notes, n), append(f.at, happened)
	if happened.IsZero() {
		happened = uitest.Now()
	}
	e := model.LogEntry{LogNote: n, Seq: uint64(900 + len(f.notes)), By: uitest.Sari, Happened: happened, Recorded: uitest.Now()}
	f.lines = append(f.lines, desk.LogLine{At: happened, Entry: &e})
	return e, nil
}

func (f *fake) Resolve(_ context.Context, number string) (model.CaseID, error) {
	if !strings.HasSuffix(number, "412") {
		return "", &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": number}}
	}
	return "01CASE412", nil
}

func (f *fake) Case(context.Context, model.CaseID) (model.Loaded, error) {
	return model.Loaded{Case: model.Case{Number: "TNG-2026-000412"}}, nil
}

func entry(seq uint64, kind model.LogKind, ago time.Duration, text string) *model.LogEntry {
	at := uitest.Now().Add(-ago)
	return &model.LogEntry{LogNote: model.LogNote{Kind: kind, Text: text}, Seq: seq, By: uitest.Sari, Happened: at, Recorded: at}
}

// evening is a watch with entries of all sorts.
func evening() *fake {
	visitor := entry(5, model.LogVisitor, 90*time.Minute, "Pak Hendra dari RT 04, menemui kasi")
	power := entry(6, model.LogPower, 80*time.Minute, "Listrik padam, genset menyala")
	power.CorrectedBy, power.Recorded = 9, power.Happened.Add(40*time.Minute)
	right := entry(9, model.LogPower, 75*time.Minute, "Listrik padam sampai 22.50")
	right.Corrects = 6
	count := entry(10, model.LogDetainees, 30*time.Minute, "lengkap, satu sakit")
	n := 14
	count.Count, count.Forward = &n, true
	call := entry(11, model.LogCall, 10*time.Minute, "Hotel Merak menanyakan laporan")
	call.Cases = []model.CaseID{"01CASE412"}
	f := &fake{}
	for _, e := range []*model.LogEntry{visitor, power, right, count, call} {
		f.lines = append(f.lines, desk.LogLine{At: e.Happened, Entry: e})
	}
	auto := func(ago time.Duration, ev model.Event, stream model.StreamID, number string) {
		at := uitest.Now().Add(-ago)
		f.lines = append(f.lines, desk.LogLine{At: at, Number: number, Event: model.Envelope{
			Seq: uint64(100 + len(f.lines)), Stream: stream, Time: at, Actor: model.Actor{Officer: uitest.Budi}, Event: ev,
		}})
	}
	auto(85*time.Minute, model.CaseOpened{}, "01CASE412", "TNG-2026-000412")
	auto(50*time.Minute, model.StatusChanged{From: model.Received, To: model.Analysing}, "01CASE412", "TNG-2026-000412")
	auto(20*time.Minute, model.SealOpened{Reason: "perlu alamat"}, "01CASE412", "TNG-2026-000412")
	slices.SortStableFunc(f.lines, func(a, b desk.LogLine) int { return a.At.Compare(b.At) })
	return f
}

func config(t testing.TB, f *fake, lang locale.Lang) dutylog.Config {
	return dutylog.Config{Ctx: uitest.Ctx(t, lang), Desk: f, Drafts: desktest.NewDrafts(t, uitest.Now)}
}

func stage(t testing.TB, f *fake, lang locale.Lang, w, h int) *uitest.Stage {
	return uitest.NewStage(t, dutylog.New(config(t, f, lang)), w, h)
}

func text(s *uitest.Stage) string { return uitest.Text(s.Screen.View().Body) }

func picture(s *uitest.Stage, w, h int) string {
	if d := s.Dialog(); d != nil {
		return d.View(w-2, h).Body
	}
	return s.Screen.View().Body
}

func scenes() map[string]func(*uitest.Stage) {
	return map[string]func(*uitest.Stage){
		"log":     func(*uitest.Stage) {},
		"right":   func(s *uitest.Stage) { s.Press("g", "down", "down", "down") },
		"day":     func(s *uitest.Stage) { s.Press("d") },
		"new":     func(s *uitest.Stage) { s.Press("n", "2"); s.Write("Kecamatan menanyakan tindak lanjut") },
		"count":   func(s *uitest.Stage) { s.Press("n", "4"); s.Write("14") },
		"correct": func(s *uitest.Stage) { s.Press("G", "c") },
		"nothing": func(s *uitest.Stage) { s.Press("left") },
	}
}

func TestGolden(t *testing.T) {
	for name, then := range scenes() {
		for _, lang := range locale.Langs() {
			for _, size := range [][2]int{{80, 20}, {120, 36}} {
				file := fmt.Sprintf("%s-%dx%d-%s", name, size[0], size[1]+4, lang)
				t.Run(file, func(t *testing.T) {
					s := stage(t, evening(), lang, size[0], size[1])
					then(s)
					uitest.Golden(t, *update, file, picture(s, size[0], size[1]))
				})
			}
		}
	}
}

func TestFits(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w, h := rapid.IntRange(60, 240).Draw(r, "width"), rapid.IntRange(12, 66).Draw(r, "height")
		then := rapid.SampledFrom(slices.Sorted(func(yield func(string) bool) {
			for name := range scenes() {
				if !yield(name) {
					return
				}
			}
		})).Draw(r, "scene")
		s := stage(t, evening(), locale.Langs()[rapid.IntRange(0, 1).Draw(r, "lang")], w, h)
		scenes()[then](s)
		uitest.Fits(t, picture(s, w, h), w, h)
		if t.Failed() {
			r.Fatalf("%s at %d×%d", then, w, h)
		}
	})
}

func TestHostileTexts(t *testing.T) {
	for _, bad := range []string{
		"\x1b[31mmerah\x1b[0m\x1b]0;judul\a", "abc\u202egnirts", strings.Repeat("Z̸̡̢̛̗͇̪̥̼̣̘̳̞̗", 40), strings.Repeat("國家移民管理局", 30),
		strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 20), "\t\tdua\ntiga", strings.Repeat("x", 2000),
	} {
		f := evening()
		for _, l := range f.lines {
			if l.Entry != nil {
				l.Entry.Text = model.Clean(bad)
			}
		}
		for _, size := range [][2]int{{60, 12}, {80, 20}} {
			s := stage(t, f, locale.Indonesian, size[0], size[1])
			for range 8 {
				uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
				s.Press("up")
			}
			s.Press("n", "1")
			s.TellDialog(uitest.Paste(bad))
			uitest.Fits(t, picture(s, size[0], size[1]), size[0], size[1])
		}
	}
}

func TestBindings(t *testing.T) {
	for _, then := range scenes() {
		s := stage(t, evening(), locale.English, 120, 36)
		then(s)
		uitest.Bindings(t, uitest.Printer(t, locale.English), s.Screen.Bindings())
		if d := s.Dialog(); d != nil {
			uitest.Bindings(t, uitest.Printer(t, locale.English), d.Bindings())
		}
	}
}

func TestWriteAnEntry(t *testing.T) {
	f := evening()
	s := stage(t, f, locale.Indonesian, 80, 20)
	s.Press("n", "2")
	s.Write("Salah sambung")
	s.Press("tab")
	s.Write("412")
	s.Press("tab", "right", "enter")
	if len(f.notes) != 1 {
		t.Fatal(picture(s, 80, 20))
	}
	n := f.notes[0]
	if n.Kind != model.LogCall || n.Text != "Salah sambung" || !n.Forward || len(n.Cases) != 1 || !f.at[0].IsZero() {
		t.Errorf("%+v at %v", n, f.at[0])
	}
	if !strings.Contains(s.Said(), "Tercatat") || !strings.Contains(text(s), "#2026-000412 Salah sambung →") {
		t.Errorf("%q\n%s", s.Said(), text(s))
	}
}

func TestHourOfAnEntry(t *testing.T) {
	day := uitest.Now()
	at := func(back, h, m int) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day()-back, h, m, 0, 0, model.WIB.Location())
	}
	tests := map[string]struct {
		typed string
		now   time.Time
		want  time.Time
	}{
		"Today":               {"22:10", day, at(0, 22, 10)},
		"Dots":                {"22.10", day, at(0, 22, 10)},
		"StillAhead":          {"23:50", day, at(1, 23, 50)},
		"AfterMidnight":       {"23:50", at(-1, 0, 20), at(0, 23, 50)},
		"Words":               {"kemarin 21:00", day, at(1, 21, 0)},
		"AMinuteAheadIsToday": {"23:44", day, at(0, 23, 44)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := evening()
			c := config(t, f, locale.Indonesian)
			c.Ctx.Now = func() time.Time { return tt.now }
			s := uitest.NewStage(t, dutylog.New(c), 80, 20)
			s.Press("n", "1")
			s.Write("x")
			s.Press("shift+tab", "ctrl+u")
			s.Write(tt.typed)
			s.Press("enter")
			if len(f.at) != 1 || !f.at[0].Equal(tt.want) {
				t.Errorf("%v, want %v\n%s", f.at, tt.want, picture(s, 80, 20))
			}
		})
	}
}

func TestRefusedEntries(t *testing.T) {
	f := evening()
	s := stage(t, f, locale.English, 80, 20)
	s.Press("n", "4")
	s.Write("empat")
	s.Press("enter")
	if !strings.Contains(picture(s, 80, 20), "in figures") {
		t.Error(picture(s, 80, 20))
	}
	s.Press("ctrl+u")
	s.Write("14")
	s.Press("tab", "tab")
	s.Write("999")
	s.Press("enter")
	if !strings.Contains(uitest.Text(picture(s, 80, 20)), "no case 999") || len(f.notes) != 0 {
		t.Error(picture(s, 80, 20))
	}
	s.Press("ctrl+u", "enter")
	if len(f.notes) != 1 || *f.notes[0].Count != 14 {
		t.Errorf("%+v", f.notes)
	}
}

func TestWhatIsWrongStandsInTheSmallestRoom(t *testing.T) {
	s := stage(t, evening(), locale.English, 60, 12)
	s.Press("n", "4")
	s.Write("empat")
	s.Press("enter")
	if !strings.Contains(picture(s, 60, 12), "in figures") || !strings.Contains(picture(s, 60, 12), "last count") {
		t.Error(picture(s, 60, 12))
	}
}

func TestCorrection(t *testing.T) {
	f := evening()
	s := stage(t, f, locale.Indonesian, 80, 20)
	s.Press("g", "down", "down")
	if s.Bound("c") {
		t.Error("an entry that was put right already can be put right again")
	}
	s.Press("G", "c")
	s.Write(", dijawab")
	s.Press("enter")
	if len(f.notes) != 1 || f.notes[0].Corrects != 11 || f.notes[0].Text != "Hotel Merak menanyakan laporan, dijawab" || len(f.notes[0].Cases) != 0 && f.notes[0].Cases[0] != "01CASE412" {
		t.Fatalf("%+v\n%s", f.notes, picture(s, 80, 20))
	}
	if !f.at[0].Equal(uitest.Now().Add(-10 * time.Minute)) {
		t.Errorf("the hour moved to %v", f.at[0])
	}
}

func TestHalfWrittenSurvives(t *testing.T) {
	f := evening()
	c := config(t, f, locale.Indonesian)
	s := uitest.NewStage(t, dutylog.New(c), 80, 20)
	s.Press("n", "6")
	s.Write("Kasi memerintahkan")
	s.Press("esc")
	s = uitest.NewStage(t, dutylog.New(c), 80, 20)
	s.Press("n")
	s.Write(" tutup")
	s.Press("enter")
	if len(f.notes) != 1 || f.notes[0].Kind != model.LogOrder || f.notes[0].Text != "Kasi memerintahkan tutup" {
		t.Fatalf("%+v\n%s", f.notes, picture(s, 80, 20))
	}
	s.Press("n")
	if strings.Contains(picture(s, 80, 20), "memerintahkan") {
		t.Error("an entry that is written is offered again")
	}
}

func TestFromWatchToWatch(t *testing.T) {
	f := evening()
	s := stage(t, f, locale.Indonesian, 80, 20)
	s.Press("left")
	if !strings.Contains(text(s), "Jaga Siang 14:00–22:00, hari ini") || !strings.Contains(text(s), "Belum ada catatan") {
		t.Error(text(s))
	}
	s.Press("right", "right")
	if !strings.Contains(s.Said(), "belum mulai") || !strings.Contains(text(s), "Jaga Malam") {
		t.Error(text(s))
	}
	s.Press("f")
	s.Write("telepon")
	s.Press("enter")
	if !strings.Contains(text(s), "hanya Telepon · 1 catatan") {
		t.Error(text(s))
	}
	s.Press("enter")
	if len(s.Asked) != 1 || s.Asked[0] != (screen.OpenCase{ID: "01CASE412"}) {
		t.Errorf("%v", s.Asked)
	}
}

// TestWhoWasDoneSomethingTo is told apart from who did it, in every form.
func TestWhoWasDoneSomethingTo(t *testing.T) {
	for _, tt := range []struct {
		event model.Event
		want  string
	}{
		{model.OfficerDisabled{Officer: uitest.Budi, Reason: "pindah"}, "Petugas dinonaktifkan: Budi · pindah"},
		{model.RoleChanged{Officer: uitest.Budi, From: model.RoleOfficer, To: model.RoleSupervisor}, "Peran diganti: Budi · Petugas piket → Kepala seksi"},
		{model.KeyRemoved{Officer: uitest.Budi}, "Kunci SSH dihapus: Budi"},
		{model.SignInCleared{Officer: uitest.Budi, Lifted: true}, "Kunci masuk dibuka: Budi"},
		{model.OfficerRegistered{Officer: model.Officer{ID: uitest.Budi, Name: "Budi"}}, "Petugas didaftarkan: Budi"},
	} {
		at := uitest.Now().Add(-time.Minute)
		cfg := config(t, &fake{lines: []desk.LogLine{{At: at, Event: model.Envelope{
			Seq: 7, Stream: model.OfficeStream, Time: at, Actor: model.Actor{Officer: uitest.Sari}, Event: tt.event,
		}}}}, locale.Indonesian)
		var paper []dutylog.Told
		cfg.Paper = func(_ context.Context, _ string, lines []dutylog.Told) (string, error) {
			paper = lines
			return "x", nil
		}
		s := uitest.NewStage(t, dutylog.New(cfg), 100, 20)
		if !strings.Contains(text(s), tt.want) || !strings.Contains(text(s), "oleh Sari W.") {
			t.Errorf("%T:\n%s", tt.event, text(s))
		}
		s.Press("p")
		if len(paper) != 1 || !strings.HasSuffix(paper[0].Text, tt.want+" (oleh Sari W.)") {
			t.Errorf("%T on paper: %v", tt.event, paper)
		}
	}
}

// TestTellingAtOnceLosesNothing has an officer tell without choosing a kind,
// figures and all.
func TestTellingAtOnceLosesNothing(t *testing.T) {
	for name, give := range map[string]func(*uitest.Stage){
		"Typed":  func(s *uitest.Stage) { s.Write("Tamu Contoh datang 10 menit, loket 3") },
		"Pasted": func(s *uitest.Stage) { s.TellDialog(uitest.Paste("Tamu Contoh datang 10 menit, loket 3")) },
	} {
		f := evening()
		s := stage(t, f, locale.Indonesian, 80, 20)
		s.Press("n")
		give(s)
		s.Press("enter")
		if len(f.notes) != 1 || f.notes[0].Kind != model.LogVisitor || f.notes[0].Text != "Tamu Contoh datang 10 menit, loket 3" {
			t.Errorf("%s: %+v\n%s", name, f.notes, picture(s, 80, 20))
		}
	}
}

func TestACountIsAskedForWhereItBelongs(t *testing.T) {
	f := evening()
	s := stage(t, f, locale.English, 80, 20)
	s.Press("n", "4", "tab")
	s.Write("Full.")
	s.Press("enter")
	if len(f.notes) != 0 || !strings.Contains(picture(s, 80, 20), "in figures") {
		t.Error(picture(s, 80, 20))
	}
	s.Write("14")
	s.Press("enter")
	if len(f.notes) != 1 || *f.notes[0].Count != 14 {
		t.Errorf("%+v", f.notes)
	}
}
