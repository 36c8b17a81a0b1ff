package casefile_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/casefile"
	"piket/ui/screen"
	"piket/ui/style"
	"piket/ui/uitest"
)

// full is a case with everything a case can have.
func full(t testing.TB) *office {
	t.Helper()
	o := newOffice(t)
	o.reports()
	budi, sari := o.at(uitest.Budi), o.at(uitest.Sari)
	meta := func(s seat, ago time.Duration) model.Meta {
		m := s.Meta(0)
		m.At = o.now.Add(-ago)
		return m
	}
	budi.do(model.TakeCase{Meta: meta(budi, 100*time.Minute), Case: complaint})
	budi.do(model.ChangeStatus{Meta: meta(budi, 99*time.Minute), Case: complaint, To: model.Analysing})
	budi.do(model.AddNote{Meta: meta(budi, 90*time.Minute), Case: complaint, Text: "Ketua RT ditelepon. Benar ada dua orang asing di kamar nomor 4."})
	sari.do(model.CorrectFacts{Meta: meta(sari, 80*time.Minute), Case: complaint, Reason: "Pelapor membetulkan lamanya.", Patch: model.FactsPatch{
		Narrative: ptr(strings.Replace(o.cases[complaint].Case.Facts.Narrative, "tiga minggu", "lima minggu", 1)),
	}})
	sari.do(model.RecordReinterview{Meta: meta(sari, 70*time.Minute), Case: complaint, Reinterview: model.Reinterview{
		Impression: "Tenang dan rinci, dapat dipercaya.", Answers: []model.Answer{
			{Question: "when", First: "kemarin 18:41", Second: "Kemarin sore, menjelang magrib."},
			{Question: "who", First: "Chen Wei · Tiongkok", Second: "Yang saya lihat hanya satu; yang lain cerita tetangga.", Contradiction: true},
		},
	}})
	budi.do(model.LinkDuplicate{Meta: meta(budi, 60*time.Minute), Case: complaint, Original: earlier})
	budi.do(model.ChangeStatus{Meta: meta(budi, 30*time.Minute), Case: complaint, To: model.Waiting, Reason: "Menunggu balasan penjamin."})
	sari.do(model.RecordCallback{Meta: meta(sari, 20*time.Minute), Case: presence, Callback: model.Callback{Reached: true, Note: "Yang mengangkat resepsionis."}})
	return o
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for name, size := range map[string]screen.Size{"80x24": {Width: 80, Height: 20}, "120x40": {Width: 120, Height: 36}} {
			for id, what := range map[model.CaseID]string{complaint: "complaint", presence: "presence"} {
				s := stage(t, full(t), id, lang, size.Width, size.Height)
				uitest.Golden(t, *update, what+"-"+name+"-"+string(lang), s.Screen.View().Body)
			}
		}
		whole := stage(t, full(t), complaint, lang, 80, 90)
		uitest.Golden(t, *update, "whole-"+string(lang), whole.Screen.View().Body)
	}
}

func TestGoldenDialogs(t *testing.T) {
	for _, lang := range locale.Langs() {
		for name, keys := range map[string][]string{
			"status": {"s"}, "note": {"c"}, "correct": {"e"}, "interview": {"w"}, "link": {"d"}, "triage": {"v"}, "unseal": {"R"}, "close": {"x"},
		} {
			s := stage(t, full(t), complaint, lang, 80, 20)
			play(s, keys...)
			uitest.Golden(t, *update, "dialog-"+name+"-"+string(lang), s.Dialog().View(78, 20).Body)
		}
		o := full(t)
		o.who = reporter()
		s := stage(t, o, complaint, lang, 80, 20)
		play(s, "R", "=Perlu.", "ctrl+d")
		uitest.Golden(t, *update, "dialog-identity-"+string(lang), s.Dialog().View(78, 20).Body)
		o = full(t)
		s = stage(t, o, complaint, lang, 80, 20)
		play(s, "s")
		noted(o, "Sementara itu.")
		play(s, "enter")
		uitest.Golden(t, *update, "dialog-stale-"+string(lang), s.Dialog().View(78, 20).Body)
	}
}

