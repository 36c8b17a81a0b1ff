package casefile_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piket/model"
	"piket/ui/uitest"
)

// alike is a complaint that came in before another which resembles it in the
// hour and the year and in nothing typed here.
func alike(t *testing.T) (*office, *uitest.Stage) {
	t.Helper()
	o, s := opened(t, complaint)
	at := o.cases[complaint].Case.Received.Add(-time.Hour)
	o.alike = []model.Related{
		{Row: model.Row{ID: "01CASE0000000001", Number: "TNG-2026-000001", Received: at}},
		{Row: model.Row{ID: "01CASE0000001411", Number: "TNG-2026-001411", Received: at}},
	}
	return o, s
}

// TestATypedNumberIsARegisterNumber links the case with the number that was
// typed, and no other that has its digits in an hour or a year.
func TestATypedNumberIsARegisterNumber(t *testing.T) {
	for typed, want := range map[string]model.CaseID{
		"411": earlier, "#411": earlier, "2026-411": earlier, "tng-2026-411": earlier, "1411": "01CASE0000001411", "1": "01CASE0000000001",
	} {
		o, s := alike(t)
		play(s, "d", "="+typed, "enter")
		if link := model.Command(model.LinkDuplicate{Case: complaint, Original: want}); len(o.given) != 1 || !reflect.DeepEqual(o.last(), link) {
			t.Errorf("%s gave %v", typed, o.given)
		}
	}
}

// TestANumberNobodyHasLinksNothing says so above the cases whose numbers end
// so; an hour or a year is no number.
func TestANumberNobodyHasLinksNothing(t *testing.T) {
	for _, typed := range []string{"2", "11", "2026", "2026-2", "21:", "2026 1"} {
		o, s := alike(t)
		play(s, "d", "="+typed, "enter")
		if len(o.given) != 0 {
			t.Errorf("%s gave %v", typed, o.given)
		}
		sees(t, s, typed+" bukan nomor registrasi yang ada.")
	}
	o, s := alike(t)
	play(s, "d", "=11", "enter")
	sees(t, s, "TNG-2026-001411")
	play(s, "down", "enter")
	if link := model.Command(model.LinkDuplicate{Case: complaint, Original: "01CASE0000001411"}); len(o.given) != 1 || !reflect.DeepEqual(o.last(), link) {
		t.Errorf("gave %v", o.given)
	}
	_, s = alike(t)
	play(s, "d", "=2026")
	if got := text(s); strings.Contains(got, "TNG-2026-000001") {
		t.Errorf("a year names a case:\n%s", got)
	}
}
