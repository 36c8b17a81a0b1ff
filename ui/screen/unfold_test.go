package screen

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestUnfold would notice a compiler or a library that makes commands in a
// way Unfold does not see through.
func TestUnfold(t *testing.T) {
	ran := false
	load := func() tea.Msg { ran = true; return nil }
	tests := map[string]struct {
		cmd       tea.Cmd
		now, work int
	}{
		"Nil":      {nil, 0, 0},
		"Send":     {Send(Close{}), 1, 0},
		"Load":     {load, 0, 1},
		"Batch":    {tea.Batch(Send(Close{}), load, Send(Toast{})), 2, 1},
		"Nested":   {tea.Batch(load, tea.Batch(Send(Close{}), load)), 1, 2},
		"Single":   {tea.Batch(nil, Send(Close{})), 1, 0},
		"Sequence": {tea.Sequence(Send(Close{}), load), 0, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			now, work := Unfold(tt.cmd)
			if len(now) != tt.now || len(work) != tt.work {
				t.Errorf("Unfold = %d now, %d work; want %d, %d", len(now), len(work), tt.now, tt.work)
			}
		})
	}
	if ran {
		t.Error("Unfold ran a command that does work")
	}
}

// sendElsewhere is called so that Send may be inlined into it.
func sendElsewhere() tea.Cmd { return Send(Toast{Text: "x"}) }

func TestUnfoldKnowsSendWhereverItIsCalled(t *testing.T) {
	now, _ := Unfold(sendElsewhere())
	if len(now) != 1 || now[0] != (Toast{Text: "x"}) {
		t.Errorf("now = %v", now)
	}
}
