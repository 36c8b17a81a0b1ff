package chief_test

import (
	"context"
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
	"piket/ui/chief"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fake has handovers.
type fake struct {
	all  []model.Handover
	left []model.Unaccepted
	err  error
}

func (f *fake) Unaccepted(context.Context) ([]model.Unaccepted, error) { return f.left, nil }

func (f *fake) Handovers(context.Context, model.HandoverID, int) ([]model.Handover, error) {
	return f.all, f.err
}

// weeks is n handovers, the newest first, some of them late.
func weeks(n int) *fake {
	rules := model.DefaultRules(model.WIB)
	f := &fake{}
	w, _ := rules.WatchBefore(uitest.Now())
	for i := range n {
		took := time.Duration(8+i*7%23) * time.Minute
		late := max(0, (i*37)%90-50)
		r := &model.Record{
			Handover: model.HandoverID(w.ID), Watch: w, Opened: w.To, Sealed: w.To.Add(took), Late: late,
			Out: model.Signature{Officer: uitest.Budi, Name: "Budi"}, In: model.Signature{Officer: uitest.Sari, Name: "Sari W."},
		}
		for k := range 12 + i*5%31 {
			l := model.RecordLine{Key: model.LineKey(fmt.Sprintf("case.%d", k+i/4*3)), Kind: model.LineCase, Verdict: model.Accepted, Overdue: k < i%5}
			l.Number, l.Text = fmt.Sprintf("TNG-2026-%06d", 100+k+i/4*3), "Chen Wei · Kos Melati"
			if k == 3 && i%6 == 2 {
				l.Verdict = model.Declined
			}
			r.Lines = append(r.Lines, l)
		}
		h := model.Handover{ID: r.Handover, Version: 9, Opened: r.Opened, Record: r}
		if i == 4 {
			r.Lone, r.In = "regu baru tidak datang", model.Signature{}
		}
		if late > 0 && i > 3 {
			h.Countersigned = &model.Countersign{Name: "Sari W."}
		}
		f.all = append(f.all, h)
		w, _ = rules.WatchBefore(w.From)
	}
	for i := range min(n, 3) {
		l := model.RecordLine{Key: model.LineKey(fmt.Sprintf("case.%d", 40+i)), Kind: model.LineCase, Number: fmt.Sprintf("TNG-2026-%06d", 140+i), Text: "John Carter · Apartemen Green Lake"}
		if i == 2 {
			l = model.RecordLine{Key: "log.77", Kind: model.LineLog, Text: "Kunci gudang barang bukti di laci kasi"}
		}
		f.left = append(f.left, model.Unaccepted{Line: l, Times: i + 1, Refusal: model.Refusal{
			Watch: "20261121T1400", Since: uitest.Now().Add(-9 * time.Hour), From: "Budi", By: "Sari W.", Reason: "paspor aslinya belum ada di berkas, dan saksi belum dihubungi",
		}})
	}
	if n > 0 {
		f.all = append([]model.Handover{{ID: model.HandoverID("20261121T2200"), Version: 2, Opened: uitest.Now()}}, f.all...)
	}
	return f
}

func stage(t testing.TB, f *fake, lang locale.Lang, w, h int) *uitest.Stage {
	return uitest.NewStage(t, chief.New(chief.Config{Ctx: uitest.Ctx(t, lang), Desk: f}), w, h)
}

func text(s *uitest.Stage) string { return uitest.Text(s.Screen.View().Body) }

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range [][2]int{{80, 20}, {120, 36}, {160, 40}} {
			for name, keys := range map[string][]string{"table": nil, "left": {"tab"}, "cases": {"tab", "tab"}} {
				file := fmt.Sprintf("%s-%dx%d-%s", name, size[0], size[1]+4, lang)
				t.Run(file, func(t *testing.T) {
					s := stage(t, weeks(30), lang, size[0], size[1])
					s.Press(keys...)
					uitest.Golden(t, *update, file, s.Screen.View().Body)
				})
			}
		}
	}
}

func TestFits(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w, h := rapid.IntRange(60, 240).Draw(r, "width"), rapid.IntRange(12, 66).Draw(r, "height")
		s := stage(t, weeks(rapid.IntRange(0, 83).Draw(r, "n")), locale.Langs()[rapid.IntRange(0, 1).Draw(r, "lang")], w, h)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"down", "up", "tab", "G", "g"}), 0, 6).Draw(r, "keys") {
			if s.Bound(k) { // an empty history has none of them
				s.Press(k)
			}
		}
		uitest.Fits(t, s.Screen.View().Body, w, h)
		if t.Failed() {
			r.Fatalf("at %d×%d", w, h)
		}
	})
}

func TestHostileNames(t *testing.T) {
	for _, bad := range []string{"\x1b[31mmerah\x1b[0m", "abc\u202egnirts", strings.Repeat("國家", 60), strings.Repeat("👩‍👩‍👧‍👦", 30), strings.Repeat("x", 2000)} {
		f := weeks(9)
		for _, h := range f.all[1:] {
			h.Record.Out.Name, h.Record.In.Name, h.Record.Watch.Shift = model.CleanLine(bad), model.CleanLine(bad), model.CleanLine(bad)
			for i := range h.Record.Lines {
				h.Record.Lines[i].Text = model.CleanLine(bad)
			}
		}
		for _, size := range [][2]int{{60, 12}, {80, 20}, {160, 40}} {
			s := stage(t, f, locale.Indonesian, size[0], size[1])
			uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
			s.Press("tab")
			uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
		}
	}
}

