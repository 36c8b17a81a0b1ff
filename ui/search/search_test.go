package search_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/search"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// desk finds in memory what holds every word.
type desk struct {
	files []model.Loaded
	asked []string // what was searched for
	ended int      // questions that were called off
	err   error
}

func newDesk() *desk {
	d := &desk{}
	stories := []string{
		"Dua orang asing bekerja sebagai tukang las di bengkel Pak Rudi sejak lima minggu lalu.",
		"Tetangga terganggu musik sampai larut malam.", "Tamu hotel belum dilaporkan oleh pengelola.",
	}
	for i := range 30 {
		c := model.Case{
			ID: model.CaseID(fmt.Sprintf("01CASE%04d", i)), Number: fmt.Sprintf("TNG-2026-%06d", 400+i), Version: 1,
			Received: uitest.Now().Add(-time.Duration(i) * 7 * time.Hour), Status: model.Statuses()[i%5], Urgency: model.Urgencies()[i%3],
			Violation: model.Overstay, Facts: model.Facts{
				Kind: model.Complaint, Channel: model.Channels()[i%5], Narrative: stories[i%3],
				Place:    model.Place{Name: "Kos Melati", Address: fmt.Sprintf("Jl. Maulana No. %d", i), Area: "36.71.05"},
				Subjects: []model.Subject{{Name: []string{"Chen Wei", "Okafor Emeka"}[i%2], Nationality: "CHN"}},
			},
		}
		if i%4 == 0 {
			c.Notes = []model.Note{{By: uitest.Budi, At: uitest.Now().Add(-time.Hour), Text: "Ketua RT membenarkan: topi merah."}}
		}
		d.files = append(d.files, model.Loaded{Case: c})
	}
	return d
}

func rowOf(c model.Case) model.Row {
	return model.Row{
		ID: c.ID, Number: c.Number, Version: c.Version, Kind: c.Facts.Kind, Channel: c.Facts.Channel, Received: c.Received,
		Violation: c.Violation, Urgency: c.Urgency, Status: c.Status, Owner: c.Owner, Subjects: len(c.Facts.Subjects),
		Headline: c.Facts.Subjects[0].Name, Place: c.Facts.Place.Name, Area: c.Facts.Place.Area,
	}
}

func (d *desk) Search(ctx context.Context, text string, limit int) ([]model.Row, error) {
	d.asked = append(d.asked, text)
	if ctx.Err() != nil {
		d.ended++
		return nil, ctx.Err() //nolint:wrapcheck // as the desk does
	}
	var rows []model.Row
	for _, l := range d.files {
		c := l.Case
		all := model.Fold(fmt.Sprint(c.Number, c.Facts.Narrative, c.Facts.Place.Name, c.Facts.Subjects, c.Notes))
		if !slices.ContainsFunc(model.Words(text), func(w string) bool { return !strings.Contains(all, w) }) {
			rows = append(rows, rowOf(c))
		}
	}
	return rows[:min(len(rows), limit)], d.err
}

func (d *desk) Case(_ context.Context, id model.CaseID) (model.Loaded, error) {
	i := slices.IndexFunc(d.files, func(l model.Loaded) bool { return l.Case.ID == id })
	return d.files[i], d.err
}

func (d *desk) Resolve(_ context.Context, number string) (model.CaseID, error) {
	if number == "999" {
		return "01CASE0999", nil
	}
	return "", &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": number}}
}

func area(code string) string {
	if code == "36.71.05" {
		return "Cipondoh"
	}
	return ""
}

func open(t testing.TB, d *desk, width, height int, change ...func(*search.Config)) *uitest.Stage {
	t.Helper()
	cfg := search.Config{Ctx: uitest.Ctx(t, locale.Indonesian), Desk: d, Area: area}
	for _, c := range change {
		c(&cfg)
	}
	return uitest.NewStage(t, search.New(cfg), width, height)
}

// settle lets every pause pass: the typing's, and the cursor's rest.
func settle(s *uitest.Stage) {
	for len(s.Waiting) > 0 {
		s.Fire()
	}
}

func text(s *uitest.Stage) string { return uitest.Text(s.Screen.View().Body) }

func sees(t *testing.T, s *uitest.Stage, want ...string) {
	t.Helper()
	got := text(s)
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not to be seen:\n%s", w, got)
		}
	}
}

func TestEmptySaysWhatMayBeSearched(t *testing.T) {
	d := newDesk()
	s := open(t, d, 80, 20)
	sees(t, s, "Cari di semua kasus", "Nomor register", "Identitas pelapor tidak pernah dapat dicari")
	if len(d.asked) > 0 {
		t.Errorf("asked %q for nothing", d.asked)
	}
	if c := s.Screen.View().Cursor; c == nil || c.Y != 0 {
		t.Error("the cursor does not stand in the field")
	}
}