// naughty are the strings the product is held against.
func naughty(t testing.TB) []string {
	t.Helper()
	texts := []string{
		"\x1b[31mmerah\x1b[0m\x1b]0;judul\a\x1b[2J", "\u202etxet desrever\u2066", "Z\u0338\u0321\u0354\u033a\u0316\u0339a\u0337\u0317lg\u0335o",
		"東京都渋谷区👩‍👩‍👧‍👦🏳️‍🌈", strings.Repeat("tanpaspasi", 60), strings.Repeat("界", 200), "a\r\nb\tc\x00d\u0085e\u2028f",
		strings.Repeat("baris\n", 80), "\u200b\u00ad\ufeff", "ﷺ௵꧅", "\U000e0041\U000e007f",
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "internal", "intake", "testdata", "blns", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var more []string
	if err := json.Unmarshal(data, &more); err != nil {
		t.Fatal(err)
	}
	for some := range slices.Chunk(more, 8) {
		texts = append(texts, strings.Join(some, "\n"))
	}
	return texts
}

// hostile is a case with one text in every place for one.
func hostile(t testing.TB, text string) *office {
	t.Helper()
	o := newOffice(t)
	o.reports()
	budi := o.at(uitest.Budi)
	line := strings.ToValidUTF8(cut(text, 200), "")
	sub := model.Subject{Name: line, Alias: line, Nationality: "XXX", Passport: cut(line, 40), Note: text, Permit: "unknown", PermitExpiry: "2020-01-01"}
	place := model.Place{Name: line, Address: line, Area: "99.99.99"}
	budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Reason: text, Patch: model.FactsPatch{
		Narrative: ptr(text + " x"), Place: &place, Subjects: &[]model.Subject{sub, sub}, Evidence: &[]string{line, line},
	}})
	budi.do(model.AddNote{Meta: budi.Meta(0), Case: complaint, Text: text + " x"})
	budi.do(model.RecordReinterview{Meta: budi.Meta(0), Case: complaint, Reinterview: model.Reinterview{
		Impression: text + " x", Answers: []model.Answer{{Question: "who", First: text, Second: text, Contradiction: true}, {Question: line, Second: text}},
	}})
	budi.do(model.RecordCallback{Meta: budi.Meta(0), Case: complaint, Callback: model.Callback{Reached: true, Note: text}})
	budi.do(model.ChangeStatus{Meta: budi.Meta(0), Case: complaint, To: model.Waiting, Reason: text + " x"})
	budi.do(model.ChangeStatus{Meta: budi.Meta(0), Case: complaint, To: model.Closed, Disposition: model.FalseReport, Note: text})
	return o
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// TestHostileTextBreaksNothing also goes into the questions that show it.
func TestHostileTextBreaksNothing(t *testing.T) {
	for i, bad := range naughty(t) {
		o := hostile(t, bad)
		o.who = model.Reporter{Name: bad, Phone: bad, NIK: bad, Address: bad, Original: map[string]string{"narrative": bad}}
		size := []screen.Size{{Width: 60, Height: 12}, {Width: 80, Height: 20}, {Width: 120, Height: 36}}[i%3]
		s := stage(t, o, complaint, locale.Indonesian, size.Width, size.Height)
		fits(t, s, size)
		for range 12 {
			play(s, "pgdown")
			fits(t, s, size)
		}
		for _, keys := range [][]string{{"e"}, {"e", "=terlapor 1", "enter"}, {"w", "tab", "tab", "tab"}, {"s"}, {"R", "=x", "ctrl+d"}} {
			play(s, keys...)
			fits(t, s, size)
			for len(s.Dialogs) > 0 {
				play(s, "esc")
			}
		}
	}
}

func fits(t testing.TB, s *uitest.Stage, size screen.Size) {
	t.Helper()
	uitest.Fits(t, s.Screen.View().Body, size.Width, size.Height)
	if d := s.Dialog(); d != nil {
		uitest.Fits(t, d.View(size.Width-2, size.Height).Body, size.Width-2, size.Height)
	}
}

func TestEverySizeFits(t *testing.T) {
	cases := []*office{full(t), hostile(t, strings.Repeat("kata panjang sekali ", 30))}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Size{Width: rapid.IntRange(60, 240).Draw(r, "width"), Height: rapid.IntRange(12, 66).Draw(r, "height")}
		o := cases[rapid.IntRange(0, 1).Draw(r, "case")]
		lang := rapid.SampledFrom(locale.Langs()).Draw(r, "lang")
		id := rapid.SampledFrom([]model.CaseID{complaint, presence, earlier}).Draw(r, "id")
		s := stage(t, o, id, lang, size.Width, size.Height)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom([]string{"down", "pgdown", "tab", "end", "up", "home"}), 0, 6).Draw(r, "keys") {
			play(s, key)
		}
		fits(t, s, size)
		s.Tell(screen.Size{Width: 60, Height: 12})
		fits(t, s, screen.Size{Width: 60, Height: 12})
	})
}

