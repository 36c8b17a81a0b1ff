package queue

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestSaysWhatBecameOfACaseThatLeft: the row under the cursor says who took
// the case, or how it stands now, not as it was while it was listed.
func TestSaysWhatBecameOfACaseThatLeft(t *testing.T) {
	unowned := model.Row{Kind: model.Complaint, Channel: model.Phone, Urgency: model.High, Status: model.Received, Received: uitest.Now()}
	for name, c := range map[string]struct {
		filter filter
		left   func(d *uitest.Desk, id model.CaseID)
		said   map[locale.Lang]string
		not    string
	}{
		"Taken": {filter{unowned: true}, func(d *uitest.Desk, id model.CaseID) {
			d.Do(t.Context(), model.TakeCase{Meta: model.Meta{Actor: model.Actor{Officer: uitest.Budi}}, Case: id})
		}, map[locale.Lang]string{locale.Indonesian: "Diambil Budi", locale.English: "Taken"}, "Diterima"},
		"Closed": {
			filter{},
			func(d *uitest.Desk, id model.CaseID) { d.Close(id) },
			map[locale.Lang]string{locale.Indonesian: "Selesai", locale.English: "Closed"},
			"Diterima",
		},
	} {
		for lang, said := range c.said {
			s := sit(t, lang, 140, 30)
			s.q.filter = c.filter
			r := s.desk.Add(unowned, model.Case{})
			s.begin()
			c.left(s.desk, r.ID)
			for range 2 { // and it goes on to say so
				s.tell(screen.Wake{})
				if line := lineWith(s.q.View().Body, r.Number[4:]); !strings.Contains(line, said) || strings.Contains(line, "Budi") != (name == "Taken") || strings.Contains(line, c.not) {
					t.Errorf("%s, %s: %q", name, lang, line)
				}
			}
			s.press("down")
			if _, ok := s.q.list.current(); ok {
				t.Errorf("%s: the row is still there", name)
			}
		}
	}
}

// lineWith is the first line of a body that has a text.
func lineWith(body, text string) string {
	for line := range strings.Lines(body) {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}
