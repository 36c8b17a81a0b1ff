package casefile_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// bare is a command without its Meta.
func bare(c model.Command) model.Command {
	v := reflect.New(reflect.TypeOf(c)).Elem()
	v.Set(reflect.ValueOf(c))
	v.FieldByName("Meta").SetZero()
	out, _ := v.Interface().(model.Command)
	return out
}

// play presses keys, and types what begins with an equals sign.
func play(s *uitest.Stage, keys ...string) {
	s.T.Helper()
	for _, k := range keys {
		if text, typed := strings.CutPrefix(k, "="); typed {
			s.Write(text)
		} else {
			s.Press(k)
		}
	}
}

func text(s *uitest.Stage) string {
	if d := s.Dialog(); d != nil {
		return uitest.Text(d.View(78, 20).Body)
	}
	return uitest.Text(s.Screen.View().Body)
}

// sees fails the test unless all texts are on the screen or its dialog.
func sees(t *testing.T, s *uitest.Stage, want ...string) {
	t.Helper()
	got := text(s)
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not to be seen:\n%s", w, got)
		}
	}
}

type actCase struct {
	before func(o *office) // what has happened to the case
	keys   []string
	want   model.Command
	says   string
}

// actCases go from keys to the command they give, and what is said of it.
func actCases() map[string]actCase { // long: one table
	return map[string]actCase{
		"Take": {
			keys: []string{"t"}, want: model.TakeCase{Case: complaint}, says: "Kasus diambil",
		},
		"GiveBack": {
			before: func(o *office) { taken(o, uitest.Sari) },
			keys:   []string{"b"}, want: model.GiveBack{Case: complaint}, says: "Kasus dilepas",
		},
		"HandOn": {
			keys: []string{"o", "=bud", "enter"}, want: model.HandOn{Case: complaint, To: uitest.Budi}, says: "Petugas ditetapkan · – → Budi",
		},
		"Status": {
			keys: []string{"s", "enter"}, want: model.ChangeStatus{Case: complaint, To: model.Analysing},
			says: "Status berubah · Diterima → Dianalisis",
		},
		"StatusUrgentStraightToActing": {
			keys: []string{"s", "=ditind", "enter"}, want: model.ChangeStatus{Case: complaint, To: model.Acting},
			says: "Status berubah · Diterima → Ditindaklanjuti",
		},
		"WaitingNeedsAReason": {
			keys: []string{"s", "=menunggu", "enter", "ctrl+d", "=Menunggu balasan penjamin.", "ctrl+d"},
			want: model.ChangeStatus{Case: complaint, To: model.Waiting, Reason: "Menunggu balasan penjamin."},
			says: "Status berubah · Diterima → Menunggu",
		},
		"CloseByStatus": {
			before: func(o *office) { moved(o, model.Analysing) },
			keys:   []string{"s", "=selesai", "enter", "=tidak terbukti", "enter", "=Sudah dicek.", "ctrl+d", "y"},
			want:   model.ChangeStatus{Case: complaint, To: model.Closed, Disposition: model.Unfounded, Note: "Sudah dicek."},
			says:   "Status berubah · Dianalisis → Selesai: Tidak terbukti",
		},
		"CloseByKey": {
			before: func(o *office) { moved(o, model.Acting) },
			keys:   []string{"x", "=deportasi", "enter", "ctrl+d", "right", "enter"},
			want:   model.ChangeStatus{Case: complaint, To: model.Closed, Disposition: model.TAKDeport},
			says:   "Status berubah · Ditindaklanjuti → Selesai: TAK f: deportasi",
		},
		"Reopen": {
			before: func(o *office) { closed(o) },
			keys:   []string{"s", "enter", "=Ada bukti baru", "ctrl+d"},
			want:   model.ChangeStatus{Case: complaint, To: model.Analysing, Reason: "Ada bukti baru"},
			says:   "Kasus dibuka kembali · Selesai → Dianalisis",
		},
		"Note": {
			keys: []string{"c", "=Ketua RT ditelepon.", "enter", "=Benar ada.", "ctrl+d"},
			want: model.AddNote{Case: complaint, Text: "Ketua RT ditelepon.\nBenar ada."},
			says: "Catatan ditambahkan · Ketua RT ditelepon. Benar ada.",
		},
		"Triage": {
			keys: []string{"v", "=izin tinggal", "enter", "=tinggi", "enter"},
			want: model.Triage{Case: complaint, Violation: model.PermitMisuse, Urgency: model.High},
			says: "Pelanggaran dan urgensi dinilai · Overstay → Penyalahgunaan izin tinggal",
		},
		"LinkByNumber": {
			keys: []string{"d", "=TNG-2026-000411", "enter"}, want: model.LinkDuplicate{Case: complaint, Original: earlier},
			says: "Ditandai sebagai laporan ganda · Ganda dari TNG-2026-000411",
		},
		"LinkByLikeness": {
			before: func(o *office) {
				o.alike = []model.Related{{Row: model.Row{ID: earlier, Number: "TNG-2026-000411", Headline: "Chen Wei"}, Why: []model.RelatedBy{model.BySubject}}}
			},
			keys: []string{"d", "enter"}, want: model.LinkDuplicate{Case: complaint, Original: earlier},
			says: "Ditandai sebagai laporan ganda · Ganda dari TNG-2026-000411",
		},
		"Unlink": {
			before: func(o *office) { linked(o) },
			keys:   []string{"d", "=cabut", "enter"}, want: model.UnlinkDuplicate{Case: complaint, Other: earlier},
			says: "Tanda laporan ganda dicabut · TNG-2026-000411",
		},
		"Interview": {
			keys: []string{"w", "=Melihat sendiri.", "tab", "tab", "tab", "=Cuma satu.", "ctrl+x", "ctrl+d"},
			want: model.RecordReinterview{Case: complaint, Reinterview: model.Reinterview{Answers: []model.Answer{
				{Question: "saw", Second: "Melihat sendiri."},
				{
					Question: "who", Second: "Cuma satu.", Contradiction: true,
					First: "Chen Wei (Ah Wei) · Tiongkok · Laki-laki · 41 tahun · paspor E12345678 · BVK habis 14 Agu · " +
						"Rambut cepak, tato di lengan kiri.; Nigeria · Laki-laki · izin tinggal tidak diketahui",
				},
			}}},
			says: "Pelapor ditanya ulang · ≠ 1 jawaban bertentangan",
		},
		"InterviewToItsEnd": {
			keys: []string{"w", "tab", "tab", "tab", "tab", "tab", "tab", "=Dapat dipercaya.", "tab"},
			want: model.RecordReinterview{Case: complaint, Reinterview: model.Reinterview{Impression: "Dapat dipercaya."}},
			says: "Pelapor ditanya ulang",
		},
	}
}