func TestOpens(t *testing.T) {
	s := stage(t, weeks(9), locale.Indonesian, 80, 20)
	uitest.Bindings(t, uitest.Printer(t, locale.Indonesian), s.Screen.Bindings())
	s.Press("down", "down", "enter", "tab", "down", "enter", "down", "enter", "tab", "enter") // behind what is owed
	want := []tea.Msg{screen.OpenHandover{ID: "20261121T1400"}, screen.OpenCase{ID: "41"}, screen.OpenHandover{ID: "20261121T1400"}}
	if len(s.Asked) != 4 || !slices.Equal(s.Asked[:3], want) {
		t.Fatalf("%v", s.Asked)
	}
	if c, ok := s.Asked[3].(screen.OpenCase); !ok || c.ID == "" {
		t.Errorf("%v", s.Asked[3])
	}
}

// TestTheLastColumnSaysWhatItCounts whole, over its figures, in both languages
// at any width.
func TestTheLastColumnSaysWhatItCounts(t *testing.T) {
	for lang, heads := range map[locale.Lang][2]string{locale.Indonesian: {"Janji lewat", "Janji"}, locale.English: {"Missed", "Missed"}} {
		for w, head := range map[int]string{60: heads[1], 80: heads[0], 120: heads[0]} {
			lines := strings.Split(text(stage(t, weeks(9), lang, w, 20)), "\n")
			i := slices.IndexFunc(lines, func(l string) bool { return strings.HasSuffix(strings.TrimRight(l, " "), head) })
			if i < 0 || len([]rune(strings.TrimRight(lines[i], " "))) != len([]rune(strings.TrimRight(lines[i+1], " "))) {
				t.Errorf("%s at %d:\n%s", lang, w, strings.Join(lines, "\n"))
			}
		}
	}
}

// TestWhatNobodyAcceptedIsListed with between whom, since when and why.
func TestWhatNobodyAcceptedIsListed(t *testing.T) {
	s := stage(t, weeks(9), locale.Indonesian, 80, 20)
	if !strings.Contains(text(s), "3 baris belum diterima siapa pun") {
		t.Error(text(s))
	}
	s.Press("tab", "down")
	for _, want := range []string{"Baris yang belum diterima siapa pun · 3", "2026-000141", "Budi → Sari W.", "sejak jaga Siang", "2×", "saksi belum dihubungi"} {
		if !strings.Contains(text(s), want) {
			t.Errorf("no %q in\n%s", want, text(s))
		}
	}
}

func TestNewsKeepsTheCursor(t *testing.T) {
	f := weeks(6)
	s := stage(t, f, locale.Indonesian, 80, 20)
	s.Press("down", "down")
	f.all = append([]model.Handover{{ID: "20261122T0600", Version: 1}}, f.all...)
	s.Tell(screen.Wake{})
	s.Fire()
	s.Press("enter")
	if len(s.Asked) != 1 || s.Asked[0] != (screen.OpenHandover{ID: f.all[2].ID}) {
		t.Errorf("%v", s.Asked)
	}
}

func TestNothingYet(t *testing.T) {
	if s := stage(t, weeks(0), locale.English, 80, 20); !strings.Contains(text(s), "no handover yet") {
		t.Error(text(s))
	}
	for _, b := range stage(t, weeks(0), locale.English, 80, 20).Screen.Bindings() {
		if b.Bar && b.Intent != screen.Back {
			t.Errorf("the bar has %s, which does nothing", b.Intent)
		}
	}
	f := &fake{err: &model.Error{Kind: model.KindUnavailable, Key: "search-off"}}
	if s := stage(t, f, locale.English, 80, 20); !strings.Contains(text(s), "! ") {
		t.Error(text(s))
	}
}

// TestWhatIsOwedComesFirst and is opened with Enter, however old it is.
func TestWhatIsOwedComesFirst(t *testing.T) {
	f := weeks(12)
	owed := f.all[9]
	owed.Record.Late, owed.Countersigned = 40, nil
	f.all[9] = owed
	for i := range f.all {
		if f.all[i].Owed() && i != 9 {
			f.all[i].Countersigned = &model.Countersign{Name: "Sari W."}
		}
	}
	s := stage(t, f, locale.Indonesian, 80, 20)
	at := ""
	for _, l := range strings.Split(text(s), "\n") {
		if strings.HasPrefix(l, "▌ ") {
			at = l
		}
	}
	if !strings.HasPrefix(at, "▌ ! ") {
		t.Errorf("the cursor begins at %q", at)
	}
	s.Press("enter")
	if !slices.Contains(s.Asked, tea.Msg(screen.OpenHandover{ID: owed.ID})) {
		t.Errorf("opened %v, not %s", s.Asked, owed.ID)
	}
}
