package cli

import (
	"bytes"
	"testing"

	"piket/ui"
)

// TestBesidesPartsSeatsFromWords cuts what is said into pieces of every size.
func TestBesidesPartsSeatsFromWords(t *testing.T) {
	var said bytes.Buffer
	tellSeated(&said, ui.Sitting{Officer: "sari", ID: "01A", Locked: true})
	said.WriteString("piket: rusak\r\n")
	said.WriteString(seatedMark + "budi 01B locked\r\n") // as a session with a terminal sends it
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
		if got := b.end(); got != (ui.Sitting{Officer: "budi", ID: "01B", Locked: true}) || shown.String() != "piket: rusak\r\ntanpa akhir" {
			t.Fatalf("in pieces of %d: %v sits, %q shown", size, got, shown.String())
		}
	}
}
