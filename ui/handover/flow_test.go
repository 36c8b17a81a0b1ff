package handover_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"piket/internal/desk/desktest"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

func says(t *testing.T, s *uitest.Stage, want string) {
	t.Helper()
	if !strings.Contains(text(s), want) {
		t.Errorf("%q is not on the screen:\n%s", want, text(s))
	}
}

func TestLedFromOneMissingLineToTheNext(t *testing.T) {
	f := busyNight()
	delete(f.p.Outlooks, f.p.Lines[0].Key)
	s := stage(t, f, locale.Indonesian, uitest.Budi, 120, 36)
	s.Press("o")
	if !strings.Contains(s.Said(), "2 baris tanpa tindakan") || !f.p.Offered.IsZero() {
		t.Fatalf("offered over a gap: %q", s.Said())
	}
	s.Press("n")
	s.Write("Telepon pemilik kos")
	s.Press("enter")
	says(t, s, "! Baris gawat: tindakan")
	s.Write("08:05")
	s.Press("enter")
	says(t, s, "TNG-2026-000002")
	s.Write("Cek ruko")
	s.Press("tab")
	s.Write("besok 8.15")
	s.Press("enter")
	if o := f.p.Outlooks[f.p.Lines[1].Key]; o.Next != "Cek ruko" || o.Who != "jaga Pagi" || !o.By.Equal(at.AddDate(0, 0, 1).Add(2*time.Hour+10*time.Minute)) {
		t.Errorf("noted %+v", o)
	}
	if o := f.p.Outlooks[f.p.Lines[0].Key]; o.Next != "Telepon pemilik kos" || !o.By.Equal(at.Add(2*time.Hour)) {
		t.Errorf("noted %+v", o)
	}
	if !strings.Contains(s.Said(), "Semua baris") || s.Screen.(screen.Typist).Typing() {
		t.Errorf("%q", s.Said())
	}
	if strings.Contains(text(s), "berubah") {
		t.Errorf("what one has just said oneself is marked as news:\n%s", text(s))
	}
	s.Press("o")
	if f.p.Offered.IsZero() {
		t.Error("not offered")
	}
	says(t, s, "siap diperiksa sejak 06:05")
}

func TestNoPlanWithoutAnAction(t *testing.T) {
	f := busyNight()
	s := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("n", "enter")
	says(t, s, "! Tulis tindakan berikutnya.")
	s.Write("x")
	s.Press("tab", "ctrl+u")
	s.Write("kapan-kapan")
	s.Press("enter")
	says(t, s, "! Waktu itu tidak terbaca")
}

func TestCarriedFromTheHandoverBefore(t *testing.T) {
	f := busyNight()
	key := f.p.Lines[1].Key
	addition := model.Handover{AddsTo: "20261121T1400", Record: &model.Record{}} // says nothing of these lines
	f.before = []model.Handover{addition, {Record: &model.Record{Lines: []model.RecordLine{
		{Key: key, Outlook: model.Outlook{Next: "Tunggu mandor", By: at.Add(time.Hour), Who: "Budi"}},
		{Key: f.p.Lines[2].Key, Outlook: model.Outlook{Next: "Sudah lewat", By: at.Add(-time.Hour)}},
	}}}}
	s := stage(t, f, locale.English, uitest.Budi, 120, 36)
	says(t, s, "Last handover: “Tunggu mandor”")
	s.Press("y")
	if f.p.Outlooks[key].Next != "Tunggu mandor" {
		t.Errorf("%+v", f.p.Outlooks[key])
	}
	s.Press("down")
	if s.Bound("y") {
		t.Error("a plan whose time is over is offered")
	}
}

