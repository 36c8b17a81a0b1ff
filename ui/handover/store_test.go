package handover_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
	"piket/ui/handover"
	"piket/ui/screen"
	"piket/ui/uitest"
)

const pin = "473920"

// office is a real desk on a real store at a quarter past six.
func office(t *testing.T) (store *storage.Store, out, in *desk.Session) {
	t.Helper()
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return at }
	store = storagetest.Open(t, func(c *storage.Config) { c.Path, c.Now = filepath.Join(t.TempDir(), storage.FileName), now })
	d := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Keys: keys, Duty: store, Now: now,
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
		NewID: func() string { return ulid.Make().String() },
	})
	sit := func(id model.OfficerID) *desk.Session {
		s, err := d.SignIn(t.Context(), desk.SignIn{Officer: id, Door: "desk", Home: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.ChangePIN(t.Context(), "", pin); err != nil {
			t.Fatal(err)
		}
		return s
	}
	return store, sit(storagetest.Officer), sit(storagetest.Admin)
}

// seat is the screen of one session.
func seat(t *testing.T, s *desk.Session) *uitest.Stage {
	t.Helper()
	c := &screen.Ctx{Print: uitest.Printer(t, locale.Indonesian), Style: uitest.Ctx(t, locale.Indonesian).Style, Now: s.Now, Office: s.Office(), Rules: s.Rules()}
	c.Officer, _ = c.Office.Officer(s.Actor().Officer)
	return uitest.NewStage(t, handover.New(handover.Config{
		Ctx: c, Desk: s, Giver: s, Taker: s, Drafts: s,
		Proof: func(id model.OfficerID, p string) desk.SignIn {
			return desk.SignIn{Officer: id, Door: "desk", PIN: p, Home: true}
		},
	}), 80, 20)
}

func report(urgency model.Urgency) desk.Report {
	return desk.Report{
		Key: ulid.Make().String(), Urgency: urgency, Violation: model.Overstay, Received: at.Add(-time.Hour), Take: true,
		Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Dua orang asing tinggal di kos.", Place: model.Place{Name: "Kos Melati"}},
	}
}

// TestTwoHandOverOnARealStore takes a night from the first key to the seal,
// two sessions side by side, with a case that arrives in between.
func TestTwoHandOverOnARealStore(t *testing.T) {
	store, out, in := office(t)
	ctx := t.Context()
	for _, u := range []model.Urgency{model.Urgent, model.Normal} {
		if _, err := out.AddReport(ctx, report(u)); err != nil {
			t.Fatal(err)
		}
	}
	a := seat(t, out)
	a.Press("enter", "n")
	a.Write("Telepon pemilik kos")
	a.Press("esc")
	a = seat(t, out) // the first screen is gone; what was typed is not
	a.Press("n")
	says(t, a, "Telepon pemilik kos")
	a.Press("tab")
	a.Write("besok 08:00")
	a.Press("tab")
	a.Write("Sari")
	a.Press("enter")
	a.Write("Lanjut besok")
	a.Press("enter", "o")

	b := seat(t, in)
	says(t, b, "siap diperiksa")
	b.Press("space")
	b.Write("Pemilik kos saya telepon")
	b.Press("enter", "t")
	b.Write("Sampai jam berapa?")
	b.Press("enter")

	a.Tell(screen.Wake{})
	a.Press("n")
	a.Write("Sampai pukul delapan")
	a.Press("enter")
	if _, err := in.AddReport(ctx, report(model.High)); err != nil {
		t.Fatal(err)
	}
	b.Tell(screen.Wake{})
	says(t, b, "2 baris menunggu")
	a.Tell(screen.Wake{})
	a.Press("n")
	a.Write("Kirim tim")
	a.Press("enter")
	b.Tell(screen.Wake{})
	b.Press("n", "space", "n", "space")
	a.Tell(screen.Wake{})

	a.Press("s")
	a.Write(pin)
	a.Press("enter", "esc")
	says(t, a, "Menunggu regu baru")
	b.Tell(screen.Wake{})
	b.Press("s")
	b.Write("999999")
	b.Press("enter")
	if b.Dialog() == nil {
		t.Fatal("a wrong PIN signed")
	}
	b.Write(pin)
	b.Press("enter")
	if b.Dialog() != nil {
		t.Fatalf("%s", dialogText(b))
	}
	says(t, b, "sah hari ini")
	h, err := in.Handovers(ctx, "", 1)
	if err != nil || len(h) != 1 || !h[0].Sealed() || len(h[0].Record.Lines) != 3 {
		t.Fatalf("%+v %v", h, err)
	}
	if n := movedOf(h[0]); n != 2 { // the third is the incoming officer's already
		t.Errorf("%d cases moved", n)
	}
	if drafts, err := store.Drafts(ctx, ""); err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts left, %v", len(drafts), err)
	}
}

func movedOf(h model.Handover) (n int) {
	for _, l := range h.Record.Lines {
		if l.Moved {
			n++
		}
	}
	return n
}
