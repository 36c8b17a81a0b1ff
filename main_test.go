package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"piket/internal/app"
	"piket/internal/cli"
	"piket/internal/terminal"
	"piket/model"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"piket":  func() { os.Exit(run()) },
		"holder": func() { os.Exit(hold()) },
	})
}

// hold is piket with the desk open on a terminal of its own and nobody at the
// keys: it writes the file "open" once others can reach it, and closes on a signal.
func hold() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	host, tty, err := openTerminal()
	if err != nil {
		return 3
	}
	go io.Copy(io.Discard, host)
	return cli.Main(ctx, cli.Config{
		Args: os.Args[1:], Stdin: tty, Stdout: tty, Stderr: os.Stderr, Env: os.Getenv, Version: version,
		Screen: func(ctx context.Context, d cli.Desk, _ terminal.Terminal) error {
			if err := os.WriteFile("open", []byte(d.App.Folder()), 0o600); err != nil {
				return err
			}
			<-ctx.Done()
			return nil
		},
	})
}

func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PIKET_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("LANG", "C")
			env.Setenv("LONG", strings.Repeat("x", 120<<10)) // as much as one argument may have
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "officer": officer, "absent": absent, "flip": flip, "flipall": flipAll,
			"zeros": zeros, "waitfor": waitFor, "capture": capture, "mode": mode, "big": big, "lines": lines,
			"served": served, "far": far, "stranger": stranger,
		},
	})
}

// exits CODE PROGRAM ARGS… runs a program and wants that exit code; a failure
// must be told in exactly one line.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
	said := ts.ReadFile("stderr")
	if code != 0 && (!strings.HasPrefix(said, "piket: ") || strings.Count(said, "\n") != 1) {
		ts.Fatalf("stderr is not one line of ours: %q", said)
	}
	if strings.ContainsAny(said+ts.ReadFile("stdout"), "⟨⟩\x1b") {
		ts.Fatalf("a text is missing, or an escape sequence came through")
	}
}

// officer NAME ROLE registers an officer.
func officer(ts *testscript.TestScript, _ bool, args []string) {
	a, err := app.Open(context.Background(), app.Config{Folder: app.Folder(ts.Getenv("PIKET_DATA")), Timeout: time.Second})
	ts.Check(err)
	office := a.Desk().Office()
	session := a.Desk().Session(model.Actor{Officer: office.Officers[0].ID, Door: "cli"})
	_, err = session.RegisterOfficer(context.Background(), args[0], model.Role(args[1]))
	ts.Check(errors.Join(err, a.Close()))
}

// absent FOLDER TEXT… wants none of the texts in any file of a folder.
func absent(ts *testscript.TestScript, _ bool, args []string) {
	files := 0
	err := filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, text := range args[1:] {
			if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(text))) {
				ts.Fatalf("%s holds %q", path, text)
			}
		}
		return nil
	})
	ts.Check(err)
	if files == 0 {
		ts.Fatalf("no files in %s", args[0])
	}
}

// flip FILE TEXT changes one byte of the first occurrence of a text.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	at := bytes.Index(data, []byte(args[1]))
	if at < 0 {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	data[at] ^= 0x01
	ts.Check(os.WriteFile(path, data, 0o600))
}

// waitfor FILE waits until a file is there.
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	for range 1000 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s never came", args[0])
}

// capture NAME PATTERN keeps the first group of a match in stdout as a variable.
func capture(ts *testscript.TestScript, _ bool, args []string) {
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("no match for %s", args[1])
	}
	ts.Setenv(args[0], m[1])
}

// mode OCTAL FILE… wants files with exactly these permissions.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	for _, path := range args[1:] {
		info, err := os.Lstat(ts.MkAbs(path))
		ts.Check(err)
		if got := strconv.FormatInt(int64(info.Mode().Perm()), 8); got != args[0] {
			ts.Fatalf("%s has mode %s, want %s", path, got, args[0])
		}
	}
}

// big FILE KIB writes a report whose narrative has so many KiB.
func big(ts *testscript.TestScript, _ bool, args []string) {
	kib, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := `{"kind":"complaint","channel":"phone","narrative":"` + strings.Repeat("x", kib<<10) + `"}`
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// zeros FILE KIB writes nothing but zeros.
func zeros(ts *testscript.TestScript, _ bool, args []string) {
	kib, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), make([]byte, kib<<10), 0o600))
}

// lines N wants so many lines in stdout.
func lines(ts *testscript.TestScript, _ bool, args []string) {
	if got := strconv.Itoa(strings.Count(ts.ReadFile("stdout"), "\n")); got != args[0] {
		ts.Fatalf("%s lines, want %s", got, args[0])
	}
}