func TestReview(t *testing.T) {
	f := busyNight()
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("space")
	s.Write("saya telepon")
	s.Press("enter")
	says(t, s, "paling sedikit tiga kata")
	s.Write(" pemiliknya")
	s.Press("enter")
	if a := f.p.Answers[f.p.Lines[0].Key]; a.Verdict != model.Accepted || a.ReadBack != "saya telepon pemiliknya" {
		t.Fatalf("%+v", a)
	}
	says(t, s, "1 dari 6 dijawab")
	s.Press("t")
	s.Write("Siapa mandornya?")
	s.Press("enter", "x")
	s.Write("belum lengkap")
	s.Press("enter", "space", "space", "space")
	says(t, s, "1 pertanyaan Anda belum dijawab")
	if len(f.p.Answers) != 6 {
		t.Fatalf("%d answers", len(f.p.Answers))
	}

	out := stage(t, f, locale.Indonesian, uitest.Budi, 80, 20)
	says(t, out, "1 pertanyaan menunggu jawaban Anda")
	says(t, out, "? Siapa mandornya?")
	out.Press("enter")
	out.Write("Pak Rusdi")
	out.Press("enter")

	s.Tell(screen.Wake{Seq: 9})
	says(t, s, "1 baris menunggu")
	s.Press("n")
	says(t, s, "↳ Pak Rusdi")
	s.Press("space")
	if a := f.p.Answers[f.p.Lines[1].Key]; a.Verdict != model.Accepted {
		t.Errorf("%+v", a)
	}
}

func TestNewLinesSlideIn(t *testing.T) {
	f := busyNight()
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("down", "down")
	row := 0
	for i, l := range strings.Split(text(s), "\n") {
		if strings.HasPrefix(l, "▌ ") && strings.Contains(l, "2026-000003") {
			row = i
		}
	}
	urgent := line(7, model.Urgent, "Ribut di hotel", "Hotel Sinar", -time.Minute)
	urgent.Row.Received = at.Add(-time.Second)
	f.p.Lines = append([]model.Line{urgent}, f.p.Lines...)
	f.p.Lines[2].Seq = 990
	s.Tell(screen.Wake{Seq: 990})
	lines := strings.Split(text(s), "\n")
	if row == 0 || !strings.HasPrefix(lines[row], "▌ ") || !strings.Contains(lines[row], "2026-000003") {
		t.Errorf("the cursor's line moved from row %d:\n%s", row, text(s))
	}
	s.Press("g")
	says(t, s, "baru Ribut")
	says(t, s, "berubah 3 WNA")
}

func TestHalfTypedSurvives(t *testing.T) {
	f, drafts := busyNight(), desktest.NewDrafts(t, uitest.Now)
	open := func() *uitest.Stage {
		c := config(t, f, locale.Indonesian, uitest.Sari)
		c.Drafts = drafts
		return uitest.NewStage(t, handover.New(c), 80, 20)
	}
	s := open()
	s.Press("t")
	s.Write("Sudah ditel")
	s.Fire() // the line is lost here: nothing closes anything
	s = open()
	says(t, s, "✎ belum dikirim")
	s.Press("t")
	says(t, s, "Sudah ditel")
	s.Write("epon?")
	s.Press("esc")
	if s.Closed {
		t.Fatal("Esc left the screen")
	}
	s.Press("t", "enter")
	if a := f.p.Answers[f.p.Lines[0].Key]; a.Text != "Sudah ditelepon?" {
		t.Errorf("%+v", a)
	}
	if drafts.Len() != 0 {
		t.Errorf("%d forms still kept", drafts.Len())
	}
}

func TestARefusalKeepsTheText(t *testing.T) {
	f := busyNight()
	f.err = &model.Error{Kind: model.KindForbidden, Key: "handover-not-in"}
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("t")
	s.Write("Kenapa?")
	s.Press("enter")
	if !strings.Contains(s.Said(), "Ini bagian petugas yang menerima") {
		t.Errorf("%q", s.Said())
	}
	s.Press("g", "t")
	says(t, s, "Kenapa?")
}

