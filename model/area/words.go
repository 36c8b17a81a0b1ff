package area

import (
	"strings"
	"unicode/utf8"

	"piket/model"
)

// foldName writes the words of a name with single spaces between. Names in
// ASCII, which in the data is all of them, take a way that is ten times as
// fast.
func foldName(b *strings.Builder, name string) {
	if strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		b.WriteString(strings.Join(model.Words(name), " "))
		return
	}
	start, gap := b.Len(), false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c == '\'', c == '`':
			continue
		default:
			gap = b.Len() > start
			continue
		}
		if gap {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteByte(c)
	}
}

// noise says whether a word only names the kind of area, or is "in".
func noise(word string) bool {
	switch word {
	case "kec", "kecamatan", "kel", "kelurahan", "desa", "prov", "provinsi", "di":
		return true
	}
	return false
}

// longhand writes a customary abbreviation out; other words stay as they are.
func longhand(word string) string {
	switch word {
	case "dki":
		return "daerah khusus ibukota"
	case "diy":
		return "daerah istimewa yogyakarta"
	case "jogja", "jogjakarta", "yogya":
		return "yogyakarta"
	case "tangsel":
		return "tangerang selatan"
	case "jkt":
		return "jakarta"
	case "jakpus":
		return "jakarta pusat"
	case "jakut":
		return "jakarta utara"
	case "jakbar":
		return "jakarta barat"
	case "jaksel":
		return "jakarta selatan"
	case "jaktim":
		return "jakarta timur"
	case "kepri":
		return "kepulauan riau"
	case "babel":
		return "bangka belitung"
	case "ntb":
		return "nusa tenggara barat"
	case "ntt":
		return "nusa tenggara timur"
	}
	return longhandIsland(word)
}

// longhandIsland writes out the likes of jabar and sulsel: the island's first
// syllable and the direction's.
func longhandIsland(word string) string {
	for _, island := range [...]struct{ abbreviation, name string }{
		{"ja", "jawa"}, {"sum", "sumatera"}, {"kal", "kalimantan"}, {"sul", "sulawesi"}, {"mal", "maluku"},
	} {
		rest, ok := strings.CutPrefix(word, island.abbreviation)
		if !ok {
			continue
		}
		switch rest {
		case "bar":
			return island.name + " barat"
		case "teng":
			return island.name + " tengah"
		case "tim":
			return island.name + " timur"
		case "sel":
			return island.name + " selatan"
		case "ut", "tara":
			return island.name + " utara"
		case "tra":
			return island.name + " tenggara"
		}
	}
	return word
}
