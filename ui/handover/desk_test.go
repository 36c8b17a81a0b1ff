package handover_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// at is when the night of the tests is handed over.
var at = time.Date(2026, 11, 22, 6, 5, 0, 0, model.WIB.Location())

const night model.HandoverID = "20261121T2200"

// fake is a handover in memory. It keeps what is said and decides little.
type fake struct {
	p      desk.Passing
	begun  bool
	before []model.Handover
	err    error // what every change answers
	signed []desk.Sign
	asked  int
}

func (f *fake) WatchToHandOver(context.Context) (model.Watch, model.HandoverID, bool, error) {
	return f.p.Watch, night, f.p.Watch.ID != "", nil
}

func (f *fake) Passing(_ context.Context, id model.HandoverID) (desk.Passing, error) {
	f.asked++
	for _, h := range f.before {
		if h.ID == id {
			return desk.Passing{Handover: h}, nil
		}
	}
	if !f.begun {
		return desk.Passing{}, &model.Error{Kind: model.KindNotFound, Key: "handover-not-found", Args: model.Args{"handover": string(night)}}
	}
	p := f.p
	p.Outlooks, p.Answers, p.Lines = maps.Clone(p.Outlooks), maps.Clone(p.Answers), slices.Clone(p.Lines)
	return p, nil
}

func (f *fake) BeginHandover(ctx context.Context, id model.HandoverID) (desk.Passing, error) {
	f.begun = true
	return f.Passing(ctx, id)
}

func (f *fake) ReceiveHandover(ctx context.Context, id model.HandoverID) (desk.Passing, error) {
	f.begun, f.p.Out, f.p.In = true, "", uitest.Sari
	return f.Passing(ctx, id)
}

func (f *fake) Handovers(context.Context, model.HandoverID, int) ([]model.Handover, error) {
	return f.before, nil
}

func (f *fake) NoteLine(_ context.Context, _ model.HandoverID, line model.LineKey, o model.Outlook, _ uint64) error {
	if f.err == nil {
		f.p.Outlooks[line] = o
		for i := range f.p.Lines {
			if f.p.Lines[i].Key == line {
				f.p.Lines[i].Seq += 500 // a plan is part of what is told
			}
		}
	}
	return f.err
}

func (f *fake) RemarkHandover(_ context.Context, _ model.HandoverID, text string, _ uint64) error {
	f.p.Remark = text
	return f.err
}

func (f *fake) OfferHandover(context.Context, model.HandoverID) error {
	f.p.Offered = at
	return f.err
}

func (f *fake) ReplyLine(_ context.Context, _ model.HandoverID, line model.LineKey, text string) error {
	a := f.p.Answers[line]
	a.Reply = text
	f.p.Answers[line] = a
	return f.err
}

func (f *fake) AddToHandover(ctx context.Context, id model.HandoverID, text string) (desk.Passing, error) {
	f.p.Remark = text
	f.p.Record, f.p.ID, f.p.AddsTo = nil, id+"-2", id
	return f.Passing(ctx, id)
}

func (f *fake) AnswerLine(_ context.Context, _ model.HandoverID, line model.Line, r desk.Reply) error {
	if last := f.p.Said[model.AnswerTopic(line.Key)]; last.By != uitest.Sari && r.Seen < last.Version {
		return &model.Error{Kind: model.KindConflict, Key: "handover-said"}
	}
	if f.err == nil {
		f.p.In = uitest.Sari
		f.p.Answers[line.Key] = model.LineAnswer{
			Verdict: r.Verdict, Text: r.Text, ReadBack: r.ReadBack, Seq: line.Seq, By: uitest.Sari, At: at,
		}
	}
	return f.err
}

func (f *fake) Sign(ctx context.Context, in desk.Sign) (desk.Passing, error) {
	p, _ := f.Passing(ctx, in.Handover)
	if f.err != nil {
		return p, f.err
	}
	f.signed = append(f.signed, in)
	f.p.Signed = append(f.p.Signed, model.Signature{Side: in.Side, Officer: in.By.Officer, Name: name(in.By.Officer), At: at.Add(time.Duration(len(f.signed)) * time.Minute)})
	if len(f.signed) == 2 || in.Lone != "" {
		f.seal(in.Lone)
	}
	return f.Passing(ctx, in.Handover)
}

func name(id model.OfficerID) string {
	o := uitest.Office()
	f, _ := o.Officer(id)
	return f.Name
}