func TestBothSignAtOneTerminal(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("s")
	s.Write("473920")
	s.Press("enter")
	if !strings.Contains(dialogText(s), "✓ Sari W. tanda tangan") {
		t.Fatalf("%s", dialogText(s))
	}
	s.Write("118822")
	s.Press("enter")
	if len(f.signed) != 2 || f.signed[0].Side != model.SideIn || f.signed[1].By.Officer != uitest.Budi || f.signed[1].By.PIN != "118822" {
		t.Fatalf("%d signatures", len(f.signed))
	}
	if s.Dialog() != nil || !strings.Contains(s.Said(), "Serah terima sah") {
		t.Errorf("%q %s", s.Said(), dialogText(s))
	}
	says(t, s, "sidik 5f2b8c0d9e1a")
	if s.Bound("space") || s.Bound("x") {
		t.Error("a sealed handover takes answers")
	}
}

func TestSigningWhatMoved(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	s.Press("s")
	f.err = &model.Error{Kind: model.KindForbidden, Key: "signin-wrong"}
	s.Write("1")
	s.Press("enter")
	if !strings.Contains(dialogText(s), "! PIN") {
		t.Errorf("%s", dialogText(s))
	}
	f.err = &model.Error{Kind: model.KindConflict, Key: "handover-moved"}
	grows(f, 1)
	s.Write("473920")
	s.Press("enter")
	if got := dialogText(s); !strings.Contains(got, "1 baris berubah: 2026-000002") || s.Bound("enter") {
		t.Errorf("%s", got)
	}
	s.Press("esc")
	if at := cursorLine(s); s.Dialog() != nil || !strings.Contains(at, "2026-000002") {
		t.Errorf("led to %q", at)
	}
}

func TestAlone(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.p.Answers, f.p.In = map[model.LineKey]model.LineAnswer{}, ""
	s := stage(t, f, locale.English, uitest.Budi, 80, 20)
	s.Press("A", "enter")
	if !strings.Contains(dialogText(s), "section head has to countersign") || !strings.Contains(dialogText(s), "! Write why") {
		t.Errorf("%s", dialogText(s))
	}
	s.Write("nobody came")
	s.Press("esc", "A")
	if !strings.Contains(dialogText(s), "nobody came") {
		t.Error("Esc lost the reason")
	}
	s.Press("enter")
	s.Write("473920")
	s.Press("enter")
	if len(f.signed) != 1 || f.signed[0].Lone != "nobody came" || f.signed[0].Side != model.SideOut {
		t.Fatalf("%d signatures", len(f.signed))
	}
	for _, b := range s.Screen.Bindings() {
		if b.Intent == "countersign" && (b.Need != model.NeedLead || b.Bar) {
			t.Error("a petugas may countersign")
		}
	}
	kasi := stage(t, f, locale.English, uitest.Sari, 80, 20)
	says(t, kasi, "! waits for the section head")
	kasi.Press("c", "enter")
	kasi.Press("enter")
	if f.p.Countersigned != nil {
		t.Error("countersigned without a PIN")
	}
	kasi.Write("739204")
	kasi.Press("enter")
	if f.p.Countersigned == nil || f.signed[1].By.PIN != "739204" || f.signed[1].By.Officer != uitest.Sari {
		t.Error("not countersigned")
	}
}

func TestWhoBegins(t *testing.T) {
	f := busyNight()
	f.begun = false
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "belum dimulai")
	s.Press("t")
	if f.p.In != uitest.Sari {
		t.Error("not begun by the incoming officer")
	}
	for _, l := range f.p.Lines {
		f.p.Answers[l.Key] = model.LineAnswer{Verdict: model.Accepted, ReadBack: "saya yang urus", Seq: l.Seq, By: uitest.Sari, At: at}
	}
	s.Tell(screen.Wake{})
	says(t, s, "Regu lama tidak ada. Tekan A")
	s.Press("A")
	if !strings.Contains(dialogText(s), "Regu lama sudah pergi?") {
		t.Error(dialogText(s))
	}

	f = busyNight()
	f.begun = false
	c := config(t, f, locale.Indonesian, uitest.Budi)
	c.Ctx.Office.Swaps = []model.Crew{{Watch: night.Watch(), Team: "Regu C", Members: []model.OfficerID{uitest.Budi}}}
	s = uitest.NewStage(t, handover.New(c), 80, 20)
	if !f.begun {
		t.Error("who is on the watch has to press another key")
	}
	says(t, s, "Jaga Malam 22:00–06:00 · Regu C")
}

