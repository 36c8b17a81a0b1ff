//go:build !windows

package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestQuestionsKeepNobodyOut takes a report in by questions while others work
// on the same store, by command and on a screen, which goes on when it ends.
func TestQuestionsKeepNobodyOut(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	run80(t, "init", "--data", data, "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Sari")
	asked := openDesk(t, "case", "add", "--data", data)
	asked.wait(t, "Jenis")
	addReport(t, data, "Wisma Satu")
	screen := openDesk(t, "--data", data)
	screen.wait(t, "Wisma Satu")

	asked.types("1\r", "telepon\r", "Dua orang di kos.\r", "\r", "\r", "\r", "Jl. Maulana 1\r", "\r", "\r", "\r", "\r", "\r")
	asked.ends(t, 0)
	if text := asked.text.String(); !strings.Contains(text, "-000002") {
		t.Errorf("the report that was told: %s", text)
	}
	addReport(t, data, "Wisma Tiga")
	screen.wait(t, "Wisma Tiga")
	screen.types("\x03")
	screen.ends(t, 0)
}
