package ui

import (
	"context"
	"testing"

	"piket/model"
	"piket/ui/uitest"
)

// held lists one case, which Sari has.
type held struct{}

func (held) Window(_ context.Context, q model.WindowQuery) (model.Window, error) {
	return model.Window{Rows: []model.Row{{ID: q.Anchor, Number: "UJI-2026-000001", Owner: uitest.Sari}}}, nil
}

// TestOnesOwnHandoverIsNoNews tells what somebody else gave, and not what one
// signed for.
func TestOnesOwnHandoverIsNoNews(t *testing.T) {
	given := func(command string) model.Envelope {
		return model.Envelope{
			Stream: "01CASE", Actor: model.Actor{Officer: uitest.Budi}, Correlation: command,
			Event: model.Assigned{From: uitest.Budi, To: uitest.Sari},
		}
	}
	seal := model.Envelope{
		Stream: "handover.20261121T2200", Actor: model.Actor{Officer: uitest.Budi}, Correlation: "sign",
		Event: model.HandoverSealed{Record: model.Record{In: model.Signature{Officer: uitest.Sari}}},
	}
	for want, events := range map[model.CaseID][]model.Envelope{"": {seal, given("sign")}, "01CASE": {seal, given("hand on")}} {
		if got := mineAmong(t.Context(), held{}, uitest.Sari, events); got.id != want {
			t.Errorf("told of %q, want %q", got.id, want)
		}
	}
}
