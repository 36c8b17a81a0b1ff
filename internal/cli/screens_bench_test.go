package cli

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"piket/internal/desk"
	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
)

// screens is how many officers watch the queue at once in the budget.
const screens = 100

// watcher is an officer elsewhere who looks at the queue.
type watcher struct {
	line *gossh.Client
	mu   sync.Mutex // guards what follows
	want []byte
	seen chan time.Time // when what was wanted came
	kept []byte         // the end of what came before
}

// expect has the watcher look out for a text from now on.
func (w *watcher) expect(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.want, w.kept = []byte(text), nil
}

func (w *watcher) Write(p []byte) (int, error) {
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.want == nil {
		return len(p), nil
	}
	w.kept = append(w.kept, p...)
	if bytes.Contains(w.kept, w.want) {
		w.want, w.kept = nil, nil
		w.seen <- now
	}
	if over := len(w.kept) - 64; over > 0 {
		w.kept = w.kept[over:]
	}
	return len(p), nil
}

// unshared is a gate that lets one officer have every session there is.
type unshared struct{ gate }

// Share gives everything.
func (unshared) Share(string) (owner string, most int) { return "", 0 }

// open serves the office on the network, and returns how to reach it.
func (s *staffed) open() (dial func() *gossh.Client) {
	s.t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		s.t.Fatal(err)
	}
	key, err := desk.ParseKey(string(gossh.MarshalAuthorizedKey(signer.PublicKey())))
	if err != nil {
		s.t.Fatal(err)
	}
	admin := s.app.Desk().Session(model.Actor{Officer: s.app.Desk().Office().Officers[0].ID, Door: door})
	if _, err := admin.Enrol(s.t.Context(), "Budi", model.RoleOfficer, []model.OfficerKey{key}); err != nil {
		s.t.Fatal(err)
	}
	s.screen = Show
	if err := s.app.Answer(sshd.Config{
		Handle: s.handle, Refuse: s.refuse, Net: &sshd.Net{Address: "127.0.0.1:0", Gate: unshared{gate{s.host}}},
		Limits: sshd.Limits{StrangersEach: screens, Strangers: screens},
	}); err != nil {
		s.t.Fatal(err)
	}
	return func() *gossh.Client {
		c, err := gossh.Dial("tcp", s.app.Server().Addr().String(), &gossh.ClientConfig{
			User: "b", Auth: []gossh.AuthMethod{gossh.PublicKeys(signer)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		})
		if err != nil {
			s.t.Fatal(err)
		}
		s.t.Cleanup(func() { c.Close() })
		return c
	}
}

// watch opens the desk over a line and returns once it shows a text.
func watch(t testing.TB, line *gossh.Client, first string) *watcher {
	t.Helper()
	w := &watcher{line: line, seen: make(chan time.Time, 1)}
	w.expect(first)
	session, err := line.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	session.Stdout = w
	if _, err := session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 30, 100, nil); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	w.await(t)
	return w
}

func (w *watcher) await(t testing.TB) time.Time {
	t.Helper()
	select {
	case at := <-w.seen:
		return at
	case <-time.After(30 * time.Second):
		t.Fatal("a screen never showed it")
		return time.Time{}
	}
}

// shown is how many cases every queue shows at once.
const shown = 10

