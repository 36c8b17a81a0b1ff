//go:build !windows

package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestDesksMakeWayForAServer starts a server beside two desks, one of which
// holds the store with a report half typed: both are shown on by the server.
func TestDesksMakeWayForAServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	holder := openDesk(t, "--data", data)
	holder.wait(t, "Antrian kosong")
	other := openDesk(t, "--data", data)
	other.wait(t, "Antrian kosong")
	holder.types("b")
	holder.wait(t, "Kronologi")
	holder.types("Orang asing", " di wisma")

	mark, there := len(holder.text.String()), len(other.text.String())
	server := piket(t, "serve", "--data", data, "--ssh", "off")
	var said bytes.Buffer
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Kill() }) // one that ended already says so
	over := make(chan error, 1)
	go func() { over <- server.Wait() }()
	for _, want := range []string{"Kronologi", "di wisma"} {
		holder.later(t, mark, want)
	}
	other.later(t, there, "Antrian")
	for range 100 {
		if health := piket(t, "health", "--data", data); health.Run() == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if health := run80(t, "health", "--data", data); !strings.HasPrefix(health, "Server: ") {
		t.Errorf("health: %s", health)
	}
	if out, err := piket(t, "serve", "--data", data, "--ssh", "off").CombinedOutput(); err == nil || !strings.Contains(string(out), "piket serve") {
		t.Errorf("a second server: %v %s", err, out)
	}
	for _, d := range []*desk{other, holder} {
		d.types("\x03") // once the desk takes keys again
		d.ends(t, 0)
	}
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := <-over; err != nil {
		t.Errorf("server: %v\n%s", err, said.String())
	}
}
