//go:build !windows

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
)

// shared is an office whose desk several people share over SSH, by the key of
// a viewer. Budi has a PIN.
func shared(t *testing.T) (o *office, table *desk) {
	t.Helper()
	o = newOffice(t, "Layar", "Budi")
	run80(t, "officer", "role", "Layar", "viewer", "--data", o.data)
	d := openDesk(t, "officer", "pin", "Budi", "--data", o.data)
	d.types("482915\r", "482915\r")
	d.wait(t, "PIN sudah dibuat")
	d.ends(t, 0)
	table = o.far(t, "Layar")
	table.wait(t, "Antrian kosong")
	return o, table
}

// sitsDown has Budi sign in there.
func (d *desk) sitsDown(t *testing.T) {
	t.Helper()
	mark := len(d.text.String())
	d.types(":", "ganti p", "\r")
	d.later(t, mark, "Siapa")
	d.types("Budi", "\r")
	d.later(t, mark, "PIN")
	d.types("482915", "\r")
	d.later(t, mark, "Budi bertugas di meja ini")
}

// TestASharedDeskOverSSH goes back to the viewer whose key opened it when
// somebody leaves, on the same line.
func TestASharedDeskOverSSH(t *testing.T) {
	o, table := shared(t)
	for _, leave := range [][]string{{"q", "y"}, {"\x03"}} {
		table.sitsDown(t)
		mark := len(table.text.String())
		table.types(leave...)
		table.later(t, mark, "Tekan i untuk masuk")
	}
	table.types("\x03")
	table.ends(t, 0)
	o.stop(t, syscall.SIGTERM)
	log, err := os.ReadFile(o.log)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(log), "screen=true"); n != 1 {
		t.Errorf("%d screens ended, want the one that was there all along:\n%s", n, log)
	}
}
