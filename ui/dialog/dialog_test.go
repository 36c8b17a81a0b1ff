package dialog_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/uitest"
	"piket/ui/widget"
)

var update = flag.Bool("update", false, "write the golden files anew")

// hostile is text as the worst reports hold it, cleaned as every door cleans it.
func hostile() []string {
	raw := []string{
		"\x1b[31mmerah\x1b[0m \x1b]0;judul\a", "\u202etxet desrever", "Z̸̡͔̺̖̹̮͚̈́a̷̱͗̔l̶̢͚̈́g̵̛̪o̸͙̓", "東京都渋谷区👩‍👩‍👧‍👦🏳️‍🌈",
		strings.Repeat("tanpaspasi", 40), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\nx\ny\nz",
	}
	for i, r := range raw {
		raw[i] = model.Clean(r)
	}
	return raw
}

// host is a screen that only keeps what a dialog closed with.
type host struct{ got []tea.Msg }

func (h *host) Init() tea.Cmd              { return nil }
func (h *host) View() screen.View          { return screen.View{} }
func (h *host) Bindings() []screen.Binding { return nil }
func (h *host) Title() string              { return "" }

func (h *host) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if s, ok := msg.(answer); ok {
		h.got = append(h.got, s)
	}
	return h, nil
}

// answer is what the tests' dialogs close with.
type answer string

// open puts a dialog on a stage.
func open(t *testing.T, d screen.Dialog) (*uitest.Stage, *host) {
	t.Helper()
	h := &host{}
	s := uitest.NewStage(t, h, 80, 20)
	s.Dialogs = append(s.Dialogs, d)
	return s, h
}

func (h *host) check(t *testing.T, s *uitest.Stage, want ...tea.Msg) {
	t.Helper()
	if fmt.Sprint(h.got) != fmt.Sprint(want) {
		t.Errorf("answered %q, want %q", h.got, want)
	}
	if len(s.Dialogs) > 0 {
		t.Error("the dialog is still open")
	}
}

func confirm(ctx *screen.Ctx, question string) *dialog.Confirm {
	return &dialog.Confirm{
		Ctx: ctx, Title: "TNG-2026-000412", Question: question, Yes: "Ya, tutup kasus", No: "Jangan dulu", OnYes: answer("yes"),
	}
}

func TestConfirmDefaultsToNo(t *testing.T) {
	tests := map[string]struct {
		keys []string
		want []tea.Msg
	}{
		"Enter":          {[]string{"enter"}, nil},
		"Esc":            {[]string{"esc"}, nil},
		"N":              {[]string{"n"}, nil},
		"Tidak":          {[]string{"t"}, nil},
		"Y":              {[]string{"y"}, []tea.Msg{answer("yes")}},
		"RightEnter":     {[]string{"right", "enter"}, []tea.Msg{answer("yes")}},
		"ThereAndBack":   {[]string{"tab", "left", "enter"}, nil},
		"ScrollIsNoYes":  {[]string{"down", "down", "up", "enter"}, nil},
		"RightEscIsStay": {[]string{"right", "esc"}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, h := open(t, confirm(uitest.Ctx(t, locale.Indonesian), "Tutup?"))
			s.Press(tt.keys...)
			h.check(t, s, tt.want...)
		})
	}
}

// TestKeysAreNamedAsTheAnswers compares what the help bar says of y and n to
// the answers they give.
func TestKeysAreNamedAsTheAnswers(t *testing.T) {
	for _, b := range confirm(uitest.Ctx(t, locale.Indonesian), "Tutup?").Bindings() {
		want := map[string]string{"y": "Ya, tutup kasus", "n": "Jangan dulu"}[b.Keys[0]]
		if b.Label != want {
			t.Errorf("%v is called %q, want %q", b.Keys, b.Label, want)
		}
	}
}

func TestConfirmScrollsALongQuestionAndKeepsItsAnswers(t *testing.T) {
	lines := make([]string, 30)
	for i := range lines {
		lines[i] = fmt.Sprintf("baris %d", i+1)
	}
	s, _ := open(t, confirm(uitest.Ctx(t, locale.Indonesian), strings.Join(lines, "\n")))
	see := func(want string) {
		t.Helper()
		got := uitest.Text(s.Dialog().View(58, 12).Body)
		for _, w := range []string{want, "Jangan dulu", "Ya, tutup kasus"} {
			if !strings.Contains(got, w) {
				t.Errorf("%q is out of sight:\n%s", w, got)
			}
		}
	}
	see("baris 1")
	see("↓")
	for range 40 {
		s.Press("down")
		s.Dialog().View(58, 12)
	}
	see("baris 30")
	s.Press("up")
	see("baris 24")
	if strings.Contains(uitest.Text(s.Dialog().View(58, 12).Body), "baris 30") {
		t.Error("one step up did not scroll: the end was overshot")
	}
}

