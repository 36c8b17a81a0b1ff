package handover_test

import (
	"slices"
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// offered says whether a key stands in the help bar.
func offered(s *uitest.Stage, key string) bool {
	return slices.ContainsFunc(s.Screen.Bindings(), func(b screen.Binding) bool { return b.Bar && slices.Contains(b.Keys, key) })
}

// refusedLast says whether the newest toast is no good news.
func refusedLast(s *uitest.Stage) bool {
	return len(s.Toasts) > 0 && s.Toasts[len(s.Toasts)-1].Bad
}

// TestNoKeyIsOfferedForALineThatOnlyTells of a closed case, or is the message
// of an addition. Pressed all the same, it is refused.
func TestNoKeyIsOfferedForALineThatOnlyTells(t *testing.T) {
	addition := busyNight()
	addition.before = before(false)
	addition.p.ID, addition.p.AddsTo, addition.p.In, addition.p.Lines, addition.p.Remark = "20261121T1400-2", "20261121T1400", "", nil, "Kunci gudang"
	night := busyNight()
	for name, tt := range map[string]struct {
		f    *fake
		me   model.OfficerID
		to   []string // leads to the line
		keys []string
		says string
	}{
		"Message":     {addition, uitest.Sari, nil, []string{"space", "t", "x"}, "hanya diberitahukan"},
		"Closed":      {night, uitest.Sari, []string{"G", "up"}, []string{"t", "x"}, "hanya diberitahukan"},
		"ClosedGiven": {night, uitest.Budi, []string{"G", "up"}, []string{"enter"}, "hanya diberitahukan"},
	} {
		t.Run(name, func(t *testing.T) {
			s := stage(t, tt.f, locale.Indonesian, tt.me, 80, 20)
			s.Press(tt.to...)
			for _, key := range tt.keys {
				if offered(s, key) {
					t.Errorf("%q is offered", key)
				}
				s.Toasts = nil
				if s.Press(key); !strings.Contains(s.Said(), tt.says) || !refusedLast(s) {
					t.Errorf("%q says %q", key, s.Said())
				}
			}
		})
	}
	if s := stage(t, night, locale.Indonesian, uitest.Sari, 80, 20); !offered(s, "space") || !offered(s, "t") || !offered(s, "x") {
		t.Error("a line that waits for an answer offers none")
	}
}

// TestTheGiversKeyIsNotToldTheReceiver beside what was planned last time.
func TestTheGiversKeyIsNotToldTheReceiver(t *testing.T) {
	f := busyNight()
	f.before = []model.Handover{{Record: &model.Record{Lines: []model.RecordLine{
		{Key: f.p.Lines[1].Key, Outlook: model.Outlook{Next: "Tunggu mandor"}},
	}}}}
	for me, own := range map[model.OfficerID]bool{uitest.Budi: true, uitest.Sari: false} {
		s := stage(t, f, locale.Indonesian, me, 80, 20)
		s.Press("g", "down")
		says(t, s, "Serah terima lalu: “Tunggu mandor”")
		if strings.Contains(text(s), "y pakai lagi") != own {
			t.Errorf("to %s:\n%s", me, text(s))
		}
	}
}

// TestAnAnswerStandsBesideWhatIsMissing in the smaller window too.
func TestAnAnswerStandsBesideWhatIsMissing(t *testing.T) {
	f := busyNight()
	for _, l := range f.p.Lines[1:4] {
		f.p.Answers[l.Key] = model.LineAnswer{Verdict: model.Accepted, Seq: l.Seq, By: uitest.Sari, At: at}
	}
	f.p.In = uitest.Sari
	for lang, want := range map[locale.Lang][2]string{
		locale.Indonesian: {"✓ diterima, belum diisi", "! isi tindakan · ✓ d"},
		locale.English:    {"✓ accepted, not filled", "! fill in · ✓ accepted"},
	} {
		says(t, stage(t, f, lang, uitest.Sari, 80, 20), want[0])
		says(t, stage(t, f, lang, uitest.Budi, 80, 20), want[1])
	}
}

// TestTwoAdditionsThatWaitAreTwo where they are told of.
func TestTwoAdditionsThatWaitAreTwo(t *testing.T) {
	f := busyNight()
	f.before = before(true)
	third := f.before[0]
	third.ID = "20261121T1400-3"
	f.before = append([]model.Handover{third}, f.before...)
	says(t, stage(t, f, locale.Indonesian, uitest.Sari, 80, 20), "! 2 tambahan menunggu Anda (w)")
	f.begun = false
	says(t, stage(t, f, locale.English, uitest.Sari, 120, 20), "! 2 additions to handovers wait for your signature")
}
