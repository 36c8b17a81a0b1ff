package intake

import (
	"errors"
	"maps"
	"testing"

	"piket/model"
)

// TestADateInBothReadings gives whoever decides the order an example of the
// file: the first date that is another day in the other order.
func TestADateInBothReadings(t *testing.T) {
	var v votes
	for _, cell := range []string{"11/11/2026 0:00", "13/6/2026 8:00", "5/6/2026 8:00", "6/13/2026 8:00", "7/8/2026"} {
		s, ok := parseStamp(cell)
		if !ok {
			t.Fatalf("%s is not read", cell)
		}
		v.count(s)
	}
	_, err := v.order("")
	refusal, _ := errors.AsType[*model.Error](err)
	want := model.Args{"n": 2, "date": "5/6/2026", "dmy": model.Date("2026-06-05"), "mdy": model.Date("2026-05-06")}
	if refusal == nil || refusal.Key != "import-dates-mixed" || !maps.Equal(refusal.Args, want) {
		t.Errorf("%+v, want %v", refusal, want)
	}
}