func prompt(ctx *screen.Ctx, lines int, value string) *dialog.Prompt {
	return dialog.NewPrompt(dialog.PromptConfig{
		Ctx: ctx, Title: "Catatan baru", Question: "Apa yang terjadi?", Value: value, Lines: lines, Missing: "Catatan masih kosong",
		Check: func(text string) string {
			if text == "buruk" {
				return "tidak terbaca"
			}
			return ""
		},
		OnDone:   func(text string) tea.Msg { return answer("done " + text) },
		OnCancel: func(text string) tea.Msg { return answer("kept " + text) },
	})
}

func TestPrompt(t *testing.T) {
	tests := map[string]struct {
		lines int
		value string
		text  string
		keys  []string
		want  tea.Msg
		says  string
	}{
		"OneLine":      {lines: 1, text: " Budi ", keys: []string{"enter"}, want: answer("done Budi")},
		"SeveralLines": {lines: 4, text: "a\nb", keys: []string{"ctrl+d"}, want: answer("done a\nb")},
		"EscKeepsText": {lines: 4, text: "setengah jad", keys: []string{"esc"}, want: answer("kept setengah jad")},
		"EditsValue":   {lines: 1, value: "semula", text: " baru", keys: []string{"enter"}, want: answer("done semula baru")},
		"Missing":      {lines: 1, text: "  ", keys: []string{"enter"}, says: "Catatan masih kosong"},
		"Checked":      {lines: 1, text: "buruk", keys: []string{"enter"}, says: "tidak terbaca"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, h := open(t, prompt(uitest.Ctx(t, locale.Indonesian), tt.lines, tt.value))
			write(s, tt.text)
			s.Press(tt.keys...)
			if tt.says == "" {
				h.check(t, s, tt.want)
				return
			}
			if got := uitest.Text(s.Dialog().View(78, 20).Body); !strings.Contains(got, "! "+tt.says) {
				t.Errorf("%q is not said:\n%s", tt.says, got)
			}
			s.Write("x")
			if got := uitest.Text(s.Dialog().View(78, 20).Body); strings.Contains(got, tt.says) {
				t.Errorf("%q is still said after typing on", tt.says)
			}
		})
	}
}

// write types a text, Enter for its line breaks.
func write(s *uitest.Stage, text string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			s.TellDialog(uitest.Key("enter"))
		}
		s.Write(line)
	}
}

func TestPromptTellsEveryEdit(t *testing.T) {
	var edits []string
	s, _ := open(t, dialog.NewPrompt(dialog.PromptConfig{
		Ctx: uitest.Ctx(t, locale.Indonesian), OnEdit: func(text string, _ int) { edits = append(edits, text) },
		OnDone: func(string) tea.Msg { return nil },
	}))
	s.Write("ab")
	s.TellDialog(tea.PasteMsg{Content: "c\x1bd"})
	if fmt.Sprint(edits) != "[a ab abcd]" {
		t.Errorf("edits %q", edits)
	}
}

// TestPromptSaysWhatDoesNotFit: as it is typed, and once more before it is
// saved.
func TestPromptSaysWhatDoesNotFit(t *testing.T) {
	for _, lines := range []int{1, 4} {
		left := 0
		s, h := open(t, dialog.NewPrompt(dialog.PromptConfig{
			Ctx: uitest.Ctx(t, locale.Indonesian), Title: "Catatan", Limit: 5, Lines: lines,
			OnEdit: func(_ string, n int) { left = n },
			OnDone: func(text string) tea.Msg { return answer(text) },
		}))
		done := map[int]string{1: "enter", 4: "ctrl+d"}[lines]
		s.TellDialog(tea.PasteMsg{Content: "duabelas abc"})
		if text := uitest.Text(s.Dialog().View(78, 20).Body); !strings.Contains(text, "! penuh: 7 huruf tidak masuk") || left != 7 {
			t.Errorf("%d lines: %d left out:\n%s", lines, left, text)
		}
		if s.Press(done); len(h.got) > 0 {
			t.Errorf("%d lines: a text that was cut is saved without a word: %q", lines, h.got)
		}
		if text := uitest.Text(s.Dialog().View(78, 20).Body); !strings.Contains(text, "! 7 huruf tidak masuk. Ringkas dulu") {
			t.Errorf("%d lines: before saving nothing is said:\n%s", lines, text)
		}
		s.Press(done)
		h.check(t, s, answer("duabe"))
	}
}