// rename changes what every queue shows of one case. Each letter of the
// name differs from the one before, so that all of it is sent.
func (s *staffed) rename(by *desk.Session, turn int) (took time.Duration) {
	s.t.Helper()
	id, err := by.Resolve(s.t.Context(), strconv.Itoa(1+turn%shown))
	if err != nil {
		s.t.Fatal(err)
	}
	l, err := by.Case(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	facts := l.Case.Facts
	facts.Place.Name = nameAt(turn)
	_, after := model.Diff(l.Case.Facts, facts)
	began := time.Now()
	if _, err := by.Do(s.t.Context(), model.CorrectFacts{Meta: by.Meta(0), Case: id, Patch: after, Reason: "uji"}); err != nil {
		s.t.Fatal(err)
	}
	return time.Since(began)
}

// nameAt is what a place is called at a turn.
func nameAt(turn int) string { return strings.Repeat(string(rune('a'+turn%26)), 6) }

// busy is an office that so many screens watch.
func busy(t testing.TB, count int) (s *staffed, kasi *desk.Session, watchers []*watcher) {
	t.Helper()
	s = staff(t)
	dial := s.open()
	office := s.app.Desk().Office()
	f, _ := office.OfficerNamed(string(model.RoleSupervisor))
	kasi = s.app.Desk().Session(model.Actor{Officer: f.ID, Door: door})
	for range shown {
		if _, err := kasi.AddReport(t.Context(), desk.Report{
			Facts: model.Facts{Kind: model.Complaint, Channel: model.Phone, Narrative: "Uji.", Place: model.Place{Name: "awal"}}, Urgency: model.Normal,
		}); err != nil {
			t.Fatal(err)
		}
	}
	for range count {
		watchers = append(watchers, watch(t, dial(), "awal"))
	}
	return s, kasi, watchers
}

// BenchmarkToAnotherScreen is how long it takes from a commit until what
// changed has come to the far ends of a hundred lines, and what the commit
// itself took. Lines, their far ends and the server share one machine.
func BenchmarkToAnotherScreen(b *testing.B) {
	s, kasi, watchers := busy(b, screens)
	var commits, reached []time.Duration
	for i := 1; b.Loop(); i++ {
		time.Sleep(200 * time.Millisecond) // let the screens come to rest
		for _, w := range watchers {
			w.expect(nameAt(i))
		}
		took := s.rename(kasi, i)
		committed := time.Now()
		commits = append(commits, took)
		for _, w := range watchers {
			reached = append(reached, w.await(b).Sub(committed))
		}
	}
	slices.Sort(commits)
	slices.Sort(reached)
	commit, p50, p99 := commits[len(commits)/2], reached[len(reached)/2], reached[len(reached)*99/100]
	b.ReportMetric(float64(commit.Microseconds()), "commit-µs")
	b.ReportMetric(float64(p50.Microseconds()), "screen-p50-µs")
	b.ReportMetric(float64(p99.Microseconds()), "screen-p99-µs")
	b.ReportMetric(float64(p99)/float64(commit), "p99/commit")
}

// mostSession is what a session over SSH may need.
const mostSession = 4 << 20

// TestMemoryOfASession holds both ends of every line against the budget of
// one: the far ends are in this process too.
func TestMemoryOfASession(t *testing.T) {
	const count = 20
	_, _, first := busy(t, 1)
	_ = first
	before := inUse()
	_, _, watchers := busy(t, count)
	after := inUse()
	each := (after - min(before, after)) / count
	t.Logf("%d KiB a session, both ends", each>>10)
	if each > mostSession {
		t.Errorf("%d KiB a session, at most %d", each>>10, mostSession>>10)
	}
	runtime.KeepAlive(watchers)
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

// stuck is a far end that takes nothing, until its line is cut.
type stuck struct{ cut chan struct{} }

func (s stuck) Write([]byte) (int, error) {
	<-s.cut
	return 0, io.ErrClosedPipe
}

// TestAStalledScreenSlowsNobody has a screen wait for ever for a far end that
// takes nothing, while others see every change.
func TestAStalledScreenSlowsNobody(t *testing.T) {
	s, kasi, watchers := busy(t, 3)
	ctx, end := context.WithCancelCause(t.Context())
	out, left := stuck{make(chan struct{})}, make(chan int, 1)
	go func() {
		left <- s.handle(ctx, sshd.Call{
			Door: sshd.Network, Key: s.keys[model.RoleOfficer], In: strings.NewReader(""), Out: out, Err: io.Discard,
			Terminal: &terminal.Terminal{Remote: true, Term: "xterm", Size: terminal.Size{Width: 400, Height: 200}, In: neverRead{}, Out: out},
		})
	}()
	var slowest time.Duration
	for i := 1; i <= 60; i++ {
		for _, w := range watchers {
			w.expect(nameAt(i))
		}
		slowest = max(slowest, s.rename(kasi, i))
		for _, w := range watchers {
			w.await(t)
		}
	}
	if slowest > 5*time.Second {
		t.Errorf("a commit took %v", slowest)
	}
	select {
	case code := <-left:
		t.Fatalf("the stalled screen was not stalled: it ended with %d", code)
	default:
	}
	end(sshd.ErrClosing)
	close(out.cut)
	select {
	case <-left:
	case <-time.After(20 * time.Second):
		t.Error("the stalled screen does not end with its line")
	}
}

// neverRead is a keyboard that nobody touches.
type neverRead struct{}

func (neverRead) Read([]byte) (int, error) { select {} }

// TestTheServerClosesOverAStalledLine fills a line's window and closes.
func TestTheServerClosesOverAStalledLine(t *testing.T) {
	s, _, watchers := busy(t, 1)
	filling := make(chan struct{})
	s.screen = func(_ context.Context, _ Desk, out terminal.Terminal) error {
		close(filling)
		for {
			if _, err := out.Out.Write(make([]byte, 64<<10)); err != nil {
				return err
			}
		}
	}
	session, err := watchers[0].line.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.StdoutPipe(); err != nil { // never read
		t.Fatal(err)
	}
	if err := errors.Join(session.RequestPty("xterm", 24, 80, nil), session.Shell()); err != nil {
		t.Fatal(err)
	}
	<-filling
	time.Sleep(200 * time.Millisecond)
	closed := make(chan error, 1)
	go func() { closed <- s.app.Server().Close() }()
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Error("a stalled line holds the server up")
	}
}

// TestADisconnectedScreenIsForgotten leaves no session behind.
func TestADisconnectedScreenIsForgotten(t *testing.T) {
	s, _, watchers := busy(t, 5)
	for _, w := range watchers {
		w.line.Close()
	}
	for range 500 {
		if s.app.Server().Sessions() == 0 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if present := s.app.Desk().Session(model.Actor{}).Present(); len(present) > 0 || ctx.Err() != nil {
				t.Errorf("%d are still said to be here", len(present))
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d sessions are left", s.app.Server().Sessions())
}
