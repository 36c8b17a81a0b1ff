package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/report"
	"piket/ui/screen"
	"piket/ui/uitest"
)

func TestKeyGoesToDialogThenInputThenScreenThenRoot(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.press("b")
	p := s.last()
	p.bindings = []screen.Binding{{Intent: "own", Keys: []string{"u", "ctrl+d"}, Help: "key.open"}}
	s.press("u", "x")
	if got := p.intents(); !slices.Equal(got, []screen.Intent{"own"}) {
		t.Errorf("the screen was told %v, want its own binding before the root's, and nothing of x", got)
	}
	p.told, p.typing = nil, true
	s.press("u", "?", "q", "ctrl+d")
	if len(p.told) != 4 || p.told[0].(tea.KeyPressMsg).Text != "u" {
		t.Errorf("the input was told %v, want all that was typed", p.told)
	}
	p.told = nil
	s.tell(tea.PasteMsg{Content: "x"})
	if len(p.told) != 1 {
		t.Errorf("the input was told %v, want the paste", p.told)
	}
	p.told = nil
	s.press("f1")
	s.press("u", "j")
	if len(p.told) != 0 || len(s.root.dialogs) != 1 {
		t.Errorf("the screen under a dialog was told %v", p.told)
	}
	s.press("esc")
	if len(s.root.dialogs) != 0 {
		t.Error("the dialog is still there")
	}
}

// TestKeysTypedAheadReachTheNextScreen sends keys faster than any command
// can answer: all of them before one command has run.
func TestKeysTypedAheadReachTheNextScreen(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	for _, k := range []string{"enter", "t", "x"} {
		s.root.Update(uitest.Key(k))
	}
	if len(s.opened) != 1 || s.desk.Rows()[0].Owner != "" {
		t.Fatalf("opened %d screens, owner %q: the keys went to the queue", len(s.opened), s.desk.Rows()[0].Owner)
	}
}

func TestAnswersGoOnlyToWhoAsked(t *testing.T) {
	type answer struct{}
	s := sitDown(t, 80, 24)
	s.press("b")
	first := s.last()
	s.press("ctrl+f")
	second := s.last()
	first.told, second.told = nil, nil
	_, cmd := s.root.Update(letter{to: s.root.stack[1].id, msg: answer{}})
	s.settle(cmd)
	if len(first.told) != 1 || len(second.told) != 0 {
		t.Errorf("told %v and %v", first.told, second.told)
	}
	second.answer = func() tea.Msg { return answer{} }
	_, late := s.root.Update(uitest.Key("ctrl+c"))
	_ = late
	_, cmd = s.root.Update(letter{to: s.root.stack[2].id, msg: "go"})
	s.press("q")
	n := len(first.told)
	s.settle(cmd)
	if len(first.told) != n || len(second.told) != 1 {
		t.Error("an answer for a closed screen was delivered")
	}
}

func TestCloseTakesTheSenderAway(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.press("b", "ctrl+f")
	s.opened[0].answer = screen.Send(screen.Close{})
	s.tell(letter{to: s.root.stack[1].id, msg: "go"})
	if len(s.root.stack) != 2 || s.root.stack[1].screen != screen.Screen(s.opened[1]) {
		t.Fatalf("%d screens on the stack, want the other one kept", len(s.root.stack))
	}
	s.press("q")
	s.tell(letter{to: s.root.stack[0].id, msg: screen.Close{}})
	if len(s.root.stack) != 1 {
		t.Error("the queue was closed")
	}
}

func TestUnaskedDialogWaitsForQuiet(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.tell(letter{to: s.root.stack[0].id, msg: screen.ShowDialog{Dialog: newLeaving(s.root.ctx, 0), Unasked: true}})
	for range 5 {
		s.now = s.now.Add(quiet - time.Millisecond)
		s.press("y")
	}
	if s.quit {
		t.Fatal("the dialog took a key that was meant for something else")
	}
	s.now = s.now.Add(quiet)
	s.press("y")
	if !s.quit {
		t.Error("the dialog stays deaf")
	}
}

