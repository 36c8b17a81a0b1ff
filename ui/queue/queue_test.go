package queue

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden screens")

// sitting is a queue with somebody at it.
type sitting struct {
	t       testing.TB
	desk    *uitest.Desk
	q       *Queue
	now     time.Time
	waiting []tea.Cmd // timers that have not gone off
	sent    []tea.Msg // what the queue asked of the root
}

func sit(t testing.TB, lang locale.Lang, width, height int) *sitting {
	s := &sitting{t: t, desk: uitest.NewDesk(), now: uitest.Now()}
	ctx := uitest.Ctx(t, lang)
	ctx.Now = func() time.Time { return s.now }
	s.q = New(Config{Ctx: ctx, Desk: s.desk, Area: areaName})
	s.resize(width, height)
	return s
}

func areaName(code string) string {
	return map[string]string{"36.71.05": "Cipondoh", "36.71.07": "Karawaci", "36.71.12": "Karang Tengah"}[code]
}

func (s *sitting) resize(width, height int) { s.tell(screen.Size{Width: width, Height: height}) }

func (s *sitting) begin() *sitting {
	s.settle(s.q.Init())
	return s
}

func (s *sitting) tell(msg tea.Msg) {
	_, cmd := s.q.Update(msg)
	s.settle(cmd)
}

func (s *sitting) settle(cmd tea.Cmd) {
	s.waiting = append(s.waiting, uitest.Settle(s.t, func(msg tea.Msg) tea.Cmd {
		switch msg.(type) {
		case screen.Toast, screen.Acted, screen.OpenCase, screen.ShowDialog:
			s.sent = append(s.sent, msg)
			return nil
		}
		_, cmd := s.q.Update(msg)
		return cmd
	}, cmd)...)
}

// rest lets the timers go off.
func (s *sitting) rest() {
	waiting := s.waiting
	s.waiting = nil
	for _, w := range waiting {
		s.tell(w())
	}
}

// press sends keys as the root would.
func (s *sitting) press(names ...string) {
	s.t.Helper()
	for _, name := range names {
		key := uitest.Key(name)
		i := slices.IndexFunc(s.q.Bindings(), func(b screen.Binding) bool {
			return slices.Contains(b.Keys, name) && (b.Typing || !s.q.Typing())
		})
		switch {
		case i >= 0:
			s.tell(screen.Did{Intent: s.q.Bindings()[i].Intent})
		case s.q.Typing():
			s.tell(key)
		default:
			s.t.Fatalf("nothing is bound to %s", name)
		}
	}
}

func (s *sitting) current() string {
	r, _ := s.q.list.current()
	return r.Number
}

func (s *sitting) sees(text string) bool { return strings.Contains(uitest.Text(s.q.View().Body), text) }

func (s *sitting) wake() { s.tell(screen.Wake{}) }