func (f *fake) seal(lone string) {
	r := &model.Record{Handover: night, Watch: f.p.Watch, Sealed: at, Lone: lone, Digest: "5f2b8c0d9e1a77aa"}
	for _, l := range f.p.Lines {
		a := f.p.Answers[l.Key]
		r.Lines = append(r.Lines, model.RecordLine{
			Key: l.Key, Kind: l.Kind, Grave: l.Grave(), Number: l.Row.Number, Text: l.Row.Headline + l.Text, Urgency: l.Row.Urgency,
			Status: l.Row.Status, Due: l.Row.Due, Clock: l.Row.DueClock, Outlook: f.p.Outlooks[l.Key], Verdict: a.Verdict, ReadBack: a.ReadBack,
			Moved: a.Verdict == model.Accepted && l.Kind == model.LineCase,
		})
	}
	for _, s := range f.p.Signed {
		if s.Side == model.SideOut {
			r.Out = s
		} else {
			r.In = s
		}
	}
	f.p.Record = r
}

func (f *fake) Countersign(_ context.Context, _ model.HandoverID, note string, by desk.SignIn) error {
	f.signed = append(f.signed, desk.Sign{By: by})
	f.p.Countersigned = &model.Countersign{Officer: uitest.Sari, Name: "Sari W.", At: at, Note: note}
	return f.err
}

// line is an open case as drafted.
func line(n int, u model.Urgency, text, place string, due time.Duration) model.Line {
	l := model.Line{
		Key: model.LineKey(fmt.Sprintf("case.01CASE%04d", n)), Kind: model.LineCase, Changed: true, Seq: uint64(100 + n), Given: &model.Outlook{},
		Row: model.Row{
			ID: model.CaseID(fmt.Sprintf("01CASE%04d", n)), Number: fmt.Sprintf("TNG-2026-%06d", n), Version: 2, Urgency: u,
			Status: model.Analysing, Headline: text, Place: place, Owner: uitest.Budi, Received: at.Add(-time.Duration(n) * time.Hour),
			Updated: at.Add(-2 * time.Hour),
		},
	}
	if due != 0 {
		l.Row.Due, l.Row.DueClock, l.Overdue = at.Add(due), model.FirstStatus, due < 0
	}
	return l
}

// busyNight is a handover from Budi to Sari with a line of every kind.
func busyNight() *fake {
	waits := line(4, model.Normal, "Nguyễn Văn A", "Hotel Merak", 30*time.Hour)
	waits.Row.Status, waits.Waiting, waits.Row.Owner = model.Waiting, "balasan kedutaan", ""
	lines := []model.Line{
		line(1, model.Urgent, "Chen Wei, Li Na", "Kos Melati, Jl. Maulana Hasanuddin 14", -40*time.Minute),
		line(2, model.High, "3 WNA bekerja tanpa izin", "Ruko Cipondoh Blok C2", 5*time.Hour),
		line(3, model.Normal, "John Carter", "Apartemen Green Lake lt. 12", 50*time.Hour), waits,
		{Key: "log.901", Kind: model.LineLog, Text: "Kunci gudang barang bukti di laci kasi", By: uitest.Budi, At: at.Add(-3 * time.Hour), Seq: 901},
		{Key: "seal.880", Kind: model.LineSeal, Text: "perlu alamat untuk pemeriksaan", By: uitest.Budi, At: at.Add(-5 * time.Hour), Seq: 880, Row: model.Row{Number: "TNG-2026-000002"}},
		{Key: "closed.01CASE0009", Kind: model.LineClosed, Seq: 870, Row: model.Row{Number: "TNG-2026-000009", Headline: "Maria Santos", Status: model.Closed, Disposition: model.Unfounded, Urgency: model.Normal}},
	}
	lines[1].Arrived = true
	rules := model.DefaultRules(model.WIB)
	w, _ := rules.WatchNamed(night.Watch())
	return &fake{begun: true, p: desk.Passing{
		Handover: model.Handover{
			ID: night, Version: 4, Opened: at.Add(-20 * time.Minute), Out: uitest.Budi, Outlooks: map[model.LineKey]model.Outlook{
				lines[0].Key: {Next: "Telepon pemilik kos, minta buku tamu", By: at.Add(2 * time.Hour), Who: "Budi", If: "tidak diangkat", Then: "datangi bersama RT"},
			}, Answers: map[model.LineKey]model.LineAnswer{},
		},
		Watch: w, Lines: lines,
	}}
}