func TestFindsAsOneTypes(t *testing.T) {
	d := newDesk()
	s := open(t, d, 80, 20)
	s.Write("tukang las")
	if len(d.asked) > 0 {
		t.Errorf("asked %q before the typing rested", d.asked)
	}
	settle(s)
	if fmt.Sprint(d.asked) != "[tukang las]" {
		t.Errorf("asked %q, want one question for one pause", d.asked)
	}
	sees(t, s, "10 kasus", "2026-000400", "Kronologi", "tukang las di bengkel")
	s.Press("down", "enter")
	if want := (screen.OpenCase{ID: "01CASE0003"}); len(s.Asked) != 1 || s.Asked[0] != want {
		t.Errorf("asked for %v, want %v", s.Asked, want)
	}
}

func TestAKeyMakesTheQuestionBeforeItVoid(t *testing.T) {
	d := newDesk()
	s := open(t, d, 80, 20)
	s.Hold = true
	s.Write("chen")
	settle(s)
	s.Write(" z")
	settle(s)
	s.Release() // both questions run now, the first one called off
	if d.ended != 1 || len(d.asked) != 2 {
		t.Errorf("asked %q, %d called off", d.asked, d.ended)
	}
	sees(t, s, "Tidak ada kasus dengan “chen z”")
}

func TestAnswersToOlderWordsAreDropped(t *testing.T) {
	d := newDesk()
	s := open(t, d, 80, 20)
	s.Hold = true
	s.Write("chen")
	settle(s)
	s.Press("ctrl+u")
	s.Release()
	sees(t, s, "Cari di semua kasus")
}

func TestEnterTypedAheadOpensTheFirstAnswer(t *testing.T) {
	for name, rest := range map[string]bool{"BeforeThePause": false, "WhileItIsAsked": true} {
		t.Run(name, func(t *testing.T) {
			s := open(t, newDesk(), 80, 20)
			s.Hold = true
			s.Write("okafor")
			if rest {
				settle(s)
			}
			s.Press("enter")
			if len(s.Asked) > 0 {
				t.Fatal("something was opened before the answer came")
			}
			s.Release()
			if want := (screen.OpenCase{ID: "01CASE0001"}); len(s.Asked) != 1 || s.Asked[0] != want {
				t.Errorf("asked for %v, want %v", s.Asked, want)
			}
		})
	}
}

func TestTypingOnTakesEnterBack(t *testing.T) {
	s := open(t, newDesk(), 80, 20)
	s.Hold = true
	s.Write("okafor")
	s.Press("enter")
	s.Write(" e")
	s.Release()
	settle(s)
	if len(s.Asked) > 0 {
		t.Errorf("opened %v though the officer typed on", s.Asked)
	}
}

func TestNumberTheIndexDoesNotKnowYet(t *testing.T) {
	s := open(t, newDesk(), 80, 20)
	s.Write("999")
	settle(s)
	s.Press("enter")
	if want := (screen.OpenCase{ID: "01CASE0999"}); len(s.Asked) != 1 || s.Asked[0] != want {
		t.Errorf("asked for %v, want %v", s.Asked, want)
	}
	s.Press("ctrl+u")
	s.Write("888")
	settle(s)
	s.Press("enter")
	if !strings.Contains(s.Said(), "888") || !s.Toasts[0].Bad {
		t.Errorf("said %v", s.Toasts)
	}
}

func TestWordsAreKeptForTheNextTime(t *testing.T) {
	d, m := newDesk(), &search.Memory{}
	again := func(c *search.Config) { c.Memory = m }
	s := open(t, d, 80, 20, again)
	s.Write("chen")
	settle(s)
	s.Press("down", "down", "esc")
	if !s.Closed {
		t.Fatal("Esc did not leave")
	}
	s = open(t, d, 80, 20, again)
	settle(s)
	sees(t, s, "› chen", "▌ ▲  2026-000404")
	s = open(t, d, 80, 20, again, func(c *search.Config) { c.Text = "okafor" })
	settle(s)
	sees(t, s, "› okafor", "▌ ▲  2026-000401")
}

func TestNewsIsAskedForAndTheCursorStays(t *testing.T) {
	d := newDesk()
	s := open(t, d, 80, 20)
	s.Write("chen")
	settle(s)
	s.Press("down", "down")
	c := d.files[0].Case
	c.ID, c.Number = "01CASENEW", "TNG-2026-000999"
	d.files = slices.Insert(d.files, 0, model.Loaded{Case: c})
	for range 20 {
		s.Tell(screen.Wake{})
	}
	asked := len(d.asked)
	settle(s)
	if len(d.asked) != asked+1 {
		t.Errorf("%d questions for one pause of news", len(d.asked)-asked)
	}
	sees(t, s, "16 kasus", "2026-000999", "▌ ▲  2026-000404")
}

