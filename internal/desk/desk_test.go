package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

var night = time.Date(2026, 11, 21, 16, 41, 0, 0, time.UTC)

type office struct {
	*desk.Desk
	dir   string
	store *storage.Store
	keys  *seal.Keys
}

func open(t *testing.T) office {
	t.Helper()
	o := office{dir: t.TempDir()}
	var err error
	if o.keys, err = seal.New(); err != nil {
		t.Fatal(err)
	}
	o.store = storagetest.Open(t, func(c *storage.Config) { c.Path = filepath.Join(o.dir, storage.FileName) })
	o.Desk = desk.New(desk.Config{
		Journal: o.store, Cases: o.store, Drafts: o.store, Keys: o.keys,
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
		Now:   func() time.Time { return night },
		NewID: func() string { return ulid.Make().String() },
	})
	return o
}

func (o office) as(id model.OfficerID) *desk.Session {
	return o.Session(model.Actor{Officer: id, Door: "test"})
}

// told is a report whose reporter signs every text of it.
func told() desk.Report {
	return desk.Report{
		Facts: model.Facts{
			Kind: model.Complaint, Channel: model.Phone,
			Narrative: "Saya Rekaan Sentosa, hubungi 0811-0000-123. NIK saya 9999994101900001.",
			Place:     model.Place{Name: "Kos milik Rekaan Sentosa", Area: "36.71.05"},
			Subjects: []model.Subject{
				{Name: "John", Note: "penyewa dari Rekaan Sentosa"}, {Name: "Jane", Note: "tamu Rekaan Sentosa"},
			},
		},
		Reporter: model.Reporter{Name: "Rekaan Sentosa", Phone: "0811 0000 123", NIK: "9999994101900001", Address: "Jl. Karangan 7"},
		Callback: &model.Callback{Reached: true, Note: "diangkat REKAAN SENTOSA"},
	}
}

var secrets = []string{"Rekaan", "REKAAN", "Sentosa", "0811-0000-123", "8110000123", "9999994101900001", "Karangan"}

func nothingSecret(t *testing.T, where string, data []byte) {
	t.Helper()
	for _, s := range secrets {
		if bytes.Contains(data, []byte(s)) {
			t.Errorf("%s holds %q", where, s)
		}
	}
}

func TestAddReportTellsNobodyWhoReported(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	if err := s.SaveDraft(ctx, "report/1", told()); err != nil {
		t.Fatal(err)
	}
	added, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := seal.ParseTracking(added.Tracking); !ok || added.Number != "UJI-2026-000001" {
		t.Fatalf("%+v", added)
	}
	l, err := s.Case(ctx, added.Case)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	nothingSecret(t, "the case", shown)
	if !strings.Contains(l.Case.Facts.Narrative, seal.Masked) {
		t.Error(l.Case.Facts.Narrative)
	}
	file, err := os.ReadFile(filepath.Join(o.dir, storage.FileName))
	if err != nil {
		t.Fatal(err)
	}
	nothingSecret(t, "the store", file)

	u, err := s.OpenSeal(ctx, added.Case, 0, "menelepon balik")
	if err != nil {
		t.Fatal(err)
	}
	if u.Reporter.Name != "Rekaan Sentosa" || u.Reporter.Phone != "+628110000123" || !strings.Contains(u.Reporter.Original["narrative"], "0811-0000-123") {
		t.Error("the seal lost something")
	}
	if got := u.Reporter.Original["subject"]; got != "penyewa dari Rekaan Sentosa\ntamu Rekaan Sentosa" {
		t.Error("the seal lost what was said of a subject")
	}
	if !u.Until.Equal(night.Add(time.Minute)) {
		t.Error(u.Until)
	}
	l, _ = s.Case(ctx, added.Case)
	if e, ok := l.History[len(l.History)-1].Event.(model.SealOpened); !ok || e.Reason != "menelepon balik" {
		t.Error("the opening was not written down")
	}
}

func TestSealStaysShutWithoutAReason(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	added, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	u, err := s.OpenSeal(ctx, added.Case, 0, " ")
	if !errors.Is(err, &model.Error{Key: "reason-missing"}) || !u.Reporter.Empty() {
		t.Fatal(err)
	}
}

func TestRepeatedReportHasNoSecondCode(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	r := told()
	r.Key = "form 1"
	first, err := s.AddReport(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.AddReport(ctx, r)
	if err != nil || !again.Repeated || again.Number != first.Number || again.Tracking != "" {
		t.Fatalf("%+v %v", again, err)
	}
}

func TestDraftsAreTheOfficersOwn(t *testing.T) {
	o, ctx := open(t), t.Context()
	mine, theirs := o.as(storagetest.Officer), o.as(storagetest.Admin)
	if err := mine.SaveDraft(ctx, "report/1", map[string]string{"name": "Rekaan"}); err != nil {
		t.Fatal(err)
	}
	if d, err := theirs.Drafts(ctx, "report/"); err != nil || len(d) != 0 {
		t.Fatal(d, err)
	}
	d, err := mine.Drafts(ctx, "report/")
	if err != nil || len(d) != 1 || d[0].Form != "report/1" || !d[0].Saved.Equal(night) {
		t.Fatalf("%+v %v", d, err)
	}
	var back map[string]string
	if err := d[0].Into(&back); err != nil || back["name"] != "Rekaan" {
		t.Fatal(back, err)
	}
	if err := mine.DropDraft(ctx, "report/1"); err != nil {
		t.Fatal(err)
	}
	if d, _ := mine.Drafts(ctx, ""); len(d) != 0 {
		t.Fatal("dropped, yet there")
	}
}

func TestUndoOfALinkMendsBothEnds(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	a, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Do(ctx, model.LinkDuplicate{Meta: s.Meta(0), Case: b.Case, Original: a.Case}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(ctx, b.Case); err != nil {
		t.Fatal(err)
	}
	for _, id := range []model.CaseID{a.Case, b.Case} {
		if l, err := s.Case(ctx, id); err != nil || len(l.Case.Links) != 0 {
			t.Fatalf("%+v %v", l.Case.Links, err)
		}
	}
}

func TestRelatedKnowsTheReporterWithoutASeal(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	first, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Related(ctx, model.Facts{}, model.Reporter{Phone: "+62 811-0000-123"}, "")
	if err != nil || len(found) != 1 || found[0].Row.ID != first.Case || found[0].Why[0] != model.ByReporter {
		t.Fatalf("%+v %v", found, err)
	}
	if found, _ = s.Related(ctx, model.Facts{}, model.Reporter{Phone: "0811-0000-124"}, ""); len(found) != 0 {
		t.Fatalf("%+v", found)
	}
}

func TestStrangersAreRefused(t *testing.T) {
	o := open(t)
	for _, id := range []model.OfficerID{"", "nobody"} {
		if _, err := o.as(id).AddReport(context.Background(), told()); !errors.Is(err, &model.Error{Key: "no-officer"}) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := o.as(storagetest.Officer).RegisterOfficer(context.Background(), "Baru", model.RoleOfficer); !errors.Is(err, &model.Error{Key: "admin-needed"}) {
		t.Error(err)
	}
	f, err := o.as(storagetest.Admin).RegisterOfficer(context.Background(), "Baru", model.RoleOfficer)
	if err != nil || f.Name != "Baru" {
		t.Error(f, err)
	}
}
