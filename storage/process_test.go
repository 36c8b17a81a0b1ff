package storage_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// childOf names the store of a child process; the test binary runs itself.
const childOf = "PIKET_TEST_CHILD_OF"

func TestMain(m *testing.M) {
	if path := os.Getenv(childOf); path != "" {
		os.Exit(child(path))
	}
	os.Exit(m.Run())
}

// child opens the store and works until it is killed. It writes a line for
// everything that was acknowledged, and for nothing else.
func child(path string) int {
	s, err := storage.Open(storage.Config{Path: path, Process: "piket child", Timeout: 5 * time.Second})
	if err != nil {
		fmt.Println("refused", err)
		return 1
	}
	fmt.Println("open")
	var mu sync.Mutex
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() { labour(s, n, &mu) })
	}
	wg.Wait()
	return 0
}

func labour(s *storage.Store, n int, mu *sync.Mutex) {
	ctx := context.Background()
	say := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Printf(format+"\n", args...)
	}
	for i := 0; ; i++ {
		r, err := s.Do(ctx, storagetest.Report(storagetest.Admin, time.Now()))
		if err != nil {
			say("error %v", err)
			return
		}
		say("case %s %s", r.Case, r.Number)
		if _, err := s.Do(ctx, model.AddNote{Meta: storagetest.Meta(storagetest.Officer, time.Now()), Case: r.Case, Text: "x"}); err == nil {
			say("note %s", r.Case)
		}
		key := fmt.Sprintf("petugas-%d/report", n)
		if err := s.PutDraft(ctx, model.Draft{Key: key, Saved: time.Now(), Data: []byte(fmt.Sprint(i))}); err == nil {
			say("draft %s %d", key, i)
		}
	}
}

// startChild runs a child on a store; its lines come until it dies.
func startChild(t *testing.T, path string) (*exec.Cmd, io.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childOf+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

// acknowledged is what children were told is on disk.
type acknowledged struct {
	cases  map[model.CaseID]string // and the number each was given
	notes  map[model.CaseID]bool
	drafts map[string]string
}

// until reads a child's lines and kills it after a while, or when it is done.
func (a *acknowledged) until(t *testing.T, cmd *exec.Cmd, out io.Reader, after time.Duration) (lines int) {
	t.Helper()
	time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	sc := bufio.NewScanner(out)
	for sc.Scan() {
		lines++
		switch f := strings.Fields(sc.Text()); {
		case len(f) == 3 && f[0] == "case":
			a.cases[model.CaseID(f[1])] = f[2]
		case len(f) == 2 && f[0] == "note":
			a.notes[model.CaseID(f[1])] = true
		case len(f) == 3 && f[0] == "draft":
			a.drafts[f[1]] = f[2]
		case sc.Text() != "open":
			t.Fatalf("the child says %q", sc.Text())
		}
	}
	_ = cmd.Wait()
	return lines
}

// verify holds the store against what was acknowledged.
func (a *acknowledged) verify(t *testing.T, s *storage.Store) {
	t.Helper()
	ctx := context.Background()
	numbers := map[string]bool{}
	for id, number := range a.cases {
		l, err := s.Case(ctx, id)
		if err != nil || l.Case.Number != number || numbers[number] {
			t.Fatalf("case %s, acknowledged as %s: %+v, %v (twice: %v)", id, number, l.Case.Number, err, numbers[number])
		}
		numbers[number] = true
		if a.notes[id] && len(l.Case.Notes) == 0 {
			t.Fatalf("the note on %s was acknowledged and is lost", number)
		}
	}
	drafts, err := s.Drafts(ctx, "petugas-")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range drafts {
		got[d.Key] = string(d.Data)
	}
	for key, want := range a.drafts {
		var have, least int
		_, _ = fmt.Sscan(got[key], &have)
		_, _ = fmt.Sscan(want, &least)
		if got[key] == "" || have != least && have != least+1 && have != 0 {
			t.Fatalf("draft %s is %q, acknowledged was %q", key, got[key], want)
		}
	}
}

// killRounds kills a working child again and again. What it was told is on
// disk must be there, and the store whole.
func killRounds(t *testing.T, rounds int) {
	path := filepath.Join(t.TempDir(), storage.FileName)
	s, err := storage.Open(storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	storagetest.SetUp(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	a := &acknowledged{cases: map[model.CaseID]string{}, notes: map[model.CaseID]bool{}, drafts: map[string]string{}}
	worked := 0
	for range rounds {
		cmd, out := startChild(t, path)
		if a.until(t, cmd, out, time.Duration(20+rand.IntN(180))*time.Millisecond) > 1 {
			worked++
		}
		s, err := storage.Open(storage.Config{Path: path, Timeout: 5 * time.Second})
		if err != nil {
			t.Fatalf("open after a kill: %v", err)
		}
		a.verify(t, s)
		storagetest.Check(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d children were killed at work; %d cases acknowledged, none lost", worked, rounds, len(a.cases))
	if worked == 0 || len(a.cases) == 0 {
		t.Error("no child ever got to work")
	}
}

func TestKilled(t *testing.T) { killRounds(t, 20) }

func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), storage.FileName)
	s, err := storage.Open(storage.Config{Path: path, Process: "piket desk"})
	if err != nil {
		t.Fatal(err)
	}
	storagetest.SetUp(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	cmd, out := startChild(t, path)
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the child says %q", lines.Text())
	}
	_, err = storage.Open(storage.Config{Path: path, Timeout: 60 * time.Millisecond})
	e, ok := errors.AsType[*model.Error](err)
	if !ok || !errors.Is(err, storage.ErrHeld) || e.Args["pid"] != cmd.Process.Pid || e.Args["command"] != "piket child" {
		t.Errorf("refused with %v, want held by %d", err, cmd.Process.Pid)
	}
	if since, ok := e.Args["since"].(time.Time); !ok || time.Since(since) > time.Minute {
		t.Errorf("held since %v", e.Args["since"])
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if s, err = storage.Open(storage.Config{Path: path, Timeout: 5 * time.Second}); err != nil {
		t.Fatalf("the word of a dead process kept the store held: %v", err)
	}
	storagetest.Check(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.lock")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A lock without a word, or with the word of a process long gone, is held by
// somebody unknown.
func TestStaleWord(t *testing.T) {
	for _, word := range []string{"", "nonsense", `{"pid":999999999,"command":"x"}`, `{"pid":-1}`} {
		s := storagetest.Bare(t)
		lock := strings.TrimSuffix(s.Path(), ".db") + ".lock"
		if err := os.WriteFile(lock, []byte(word), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := storage.Open(storage.Config{Path: s.Path(), Timeout: 60 * time.Millisecond})
		if !errors.Is(err, storage.ErrHeldUnknown) {
			t.Errorf("word %q: %v, want held by somebody unknown", word, err)
		}
	}
}
