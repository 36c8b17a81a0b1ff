//go:build slow && !windows

package main

import (
	"syscall"
	"testing"
)

// TestScreensGoOnWithoutTheServer kills the server for good under three
// screens of this machine: whoever of them takes the store over, the others
// are shown on by it.
func TestScreensGoOnWithoutTheServer(t *testing.T) {
	o := newOffice(t)
	var screens []*desk
	for range 3 {
		d := openDesk(t, "--data", o.data)
		d.wait(t, "Antrian kosong")
		screens = append(screens, d)
	}
	o.stop(t, syscall.SIGKILL)
	for _, d := range screens {
		d.wait(t, "melanjutkan")
	}
	addReport(t, o.data, "Wisma Sisa")
	for _, d := range screens {
		d.wait(t, "Wisma Sisa")
	}
	for _, d := range screens {
		d.host.WriteString("\x03")
		d.ends(t, 0)
	}
}
