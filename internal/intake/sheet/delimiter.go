package sheet

import "bytes"

// Delimiters are the bytes that part cells, the likeliest first.
func Delimiters() []byte { return []byte{',', ';', '\t'} }

// Guess picks the delimiter under which the first record makes most sense:
// the one with the highest worth, of equals the one with most cells. Start is
// how the decoded file begins.
func Guess(start []byte, worth func(cells []string) int) byte {
	best, bestWorth, bestCells := Delimiters()[0], -1, 0
	for _, d := range Delimiters() {
		rec, err := NewReader(bytes.NewReader(start), d).Read()
		if err != nil || rec.Err != nil {
			continue
		}
		w := worth(rec.Cells)
		if w > bestWorth || w == bestWorth && len(rec.Cells) > bestCells {
			best, bestWorth, bestCells = d, w, len(rec.Cells)
		}
	}
	return best
}
