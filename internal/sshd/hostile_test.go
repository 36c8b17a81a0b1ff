package sshd

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// TestNetworkBearsAnOfficerGoneWild has somebody with a key ask for whatever
// the protocol knows, while another goes on working.
func TestNetworkBearsAnOfficerGoneWild(t *testing.T) {
	wild, calm := newKey(t), newKey(t)
	s, _ := open(t, Limits{}, func(ctx context.Context, c Call) int {
		if len(c.Words) > 0 && c.Words[0] == "stay" {
			<-ctx.Done()
		}
		return tells(ctx, c)
	}, wild, calm)
	for name, attack := range map[string]func(t *testing.T, line *gossh.Client){
		"GiantCommand": func(t *testing.T, line *gossh.Client) {
			out, err := sessionOn(t, line).CombinedOutput(strings.Repeat("a", maxCommand+1))
			if err == nil || !strings.Contains(string(out), ErrWords.Error()) {
				t.Errorf("err %v, said %.80q", err, out)
			}
		},
		"BrokenRequests": func(t *testing.T, line *gossh.Client) {
			session := sessionOn(t, line)
			empty := []string{"shell", "exec"} // one that says nothing asks for the desk, once
			for _, request := range []string{"pty-req", "window-change", "exec", "env", "signal", "shell", "x11-req", "auth-agent-req@openssh.com"} {
				for _, payload := range [][]byte{nil, {0xff}, bytes.Repeat([]byte{0xff}, 1000)} {
					if ok, err := session.SendRequest(request, true, payload); ok && !slices.Contains(empty, request) && err == nil {
						t.Errorf("%s of %d bytes was granted", request, len(payload))
					}
				}
			}
		},
		"ThousandsOfRequests": func(t *testing.T, line *gossh.Client) {
			session := sessionOn(t, line)
			for range 5000 {
				session.SendRequest("env", false, gossh.Marshal(struct{ K, V string }{"PIKET_DATA", "/"}))
				session.SendRequest("window-change", false, gossh.Marshal(struct{ W, H, X, Y uint32 }{1 << 31, 1 << 31, 0, 0}))
				line.SendRequest("tcpip-forward", false, nil)
			}
			session.Close()
		},
		"ManyChannels": func(t *testing.T, line *gossh.Client) {
			taken := 0
			for range 100 {
				if _, err := line.NewSession(); err == nil {
					taken++
				}
			}
			if taken != 8 {
				t.Errorf("%d sessions on one line, want 8", taken)
			}
		},
		"InputNobodyReads": func(t *testing.T, line *gossh.Client) {
			session := sessionOn(t, line)
			in, err := session.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := session.Start("stay"); err != nil {
				t.Fatal(err)
			}
			go io.Copy(in, endless{})
			time.Sleep(200 * time.Millisecond)
		},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, func() {
				attack(t, reach(t, s, wild))
				if out, err := sessionOn(t, reach(t, s, calm)).Output("case list"); err != nil || string(out) != printOf(calm)+" case|list" {
					t.Errorf("the other officer: %q, %v", out, err)
				}
			})
		})
	}
}

// endless is input that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
