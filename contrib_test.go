//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestUnitsCallWhatThereIs asks for help on each command that a unit or the
// manual calls.
func TestUnitsCallWhatThereIs(t *testing.T) {
	files, err := filepath.Glob("contrib/*.service")
	if err != nil || len(files) < 2 {
		t.Fatalf("units %v, %v", files, err)
	}
	called := regexp.MustCompile(`(?m)(?:local/bin/piket|^ {4}(?:desk|piket)|server) ((?:serve|backup|restore|check|officer key|officer|case|health)(?: [a-z]+)?)`)
	seen := map[string]bool{}
	for _, file := range append(files, "docs/OPERATING.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range called.FindAllStringSubmatch(string(text), -1) {
			seen[m[1]] = true
		}
	}
	for command := range seen {
		if out := run80(t, append(strings.Fields(command), "--help")...); !strings.Contains(out, "piket "+strings.Fields(command)[0]) {
			t.Errorf("help on %q says %q", command, out)
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %v are called: the pattern has gone blind", seen)
	}
}