func TestActs(t *testing.T) {
	for name, tt := range actCases() {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.reports()
			if tt.before != nil {
				tt.before(o)
			}
			s := stage(t, o, complaint, locale.Indonesian, 80, 20)
			play(s, tt.keys...)
			if len(o.given) != 1 || !reflect.DeepEqual(o.last(), tt.want) {
				t.Errorf("gave %d commands, the last %#v\nwant %#v", len(o.given), o.last(), tt.want)
			}
			if s.Said() != tt.says {
				t.Errorf("said %q, want %q", s.Said(), tt.says)
			}
			if len(s.Dialogs) > 0 {
				t.Errorf("a dialog is still open:\n%s", text(s))
			}
			if len(s.Asked) != 1 || s.Asked[0] != (screen.Acted{Case: complaint, Number: "TNG-2026-000412"}) {
				t.Errorf("asked %v, want what can be undone", s.Asked)
			}
		})
	}
}

func taken(o *office, by model.OfficerID) {
	o.at(by).do(model.TakeCase{Meta: o.at(by).Meta(0), Case: complaint})
}

func moved(o *office, to model.Status) {
	budi := o.at(uitest.Budi)
	budi.do(model.ChangeStatus{Meta: budi.Meta(0), Case: complaint, To: to})
}

func closed(o *office) {
	moved(o, model.Analysing)
	budi := o.at(uitest.Budi)
	budi.do(model.ChangeStatus{Meta: budi.Meta(0), Case: complaint, To: model.Closed, Disposition: model.Unfounded})
}

func linked(o *office) {
	budi := o.at(uitest.Budi)
	budi.do(model.LinkDuplicate{Meta: budi.Meta(0), Case: complaint, Original: earlier})
}

func noted(o *office, words string) {
	budi := o.at(uitest.Budi)
	budi.do(model.AddNote{Meta: budi.Meta(0), Case: complaint, Text: words})
}

func TestCallback(t *testing.T) {
	for label, want := range map[string]model.Callback{
		"benar milik": {Reached: true, Confirmed: true, Note: "Ramah."},
		"bukan milik": {Reached: true, Note: "Ramah."},
		"tidak":       {Note: "Ramah."},
	} {
		o, s := opened(t, earlier)
		play(s, "w", "="+label, "enter", "=Ramah.", "ctrl+d")
		if got := o.last(); !reflect.DeepEqual(got, model.RecordCallback{Case: earlier, Callback: want}) {
			t.Errorf("%s: gave %#v", label, got)
		}
	}
}

