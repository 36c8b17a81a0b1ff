package area

import (
	"slices"
	"strings"

	"piket/model"
)

// Named is the codes of the areas a text names, set apart by commas: where an
// office called "Kanim Kelas I Khusus TPI Tangerang" most likely is. The
// longest name counts, so that Belakang Padang is not Padang; a district only
// by a name of two words or more, since short ones recur all over the country.
// Empty when the text names none.
func (s *Set) Named(text string) string {
	said := " " + strings.Join(model.Words(text), " ") + " "
	var codes []string
	longest := 0
	for i, r := range s.areas.rows {
		words := namedWords(s.areas.fold(i), r.key.level())
		switch n := len(words); {
		case n == 0 || n < longest || !strings.Contains(said, " "+strings.Join(words, " ")+" "):
		case n > longest:
			longest, codes = n, []string{r.key.String()}
		default:
			codes = append(codes, r.key.String())
		}
	}
	return strings.Join(codes, ",")
}

// namedWords are the words an area is called by; none where it is not looked for.
func namedWords(fold string, l Level) []string {
	words := strings.Fields(fold)
	switch l {
	case Regency:
		for len(words) > 1 && slices.Contains([]string{"kota", "kabupaten", "administrasi"}, words[0]) {
			words = words[1:]
		}
		return words
	case District:
		if len(words) > 1 {
			return words
		}
	case Province, Village:
	}
	return nil
}