// night is the queue of the sketch, and a bit more.
func night(d *uitest.Desk) {
	at := func(clock string) time.Time {
		t, _ := time.ParseInLocation("2006-01-02 15:04", "2026-11-21 "+clock, model.WIB.Location())
		return t
	}
	d.Add(model.Row{
		Kind: model.Complaint, Channel: model.Phone, Received: at("23:39"), Due: at("23:39").Add(23 * time.Minute), DueClock: model.FirstStatus,
		Violation: model.Overstay, Urgency: model.Urgent, Status: model.Received, Subjects: 2, Place: "kos Jl. Maulana",
		Headline: "Chen Wei, Okafor Emeka", Area: "36.71.05", Pseudonym: "K7QFWXYZ", Number: "TNG-2026-000412",
	}, model.Case{
		Facts: model.Facts{Kind: model.Complaint, Narrative: "Dua orang asing tinggal di kos tanpa melapor sejak bulan lalu. Tetangga sering mendengar keributan pada malam hari.\nMereka bekerja di gudang dekat pasar.", Subjects: []model.Subject{{Name: "Chen Wei", Nationality: "CHN"}, {Name: "Okafor Emeka", Nationality: "NGA"}}},
		Clocks: []model.Clock{
			{Name: model.FirstStatus, Due: at("23:39").Add(23 * time.Minute)}, {Name: model.Resolution, Due: at("23:39").AddDate(0, 0, 14)},
		},
		Notes: []model.Note{{By: uitest.Budi, At: at("23:40"), Text: "Pemilik kos dihubungi, belum menjawab."}},
	})
	d.Add(model.Row{
		Kind: model.Complaint, Channel: model.WalkIn, Received: at("23:02"), Due: at("23:02").Add(169 * time.Minute), DueClock: model.FirstStatus,
		Violation: model.PermitMisuse, Urgency: model.High, Status: model.Analysing, Owner: uitest.Budi, Subjects: 1, Headline: "mandor proyek apartemen",
		Place: "Apartemen Green Lake", Area: "36.71.12", Number: "TNG-2026-000411",
	}, model.Case{})
	d.Add(model.Row{
		Kind: model.Complaint, Channel: model.WhatsApp, Received: at("08:15"), Due: at("23:01"), DueClock: model.FirstStatus, Violation: model.GeneralCrime,
		Urgency: model.High, Status: model.Received, Headline: "Tamu hotel menolak menunjukkan paspor.", Number: "TNG-2026-000398",
	}, model.Case{})
	d.Add(model.Row{
		Kind: model.Presence, Channel: model.GoogleForm, Received: at("08:15").AddDate(0, 0, -2), Due: at("10:00").AddDate(0, 0, 12), DueClock: model.Resolution,
		Urgency: model.Normal, Status: model.Acting, Owner: uitest.Sari, Subjects: 12, Place: "Hotel Mustika", Headline: "Li Na, Wang Fang", Area: "36.71.07", Number: "TNG-2026-000377",
	}, model.Case{})
	d.Add(model.Row{
		Kind: model.Complaint, Channel: model.Web, Received: at("08:15").AddDate(0, 0, -5), Violation: model.PublicOrder, Urgency: model.Normal,
		Status: model.Waiting, Owner: uitest.Sari, Subjects: 1, Place: "Gg. Melati RT 03/05", Area: "36.71.07", Number: "TNG-2026-000350",
	}, model.Case{Waiting: "menunggu jawaban penjamin"})
	d.Add(model.Row{
		Kind: model.Complaint, Channel: model.Letter, Received: at("08:15").AddDate(0, 0, -5), Due: at("10:00").AddDate(0, 0, 2), Violation: model.OtherViolation, Urgency: model.Normal,
		Status: model.Analysing, Owner: uitest.Budi, Proposed: true, Number: "TNG-2026-000349",
	}, model.Case{})
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range []screen.Size{{Width: 60, Height: 12}, {Width: 80, Height: 20}, {Width: 120, Height: 36}, {Width: 180, Height: 36}} {
			name := fmt.Sprintf("%dx%d-%s", size.Width, size.Height+4, lang)
			t.Run(name, func(t *testing.T) {
				s := sit(t, lang, size.Width, size.Height)
				night(s.desk)
				s.begin()
				s.rest()
				uitest.Golden(t, *update, name, s.q.View().Body)
			})
		}
		t.Run("empty-"+string(lang), func(t *testing.T) {
			uitest.Golden(t, *update, "empty-"+string(lang), sit(t, lang, 80, 20).begin().q.View().Body)
		})
		t.Run("filtered-"+string(lang), func(t *testing.T) {
			s := sit(t, lang, 80, 20)
			night(s.desk)
			s.begin().press("2", "4", "m", "!")
			uitest.Golden(t, *update, "filtered-"+string(lang), s.q.View().Body)
		})
	}
}

func TestOpensAndTakesTheCaseUnderTheCursor(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	night(s.desk)
	s.begin().press("down", "enter")
	if len(s.sent) != 1 || s.sent[0] != (screen.OpenCase{ID: s.desk.Rows()[1].ID}) {
		t.Fatalf("sent %v, want the second case opened", s.sent)
	}
	s.press("up", "t")
	if got := s.desk.Rows()[0].Owner; got != uitest.Sari {
		t.Errorf("owner = %q, want Sari", got)
	}
	if !slices.Contains(s.sent, tea.Msg(screen.Acted{Case: s.desk.Rows()[0].ID, Number: "TNG-2026-000412"})) {
		t.Errorf("sent %v, want the act remembered", s.sent)
	}
	s.sent = nil
	s.press("t")
	if toast, ok := s.sent[0].(screen.Toast); !ok || !toast.Bad || !strings.Contains(toast.Text, "Budi") {
		t.Errorf("sent %v, want a refusal", s.sent)
	}
}