// TestMissedKeysAreSpokenOfOnce, behind what was said before, and no longer
// once a key is taken.
func TestMissedKeysAreSpokenOfOnce(t *testing.T) {
	s := sitDown(t, 140, 24)
	id := s.root.stack[0].id
	s.tell(letter{to: id, msg: screen.Toast{Text: "Tersimpan."}})
	s.tell(letter{to: id, msg: screen.ShowDialog{Dialog: newLeaving(s.root.ctx, 0), Unasked: true}})
	for range 5 {
		s.now = s.now.Add(quiet - time.Millisecond)
		s.press("x")
	}
	s.now = s.now.Add(quiet - time.Millisecond)
	s.tell(tea.PasteMsg{Content: "sebuah cerita"})
	const missed = "Ketikan Anda tadi tidak masuk"
	s.sees(t, "Tersimpan. "+missed)
	if n := strings.Count(uitest.Text(s.root.View().Content), missed); n != 1 {
		t.Errorf("it is said %d times:\n%s", n, uitest.Text(s.root.View().Content))
	}
	s.now = s.now.Add(quiet)
	s.press("esc")
	s.seesNot(t, missed)
}

// TestAPasteThatWasMissedIsSpokenOf: it is the longest of all that is lost.
func TestAPasteThatWasMissedIsSpokenOf(t *testing.T) {
	s := sitDown(t, 140, 24)
	s.tell(letter{to: s.root.stack[0].id, msg: screen.ShowDialog{Dialog: newLeaving(s.root.ctx, 0), Unasked: true}})
	s.tell(tea.PasteMsg{Content: "sebuah cerita"})
	s.sees(t, "Ketikan Anda tadi tidak masuk")
}

func TestWakeBringsFiguresAndScreensUpToDate(t *testing.T) {
	s := sitDown(t, 100, 24)
	s.sees(t, "Antrian 0")
	s.press("b")
	p := s.last()
	p.told = nil
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.sees(t, "Antrian 1", "▲▲ 1")
	if !slices.Contains(p.told, tea.Msg(screen.Wake{Seq: 1})) {
		t.Errorf("the screen was told %v", p.told)
	}
	before := len(s.waiting)
	_, one := s.root.Update(woke{s.root.live.turn})
	for range 50 {
		if _, cmd := s.root.Update(woke{s.root.live.turn}); cmd != nil {
			t.Fatal("a wake-up during a question asked another")
		}
	}
	s.settle(one)
	if got := len(s.waiting) - before; got != 1 {
		t.Errorf("%d waits begun after 51 wake-ups, want one", got)
	}
	s.tell(woke{s.root.live.turn - 1})
}

func TestUrgentArrivalRings(t *testing.T) {
	s := sitDown(t, 100, 24)
	n := s.desk.Add(urgent(), model.Case{})
	s.wake()
	if !slices.Equal(s.raw, []string{"\a"}) {
		t.Errorf("written %q, want one bell", s.raw)
	}
	s.sees(t, "● ▲▲ Mendesak: "+n.Number+" · Overstay · Cipondoh")
	if title := s.root.View().WindowTitle; title != "● ▲▲ 1 · Piket · Kanim Tangerang" {
		t.Errorf("title = %q", title)
	}
	s.press("j")
	if title := s.root.View().WindowTitle; title != "▲▲ 1 · Piket · Kanim Tangerang" {
		t.Errorf("title = %q once seen", title)
	}
	s.now = s.now.Add(alertShown)
	s.tell(ticked{s.now})
	s.seesNot(t, "Mendesak: ")
	calm := urgent()
	calm.Urgency = model.High
	s.desk.Add(calm, model.Case{})
	s.wake()
	if len(s.raw) != 1 {
		t.Error("rang for a report that is not urgent")
	}
}

func TestBellAndTitleCanBeOff(t *testing.T) {
	s := sitDown(t, 100, 24, func(c *Config) { c.Bell, c.Title = false, false })
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	if len(s.raw) != 0 || s.root.View().WindowTitle != "" {
		t.Errorf("written %q, title %q", s.raw, s.root.View().WindowTitle)
	}
}

func TestUndo(t *testing.T) {
	s := sitDown(t, 140, 24)
	s.press("u")
	s.sees(t, "! Tidak ada tindakan Anda yang bisa diurungkan.")
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.press("t")
	s.sees(t, "TNG-2026-000001 sekarang Anda pegang", "u urungkan")
	s.desk.Err = &model.Error{Kind: model.KindForbidden, Key: "undo-not-yours", Args: model.Args{"number": "TNG-2026-000001", "officer": "Budi"}}
	s.press("u")
	s.sees(t, "Budi")
	s.desk.Err = nil
	s.press("u")
	s.sees(t, "✓ Diurungkan pada TNG-2026-000001: kembali tanpa petugas")
	if s.desk.Rows()[0].Owner != "" {
		t.Error("the case is still held")
	}
	s.seesNot(t, "u urungkan") // that was all there is
	s.press("u")
	s.sees(t, "! Tidak ada tindakan Anda yang bisa diurungkan.")
}

