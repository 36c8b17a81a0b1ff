package report

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestAChosenSectionBeginsAtTheTop so that most of it is in sight.
func TestAChosenSectionBeginsAtTheTop(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	for key, section := range map[string]string{"alt+3": "Tempat", "alt+4": "Pelapor"} {
		r.press("alt+1", key)
		lines := strings.Split(uitest.Text(r.view()), "\n")
		if at := strings.Join(lines[2:4], "\n"); !strings.Contains(at, "   "+section+" ") && !wholly(r, lines) {
			t.Errorf("after %s the form begins with %q:\n%s", key, at, strings.Join(lines, "\n"))
		}
	}
}

// wholly says that the last field of the section with the focus is in sight.
func wholly(r *rig, lines []string) bool {
	last := ""
	for _, f := range r.s.fields {
		if f.section == r.s.current().section {
			last = r.s.t("report.label." + f.name)
		}
	}
	return last != "" && strings.Contains(strings.Join(lines, "\n"), last)
}

// TestAMenuSaysNothingOfTexts where nothing of it matches what was typed.
func TestAMenuSaysNothingOfTexts(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").fill("narrative", "Orang asing di kos").rest()
	r.open(model.WalkIn, "")
	if r.dialog == nil {
		t.Fatal("no draft is offered")
	}
	r.press("?")
	if body := uitest.Text(r.dialog.View(78, 20).Body); strings.Contains(body, "sebagai tulisan") || !strings.Contains(body, "Tidak ada yang cocok") {
		t.Errorf("the menu says:\n%s", body)
	}
}

// TestAFormComesBackToItsField, stored there or not, and offers no other.
func TestAFormComesBackToItsField(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").fill("narrative", "Orang asing di kos").rest()
	draft := r.s.draft.form()
	for _, from := range []string{draft, ""} {
		r.cfg = func(c *Config) { c.Field = "place" }
		r.open(model.WalkIn, from)
		to, _ := r.s.Route().(screen.OpenReport)
		if r.s.current().id != "place" || to.Field != "place" || r.dialog != nil {
			t.Errorf("from %q: the focus is in %q, told of %+v, offered %v", from, r.s.current().id, to, r.dialog != nil)
		}
	}
}