func TestFilters(t *testing.T) {
	s := sit(t, locale.English, 80, 20)
	night(s.desk)
	s.begin()
	tests := []struct {
		keys []string
		want int
	}{
		{[]string{"m"}, 2},
		{[]string{"m"}, 6},
		{[]string{"a"}, 2},
		{[]string{"a", "o"}, 1},
		{[]string{"0"}, 6},
		{[]string{"1", "2"}, 4},
		{[]string{"1", "2"}, 6},
		{[]string{"!"}, 1},
		{[]string{"esc"}, 6},
	}
	for _, tt := range tests {
		s.press(tt.keys...)
		if got := len(s.q.list.rows); got != tt.want {
			t.Errorf("after %v: %d rows, want %d", tt.keys, got, tt.want)
		}
	}
}

func TestClosedCasesShowHowTheyEnded(t *testing.T) {
	s := sit(t, locale.English, 80, 20)
	s.desk.Add(model.Row{Kind: model.Complaint, Urgency: model.Normal, Status: model.Closed, Disposition: model.TAKDeport, Received: s.now}, model.Case{})
	s.begin()
	if !s.sees("TAK f") {
		t.Errorf("screen:\n%s", uitest.Text(s.q.View().Body))
	}
}

func TestTextFilter(t *testing.T) {
	s := sit(t, locale.English, 80, 20)
	night(s.desk)
	s.begin().press("/", "m", "u", "s", "t")
	if !s.q.Typing() || s.q.View().Cursor == nil {
		t.Fatal("the filter does not have the focus")
	}
	s.rest()
	if got := len(s.q.list.rows); got != 1 {
		t.Fatalf("%d rows while typing, want 1", got)
	}
	s.press("esc")
	if s.q.Typing() || !s.sees("“must”") || len(s.q.list.rows) != 1 {
		t.Error("leaving the field lost what was typed")
	}
	s.press("esc")
	if len(s.q.list.rows) != 6 {
		t.Error("the filter is not cleared")
	}
	s.press("/")
	s.tell(tea.PasteMsg{Content: "tidak\nada\x1b[2J"})
	s.press("enter")
	if !s.sees("“tidak ada[2J”") || !s.sees("No case matches the filter.") {
		t.Errorf("screen:\n%s", uitest.Text(s.q.View().Body))
	}
}

func TestFilterDialog(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	night(s.desk)
	s.begin().press("f")
	d := s.sent[0].(screen.ShowDialog).Dialog
	for _, i := range []screen.Intent{switchPart, screen.Down, switchPart, screen.Down, screen.Up} {
		d, _ = d.Update(screen.Did{Intent: i})
	}
	uitest.Golden(t, *update, "choose-id", d.View(78, 20).Body)
	_, cmd := d.Update(screen.Did{Intent: screen.Enter})
	s.tell(cmd().(screen.CloseDialog).Result)
	if got := len(s.q.list.rows); got != 4 {
		t.Errorf("%d rows, want the received and the analysed ones", got)
	}
}

// TestJumpsFarAway goes to the end of a list that is not in reach and acts
// before the rows have come.
func TestJumpsFarAway(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	s.desk.Fill(1000)
	s.begin()
	rows := s.desk.Rows()
	_, cmd := s.q.Update(screen.Did{Intent: screen.Bottom})
	_, early := s.q.Update(screen.Did{Intent: screen.Enter})
	if early != nil {
		t.Fatal("Enter did not wait for the jump")
	}
	s.settle(cmd)
	if want := rows[len(rows)-1]; s.current() != want.Number || s.sent[0] != (screen.OpenCase{ID: want.ID}) {
		t.Errorf("at %s, sent %v, want %s opened", s.current(), s.sent, want.Number)
	}
	s.press("g")
	if s.current() != rows[0].Number {
		t.Errorf("at %s, want the first", s.current())
	}
	for range 300 {
		s.press("pgdown")
	}
	if s.current() != rows[len(rows)-1].Number {
		t.Errorf("at %s, want the last", s.current())
	}
}