// TestCallbackSpeaksOfASealWhereThereIsOne asks after a call to a reporter who
// is known, and to one who is not.
func TestCallbackSpeaksOfASealWhereThereIsOne(t *testing.T) {
	for id, known := range map[model.CaseID]bool{earlier: true, presence: false} {
		_, s := opened(t, id)
		play(s, "w")
		sees(t, s, "Apa hasilnya?")
		if strings.Contains(text(s), "Buka segel") != known {
			t.Errorf("%s, reporter known %t:\n%s", id, known, text(s))
		}
	}
}

// TestWhatAnInterviewHadNoRoomForIsSaid: at the answer, when it is seen again,
// and before the answers are recorded.
func TestWhatAnInterviewHadNoRoomForIsSaid(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "w")
	s.TellDialog(tea.PasteMsg{Content: strings.Repeat("a", model.MaxNote+9)})
	sees(t, s, "! penuh: 9 huruf tidak masuk")
	play(s, "esc", "w")
	sees(t, s, "! penuh: 9 huruf tidak masuk")
	if play(s, "tab", "=Lari.", "ctrl+d"); o.last() != nil {
		t.Errorf("an answer that was cut is recorded without a word: %T", o.last())
	}
	sees(t, s, "! 9 huruf tidak masuk. Ringkas dulu")
	play(s, "ctrl+d")
	if got, ok := o.last().(model.RecordReinterview); !ok || len(got.Reinterview.Answers) != 2 {
		t.Errorf("gave %#v", o.last())
	}
}

// TestANoteTakesWhatTheDomainTakes, and says what it does not, also after it
// was put away.
func TestANoteTakesWhatTheDomainTakes(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "c")
	s.TellDialog(tea.PasteMsg{Content: strings.Repeat("a", 11_018)})
	play(s, "esc", "c")
	sees(t, s, "! penuh: 6.018 huruf tidak masuk")
	play(s, "backspace")
	if strings.Contains(text(s), "penuh") {
		t.Errorf("with room again it is still said:\n%s", text(s))
	}
	play(s, "ctrl+d")
	if got, ok := o.last().(model.AddNote); !ok || len(got.Text) != model.MaxNote-1 {
		t.Errorf("gave %T", o.last())
	}
}

func TestNothingAnsweredIsNoInterview(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "w", "tab", "ctrl+d")
	if len(o.given) > 0 || len(s.Dialogs) > 0 {
		t.Errorf("gave %v, %d dialogs open", o.given, len(s.Dialogs))
	}
}

// TestOnlyWhatCanBeDoneIsOffered goes through states and officers.
func TestOnlyWhatCanBeDoneIsOffered(t *testing.T) {
	tests := map[string]struct {
		id     model.CaseID
		before func(o *office)
		bound  string
	}{
		"Received":  {complaint, nil, "t s c e d v w o R"},
		"Mine":      {complaint, func(o *office) { taken(o, uitest.Sari) }, "s c e d v w o b R"},
		"Theirs":    {complaint, func(o *office) { taken(o, uitest.Budi) }, "s c e d v w o R"},
		"Analysing": {complaint, func(o *office) { moved(o, model.Analysing) }, "t s x c e d v w o R"},
		"Closed":    {complaint, closed, "s c e d w R"},
		"Anonymous": {presence, nil, "t s c e d v w o"},
		"Alone":     {complaint, func(o *office) { o.office.Officers = o.office.Officers[:1] }, "t s c e d v w R"},
		"Viewer":    {complaint, func(o *office) { o.office.Officers[0].Role = model.RoleViewer }, "t s c e d v w o R"}, // refused when pressed
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.reports()
			if tt.before != nil {
				tt.before(o)
			}
			s := stage(t, o, tt.id, locale.Indonesian, 80, 20)
			want := strings.Fields(tt.bound)
			for _, key := range strings.Fields("t s x c e d v w o b R") {
				if s.Bound(key) != strings.Contains(" "+strings.Join(want, " ")+" ", " "+key+" ") {
					t.Errorf("key %s: bound is %t", key, s.Bound(key))
				}
			}
			if !s.Bound("esc") {
				t.Error("Esc means nothing")
			}
			for _, b := range s.Screen.Bindings() {
				if acts := slices.Contains(want, b.Keys[0]); acts != (b.Need == model.NeedAct) && b.Intent != "identity" {
					t.Errorf("%s needs %q", b.Intent, b.Need)
				}
			}
		})
	}
}