func TestPaperAndAddition(t *testing.T) {
	f := busyNight()
	f.seal("")
	c := config(t, f, locale.Indonesian, uitest.Budi)
	c.Paper = func(context.Context, model.HandoverID) (string, error) { return "berita-acara.pdf", nil }
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("p")
	if !strings.Contains(s.Said(), "berita-acara.pdf") {
		t.Errorf("%q", s.Said())
	}
	s.Press("a")
	s.Write("Kunci")
	s.Press("esc")
	if f.p.AddsTo != "" {
		t.Fatal("Esc began an addition")
	}
	s.Tell(screen.Wake{Seq: 999})
	s.Press("a")
	if !strings.Contains(dialogText(s), "ditambahkan pada serah terima Malam kemarin?") || !strings.Contains(dialogText(s), "Kunci") {
		t.Errorf("%s", dialogText(s))
	}
	s.Write(" gudang dititipkan")
	s.Press("enter")
	says(t, s, "Tambahan atas serah terima Malam kemarin")
	if f.p.Remark != "Kunci gudang dititipkan" {
		t.Errorf("%q", f.p.Remark)
	}
}

func TestLooksOnly(t *testing.T) {
	c := config(t, busyNight(), locale.Indonesian, uitest.Sari)
	c.Ctx.Officer.Role = model.RoleViewer
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	says(t, s, "Anda hanya melihat")
	need := map[string]model.Need{}
	for _, b := range s.Screen.Bindings() {
		for _, k := range b.Keys {
			need[k] = b.Need
		}
	}
	for _, k := range []string{"space", "enter", "t", "x", "n", "s", "A"} {
		if need[k] != model.NeedAct {
			t.Errorf("%q asks %q of an officer's role", k, need[k])
		}
	}
	for _, k := range []string{"v", "b", "down", "esc"} {
		if n, bound := need[k]; n != "" || !bound {
			t.Errorf("who looks has not %q", k)
		}
	}
}

func TestBothSidesStandInTheSmallestRoom(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	f.p.Missed = []model.WatchID{"20261121T1400", "20261121T0600"}
	s := stage(t, f, locale.Indonesian, uitest.Sari, 60, 12)
	s.Press("s")
	v := s.Dialog().View(58, 12)
	lines := strings.Split(uitest.Text(v.Body), "\n")
	if body := strings.Join(lines, "\n"); !strings.Contains(body, "Menyerahkan") || !strings.Contains(body, "Menerima") {
		t.Errorf("a side is out of sight:\n%s", body)
	}
	if v.Cursor == nil || !strings.Contains(lines[v.Cursor.Y], "PIN") {
		t.Errorf("the cursor stands at %+v:\n%s", v.Cursor, uitest.Text(v.Body))
	}
}

func TestAllFieldsStandInTheSmallestRoom(t *testing.T) {
	s := stage(t, busyNight(), locale.Indonesian, uitest.Budi, 60, 12)
	s.Press("n", "enter")
	for _, want := range []string{"2026-000002", "Tindakan", "Sebelum", "Oleh", "Bila", "Maka", "! Tulis tindakan berikutnya."} {
		says(t, s, want)
	}
}

func TestLateIsSaidBeforeItIsSigned(t *testing.T) {
	f := busyNight()
	c := config(t, f, locale.Indonesian, uitest.Sari)
	c.Ctx.Now = func() time.Time { return at.Add(time.Hour) }
	goneThrough(f)
	f.p.Missed = []model.WatchID{"20261121T1400"}
	s := uitest.NewStage(t, handover.New(c), 120, 36)
	says(t, s, "! Terlambat 35 menit · ! 1 jaga tanpa serah terima, sejak Siang kemarin")
	s.Press("s")
	if !strings.Contains(dialogText(s), "Kepala seksi perlu ikut menandatangani.") {
		t.Error(dialogText(s))
	}
}

