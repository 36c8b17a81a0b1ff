package cli

import (
	"bytes"
	"testing"

	"piket/model"
)

// TestBesidesPartsSeatsFromWords cuts what is said into pieces of every size.
func TestBesidesPartsSeatsFromWords(t *testing.T) {
	var said bytes.Buffer
	tellSeated(&said, "sari")
	said.WriteString("piket: rusak\r\n")
	said.WriteString(seatedMark + "budi\r\n") // as a session with a terminal sends it
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
		if got := b.end(); got != model.OfficerID("budi") || shown.String() != "piket: rusak\r\ntanpa akhir" {
			t.Fatalf("in pieces of %d: %q sits, %q shown", size, got, shown.String())
		}
	}
}