func TestAskingIsCoalesced(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	s.desk.Fill(500)
	s.begin()
	before := s.desk.Asked()
	_, first := s.q.Update(screen.Wake{})
	for range 100 {
		if _, cmd := s.q.Update(screen.Wake{}); cmd != nil {
			t.Fatal("a wake-up during a question asked another")
		}
	}
	s.settle(first)
	if got := s.desk.Asked() - before; got != 2 {
		t.Errorf("asked %d times for 101 wake-ups, want twice", got)
	}
}

func TestFailureIsShownAndPasses(t *testing.T) {
	s := sit(t, locale.English, 80, 20)
	s.desk.Err = &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	s.begin()
	if !s.sees("! ") {
		t.Errorf("screen:\n%s", uitest.Text(s.q.View().Body))
	}
	s.desk.Err = nil
	night(s.desk)
	s.tell(screen.Tick{Now: s.now})
	if s.sees("! S") || len(s.q.list.rows) != 6 {
		t.Error("the queue did not ask again")
	}
}

// TestBadgeForArrivalsAbove looks at what an officer sees who reads far down.
func TestBadgeForArrivalsAbove(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	s.desk.Fill(300)
	s.begin().press("pgdown", "pgdown")
	before := s.current()
	urgent := model.Row{Kind: model.Complaint, Urgency: model.Urgent, Status: model.Received, Received: s.now, Due: s.now.Add(-time.Hour)}
	for range 3 {
		s.desk.Add(urgent, model.Case{})
	}
	late := urgent
	late.Urgency, late.Due = model.Normal, s.now.Add(1000*time.Hour)
	s.desk.Add(late, model.Case{})
	s.wake()
	if !s.sees("↑ 3 baru g") || s.current() != before {
		t.Fatalf("at %s (was %s), screen:\n%s", s.current(), before, uitest.Text(s.q.View().Body))
	}
	s.press("g")
	if s.sees("baru g") {
		t.Error("the badge stays after one has looked")
	}
}

// TestArrivalsComeIntoSightAtRest leaves a desk alone that stood at its top.
func TestArrivalsComeIntoSightAtRest(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	s.desk.Fill(300)
	s.begin()
	before := s.current()
	n := s.desk.Add(model.Row{Kind: model.Complaint, Urgency: model.Urgent, Status: model.Received, Received: s.now, Due: s.now.Add(-time.Hour)}, model.Case{})
	s.wake()
	short := strings.TrimPrefix(n.Number, "TNG-")
	if s.sees(short) || !s.sees("↑ 1 baru g") {
		t.Fatal("the list moved under the finger")
	}
	s.now = s.now.Add(restful)
	s.tell(screen.Tick{Now: s.now})
	if !s.sees(short) || s.current() != before {
		t.Errorf("at %s (was %s), screen:\n%s", s.current(), before, uitest.Text(s.q.View().Body))
	}
}

// TestSelectionStaysUnderAnyTraffic lets cases come and go at random while
// somebody moves about, and compares each screen with the whole list.
func TestSelectionStaysUnderAnyTraffic(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := sit(t, locale.Indonesian, 80, rapid.IntRange(5, 30).Draw(r, "height"))
		s.desk.Fill(rapid.SampledFrom([]int{0, 1, 5, 60, 400}).Draw(r, "cases"))
		s.begin()
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			if rapid.Bool().Draw(r, "moves") {
				s.press(rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "g", "G"}).Draw(r, "key"))
				continue
			}
			cur, was := s.q.list.current()
			line := s.q.list.at - s.q.list.top
			traffic(r, s.desk)
			if rapid.Bool().Draw(r, "stalled") {
				continue
			}
			s.wake()
			if !was {
				continue
			}
			now, _ := s.q.list.current()
			if now.ID != cur.ID {
				r.Fatalf("the cursor went from %s to %s", cur.Number, now.Number)
			}
			whole := s.desk.Rows()
			at, there := slices.BinarySearchFunc(whole, cur.Key, func(r model.Row, k string) int { return strings.Compare(r.Key, k) })
			if !there {
				whole = slices.Insert(whole, at, cur)
			}
			h := s.q.list.height
			top := max(0, min(at-line, len(whole)-h))
			want := numbers(whole[top:min(len(whole), top+h)])
			if got := numbers(s.q.list.visible()); !slices.Equal(got, want) {
				r.Fatalf("in sight %v, want %v", got, want)
			}
		}
	})
}

