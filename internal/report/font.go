package report

import (
	_ "embed" // the letters
	"encoding/binary"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// The letters of the pages: DejaVu Sans, cut down to Latin with all its
// accents, Greek, Cyrillic and signs; see font/LICENSE.
var (
	//go:embed font/DejaVuSans.ttf
	plainFont []byte
	//go:embed font/DejaVuSans-Bold.ttf
	boldFont []byte
)

// missingLetter stands for a letter the pages cannot show.
const missingLetter = '□'

// letters are those the font has.
var letters = sync.OnceValue(func() map[rune]bool { return lettersOf(plainFont) })

// shown is a text in letters the font has, and how many it does not.
func shown(s string) (text string, missing int) {
	known := letters()
	return strings.Map(func(r rune) rune {
		if known[r] {
			return r
		}
		missing++
		return missingLetter
	}, norm.NFC.String(s)), missing
}

// lettersOf reads which letters a TrueType font has, from its table of
// segments (cmap format 4). The font is our own, so nothing is checked.
func lettersOf(font []byte) map[rune]bool {
	at := func(b []byte, i int) int { return int(binary.BigEndian.Uint16(b[i:])) }
	cmap := fontTable(font, "cmap")
	found := map[rune]bool{}
	for i := range at(cmap, 2) {
		sub := cmap[binary.BigEndian.Uint32(cmap[8+8*i:]):]
		if at(sub, 0) != 4 {
			continue
		}
		twice := at(sub, 6)
		for j := 0; j < twice; j += 2 {
			last, first := at(sub, 14+j), at(sub, 16+twice+j)
			for r := first; r <= last && r != 0xFFFF; r++ {
				found[rune(r)] = true
			}
		}
	}
	return found
}

func fontTable(font []byte, name string) []byte {
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if entry := font[12+16*i:]; string(entry[:4]) == name {
			return font[binary.BigEndian.Uint32(entry[8:]):]
		}
	}
	return nil
}
