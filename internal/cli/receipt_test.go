package cli

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"piket/internal/app"
	"piket/internal/locale"
	"piket/model"
	"piket/ui"
)

// reported takes one report in.
func (s *staffed) reported(t *testing.T) (a addedShape) {
	t.Helper()
	got := s.far(model.RoleOfficer, plainReport, "case", "add", "--json", "-")
	if err := json.Unmarshal([]byte(got.out), &a); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	return a
}

// set changes a line of the settings, and opens the office again.
func (s *staffed) set(t *testing.T, before, after string) {
	t.Helper()
	folder := s.app.Folder()
	text, err := os.ReadFile(folder.Settings())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder.Settings(), []byte(strings.Replace(string(text), before, after, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.app.Close(); err != nil {
		t.Fatal(err)
	}
	if s.app, err = app.Open(t.Context(), app.Config{Folder: folder}); err != nil {
		t.Fatal(err)
	}
}

// TestReceiptGoesToWhoeverAsks by either door, with the code its reader has.
func TestReceiptGoesToWhoeverAsks(t *testing.T) {
	s := staff(t)
	first, second := s.reported(t), s.reported(t)
	for name, tt := range map[string]struct {
		words []string
		code  int
		says  string
	}{
		"WithoutCode":   {[]string{first.Number}, 0, "tracking code was given on"},
		"WithCode":      {[]string{first.Number, "--tracking", first.Tracking}, 0, first.Tracking},
		"AsPeopleType":  {[]string{first.Number, "--tracking", strings.ToLower(strings.ReplaceAll(first.Tracking, "-", " "))}, 0, first.Tracking},
		"AnotherCases":  {[]string{first.Number, "--tracking", second.Tracking}, 2, "not the one of " + first.Number},
		"NoCode":        {[]string{first.Number, "--tracking", "x"}, 2, "not the one of"},
		"NoSuchCase":    {[]string{"99"}, 1, "99"},
		"NothingForAll": {nil, 2, "NUMBER"},
	} {
		t.Run(name, func(t *testing.T) {
			words := append([]string{"case", "receipt"}, tt.words...)
			for door, got := range map[string]said{"far": s.far(model.RoleViewer, "", words...), "near": s.near(model.RoleViewer, "", words...)} {
				if got.code != tt.code || !strings.Contains(got.out+got.errs, tt.says) || (got.code == 0) != (got.errs == "") {
					t.Errorf("%s: %+v", door, got)
				}
			}
		})
	}
}

// TestReceiptOnAFarScreen is printed at the office, or comes over the line;
// it is not left on the server, whoever sits there.
func TestReceiptOnAFarScreen(t *testing.T) {
	for name, tt := range map[string]struct {
		sits  model.Role
		print string
		says  string
	}{
		"NoCommand": {model.RoleOfficer, "[]", "ssh … case receipt UJI-"},
		"Command":   {model.RoleOfficer, `["cat"]`, "printed at the office, on the server (cat)"},
		"OnlyLooks": {model.RoleViewer, `["cat"]`, "can only look"},
	} {
		t.Run(name, func(t *testing.T) {
			s := staff(t)
			s.set(t, "print = []", "print = "+tt.print)
			added := s.reported(t)
			viewer, _ := s.app.Desk().Office().OfficerByKey(s.keys[model.RoleViewer])
			sits, _ := s.app.Desk().Office().OfficerByKey(s.keys[tt.sits])
			print, err := s.app.Printer(locale.English)
			if err != nil {
				t.Fatal(err)
			}
			d := Desk{
				App: s.app, Print: print, Officer: viewer.ID, now: new(atomic.Pointer[ui.Sitting]),
				Session: s.app.Desk().Session(model.Actor{Officer: viewer.ID, Door: networkDoor}),
			}
			d.now.Store(&ui.Sitting{Officer: sits.ID})
			where, err := d.receipt(t.Context(), ui.Receipt{Case: model.CaseID(added.ID), Number: added.Number, Tracking: added.Tracking, Lang: locale.English})
			if err != nil {
				where = print.Error(err)
			}
			if !strings.Contains(where, tt.says) || err != nil && tt.sits == model.RoleOfficer && !strings.Contains(where, "--tracking "+strings.ReplaceAll(added.Tracking, "-", "")) {
				t.Errorf("said %q", where)
			}
			if _, err := os.Stat(s.app.Folder().Receipts()); err == nil {
				t.Error("a receipt was left on the server")
			}
		})
	}
}

// TestABrokenPrinterLosesNoReceipt leaves it in a file, and says what is wrong
// with the printer; from another machine it says how the receipt is had.
func TestABrokenPrinterLosesNoReceipt(t *testing.T) {
	for name, command := range map[string]string{"Missing": `["no-such-printer"]`, "Failed": `["false"]`} {
		t.Run(name, func(t *testing.T) {
			s := staff(t)
			s.set(t, "print = []", "print = "+command)
			added := s.reported(t)
			print, err := s.app.Printer(locale.English)
			if err != nil {
				t.Fatal(err)
			}
			d := Desk{App: s.app, Print: print}
			slip := ui.Receipt{Case: model.CaseID(added.ID), Number: added.Number, Tracking: added.Tracking, Lang: locale.English}
			where, err := d.receipt(t.Context(), slip)
			text, unread := os.ReadFile(where)
			if unread != nil || !strings.Contains(string(text), added.Tracking) || !printerFails(err) {
				t.Errorf("lies in %q (%v), %v", where, unread, err)
			}
			officer, _ := s.app.Desk().Office().OfficerByKey(s.keys[model.RoleOfficer])
			d.Officer, d.Session = officer.ID, s.app.Desk().Session(model.Actor{Officer: officer.ID, Door: networkDoor})
			where, err = d.receipt(t.Context(), slip)
			if where != "" || !printerFails(err) || !errors.Is(err, &model.Error{Key: "far-print"}) {
				t.Errorf("far: %q, %v", where, err)
			}
		})
	}
}