// traffic lets a few cases come, and some go.
func traffic(r *rapid.T, d *uitest.Desk) {
	for range rapid.IntRange(0, 4).Draw(r, "arrivals") {
		d.Add(model.Row{
			Kind: model.Complaint, Urgency: rapid.SampledFrom(model.Urgencies()).Draw(r, "urgency"), Status: model.Received,
			Received: uitest.Now(), Due: uitest.Now().Add(time.Duration(rapid.IntRange(-60, 2000).Draw(r, "due")) * time.Minute),
		}, model.Case{})
	}
	for range rapid.IntRange(0, 3).Draw(r, "closures") {
		if rows := d.Rows(); len(rows) > 0 {
			d.Close(rows[rapid.IntRange(0, len(rows)-1).Draw(r, "closed")].ID)
		}
	}
}

func numbers(rows []model.Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Number)
	}
	return out
}

// TestFits draws the queue in every size, with the worst texts there are.
func TestFits(t *testing.T) {
	s := sit(t, locale.English, 60, 12)
	night(s.desk)
	for _, nasty := range nastyTexts() {
		s.desk.Add(model.Row{
			Kind: model.Complaint, Urgency: model.Urgent, Status: model.Received, Received: s.now, Due: s.now, Headline: model.CleanLine(nasty),
			Place: model.CleanLine(nasty), Number: "TNG-2026-999999", Violation: model.Violation(model.CleanLine(nasty)), Owner: "somebody-else", Area: model.CleanLine(nasty),
		}, model.Case{Facts: model.Facts{Narrative: model.Clean(nasty), Subjects: []model.Subject{{Name: model.CleanLine(nasty), Nationality: "CHN"}}}})
	}
	s.begin()
	for w := 60; w <= 240; w += 7 {
		for h := 12; h <= 66; h += 6 {
			s.resize(w, h)
			uitest.Fits(t, s.q.View().Body, w, h)
		}
	}
	for range 12 {
		s.press("down")
		s.rest()
		uitest.Fits(t, s.q.View().Body, s.q.size.Width, s.q.size.Height)
	}
}

func nastyTexts() []string {
	return []string{
		"\x1b[2J\x1b]0;title\x07", "\u202eright to left", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033dA\u0334\u0319\u0324G",
		"田中さんにあげて下さい 和製漢語 部落格", "👩‍👩‍👧‍👦 👨🏿‍🦰 🇮🇩 ❤️ 🐵", "ثم نفس سقطت وبالتحديد", "﷽ ꧅ 𒐫", "ᄀ가각ᆨ 한글", strings.Repeat("W", 500),
	}
}

func TestBindingsAreUniqueAndDocumented(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	s.begin()
	uitest.Bindings(t, s.q.ctx.Print, s.q.Bindings())
	uitest.Bindings(t, s.q.ctx.Print, newFilterDialog(s.q.ctx, filter{}).Bindings())
	s.press("/")
	uitest.Bindings(t, s.q.ctx.Print, s.q.Bindings())
}

// TestSaysWhatLiesOutOfSight counts the rows in reach, with a plus where
// there are more.
func TestSaysWhatLiesOutOfSight(t *testing.T) {
	s := sit(t, locale.Indonesian, 80, 20)
	s.desk.Fill(30)
	s.begin()
	if s.sees("di atas") || !s.sees("↓ 12 di bawah") {
		t.Fatalf("at the top:\n%s", uitest.Text(s.q.View().Body))
	}
	s.press("G")
	if !s.sees("↑ 12 di atas") || s.sees("di bawah") {
		t.Fatalf("at the end:\n%s", uitest.Text(s.q.View().Body))
	}
	s.desk.Fill(1000)
	s.wake()
	s.press("g", "pgdown", "pgdown", "pgdown", "pgdown", "pgdown")
	if s.q.list.above && !s.sees("+ di atas") || !s.sees("+ di bawah") {
		t.Fatalf("in the middle:\n%s", uitest.Text(s.q.View().Body))
	}
	few := sit(t, locale.Indonesian, 80, 20)
	night(few.desk)
	if few.begin(); few.sees("di atas") || few.sees("di bawah") {
		t.Error("a list that is wholly in sight hides rows")
	}
}
