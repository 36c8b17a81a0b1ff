package report

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"

	"piket/model"
)

// printTime is how long a print command may take: long enough for a queue to
// accept, short enough for an officer to wait.
const printTime = 20 * time.Second

// Print hands a text to the office's print command on its standard input. The
// command is a program and its arguments; no shell reads it, so nothing in it
// is expanded. Refusals are *model.Error of kind unavailable: print-none for
// no command, print-missing, print-slow and print-failed.
func Print(ctx context.Context, command []string, text []byte) error {
	return printWithin(ctx, printTime, command, text)
}

func printWithin(ctx context.Context, most time.Duration, command []string, text []byte) error {
	if len(command) == 0 {
		return &model.Error{Kind: model.KindUnavailable, Key: "print-none"}
	}
	limited, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	var said tail
	cmd := exec.CommandContext(limited, command[0], command[1:]...) //nolint:gosec // the office's own setting
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), &said
	cmd.WaitDelay = time.Second // a child that keeps stderr open is not waited for
	err := cmd.Run()
	if err == nil {
		return nil
	}
	args := model.Args{"command": command[0], "seconds": int(most / time.Second), "said": cmp.Or(said.line(), err.Error())}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(limited.Err(), context.DeadlineExceeded):
		return &model.Error{Kind: model.KindUnavailable, Key: "print-slow", Args: args, Err: err}
	}
	if _, started := errors.AsType[*exec.ExitError](err); started || errors.Is(err, exec.ErrWaitDelay) {
		return &model.Error{Kind: model.KindUnavailable, Key: "print-failed", Args: args, Err: err}
	}
	return &model.Error{Kind: model.KindUnavailable, Key: "print-missing", Args: args, Err: err}
}

// tail keeps the beginning of what a command complains about.
type tail struct{ kept []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 1 << 10
	t.kept = append(t.kept, p[:min(len(p), most-len(t.kept))]...)
	return len(p), nil
}

// line is its last line, where most programs say what matters.
func (t *tail) line() string {
	lines := strings.Split(model.Clean(string(t.kept)), "\n")
	return model.CleanLine(lines[len(lines)-1])
}