func TestNothingIsKeptOfASealedHandover(t *testing.T) {
	f, drafts := busyNight(), desktest.NewDrafts(t, uitest.Now)
	open := func() *uitest.Stage {
		c := config(t, f, locale.Indonesian, uitest.Sari)
		c.Drafts = drafts
		return uitest.NewStage(t, handover.New(c), 80, 20)
	}
	s := open()
	s.Press("t")
	s.Write("Siapa")
	s.Press("esc", "esc")
	if drafts.Len() != 1 {
		t.Fatal("nothing was kept")
	}
	f.seal("")
	open()
	if drafts.Len() != 0 {
		t.Error("a half question outlives the handover")
	}
}

// TestALineNobodyAcceptedComesFirst with who left it there and why, and is
// read back before it is accepted.
func TestALineNobodyAcceptedComesFirst(t *testing.T) {
	for _, c := range scenes() {
		if c.name != "declined" {
			continue
		}
		s := c.stage(t, locale.English, 80, 20)
		says(t, s, "NOT ACCEPTED AT AN EARLIER HANDOVER · 1")
		says(t, s, "✗ Not accepted since Siang yesterday; Sari W.: paspor")
		if at := cursorLine(s); !strings.Contains(at, "2026-000003") {
			t.Errorf("the cursor begins at %q", at)
		}
		s.Press("space")
		says(t, s, "Say it back in your own words")
	}
}

// TestNobodySignsOverAGap is told what is missing and led there, before a PIN
// is asked for.
func TestNobodySignsOverAGap(t *testing.T) {
	unplanned := func(f *fake) { f.p.Outlooks[f.p.Lines[1].Key] = model.Outlook{} }
	unanswered := func(f *fake) { f.p.Answers[f.p.Lines[2].Key] = model.LineAnswer{} }
	questioned := func(f *fake) {
		f.p.Answers[f.p.Lines[1].Key] = model.LineAnswer{Verdict: model.Questioned, Text: "Siapa?", Seq: 102, By: uitest.Sari, At: at}
	}
	for name, tt := range map[string]struct {
		me         model.OfficerID
		key        string
		gap        func(*fake)
		said, line string
	}{
		"OutUnplanned":   {uitest.Budi, "s", unplanned, "1 line has no next action", "2026-000002"},
		"OutAlone":       {uitest.Budi, "A", unplanned, "1 line has no next action", "2026-000002"},
		"OutUnanswered":  {uitest.Budi, "s", unanswered, "1 line waits for the incoming officer", "2026-000003"},
		"OutQuestion":    {uitest.Budi, "s", questioned, "1 question is not answered", "2026-000002"},
		"InUnanswered":   {uitest.Sari, "s", unanswered, "1 line waits for the incoming officer", "2026-000003"},
		"InQuestion":     {uitest.Sari, "s", questioned, "1 question is not answered", "2026-000002"},
		"InAlone":        {uitest.Sari, "A", unanswered, "1 line waits for the incoming officer", "2026-000003"},
		"InStillToWrite": {uitest.Sari, "s", unplanned, "1 line has no next action", "2026-000002"},
	} {
		t.Run(name, func(t *testing.T) {
			f := busyNight()
			goneThrough(f)
			tt.gap(f)
			s := stage(t, f, locale.English, tt.me, 80, 20)
			s.Press("G", tt.key)
			s.Write("473920")
			s.Press("enter")
			if !strings.Contains(dialogText(s), "cannot be signed yet: "+tt.said) || len(f.signed) > 0 {
				t.Errorf("%d signed, %s", len(f.signed), dialogText(s))
			}
			s.Press("esc")
			if s.Dialog() != nil || s.Screen.(screen.Typist).Typing() {
				t.Errorf("a PIN opened something: %s", dialogText(s))
			}
			if at := cursorLine(s); !strings.Contains(at, tt.line) {
				t.Errorf("led to %q", at)
			}
		})
	}
}

// cursorLine is the line of the list the cursor stands on.
func cursorLine(s *uitest.Stage) string {
	for _, l := range strings.Split(text(s), "\n")[3:] {
		if strings.HasPrefix(l, "▌ ") {
			return l
		}
	}
	return ""
}