// TestSpaceTicksAnEntry before anything is searched for, and types otherwise.
func TestSpaceTicksAnEntry(t *testing.T) {
	cfg := dialog.PickConfig{Choices: []widget.Choice{{Value: "nama", Label: "Nama dua"}, {Value: "anonim", Label: "[ ] Anonim", Box: true}}}
	s, h := open(t, pick(uitest.Ctx(t, locale.Indonesian), cfg))
	if s.Press("space", "backspace", "down", "space"); len(h.got) != 1 {
		t.Errorf("answered %q, want the entry with the box", h.got)
	}
	s, h = open(t, pick(uitest.Ctx(t, locale.Indonesian), cfg))
	if s.Write("no"); len(h.got) > 0 {
		t.Fatal("letters chose")
	}
	if s.Press("space"); len(h.got) > 0 {
		t.Errorf("a space in a search chose %q", h.got)
	}
}

func pick(ctx *screen.Ctx, cfg dialog.PickConfig) *dialog.Pick {
	cfg.Ctx, cfg.Title, cfg.None = ctx, "Ubah status", "Tidak ada yang cocok"
	if cfg.Choices == nil {
		cfg.Choices = []widget.Choice{
			{Value: "analysing", Label: "Dianalisis"},
			{Value: "acting", Label: "Ditindaklanjuti"},
			{Value: "waiting", Label: "Menunggu", Note: "perlu alasan"},
			{Value: "closed", Label: "Selesai", Note: "perlu hasil akhir"},
		}
	}
	cfg.OnPick = func(c widget.Choice) tea.Msg { return answer(c.Value) }
	return dialog.NewPick(cfg)
}

func TestPick(t *testing.T) {
	search := func(text string) []widget.Choice {
		return []widget.Choice{{Value: "found " + text, Label: "Cipondoh, Kota Tangerang"}}
	}
	tests := map[string]struct {
		cfg  dialog.PickConfig
		text string
		keys []string
		want []tea.Msg
	}{
		"First":        {keys: []string{"enter"}, want: []tea.Msg{answer("analysing")}},
		"Moves":        {keys: []string{"down", "down", "up", "enter"}, want: []tea.Msg{answer("acting")}},
		"StopsAtEnds":  {keys: []string{"pgdown", "down", "enter"}, want: []tea.Msg{answer("closed")}},
		"Marked":       {cfg: dialog.PickConfig{Marked: "waiting"}, keys: []string{"enter"}, want: []tea.Msg{answer("waiting")}},
		"Narrows":      {text: "sel", keys: []string{"enter"}, want: []tea.Msg{answer("closed")}},
		"NarrowsNotes": {text: "alasan", keys: []string{"enter"}, want: []tea.Msg{answer("waiting")}},
		"LettersAreNoKeys": {
			text: "jk", keys: []string{"esc"},
		},
		"Searches": {cfg: dialog.PickConfig{Search: search}, text: "cipo", keys: []string{"enter"}, want: []tea.Msg{answer("found cipo")}},
		"Other": {
			cfg:  dialog.PickConfig{OnOther: func(text string) tea.Msg { return answer("other " + text) }},
			text: " 412 ", keys: []string{"enter"}, want: []tea.Msg{answer("other 412")},
		},
		"Esc": {keys: []string{"esc"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, h := open(t, pick(uitest.Ctx(t, locale.Indonesian), tt.cfg))
			s.Write(tt.text)
			s.Press(tt.keys...)
			h.check(t, s, tt.want...)
		})
	}
}

func TestPickStaysOpenOnNothing(t *testing.T) {
	s, h := open(t, pick(uitest.Ctx(t, locale.Indonesian), dialog.PickConfig{}))
	s.Write("xyz")
	s.Press("enter")
	if len(s.Dialogs) != 1 || len(h.got) > 0 {
		t.Fatal("a text that matches nothing was taken")
	}
	if got := uitest.Text(s.Dialog().View(78, 20).Body); !strings.Contains(got, "Tidak ada yang cocok") {
		t.Errorf("nothing is said:\n%s", got)
	}
}