// goneThrough has everything planned and accepted.
func goneThrough(f *fake) {
	for _, l := range f.p.Lines {
		f.p.Outlooks[l.Key] = model.Outlook{Next: "Lanjutkan pemeriksaan", Who: "Sari W.", By: at.Add(4 * time.Hour)}
		f.p.Answers[l.Key] = model.LineAnswer{Verdict: model.Accepted, ReadBack: "saya lanjutkan", Seq: l.Seq, By: uitest.Sari, At: at}
	}
	f.p.In, f.p.Offered = uitest.Sari, at
}

// longOutlook has more said of the first line than stands below a list.
func longOutlook(f *fake) {
	f.p.Outlooks[f.p.Lines[0].Key] = model.Outlook{
		Next: "Telepon pemilik kos dan minta buku tamu tiga bulan terakhir, lalu cocokkan setiap nama dengan daftar izin tinggal di berkas kasus ini",
		By:   at.Add(2 * time.Hour), Who: "Budi bersama tim lapangan Regu C",
		If: "telepon tidak diangkat sampai pukul tujuh atau pemiliknya menolak memberi buku tamu", Then: "datangi bersama ketua RT dan buat berita acara di tempat",
	}
	f.p.Answers[f.p.Lines[0].Key] = model.LineAnswer{Verdict: model.Questioned, Text: "Nomor telepon pemiliknya ada di mana?", Reply: "Di catatan kasus, paling bawah.", Seq: 101, By: uitest.Sari, At: at}
}

// longReply is an answer to Sari's own question that takes more than a row.
func longReply(f *fake) {
	f.p.Answers[f.p.Lines[0].Key] = model.LineAnswer{
		Verdict: model.Questioned, Text: "Siapa penjamin mereka, dan sudah dihubungi belum?",
		Reply: "PT Plastik Jaya, nomor 021-5551234 sudah saya hubungi dua kali, bagian personalia minta surat dahulu, kirim pagi ini",
		Seq:   101, By: uitest.Sari, At: at,
	}
}

// early is five hours before the end of the watch.
func (f *fake) early() { f.p.Watch.From, f.p.Watch.To = at.Add(-3*time.Hour), at.Add(5*time.Hour) }

// before are the handovers before the night: the one from Budi to Sari, and an
// addition of Budi's where something waits.
func before(waits bool) []model.Handover {
	const id model.HandoverID = "20261121T1400"
	rules := model.DefaultRules(model.WIB)
	w, _ := rules.WatchNamed(id.Watch())
	all := []model.Handover{{ID: id, Record: &model.Record{
		Handover: id, Watch: w, Sealed: w.To.Add(12 * time.Minute),
		Out: model.Signature{Officer: uitest.Budi, Name: "Budi"}, In: model.Signature{Officer: uitest.Sari, Name: "Sari W."},
	}}}
	if waits {
		all = append([]model.Handover{{ID: id + "-2", AddsTo: id, Out: uitest.Budi, Remark: "Kunci gudang dititipkan"}}, all...)
	}
	return all
}

// config is the screen of one of the two officers.
func config(t testing.TB, f *fake, lang locale.Lang, me model.OfficerID) handover.Config {
	c := uitest.Ctx(t, lang)
	c.Now = func() time.Time { return at }
	c.Officer, _ = c.Office.Officer(me)
	return handover.Config{
		Ctx: c, Desk: f, Giver: f, Taker: f,
		Proof: func(id model.OfficerID, pin string) desk.SignIn { return desk.SignIn{Officer: id, PIN: pin} },
	}
}

// stage shows it.
func stage(t testing.TB, f *fake, lang locale.Lang, me model.OfficerID, w, h int) *uitest.Stage {
	return uitest.NewStage(t, handover.New(config(t, f, lang, me)), w, h)
}

func text(s *uitest.Stage) string { return uitest.Text(s.Screen.View().Body) }

func dialogText(s *uitest.Stage) string {
	if s.Dialog() == nil {
		return ""
	}
	return uitest.Text(s.Dialog().View(96, 30).Body)
}

var _ screen.Keeper = (*handover.Screen)(nil)

func (f *fake) WithdrawHandover(context.Context, model.HandoverID) error {
	f.p.Withdrawn = true
	return f.err
}
