package uitest

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long a command may take before a test gives up on it.
const patience = 10 * time.Second

// Settle runs a command and all that follows from it, one after the other,
// through a function that takes messages. Timers, and commands whose function
// is named await…, are not run but returned, oldest first.
func Settle(t testing.TB, update func(tea.Msg) tea.Cmd, cmds ...tea.Cmd) (waiting []tea.Cmd) {
	t.Helper()
	for len(cmds) > 0 {
		cmd := cmds[0]
		cmds = cmds[1:]
		switch {
		case cmd == nil:
			continue
		case Waits(cmd):
			waiting = append(waiting, cmd)
			continue
		}
		switch msg := Answer(t, cmd).(type) {
		case nil:
		case tea.BatchMsg:
			cmds = append(cmds, msg...)
		default:
			cmds = append(cmds, update(msg))
		}
	}
	return waiting
}

// Waits says whether a command is a timer or waits for something outside.
func Waits(cmd tea.Cmd) bool {
	maker := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	return strings.Contains(maker, ".Tick.") || strings.Contains(maker, ".Every.") || strings.Contains(maker, ".await")
}

// Answer is what a command says; the test fails when that takes too long.
func Answer(t testing.TB, cmd tea.Cmd) tea.Msg {
	t.Helper()
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case msg := <-answer:
		return msg
	case <-timer.C:
		t.Fatal("a command did not answer")
		return nil
	}
}