func TestNoticeClosesByItself(t *testing.T) {
	now := uitest.Now()
	ctx := uitest.Ctx(t, locale.Indonesian)
	ctx.Now = func() time.Time { return now }
	s, h := open(t, &dialog.Notice{
		Ctx: ctx, Title: "Rahasia", Until: now.Add(time.Minute),
		Lines: func(int) []string { return []string{"isi"} },
		Foot:  func(left time.Duration) string { return "sisa " + left.String() },
	})
	for _, after := range []time.Duration{0, 59 * time.Second} {
		now = uitest.Now().Add(after)
		s.TellDialog(screen.Tick{Now: now})
		if got := uitest.Text(s.Dialog().View(78, 20).Body); !strings.Contains(got, "isi") || !strings.Contains(got, (time.Minute-after).String()) {
			t.Errorf("after %s:\n%s", after, got)
		}
	}
	now = uitest.Now().Add(time.Minute)
	if got := s.Dialog().View(78, 20).Body; got != "" {
		t.Errorf("drawn when its time was up:\n%s", got)
	}
	s.TellDialog(screen.Tick{Now: now})
	h.check(t, s)
}

func TestNoticeClosesByKey(t *testing.T) {
	for _, key := range []string{"enter", "esc", "q"} {
		s, h := open(t, &dialog.Notice{Ctx: uitest.Ctx(t, locale.Indonesian), Lines: func(int) []string { return nil }})
		s.TellDialog(screen.Tick{Now: uitest.Now().Add(time.Hour)})
		s.Press(key)
		h.check(t, s)
	}
}

// dialogs is one of each, full of a text.
func dialogs(ctx *screen.Ctx, text string) []screen.Dialog {
	choices := []widget.Choice{}
	for i := range 30 {
		choices = append(choices, widget.Choice{Value: fmt.Sprint(i), Label: model.CleanLine(text), Note: model.CleanLine(text)})
	}
	done := func(string) tea.Msg { return nil }
	return []screen.Dialog{
		&dialog.Confirm{Ctx: ctx, Title: model.CleanLine(text), Question: text, Yes: model.CleanLine(text), No: "Jangan"},
		dialog.NewPrompt(dialog.PromptConfig{Ctx: ctx, Title: model.CleanLine(text), Question: text, Value: text, Lines: 10, OnDone: done}),
		dialog.NewPrompt(dialog.PromptConfig{Ctx: ctx, Title: model.CleanLine(text), Question: text, Value: text, Lines: 1, OnDone: done}),
		dialog.NewPick(dialog.PickConfig{Ctx: ctx, Title: model.CleanLine(text), Question: text, Choices: choices}),
		dialog.NewPick(dialog.PickConfig{Ctx: ctx, Title: model.CleanLine(text), Question: text, None: model.CleanLine(text)}),
		&dialog.Notice{Ctx: ctx, Title: model.CleanLine(text), Lines: func(int) []string { return strings.Split(text, "\n") }},
	}
}

func TestEveryDialogFits(t *testing.T) {
	ctx := uitest.Ctx(t, locale.Indonesian)
	texts := append(hostile(), "", "biasa")
	rapid.Check(t, func(r *rapid.T) {
		width, height := rapid.IntRange(58, 238).Draw(r, "width"), rapid.IntRange(12, 66).Draw(r, "height")
		for _, d := range dialogs(ctx, rapid.SampledFrom(texts).Draw(r, "text")) {
			for range rapid.IntRange(0, 4).Draw(r, "keys") {
				d, _ = d.Update(screen.Did{Intent: screen.Down})
			}
			v := d.View(width, height)
			uitest.Fits(t, v.Body, width, height)
			if c := v.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= width || c.Y >= height) {
				t.Errorf("%T: the cursor stands at %d,%d in a room of %d×%d", d, c.X, c.Y, width, height)
			}
		}
	})
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		ctx := uitest.Ctx(t, lang)
		for name, d := range map[string]screen.Dialog{
			"confirm": confirm(ctx, strings.Repeat("Pertanyaan yang panjang sekali tentang satu kasus. ", 12)),
			"prompt":  prompt(ctx, 4, "Sudah ditelepon.\nTidak diangkat."),
			"pick":    pick(ctx, dialog.PickConfig{Question: "TNG-2026-000412 sekarang: Diterima"}),
		} {
			uitest.Golden(t, *update, name+"-"+string(lang), d.View(78, 20).Body)
			uitest.Golden(t, *update, name+"-small-"+string(lang), d.View(58, 12).Body)
		}
	}
}