// TestAtOneTerminalTheOtherSitsDown is the way on once all is written.
func TestAtOneTerminalTheOtherSitsDown(t *testing.T) {
	for _, own := range []bool{false, true} {
		f := busyNight()
		goneThrough(f)
		clear(f.p.Answers)
		c := config(t, f, locale.Indonesian, uitest.Budi)
		c.Own = own
		s := uitest.NewStage(t, handover.New(c), 80, 20)
		if shown := strings.Contains(text(s), "Ganti petugas (i)"); shown == own || s.Bound("i") == own {
			t.Errorf("own %v: offered %v, bound %v\n%s", own, shown, s.Bound("i"), text(s))
		}
	}
}

// TestOverTheNetworkEachSignsForThemselves leads no key to anybody else.
func TestOverTheNetworkEachSignsForThemselves(t *testing.T) {
	f := busyNight()
	goneThrough(f)
	c := config(t, f, locale.English, uitest.Sari)
	c.Own = true
	s := uitest.NewStage(t, handover.New(c), 80, 20)
	s.Press("s", "right", "left", "tab", "down")
	if !strings.Contains(dialogText(s), "Budi") || !strings.Contains(dialogText(s), "not yet, at their own terminal") || strings.Contains(dialogText(s), "‹") {
		t.Errorf("%s", dialogText(s))
	}
	s.Press("enter")
	if len(f.signed) != 1 || f.signed[0].By.Officer != uitest.Sari || f.signed[0].Side != model.SideIn || s.Dialog() != nil {
		t.Fatalf("%d signatures, %s", len(f.signed), dialogText(s))
	}
	says(t, s, "You signed at 06:06. Waiting for the outgoing officer.")
	s.Press("s")
	if !strings.Contains(dialogText(s), "You signed at 06:06.") || s.Bound("enter") {
		t.Errorf("%s", dialogText(s))
	}
	for _, f := range f.p.Signed {
		if f.Officer != uitest.Sari {
			t.Errorf("%s signed too", f.Name)
		}
	}
}

// TestALongOutlookIsReadWhole with one key, while reading and while writing.
func TestALongOutlookIsReadWhole(t *testing.T) {
	f := busyNight()
	longOutlook(f)
	s := stage(t, f, locale.Indonesian, uitest.Sari, 80, 20)
	says(t, s, "baris lagi: tekan v")
	whole := func(key string) string {
		s.Press(key)
		if s.Dialog() == nil {
			t.Fatalf("%q opens nothing", key)
		}
		told := ""
		for range 12 {
			told += uitest.Text(s.Dialog().View(78, 12).Body)
			s.Press("down")
		}
		s.Press("esc")
		return strings.Join(strings.Fields(strings.ReplaceAll(told, "│", " ")), " ")
	}
	wants := []string{"di berkas kasus ini", "08:05", "tim lapangan Regu C", "Bila telepon tidak diangkat", "di tempat", "Nomor telepon pemiliknya", "paling bawah."}
	read := whole("v")
	s.Press("t")
	s.Write("Lalu siapa")
	writing := whole("f3")
	for _, want := range wants {
		if !strings.Contains(read, want) || !strings.Contains(writing, want) {
			t.Errorf("no %q in %s\nor in %s", want, read, writing)
		}
	}
	says(t, s, "Lalu siapa")
}

// TestWhatIsTypedCanBeRead although it takes more than a line, in a window of
// 80 columns and 24 lines.
func TestWhatIsTypedCanBeRead(t *testing.T) {
	s := stage(t, busyNight(), locale.Indonesian, uitest.Budi, 80, 20)
	s.Press("n")
	s.Write("Telepon pemilik kos dan minta buku tamu tiga bulan terakhir, lalu cocokkan setiap nama dengan daftar izin tinggal")
	says(t, s, "Telepon pemilik kos")
	says(t, s, "daftar izin tinggal")
	says(t, s, "Maka")
	says(t, s, "Langkah berikutnya")
}