func TestIndexThatCatchesUpSaysSo(t *testing.T) {
	d := newDesk()
	done := uint64(1200)
	s := open(t, d, 80, 20, func(c *search.Config) { c.Progress = func() (uint64, uint64) { return done, 5000 } })
	s.Write("chen")
	settle(s)
	sees(t, s, "indeks menyusul 1.200 dari 5.000")
	asked := len(d.asked)
	s.Tell(screen.Tick{Now: uitest.Now()})
	if len(d.asked) != asked {
		t.Error("asked again though nothing came in")
	}
	done = 5000
	s.Tell(screen.Tick{Now: uitest.Now()})
	if len(d.asked) != asked+1 {
		t.Error("what came in is not asked for")
	}
	if strings.Contains(text(s), "indeks") {
		t.Errorf("still said to be behind:\n%s", text(s))
	}
}

func TestSearchThatIsOff(t *testing.T) {
	d := newDesk()
	d.err = &model.Error{Kind: model.KindUnavailable, Key: "search-off", Err: errors.New("inner")}
	s := open(t, d, 80, 20)
	s.Write("chen")
	settle(s)
	if got := text(s); !strings.Contains(got, "! ") || strings.Contains(got, "inner") {
		t.Errorf("the refusal is not said:\n%s", got)
	}
	d.err = nil
	s.Tell(screen.Tick{Now: uitest.Now()})
	settle(s)
	sees(t, s, "15 kasus")
}

func TestTheWordsArePointedOutWhereTheyStand(t *testing.T) {
	s := open(t, newDesk(), 120, 36)
	s.Write("topi mer")
	settle(s)
	sees(t, s, "8 kasus", "Catatan Budi, hari ini 22:41", "membenarkan: topi merah.")
	s.Press("ctrl+u")
	s.Write("melatti")
	settle(s)
	sees(t, s, "Tidak ada kasus")
}

func TestEverySizeFits(t *testing.T) { synctest.Test(t, everySizeFits) }

func everySizeFits(t *testing.T) {
	d := newDesk()
	bad := []string{
		model.Clean("\x1b[31m\u202eRTL"), strings.Repeat("界", 200), strings.Repeat("tanpaspasi", 30), model.Clean("Z\u0338\u0321\u0354algo 👩‍👩‍👧‍👦"),
	}
	for i := range d.files {
		f := &d.files[i].Case.Facts
		f.Narrative, f.Place.Name = "chen "+bad[i%4], model.CleanLine(bad[i%4])
		f.Subjects = []model.Subject{{Name: "Chen " + model.CleanLine(bad[i%4])}}
	}
	// A bubble has no deadline to ask for.
	rapid.Check(struct{ testing.TB }{t}, func(r *rapid.T) {
		w, h := rapid.IntRange(60, 240).Draw(r, "width"), rapid.IntRange(12, 66).Draw(r, "height")
		s := open(t, d, w, h)
		s.Write(rapid.SampledFrom([]string{"", "chen", "zzz", "408", strings.Repeat("界", 90), "chen tanpaspasi"}).Draw(r, "text"))
		settle(s)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"down", "pgdown", "up", "pgup"}), 0, 5).Draw(r, "keys") {
			s.Press(k)
		}
		settle(s)
		v := s.Screen.View()
		uitest.Fits(t, v.Body, w, h)
		if v.Cursor == nil || v.Cursor.X >= w || v.Cursor.Y >= h {
			t.Errorf("the cursor is at %v in %d×%d", v.Cursor, w, h)
		}
	})
}

func TestHostileWordsAreHarmless(t *testing.T) {
	d := newDesk()
	s := open(t, d, 80, 20)
	for _, bad := range []string{"\x1b[2J", "\u202e", "\x00", "a\tb\nc"} {
		s.Tell(uitest.Paste(bad))
	}
	settle(s)
	uitest.Fits(t, s.Screen.View().Body, 80, 20)
	for _, q := range d.asked {
		if q != model.CleanLine(q) {
			t.Errorf("asked %q", q)
		}
	}
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		in := func(c *search.Config) { c.Ctx = uitest.Ctx(t, lang) }
		for name, size := range map[string]screen.Size{"80x24": {Width: 80, Height: 20}, "120x40": {Width: 120, Height: 36}, "200x50": {Width: 200, Height: 46}} {
			for what, words := range map[string]string{"empty": "", "found": "las topi", "none": "zzz"} {
				s := open(t, newDesk(), size.Width, size.Height, in)
				s.Write(words)
				settle(s)
				uitest.Golden(t, *update, what+"-"+name+"-"+string(lang), s.Screen.View().Body)
			}
		}
	}
}

func TestViewCostsNothingUntilSomethingChanges(t *testing.T) {
	s := open(t, newDesk(), 200, 56)
	s.Write("chen")
	settle(s)
	s.Screen.View()
	if n := testing.AllocsPerRun(100, func() { s.Screen.View() }); n > 1 {
		t.Errorf("a second View made %v allocations", n)
	}
}

func BenchmarkKeyToFrame(b *testing.B) {
	s := open(b, newDesk(), 200, 56)
	s.Write("chen")
	settle(s)
	keys := []screen.Did{{Intent: screen.Down}, {Intent: screen.Up}}
	for i := 0; b.Loop(); i++ {
		s.Tell(keys[i%2])
		s.Screen.View()
	}
}
