package desk_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

const giveaway = "Bu Rekaan, REKAAN-SENTOSA, 0811 - 0000 - 123, NIK 9999 9941 0190 0001"

// later are all commands that write a text into a case that is there.
func later(s *desk.Session, id model.CaseID) []model.Command {
	text, place := giveaway, model.Place{Name: "Kos Rekaan Sentosa", Address: "rumah 08110000123"}
	links, subjects := []string{"https://x.test/rekaan_sentosa"}, []model.Subject{{Name: "John", Passport: "08110000123", Note: giveaway}}
	return []model.Command{
		model.AddNote{Meta: s.Meta(0), Case: id, Text: giveaway},
		model.CorrectFacts{Meta: s.Meta(0), Case: id, Reason: giveaway, Patch: model.FactsPatch{
			Narrative: &text, Place: &place, Evidence: &links, Subjects: &subjects,
		}},
		model.RecordReinterview{Meta: s.Meta(0), Case: id, Reinterview: model.Reinterview{
			Answers: []model.Answer{{Question: giveaway, First: giveaway, Second: giveaway}}, Impression: giveaway,
		}},
		model.RecordCallback{Meta: s.Meta(0), Case: id, Callback: model.Callback{Reached: true, Note: giveaway}},
		model.TakeCase{Meta: s.Meta(0), Case: id},
		model.HandOn{Meta: s.Meta(0), Case: id, To: storagetest.Admin, Note: giveaway},
		model.ChangeStatus{Meta: s.Meta(0), Case: id, To: model.Waiting, Reason: giveaway, Note: giveaway},
		model.ChangeStatus{Meta: s.Meta(0), Case: id, To: model.Analysing, Note: giveaway},
		model.ChangeStatus{Meta: s.Meta(0), Case: id, To: model.Closed, Disposition: model.FalseReport, Note: giveaway},
		model.DeclineFalseReport{Meta: s.Meta(0), Case: id, Reason: giveaway},
		model.OpenSeal{Meta: s.Meta(0), Case: id, Reason: giveaway},
		model.CorrectReporter{Meta: s.Meta(0), Case: id, Reason: giveaway},
	}
}

func TestNothingWrittenLaterTellsWhoReported(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	added, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range later(s, added.Case) {
		if _, err := s.Do(ctx, c); err != nil {
			t.Errorf("%T: %v", c, err)
		}
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
	file, err := os.ReadFile(filepath.Join(o.dir, storage.FileName))
	if err != nil {
		t.Fatal(err)
	}
	nothingSecret(t, "the store", file)
	if note := l.Case.Notes[0].Text; strings.Count(note, seal.Masked) != 4 {
		t.Errorf("note %q", note)
	}
}

func TestNotesOfAnonymousCasesStay(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	r := told()
	r.Reporter = model.Reporter{}
	added, err := s.AddReport(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Do(ctx, model.AddNote{Meta: s.Meta(0), Case: added.Case, Text: giveaway}); err != nil {
		t.Fatal(err)
	}
	if l, _ := s.Case(ctx, added.Case); l.Case.Notes[0].Text != giveaway {
		t.Errorf("note %q", l.Case.Notes[0].Text)
	}
}

func TestCorrectedReporterKeepsWhatWasTold(t *testing.T) {
	o, ctx := open(t), t.Context()
	s := o.as(storagetest.Officer)
	added, err := s.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.CorrectReporter(ctx, added.Case, 0, model.Reporter{Name: "Rekaan Makmur"}, "salah tulis"); err != nil {
		t.Fatal(err)
	}
	u, err := s.OpenSeal(ctx, added.Case, 0, "memastikan")
	if err != nil {
		t.Fatal(err)
	}
	if u.Reporter.Name != "Rekaan Makmur" || !strings.Contains(u.Reporter.Original["narrative"], "0811-0000-123") {
		t.Errorf("the seal holds %d texts under another name", len(u.Reporter.Original))
	}
}