// TestEndIsReached: the last entry of the timeline can be scrolled to, and
// one step up from there is one step up.
func TestEndIsReached(t *testing.T) {
	s := stage(t, full(t), complaint, locale.Indonesian, 60, 12)
	play(s, "end", "down", "down")
	sees(t, s, "Datang langsung · Overstay · Mendesak")
	end := text(s)
	play(s, "up")
	if text(s) == end {
		t.Error("scrolled past the end")
	}
	play(s, "down")
	if text(s) != end {
		t.Error("down does not lead back")
	}
	play(s, "home", "tab")
	sees(t, s, "RIWAYAT")
	play(s, "tab")
	sees(t, s, "KEJADIAN")
}

func TestPanesScrollApart(t *testing.T) {
	s := stage(t, full(t), complaint, locale.Indonesian, 120, 16)
	play(s, "tab", "end")
	sees(t, s, "KEJADIAN", "Datang langsung · Overstay · Mendesak")
	if strings.Contains(text(s), "RIWAYAT") {
		t.Error("the timeline did not scroll")
	}
}

func TestLanguageAndColoursChangeAtOnce(t *testing.T) {
	o := full(t)
	ctx := uitest.Ctx(t, locale.Indonesian)
	s := uitest.NewStage(t, casefile.New(config(t, ctx, o.at(uitest.Sari), complaint)), 80, 20)
	sees(t, s, "KEJADIAN", "Menunggu")
	ctx.Print, ctx.Style = uitest.Printer(t, locale.English), style.New(style.Dark)
	s.Tell(screen.Changed{})
	sees(t, s, "WHAT HAPPENED", "Waiting")
	if !strings.Contains(s.Screen.View().Body, "\x1b[") {
		t.Error("no colours")
	}
}

// TestViewCostsNothingUntilSomethingChanges: it runs for every message.
func TestViewCostsNothingUntilSomethingChanges(t *testing.T) {
	s := stage(t, full(t), complaint, locale.Indonesian, 200, 56)
	s.Screen.View()
	if n := testing.AllocsPerRun(100, func() { s.Screen.View() }); n > 0 {
		t.Errorf("a second View made %v allocations", n)
	}
}

// BenchmarkKeyToFrame scrolls through the longest report there may be.
func BenchmarkKeyToFrame(b *testing.B) {
	o := newOffice(b)
	o.reports()
	budi := o.at(uitest.Budi)
	budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Patch: model.FactsPatch{
		Narrative: ptr(strings.Repeat("Pelapor melihat dua orang asing. ", model.MaxNarrative/33)),
	}})
	s := stage(b, o, complaint, locale.Indonesian, 200, 56)
	keys := []screen.Did{{Intent: screen.Down}, {Intent: screen.Up}}
	for i := 0; b.Loop(); i++ {
		s.Tell(keys[i%2])
		s.Screen.View()
	}
}

// BenchmarkOpenToFrame draws the same report from nothing.
func BenchmarkOpenToFrame(b *testing.B) {
	o := newOffice(b)
	o.reports()
	budi := o.at(uitest.Budi)
	budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: complaint, Patch: model.FactsPatch{
		Narrative: ptr(strings.Repeat("Pelapor melihat dua orang asing. ", model.MaxNarrative/33)),
	}})
	s := stage(b, o, complaint, locale.Indonesian, 200, 56)
	for b.Loop() {
		s.Tell(screen.Changed{})
		s.Screen.View()
	}
}

func TestDeadlineIsShortWhereThereIsLittleRoom(t *testing.T) {
	o := newOffice(t)
	o.reports()
	closing := o.at(uitest.Budi)
	closing.do(model.ChangeStatus{Meta: closing.Meta(0), Case: complaint, To: model.Acting})
	s := stage(t, o, complaint, locale.Indonesian, 60, 12)
	sees(t, s, "Ditindaklanjuti", "Lapangan 59 hr")
	s.Tell(screen.Size{Width: 80, Height: 20})
	sees(t, s, "Pemeriksaan lapangan sisa 59 hari")
}