// TestUndoIsOfferedForWhatCanBeUndone, and not for what a colleague did since.
func TestUndoIsOfferedForWhatCanBeUndone(t *testing.T) {
	s := sitDown(t, 140, 24)
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	id := s.desk.Rows()[0].ID
	s.tell(letter{to: s.root.stack[0].id, msg: screen.Acted{Case: id, Number: "TNG-2026-000001"}})
	s.seesNot(t, "u urungkan")
	s.press("t")
	s.sees(t, "u urungkan")
	s.desk.Note(id, uitest.Budi)
	s.tell(letter{to: s.root.stack[0].id, msg: screen.Acted{Case: id, Number: "TNG-2026-000001"}})
	s.seesNot(t, "u urungkan")
}

func TestOffersUnfinishedReports(t *testing.T) {
	s := prepare(t)
	s.drafts = []Draft{
		{Form: "a", Report: report.About{Channel: model.WalkIn}, Saved: uitest.Now().Add(-time.Hour)},
		{Form: "b", Report: report.About{Channel: model.Phone}, Saved: uitest.Now()},
	}
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	s.sees(t, "Belum selesai diketik", "Ada 2", "hari ini 23:41 · Telepon")
	s.now = s.now.Add(quiet)
	s.press("enter")
	if s.last().title != "report phoneb" {
		t.Errorf("opened %q, want the newest draft", s.last().title)
	}
	s.press("esc", ":", "l", "a", "n", "j")
	s.sees(t, "lanjutkan: Datang, hari ini 22:41")
	s.press("enter")
	if s.last().title != "report walk-ina" {
		t.Errorf("opened %q, want the older draft", s.last().title)
	}
}

// TestALongRemarkKeepsItsRemedy says more than a line holds, in the least room
// there is, bare and over a dialog, and opens another screen after it.
func TestALongRemarkKeepsItsRemedy(t *testing.T) {
	s := sitDown(t, leastWidth, leastHeight)
	for _, keys := range [][]string{nil, {"?"}, {"esc", ":"}} {
		s.press(keys...)
		s.root.say("Laporan belum bisa disimpan karena diska hampir penuh. Kosongkan ruang, lalu coba lagi.", true)
		s.sees(t, "─ ! Laporan belum bisa", "lalu coba lagi. ─")
		uitest.Fits(t, s.root.View().Content, leastWidth, leastHeight)
		if n := strings.Count(s.root.View().Content, "\n") + 1; n != leastHeight {
			t.Errorf("%d lines after %v, want %d", n, keys, leastHeight)
		}
	}
	s.root.say(strings.Repeat("panjang ", 40), true)
	uitest.Fits(t, s.root.View().Content, leastWidth, leastHeight)
	s.press("esc", "b")
	s.seesNot(t, "panjang")
	s.root.alert("Mendesak")
	s.press("ctrl+f")
	s.sees(t, "● ▲▲ Mendesak")
}

func TestAnEmptyQueueOffersNothingToDoWithACase(t *testing.T) {
	s := sitDown(t, 120, 24)
	s.sees(t, "b baru: datang")
	s.seesNot(t, "Enter buka")
	s.seesNot(t, "t ambil")
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.sees(t, "Enter buka", "t ambil")
}

func TestLeaving(t *testing.T) {
	s := sitDown(t, 80, 24)
	s.press("q")
	s.sees(t, "Tinggalkan meja piket?")
	s.press("enter")
	if s.quit || len(s.root.dialogs) != 0 {
		t.Fatal("the default is to leave")
	}
	s.press("b")
	p := s.last()
	p.typing = true
	s.press("ctrl+z", "ctrl+c")
	if !s.quit || len(p.told) != 2 {
		t.Errorf("quit = %v, told %v", s.quit, p.told)
	}
	s.root.Leave(model.LeftDesk)
	if p.kept != 1 {
		t.Errorf("kept %d times, want once", p.kept)
	}
	s.root.Leave(model.LeftDesk)
}

// TestLeaveFreesTheWatcher would hang if the goroutine that waits did.
func TestLeaveFreesTheWatcher(t *testing.T) {
	s := sitDown(t, 80, 24)
	wait := awaitWake(make(chan struct{}), s.root.live.done, 1)
	s.root.Leave(model.LeftDesk)
	if msg := uitest.Answer(t, wait); msg != nil {
		t.Errorf("woken by %v", msg)
	}
}

