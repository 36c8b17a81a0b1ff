package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"

	"piket/internal/sshd"
	"piket/ui"
)

// Request is a command line with all of its surroundings that matter, so that
// it means the same wherever it is carried out.
type Request struct {
	Args    []string `json:"args"`
	Dir     string   `json:"dir"` // where it was typed
	Env     []string `json:"env"` // KEY=value of sharedEnv
	InTTY   bool     `json:"in_tty,omitempty"`
	OutTTY  bool     `json:"out_tty,omitempty"`
	ErrTTY  bool     `json:"err_tty,omitempty"`
	Width   int      `json:"width,omitempty"`   // of the terminal
	Mapping []byte   `json:"mapping,omitempty"` // a second input file's content
	// Of a server that wants to hold the store itself, and nothing else.
	MakeWay bool `json:"make_way,omitempty"`
	// Of a screen whose holder closed: that it did, and who sat at it.
	Moved   bool       `json:"moved,omitempty"`
	Sitting ui.Sitting `json:"sitting,omitzero"`

	// Of an officer at another machine. None of it travels: only the door
	// that a call came in by knows it.
	network bool
	key     string // fingerprint, as the handshake proved it
}

// sharedEnv are the variables that travel with a request.
func sharedEnv() []string {
	return []string{
		"PIKET_LANG", "PIKET_OFFICER", "LC_ALL", "LC_MESSAGES", "LANG",
		"TERM", "TERM_PROGRAM", "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "WT_SESSION", "TMUX",
	}
}

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// request describes this process's own command line.
func (c Config) request() Request {
	r := Request{Args: c.Args, InTTY: isTerminal(c.Stdin), OutTTY: isTerminal(c.Stdout), ErrTTY: isTerminal(c.Stderr)}
	r.Dir, _ = os.Getwd()
	for _, name := range sharedEnv() {
		if v := c.Env(name); v != "" {
			r.Env = append(r.Env, name+"="+v)
		}
	}
	if f, ok := c.Stdout.(*os.File); ok && r.OutTTY {
		r.Width, _, _ = term.GetSize(f.Fd())
	}
	return r
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// env looks a shared variable up.
func (r Request) env(name string) string {
	for _, kv := range r.Env {
		if v, ok := strings.CutPrefix(kv, name+"="); ok {
			return v
		}
	}
	return ""
}

// maxRequest is what fits on the line to the holder in one piece.
const maxRequest = 150 << 10

// encode writes a request for another process to carry out.
func (r Request) encode() ([]byte, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	if len(data) > maxRequest {
		return nil, usage("usage-too-long", "", nil)
	}
	return data, nil
}

// decodeRequest reads what another process sent; only shared variables count.
func decodeRequest(c sshd.Call) (Request, error) {
	var r Request
	if err := json.Unmarshal(c.Payload, &r); err != nil {
		return Request{}, usage("usage", "", err)
	}
	known := sharedEnv()
	r.Env = slices.DeleteFunc(r.Env, func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return !slices.Contains(known, name)
	})
	return r, nil
}
