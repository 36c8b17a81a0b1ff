package desk_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage/storagetest"
)

// waiting has a case wait.
func waiting(t *testing.T, s *desk.Session, id model.CaseID, why string) {
	t.Helper()
	for _, c := range []model.Command{
		model.ChangeStatus{Meta: s.Meta(0), Case: id, To: model.Analysing},
		model.ChangeStatus{Meta: s.Meta(0), Case: id, To: model.Waiting, Reason: why},
	} {
		if _, err := s.Do(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
}

// TestACaseDoesNotTellWhoReportedAnother: whatever of one case is told at the
// handover, of the reporter of another it tells nothing, also where that one
// reported only after it was written.
func TestACaseDoesNotTellWhoReportedAnother(t *testing.T) {
	_, out, in := guard(t, 0)
	ctx := t.Context()
	anonymous := told()
	anonymous.Reporter, anonymous.Callback = model.Reporter{}, nil
	anonymous.Facts = model.Facts{Kind: model.Complaint, Channel: model.WalkIn, Narrative: "Orang asing di kos."}
	anonymous.Urgency = model.Urgent
	x, err := out.AddReport(ctx, anonymous)
	if err != nil {
		t.Fatal(err)
	}
	early, err := out.AddReport(ctx, anonymous)
	if err != nil {
		t.Fatal(err)
	}
	const name = "Rekaan Sentosa"
	waiting(t, out, early.Case, "janji dengan "+name)
	if _, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogVisitor, Text: name + " akan datang", Forward: true}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if _, err := out.AddReport(ctx, told()); err != nil {
		t.Fatal(err)
	}
	waiting(t, out, x.Case, "menunggu "+name)
	_, id, _, _ := out.WatchToHandOver(ctx)
	p, err := out.BeginHandover(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	line := p.Lines[0]
	if err := out.NoteLine(ctx, id, line.Key, model.Outlook{Next: "telepon " + name, Who: name, By: out.Now().Add(time.Hour), If: name + " pergi", Then: "cari " + name}, 0); err != nil {
		t.Fatal(err)
	}
	if p, err = in.Passing(ctx, id); err != nil {
		t.Fatal(err)
	}
	line = p.Lines[0]
	for _, err := range []error{
		out.RemarkHandover(ctx, id, "kabari "+name, 0),
		in.AnswerLine(ctx, id, line, desk.Reply{Verdict: model.Questioned, Text: "apakah " + name + " tahu?"}),
		out.ReplyLine(ctx, id, line.Key, name+" tahu"),
		in.AnswerLine(ctx, id, line, desk.Reply{Verdict: model.Accepted, ReadBack: "saya telepon " + name + " pagi"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	p = finish(t, out, in, p)
	clean := func(where string, v any) {
		t.Helper()
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		nothingSecret(t, where, data)
		if n := strings.Count(string(data), seal.Masked); n < 7 {
			t.Errorf("%s is masked %d times only", where, n)
		}
	}
	clean("the draft", p)
	sign := signing(id, model.SideOut, storagetest.Officer, p)
	if _, err := out.Sign(ctx, sign); err != nil {
		t.Fatal(err)
	}
	sealed, err := in.Sign(ctx, signing(id, model.SideIn, storagetest.Admin, p))
	if err != nil || !sealed.Sealed() {
		t.Fatal(err)
	}
	clean("the record", sealed.Record)
}

// TestWhoIsCorrectedIsLookedForAnew: the names looked for are those of the
// store as it is.
func TestWhoIsCorrectedIsLookedForAnew(t *testing.T) {
	_, out, _ := guard(t, 0)
	ctx := t.Context()
	added, err := out.AddReport(ctx, told())
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) string {
		t.Helper()
		e, err := out.WriteLog(ctx, model.LogNote{Kind: model.LogCall, Text: text}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		return e.Text
	}
	if got := write("Wijayakusuma menelepon"); got != "Wijayakusuma menelepon" {
		t.Errorf("%q", got)
	}
	who := model.Reporter{Name: "Wijayakusuma Hadiningrat", Phone: "08119999888"}
	if _, err := out.CorrectReporter(ctx, added.Case, 0, who, "salah nama"); err != nil {
		t.Fatal(err)
	}
	if got := write("Wijayakusuma menelepon"); strings.Contains(got, "Wijaya") {
		t.Errorf("%q", got)
	}
}
