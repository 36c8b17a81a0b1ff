package main

import (
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// served LOG waits until a server says in its log where it answers, and sets
// PORT and HOSTKEY.
func served(ts *testscript.TestScript, _ bool, args []string) {
	line := regexp.MustCompile(`msg=serving .* ssh=127\.0\.0\.1:(\d+) host_key=(SHA256:\S+)`)
	for range 1000 {
		text, _ := os.ReadFile(ts.MkAbs(args[0]))
		if found := line.FindAllStringSubmatch(string(text), -1); found != nil {
			last := found[len(found)-1]
			if ts.Getenv("HOSTKEY") != last[2] && ts.Getenv("HOSTKEY") != "" {
				ts.Fatalf("the host key has changed")
			}
			ts.Setenv("PORT", last[1])
			ts.Setenv("HOSTKEY", last[2])
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s never said that anybody is served", args[0])
}

// sshArgs is how OpenSSH's own client reaches the desk with a key, whatever
// the machine it runs on has in its settings.
func sshArgs(dir, port, key string) []string {
	return []string{
		"-F", "none", "-p", port, "-i", key, "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "BatchMode=yes",
		"-o", "LogLevel=ERROR", "-o", "StrictHostKeyChecking=accept-new", "-o", "UserKnownHostsFile=" + dir + "/known", "siapa@127.0.0.1",
	}
}

// far CODE KEY WORD… runs a command at the desk through ssh and wants that
// exit code. The words are sent as they stand, joined by spaces.
func far(ts *testscript.TestScript, neg bool, args []string) {
	line := append([]string{args[0], "ssh"}, sshArgs(ts.Getenv("WORK"), ts.Getenv("PORT"), ts.MkAbs(args[1]))...)
	if len(args) > 2 {
		line = append(line, "--", strings.Join(args[2:], " "))
	}
	exits(ts, neg, line)
}

// stranger KEY WORD… wants ssh itself to be turned away.
func stranger(ts *testscript.TestScript, _ bool, args []string) {
	line := append([]string{"-o", "LogLevel=INFO"}, sshArgs(ts.Getenv("WORK"), ts.Getenv("PORT"), ts.MkAbs(args[0]))...) // the first one counts
	line = append(line, "--", strings.Join(args[1:], " "))
	if ts.Exec("ssh", line...) == nil {
		ts.Fatalf("%s was let in", args[0])
	}
	if !strings.Contains(ts.ReadFile("stderr"), "Permission denied (publickey)") || ts.ReadFile("stdout") != "" {
		ts.Fatalf("not refused for the key: %q", ts.ReadFile("stderr"))
	}
}
