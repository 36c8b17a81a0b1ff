package cli

import (
	"bytes"
	"strings"
	"testing"

	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
)

// typedFar types the answers on a terminal at another machine, each ended by
// Enter, and returns the code and everything that was shown.
func (s *staffed) typedFar(role model.Role, answers []string, words ...string) (int, string) {
	s.t.Helper()
	var shown bytes.Buffer
	code := s.handle(s.t.Context(), sshd.Call{
		Door: sshd.Network, Key: s.keys[role], From: "192.0.2.1", Words: words,
		In: strings.NewReader(strings.Join(answers, "\r") + "\r"), Out: &shown, Err: &shown,
		Terminal: &terminal.Terminal{Term: "xterm", Size: terminal.Size{Width: 80, Height: 24}, Remote: true},
	})
	return code, shown.String()
}

// TestPINIsAskedFor wants the PIN so far asked for where there is one, and no
// PIN shown.
func TestPINIsAskedFor(t *testing.T) {
	s := staff(t)
	before := s.printer().T("cli.pin.before")
	for _, step := range []struct {
		name    string
		role    model.Role
		answers []string
		words   []string
		code    int
		asked   bool // for the PIN so far
	}{
		{"First", model.RoleOfficer, []string{"739204", "739204"}, nil, 0, false},
		{"Changed", model.RoleOfficer, []string{"739204", "582916", "582916"}, nil, 0, true},
		{"ByOnesOwnName", model.RoleOfficer, []string{"582916", "739204", "739204"}, []string{string(model.RoleOfficer)}, 0, true},
		{"Differs", model.RoleOfficer, []string{"739204", "582916", "582917"}, nil, 2, true},
		{"AnothersByAdmin", model.RoleAdmin, []string{"482915", "482915"}, []string{string(model.RoleViewer)}, 0, false},
	} {
		t.Run(step.name, func(t *testing.T) {
			code, shown := s.typedFar(step.role, step.answers, append([]string{"officer", "pin"}, step.words...)...)
			if code != step.code || strings.Contains(shown, before) != step.asked {
				t.Errorf("code %d, shown %q", code, shown)
			}
			for _, a := range step.answers {
				if strings.Contains(shown, a) {
					t.Errorf("a PIN was shown: %q", shown)
				}
			}
		})
	}
}

func TestFarPrinting(t *testing.T) {
	s := staff(t)
	for _, role := range model.Roles() {
		got := s.far(role, "", "log", "print")
		if got.code != 1 || !strings.Contains(got.errs, "log show") || got.out != "" {
			t.Errorf("%s: %+v", role, got)
		}
	}
	if got := s.near(model.RoleViewer, "", "log", "print"); got.code != 0 {
		t.Errorf("at the machine itself: %+v", got)
	}
}

func TestWhoHasNoPINIsReminded(t *testing.T) {
	s := staff(t)
	const reminder = "piket officer pin"
	if got := s.near(model.RoleAdmin, "", "officer", "add", "Dewi"); got.code != 0 || !strings.Contains(got.errs, reminder+` --officer "admin"`) {
		t.Errorf("without a PIN: %+v", got)
	}
	if got := s.far(model.RoleAdmin, "\n739204\n", "officer", "pin"); got.code != 0 {
		t.Fatal(got)
	}
	if got := s.near(model.RoleAdmin, "", "officer", "add", "Rini"); got.code != 0 || got.errs != "" {
		t.Errorf("with one: %+v", got)
	}
}