// TestTextThatIsNoNumberStays types a name where a number is wanted, reads
// what is wrong, and mends it.
func TestTextThatIsNoNumberStays(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "d", "=Bengkel", "enter")
	sees(t, s, "› Bengkel", "! Bengkel bukan nomor registrasi yang ada.", "TNG-2026-000412")
	if len(o.given) > 0 || s.Said() != "" {
		t.Errorf("gave %v and said %q", o.given, s.Said())
	}
	play(s, "=x")
	if strings.Contains(text(s), "bukan nomor") {
		t.Errorf("still called wrong:\n%s", text(s))
	}
	for range len("Bengkelx") {
		s.Press("backspace")
	}
	play(s, "=TNG-2026-000411", "enter")
	if len(s.Dialogs) > 0 {
		t.Fatalf("not linked:\n%s", text(s))
	}
	sees(t, s, "Ganda dari TNG-2026-000411")
}

// TestReopeningIsCalledThat goes the way from a closed case back to work.
func TestReopeningIsCalledThat(t *testing.T) {
	o := newOffice(t)
	o.reports()
	closed(o)
	s := stage(t, o, complaint, locale.Indonesian, 80, 20)
	for _, b := range s.Screen.Bindings() {
		if b.Keys[0] == "s" && b.Help != "case.key.reopen" {
			t.Errorf("the key s is called %q", b.Help)
		}
	}
	play(s, "s")
	sees(t, s, "Buka kembali (Dianalisis)")
	play(s, "enter")
	sees(t, s, "Buka kembali: apa alasannya?")
}

func TestConfirmDefaultsToLeavingTheCaseOpen(t *testing.T) {
	o := newOffice(t)
	o.reports()
	moved(o, model.Analysing)
	s := stage(t, o, complaint, locale.Indonesian, 80, 20)
	play(s, "x", "=keliru", "enter", "=Salah alamat.", "ctrl+d")
	sees(t, s, "TNG-2026-000412", "Keliru")
	play(s, "enter")
	if len(o.given) > 0 {
		t.Errorf("gave %v", o.given)
	}
	play(s, "x", "=keliru", "enter")
	sees(t, s, "Salah alamat.")
}

func TestFalseReportTakesTwo(t *testing.T) {
	o := newOffice(t)
	o.reports()
	moved(o, model.Analysing)
	sari := stage(t, o, complaint, locale.Indonesian, 80, 20)
	play(sari, "x", "=laporan palsu", "enter", "=Pelapor mengaku mengarang.", "ctrl+d")
	sees(t, sari, "petugas kedua")
	play(sari, "y")
	if sari.Said() != "Diusulkan sebagai laporan palsu · “Pelapor mengaku mengarang.”" {
		t.Errorf("said %q", sari.Said())
	}
	sees(t, sari, "! Anda mengusulkan laporan palsu; menunggu petugas kedua", "“Pelapor mengaku mengarang.”")
	play(sari, "x")
	sees(t, sari, "lain harus membenarkannya", "Tarik kembali usulan saya")
	if strings.Contains(text(sari), "Benarkan") {
		t.Error("the officer who proposed it may confirm it")
	}
	play(sari, "esc")

	budi := stageOf(t, o, uitest.Budi, complaint, locale.Indonesian, 80, 20)
	sees(t, budi, "! Diusulkan sebagai laporan palsu oleh Sari W.")
	play(budi, "s")
	sees(t, budi, "Sari W. mengusulkan", "“Pelapor mengaku mengarang.”")
	play(budi, "enter")
	sees(t, budi, "petugas kedua")
	play(budi, "y")
	if c := o.cases[complaint].Case; c.Status != model.Closed || c.Disposition != model.FalseReport {
		t.Errorf("the case is %s, %s", c.Status, c.Disposition)
	}
	play(budi, "tab")
	sees(t, budi, "dibenarkan oleh Budi")
}