func TestLanguageAndColoursChangeWhileRunning(t *testing.T) {
	s := sitDown(t, 100, 24)
	s.sees(t, "Antrian kosong.")
	s.press(":", "b", "a", "h", "a", "s", "a", "enter")
	s.sees(t, "The queue is empty.", "Queue 0")
	s.press(":", "g", "e", "l", "a", "p", "enter") // by its Indonesian name
	if !strings.Contains(s.root.View().Content, "\x1b[38;2;") {
		t.Error("no colours after colours were chosen")
	}
	s.tell(tea.ColorProfileMsg{Profile: 2})
	if strings.Contains(s.root.View().Content, "\x1b[38;2;") {
		t.Error("colours on a terminal without any")
	}
}

func TestColoursFollowTheTerminal(t *testing.T) {
	s := sitDown(t, 100, 24, func(c *Config) { c.Colours = ColoursAuto })
	dark := s.root.View().Content
	s.tell(tea.BackgroundColorMsg{Color: white{}})
	if s.root.View().Content == dark {
		t.Error("a light terminal gets the colours of a dark one")
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

func TestTooSmallSaysSo(t *testing.T) {
	s := sitDown(t, 80, 24)
	for _, size := range [][2]int{{59, 24}, {80, 15}, {20, 5}, {1, 1}, {5, 2}} {
		s.tell(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		uitest.Fits(t, s.root.View().Content, size[0], size[1])
	}
	s.tell(tea.WindowSizeMsg{Width: 59, Height: 24})
	s.sees(t, "Jendela 59×24 terlalu kecil")
	s.press("b")
	if len(s.opened) != 0 {
		t.Error("a key worked unseen")
	}
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.sees(t, "Antrian kosong.")
}

// TestFits draws the whole desk in every size, bare and under each dialog.
func TestFits(t *testing.T) {
	for _, keys := range [][]string{nil, {"?"}, {":"}, {"f"}, {"q"}, {":", "g", "p", "enter"}, {"/", "x"}} {
		s := sitDown(t, 80, 24)
		s.desk.Fill(200)
		s.wake()
		s.press(keys...)
		for w := leastWidth; w <= 240; w += 20 {
			for h := leastHeight; h <= 70; h += 18 {
				s.tell(tea.WindowSizeMsg{Width: w, Height: h})
				v := s.root.View()
				uitest.Fits(t, v.Content, w, h)
				lines := strings.Split(uitest.Text(v.Content), "\n")
				if len(lines) != h || strings.TrimSpace(lines[h-1]) == "" {
					t.Fatalf("no help bar at %d×%d after %v", w, h, keys)
				}
				if c := v.Cursor; c != nil && (c.X >= w || c.Y >= h) {
					t.Fatalf("the cursor is at %d,%d of %d×%d after %v", c.X, c.Y, w, h, keys)
				}
			}
		}
	}
}

func TestHelpBarAndHelpPageAgreeWithTheBindings(t *testing.T) {
	for _, lang := range locale.Langs() {
		s := sitDown(t, 240, 70, func(c *Config) { c.Lang = lang })
		bindings, _ := s.root.active()
		bindings = dropShared(bindings)
		uitest.Bindings(t, s.root.ctx.Print, bindings)
		bar := strings.Split(s.text(), "\n")[69]
		for _, b := range bindings {
			word := shownKeys(b) + " " + s.root.ctx.Print.T(b.Help)
			if b.Bar != strings.Contains(bar, word) {
				t.Errorf("%q in the bar: %v, in the bindings: %v\n%s", word, !b.Bar, b.Bar, bar)
			}
		}
		s.press("?")
		for _, b := range bindings {
			h := helpPage{ctx: s.root.ctx}
			s.sees(t, allKeys(b), h.says(b))
		}
	}
}

// TestHelpWhileTypingNamesNoLetters lists only keys that do not end up in the
// text.
func TestHelpWhileTypingNamesNoLetters(t *testing.T) {
	s := sitDown(t, 120, 60)
	s.press("ctrl+f")
	s.last().typing = true
	s.press("f1")
	page := s.root.dialogs[0].dialog.(*helpPage)
	for _, g := range page.groups {
		for _, b := range g.bindings {
			if !b.Typing {
				t.Errorf("%v of %s only type", b.Keys, g.title)
			}
		}
	}
	s.sees(t, "bantuan, juga saat mengetik")
}

// TestTheEndOfTheHelpPage is a key away.
func TestTheEndOfTheHelpPage(t *testing.T) {
	s := sitDown(t, 60, 16)
	s.press("?")
	s.seesNot(t, "Tanda di layar")
	last := s.root.ctx.Print.T(signs()[len(signs())-1][1])
	s.press("end")
	s.sees(t, last)
	s.press("home")
	s.seesNot(t, last)
}

func TestTheBarNamesAKeyOnlyForWhoHearsIt(t *testing.T) {
	s := sitDown(t, 120, 40)
	s.press("b")
	s.last().bindings = []screen.Binding{
		{Intent: "close-list", Keys: []string{"esc"}, Help: "key.close", Bar: true},
		{Intent: screen.Back, Keys: []string{"esc"}, Help: "key.back", Bar: true},
	}
	s.sees(t, "Esc tutup")
	if strings.Contains(s.text(), "Esc kembali") {
		t.Error("the bar promises Esc twice")
	}
}

// dropShared leaves out the root's keys that the screen has taken over.
func dropShared(bindings []screen.Binding) []screen.Binding {
	seen := map[string]bool{}
	var out []screen.Binding
	for _, b := range bindings {
		b.Keys = slices.DeleteFunc(slices.Clone(b.Keys), func(k string) bool {
			twice := seen[k]
			seen[k] = true
			return twice
		})
		if len(b.Keys) > 0 {
			out = append(out, b)
		}
	}
	return out
}

func TestPaletteHasEveryIntent(t *testing.T) {
	s := sitDown(t, 100, 40)
	s.press(":")
	p := s.root.dialogs[0].dialog.(*palette)
	have := map[screen.Intent]bool{screen.Palette: true}
	for _, e := range p.entries {
		if r, ok := e.result.(screen.Run); ok {
			have[r.Intent] = true
		}
		if e.also == "" || e.label == "" {
			t.Errorf("%v is not named in both languages", e)
		}
	}
	s.press("esc")
	bindings, _ := s.root.active()
	for _, b := range bindings {
		if !have[b.Intent] && !slices.ContainsFunc(screen.Movement(), func(m screen.Binding) bool { return m.Intent == b.Intent }) {
			t.Errorf("%s is not in the palette", b.Intent)
		}
	}
	s.press(":", "f2")
	if len(s.root.dialogs) != 0 {
		t.Error("the palette is still open")
	}
	s.press(":", "4", "1", "2")
	s.sees(t, "cari kasus: “412”")
	s.press("enter")
	if got := s.last().title; got != "search 412" {
		t.Errorf("opened %q, want the words searched for", got)
	}
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}} {
			for name, keys := range map[string][]string{"desk": nil, "help": {"?"}, "palette": {":"}, "leave": {"q"}, "officer": {":", "c", "h", "a", "n", "g", "e", "space", "o", "f", "enter"}} {
				s := sitDown(t, size[0], size[1], func(c *Config) { c.Lang = lang })
				s.desk.Add(urgent(), model.Case{})
				s.wake()
				s.press(keys...)
				uitest.Golden(t, *update, fmt.Sprintf("%s-%dx%d-%s", name, size[0], size[1], lang), s.root.View().Content)
			}
		}
	}
}

