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

// TestUnitsAgree on the account and on its folders.
func TestUnitsAgree(t *testing.T) {
	for file, lines := range map[string][]string{
		"piket.service":        {"User=piket", "Environment=PIKET_DATA=/var/lib/piket", "StateDirectory=piket", "RestartPreventExitStatus=2"},
		"piket-backup.service": {"User=piket", "Environment=PIKET_DATA=/var/lib/piket", "ReadWritePaths=/var/lib/piket /var/backups/piket"},
		"piket.sysusers.conf":  {`u piket - "Piket, the 24-hour duty desk" /var/lib/piket`},
		"piket.tmpfiles.conf":  {"d /var/lib/piket     0700 piket piket -", "d /var/backups/piket 0700 piket piket -"},
	} {
		text, err := os.ReadFile(filepath.Join("contrib", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			if !strings.Contains("\n"+string(text), "\n"+line+"\n") {
				t.Errorf("%s says nowhere %q", file, line)
			}
		}
	}
}
