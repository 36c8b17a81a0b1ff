package screen

import (
	"reflect"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// sent is a message on its way to the root.
type sent struct{ msg tea.Msg }

func (s sent) tell() tea.Msg { return s.msg }

// Send is the command that sends a message to the root. The root acts on it
// before it looks at the next key, so that what is typed ahead reaches the
// screen it was meant for.
func Send(msg tea.Msg) tea.Cmd { return sent{msg}.tell }

// Unfold takes a command apart into what Send made, to be acted on at once,
// and the work that is still to be done. A command it does not recognise is
// work; it then runs as any command does, only later.
func Unfold(cmd tea.Cmd) (now []tea.Msg, work []tea.Cmd) {
	if cmd == nil {
		return nil, nil
	}
	switch maker := maker(cmd); {
	case strings.HasSuffix(maker, "screen.sent.tell-fm"):
		return []tea.Msg{cmd()}, nil
	case strings.Contains(maker, ".compactCmds["):
		return unfoldGroup(cmd)
	}
	return nil, []tea.Cmd{cmd}
}

// unfoldGroup looks into what tea.Batch or tea.Sequence made: calling those
// runs nothing, it hands over the list. Only a batch may be taken apart.
func unfoldGroup(cmd tea.Cmd) (now []tea.Msg, work []tea.Cmd) {
	batch, ok := cmd().(tea.BatchMsg)
	if !ok {
		return nil, []tea.Cmd{cmd}
	}
	for _, c := range batch {
		n, w := Unfold(c)
		now, work = append(now, n...), append(work, w...)
	}
	return now, work
}

// maker names the function that made a command. Functions cannot be
// compared, but they can be asked where their code lies.
func maker(cmd tea.Cmd) string {
	return runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
}
