//go:build !windows

package main

import (
	"os"

	"github.com/creack/pty"
)

// openTerminal makes a terminal of 80 by 24: the side of the one who looks,
// and the program's.
func openTerminal() (host, tty *os.File, err error) {
	host, tty, err = pty.Open()
	if err == nil {
		err = pty.Setsize(host, &pty.Winsize{Cols: 80, Rows: 24})
	}
	return host, tty, err
}
