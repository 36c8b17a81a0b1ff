package casefile_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piket/model"
)

// TestLinkPrefersTheEarlierCase offers the first report of all first, and
// asks before a case becomes the duplicate of one that came in after it.
func TestLinkPrefersTheEarlierCase(t *testing.T) {
	o, s := opened(t, complaint)
	received := o.cases[complaint].Case.Received
	related := func(id model.CaseID, number string, after time.Duration) model.Related {
		return model.Related{Row: model.Row{ID: id, Number: number, Received: received.Add(after)}, Why: []model.RelatedBy{model.BySubject}}
	}
	o.alike = []model.Related{
		related(presence, "TNG-2026-000413", time.Hour), related("01CASE0000000409", "TNG-2026-000409", -time.Minute),
		related(earlier, "TNG-2026-000411", -time.Hour),
	}
	play(s, "d")
	offered := text(s)
	before := 0
	for _, number := range []string{"000411", "000409", "000413"} {
		at := strings.Index(offered, "TNG-2026-"+number)
		if at <= before {
			t.Errorf("%s stands at %d, after %d, of\n%s", number, at, before, offered)
		}
		before = at
	}
	play(s, "=000413", "enter")
	sees(t, s, "TNG-2026-000413 masuk sesudah TNG-2026-000412.")
	play(s, "enter")
	if len(o.given) != 0 {
		t.Errorf("linked without a yes: %v", o.given)
	}
	play(s, "d", "=000413", "enter", "y")
	if want := model.Command(model.LinkDuplicate{Case: complaint, Original: presence}); len(o.given) != 1 || !reflect.DeepEqual(o.last(), want) {
		t.Errorf("gave %v", o.given)
	}
}