func TestFirstRun(t *testing.T) {
	fresh := model.Office{}
	var lang locale.Lang
	s := prepare(t, func(c *Config) {
		c.Office = func() model.Office { return fresh }
		c.SetUp = func(_ context.Context, o model.OfficeSetUp, name string, l locale.Lang) (model.Officer, error) {
			lang = l
			f := model.Officer{ID: uitest.Sari, Name: name, Role: model.RoleAdmin}
			fresh = model.Office{Version: 2, Name: o.Name, Code: o.Code, Zone: o.Zone, Officers: []model.Officer{f}}
			return f, nil
		}
	})
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	s.sees(t, "Selamat datang")
	s.press("b", "u", "right", "ctrl+f", "enter")
	s.sees(t, "Welcome to the duty desk")
	for _, text := range []string{"Kanim Ranai", "", "", "Sari W."} {
		for _, k := range text {
			s.press(strings.ReplaceAll(string(k), " ", "space"))
		}
		s.press("enter")
	}
	s.press("enter")
	s.sees(t, "✓ The office is ready.", "Kanim Ranai", "Sari W.", "The queue is empty.")
	if lang != locale.English || fresh.Code != "RNA" || len(s.opened) != 0 {
		t.Errorf("language %q, code %q, %d screens opened on the way", lang, fresh.Code, len(s.opened))
	}
}