func TestFalseReportTurnedDown(t *testing.T) {
	tests := map[string]struct {
		by   model.OfficerID
		keys []string
		want model.Command
	}{
		"ByTheOther": {
			uitest.Budi,
			[]string{"s", "=tolak", "enter", "ctrl+d", "=Ada saksi.", "ctrl+d"},
			model.DeclineFalseReport{Case: complaint, Reason: "Ada saksi."},
		},
		"ByOneself": {uitest.Sari, []string{"s", "enter"}, model.DeclineFalseReport{Case: complaint}},
		"OtherStatus": {
			uitest.Budi,
			[]string{"s", "=status yang lain", "enter", "=ditind", "enter"},
			model.ChangeStatus{Case: complaint, To: model.Acting},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.reports()
			moved(o, model.Analysing)
			sari := o.at(uitest.Sari)
			sari.do(model.ChangeStatus{Meta: sari.Meta(0), Case: complaint, To: model.Closed, Disposition: model.FalseReport})
			s := stageOf(t, o, tt.by, complaint, locale.Indonesian, 80, 20)
			play(s, tt.keys...)
			if !reflect.DeepEqual(o.last(), tt.want) {
				t.Errorf("gave %#v, want %#v", o.last(), tt.want)
			}
		})
	}
}

func TestRefusalIsSaidAndTheTextStays(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "c", "=Penting.")
	o.err = &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	play(s, "ctrl+d")
	if n := len(s.Toasts); n == 0 || !s.Toasts[0].Bad {
		t.Fatalf("said %v", s.Toasts)
	}
	o.err = nil
	play(s, "c")
	sees(t, s, "Penting.")
	play(s, "ctrl+d")
	if got := o.last(); got != (model.AddNote{Case: complaint, Text: "Penting."}) {
		t.Errorf("gave %v", got)
	}
	play(s, "c")
	if strings.Contains(text(s), "Penting.") {
		t.Error("a note that was taken is offered again")
	}
}

func TestLinkedCaseOpensAndEachFileMindsItsOwn(t *testing.T) {
	o := newOffice(t)
	o.reports()
	linked(o)
	a := stage(t, o, complaint, locale.Indonesian, 80, 20)
	play(a, "d", "enter")
	if len(a.Asked) != 1 || a.Asked[0] != (screen.OpenCase{ID: earlier}) {
		t.Fatalf("asked %v", a.Asked)
	}
	b := stage(t, o, earlier, locale.Indonesian, 80, 20)
	sees(t, b, "TNG-2026-000411")
	b.Hold = true
	play(b, "t")
	if len(o.given) > 0 {
		t.Fatal("the command ran though it was held back")
	}
	// What the one case's file brings back means nothing to the other's.
	swapped := b.Screen
	b.Screen = a.Screen
	before := text(b)
	b.Release()
	if got := text(b); got != before {
		t.Errorf("an answer about another case changed the file:\n%s", got)
	}
	b.Screen = swapped
	b.Tell(screen.Wake{})
	if o.cases[earlier].Case.Owner != uitest.Sari || o.cases[complaint].Case.Owner != "" {
		t.Error("the wrong case was taken")
	}
	sees(t, b, "Sari W.")
}

func TestDueTimeRuns(t *testing.T) {
	o, s := opened(t, complaint)
	sees(t, s, "Status pertama lewat 1 jam 30 menit")
	o.later(59 * time.Second)
	first := s.Screen.View().Body
	s.Tell(screen.Tick{Now: o.now})
	if s.Screen.View().Body != first {
		t.Error("a tick within the minute changed the screen")
	}
	o.later(2 * time.Second)
	s.Tell(screen.Tick{Now: o.now})
	sees(t, s, "lewat 1 jam 31 menit")
}

// TestATakenBackProposalIsNoRefusal takes one back, and has one turned down.
func TestATakenBackProposalIsNoRefusal(t *testing.T) {
	o := newOffice(t)
	o.reports()
	moved(o, model.Analysing)
	sari, budi := o.at(uitest.Sari), o.at(uitest.Budi)
	sari.do(model.ChangeStatus{Meta: sari.Meta(0), Case: complaint, To: model.Closed, Disposition: model.FalseReport})
	sari.do(model.Undo{Meta: sari.Meta(0), Case: complaint})
	s := stageOf(t, o, uitest.Sari, complaint, locale.Indonesian, 80, 40)
	sees(t, s, "Usulan laporan palsu ditarik")
	if strings.Contains(text(s), "ditolak") || strings.Contains(text(s), "Diurungkan") {
		t.Errorf("withdrawn, yet told as a refusal:\n%s", text(s))
	}
	sari.do(model.ChangeStatus{Meta: sari.Meta(0), Case: complaint, To: model.Closed, Disposition: model.FalseReport})
	budi.do(model.DeclineFalseReport{Meta: budi.Meta(0), Case: complaint, Reason: "Ada saksi."})
	sees(t, stageOf(t, o, uitest.Sari, complaint, locale.Indonesian, 80, 40), "Usulan laporan palsu ditolak")
}
