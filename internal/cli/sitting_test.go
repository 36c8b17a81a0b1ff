package cli

import (
	"bytes"
	"strings"
	"testing"

	"piket/ui"
)

// TestBesidesPartsSeatsFromWords cuts what is said into pieces of every size.
func TestBesidesPartsSeatsFromWords(t *testing.T) {
	budi := ui.Sitting{Officer: "budi", ID: "01B", Locked: true, Open: "report:phone%2Freport%2F01C,case:01D", Typing: ui.TypingScreen}
	var line bytes.Buffer
	tellSeated(&line, budi)
	if at := readSeated(strings.TrimPrefix(line.String(), seatedMark)); at != budi {
		t.Errorf("told %q, read %v", line.String(), at)
	}
	var said bytes.Buffer
	tellSeated(&said, ui.Sitting{Officer: "sari", ID: "01A", Locked: true})
	said.WriteString("piket: rusak\r\n")
	said.WriteString(seatedMark + "budi 01B locked open=report:phone%2Freport%2F01C,case:01D typing=screen\r\n") // as a session with a terminal sends it
	said.WriteString("tanpa akhir")
	for size := 1; size <= said.Len(); size++ {
		var shown bytes.Buffer
		b := &besides{to: &shown}
		for rest := said.Bytes(); len(rest) > 0; {
			n := min(size, len(rest))
			if _, err := b.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if got := b.end(); got != budi || shown.String() != "piket: rusak\r\ntanpa akhir" {
			t.Fatalf("in pieces of %d: %v sits, %q shown", size, got, shown.String())
		}
	}
}
