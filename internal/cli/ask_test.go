package cli

import (
	"bufio"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

// asked is what came of a report that was asked for.
type asked struct {
	err       error
	out, errs string
	drafts    []desk.SavedDraft
}

// ask runs `case add` at a terminal where somebody types these lines.
func (s *staffed) ask(t *testing.T, role model.Role, lines ...string) asked {
	t.Helper()
	by, ok := s.app.Desk().Office().OfficerByKey(s.keys[role])
	if !ok {
		t.Fatalf("no officer is %s", role)
	}
	p, err := locale.Load(locale.Indonesian)
	if err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	seat := &seat{
		host: s.host, app: s.app, print: p, request: Request{InTTY: true}, named: by.Name,
		in: strings.NewReader(strings.Join(lines, "\n") + "\n"), out: bufio.NewWriter(&out), err: &errs,
	}
	a := asked{err: (&addCommand{}).run(t.Context(), seat)}
	if err := seat.out.Flush(); err != nil {
		t.Fatal(err)
	}
	session := s.app.Desk().Session(model.Actor{Officer: by.ID, Door: door})
	if a.drafts, err = session.Drafts(t.Context(), "report/"); err != nil {
		t.Fatal(err)
	}
	a.out, a.errs = out.String(), errs.String()
	return a
}

// Answers to the questions of a report, up to where a test goes on.
const (
	toNarrative = "1|1"
	toPeople    = "Ramai.||1|3|Jl. Melati 7|Cipondoh"
	noReporter  = "||"
)

func lines(parts ...string) []string { return strings.Split(strings.Join(parts, "|"), "|") }

// TestAskedAgainAtOnce has every answer that would be refused in the end
// asked for again where it was given.
func TestAskedAgainAtOnce(t *testing.T) {
	long := strings.Repeat("x", 700)
	s := staff(t)
	for name, tt := range map[string]struct {
		lines []string
		says  string
	}{
		"NoAccount":       {lines(toNarrative, "||", toPeople, noReporter), "Kronologi belum diisi"},
		"LongAccount":     {lines(toNarrative, strings.Repeat("x", 20_001)+"|", toPeople, noReporter), "20.000"},
		"LongAddress":     {lines(toNarrative, "Ramai.||1|3", long, "Jl. Melati 7|Cipondoh", noReporter), "Alamat terlalu panjang"},
		"LongName":        {lines(toNarrative, toPeople, long, "Rekaan Li|RRT|E1||", noReporter), "Terlapor"},
		"LongPassport":    {lines(toNarrative, toPeople, "Rekaan Li|RRT", long, "E1||", noReporter), "Terlapor"},
		"NobodyAndNoWord": {lines("2|1||1|3|Jl. Melati 7|Cipondoh||||||Rekaan Li|RRT|E1|||", noReporter), "satu orang asing atau kronologi"},
		"WordAfterAll":    {lines("2|1||1|3|Jl. Melati 7|Cipondoh|||Tamu baru.||", noReporter), "satu orang asing atau kronologi"},
		"LongReporter":    {lines(toNarrative, toPeople, "||"+long, "Rekaan Sentosa|0840-0000-1234||"), "paling banyak 200"},
		"LongPhone":       {lines(toNarrative, toPeople, "||Rekaan Sentosa", long, "0840-0000-1234||"), "paling banyak 40"},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.ask(t, model.RoleOfficer, tt.lines...)
			if a.err != nil || !strings.Contains(a.out, `"number":"UJI-`) {
				t.Fatalf("%v: %s", a.err, a.errs)
			}
			if !strings.Contains(a.errs, tt.says) || strings.Contains(a.errs, "Sentosa") {
				t.Errorf("says %q", a.errs)
			}
			if len(a.drafts) != 0 {
				t.Error("a report that was taken in is kept as unfinished too")
			}
		})
	}
}

// TestWhatWasToldIsKept goes away half-way.
func TestWhatWasToldIsKept(t *testing.T) {
	s := staff(t)
	if a := s.ask(t, model.RoleOfficer, "1"); !errors.Is(a.err, &model.Error{Key: "ask-ended"}) || len(a.drafts) != 0 {
		t.Errorf("nothing was told yet: %v, %d drafts", a.err, len(a.drafts))
	}
	a := s.ask(t, model.RoleOfficer, lines(toNarrative, toPeople, "Rekaan Li|RRT|E1||||Rekaan Sentosa|0840-0000-1234")...)
	if !errors.Is(a.err, &model.Error{Key: "ask-ended-kept"}) || len(a.drafts) != 1 {
		t.Fatalf("%v, %d drafts", a.err, len(a.drafts))
	}
	if strings.Contains(a.errs, "Sentosa") || strings.Contains(a.errs, "1234") {
		t.Errorf("says who told it: %q", a.errs)
	}
	var d struct {
		Narrative string
		People    []struct{ Name, Passport string }
		Place     struct{ Area struct{ Code string } }
		Reporter  model.Reporter
	}
	if err := a.drafts[0].Into(&d); err != nil {
		t.Fatal(err)
	}
	if d.Narrative != "Ramai." || len(d.People) != 1 || d.People[0].Passport != "E1" || d.Place.Area.Code != "36.71.05" || d.Reporter.Phone != "0840-0000-1234" {
		t.Errorf("not all of it is kept: %d people, area %q, a phone %v", len(d.People), d.Place.Area.Code, d.Reporter.Phone != "")
	}
}

// TestRefusedAllTheSame keeps what was told where the desk refuses it late.
func TestRefusedAllTheSame(t *testing.T) {
	s := staff(t)
	var errs strings.Builder
	p := printers(t)[0]
	seat := &seat{host: s.host, app: s.app, print: p, err: &errs}
	session, err := seat.session()
	if err != nil {
		t.Fatal(err)
	}
	why := &model.Error{Kind: model.KindUnavailable, Key: "store-full"}
	r := desk.Report{Key: session.NewID(), Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Ramai."}}
	if err := seat.keep(t.Context(), session, r, time.Now(), why); !errors.Is(err, why) || !strings.Contains(errs.String(), "laporan yang belum selesai") {
		t.Errorf("%v: %q", err, errs.String())
	}
	if drafts, err := session.Drafts(t.Context(), "report/"); err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
}

// TestWhoMayNotIsToldAtOnce asks nothing of somebody who may only look.
func TestWhoMayNotIsToldAtOnce(t *testing.T) {
	a := staff(t).ask(t, model.RoleViewer, lines(toNarrative, toPeople, noReporter)...)
	if !errors.Is(a.err, &model.Error{Key: "role-may-not"}) || a.errs != "" || len(a.drafts) != 0 {
		t.Errorf("%v after %q", a.err, a.errs)
	}
}

// TestInterruptedIsKept has somebody press Ctrl+C between two questions.
func TestInterruptedIsKept(t *testing.T) {
	s := staff(t)
	var errs strings.Builder
	seat := &seat{host: s.host, app: s.app, print: printers(t)[0], err: &errs}
	session, err := seat.session()
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	r := desk.Report{Key: session.NewID(), Facts: model.Facts{Narrative: "Ramai."}}
	if err := seat.keep(gone, session, r, time.Now(), &model.Error{Key: "ask-ended"}); !errors.Is(err, &model.Error{Key: "ask-ended"}) || !strings.Contains(errs.String(), "laporan yang belum selesai") {
		t.Errorf("%v: %q", err, errs.String())
	}
	if drafts, err := session.Drafts(t.Context(), "report/"); err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
}
