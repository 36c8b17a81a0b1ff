package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	"piket/model"
	"piket/ui"
)

// seatedMark begins a line that is meant for the other piket, not for who
// reads its terminal: who sits there follows, as fields parted by spaces.
const seatedMark = "\x1eseated "

// servedMark begins a line that says that a server shows this screen, which
// comes back by itself when it stops.
const servedMark = "\x1eserved"

// tellServed says so to the other piket.
func tellServed(to io.Writer) { fmt.Fprintln(to, servedMark) }

// tellSeated tells the piket a screen is shown on who sits at it, at once: a
// holder that is killed tells nothing any more.
func tellSeated(to io.Writer, at ui.Sitting) {
	line := seatedMark + string(at.Officer) + " " + string(at.ID)
	if at.Locked {
		line += " " + lockedWord
	}
	if at.Open != "" {
		line += " " + openWord + at.Open
	}
	if at.Typing != ui.TypingNowhere {
		line += " " + typingWord + string(at.Typing)
	}
	fmt.Fprintln(to, line)
}

// lockedWord ends the line of a screen that is covered: a takeover must not
// uncover it.
const lockedWord = "locked"

// openWord begins the field of what lies open there.
const openWord = "open="

// typingWord begins the field of where what is typed goes there.
const typingWord = "typing="

// readSeated is who sits there, as such a line has it.
func readSeated(fields string) ui.Sitting {
	var at ui.Sitting
	for i, f := range strings.Fields(fields) {
		switch i {
		case 0:
			at.Officer = model.OfficerID(f)
		case 1:
			at.ID = model.SittingID(f)
		default:
			at.Locked = at.Locked || f == lockedWord
			if open, ok := strings.CutPrefix(f, openWord); ok {
				at.Open = open
			}
			if typing, ok := strings.CutPrefix(f, typingWord); ok {
				at.Typing = ui.Typing(typing)
			}
		}
	}
	return at
}

// besides takes what a holder says beside a screen: who sits there is noted,
// the rest is passed on.
type besides struct {
	to io.Writer

	mu      sync.Mutex // guards what follows: the line may outlive the wait for it
	begun   []byte     // a line that has not ended
	sitting ui.Sitting
	server  bool
}

// Write takes whole lines and keeps what begins one.
func (b *besides) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.begun = append(b.begun, p...)
	for {
		line, rest, ended := bytes.Cut(b.begun, []byte("\n"))
		if !ended {
			return len(p), nil
		}
		b.begun = rest
		if id, ok := strings.CutPrefix(string(line), seatedMark); ok {
			b.sitting = readSeated(id)
		} else if strings.TrimSuffix(string(line), "\r") == servedMark {
			b.server = true
		} else if _, err := fmt.Fprintf(b.to, "%s\n", line); err != nil {
			return len(p), fmt.Errorf("pass a line on: %w", err)
		}
	}
}

// end passes on what has no end of line, and says who sat there last.
func (b *besides) end() ui.Sitting {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.to.Write(b.begun) //nolint:errcheck // best effort
	b.begun = nil
	return b.sitting
}

// served says whether a server showed the screen.
func (b *besides) served() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.server
}
