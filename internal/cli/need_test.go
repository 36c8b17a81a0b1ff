package cli

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
)

// unread says so when somebody reads it.
type unread struct{ read bool }

// Read has nothing.
func (u *unread) Read([]byte) (int, error) {
	u.read = true
	return 0, errInterrupted
}

// TestRefusedBeforeAnythingIsRead has those who may not give a command on a
// terminal, whole and without its words: they hear so before they are asked
// for anything, and before it is said what is missing.
func TestRefusedBeforeAnythingIsRead(t *testing.T) {
	s := staff(t)
	table := rights("")
	maps.Copy(table, watchRights())
	for path, r := range table {
		for _, words := range [][]string{strings.Fields(path), append(strings.Fields(path), r.words...)} {
			if path == "officer pin" && len(words) == 2 {
				continue // one's own
			}
			in := &unread{}
			var out, errs bytes.Buffer
			s.handle(t.Context(), sshd.Call{
				Door: sshd.Network, Key: s.keys[model.RoleViewer], Words: words, In: in, Out: &out, Err: &errs,
				Terminal: &terminal.Terminal{Remote: true, Term: "xterm", Size: terminal.Size{Width: 80, Height: 24}},
			})
			got := said{1, out.String(), errs.String()}
			switch {
			case in.read && (r.local || r.need != model.NeedNothing):
				t.Errorf("%s: something was asked", words)
			case r.local:
				s.wantFar(t, got, words)
			case r.need != model.NeedNothing:
				s.wantRight(t, model.RoleViewer, r.need, got, words)
			}
		}
	}
}
