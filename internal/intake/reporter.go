package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"piket/internal/seal"
	"piket/model"
)

// answer is what somebody answered that goes behind the seal as told.
type answer struct {
	column
	text string
}

// putReporter takes an answer about the person who gives it behind the seal.
func (r *row) putReporter(c column, value string) {
	who, line := &r.out.Reporter, model.CleanLine(value)
	own, taken := true, false
	switch c.field {
	case ReporterName:
		taken = r.form.words.noName(line) || fill(&who.Name, line, maxName)
	case ReporterPhone:
		taken = !meansSomething(line) || fill(&who.Phone, line, maxNumber)
	case ReporterNIK:
		taken = !meansSomething(line) || fill(&who.NIK, line, maxNumber)
	case ReporterAddress:
		taken = !meansSomething(line) || fill(&who.Address, line, maxAddress)
	default:
		own = false
	}
	if taken {
		return
	}
	r.sealed = append(r.sealed, answer{c, value})
	if own || mail.MatchString(line) {
		r.told = append(r.told, model.CleanLine(headed(c.header, value)))
	}
}

// seal keeps what else is known of the reporter. Somebody who gave nothing
// but, say, an e-mail address is known by that; others are behind the seal
// with their answers alone.
func (r *row) seal() {
	who := &r.out.Reporter
	for _, a := range r.sealed {
		r.learn(a)
	}
	if who.Empty() {
		who.Address = shortened(strings.Join(r.told, "; "), maxAddress)
	}
	if len(r.sealed) > 0 {
		who.Original = map[string]string{}
	}
	for _, a := range r.sealed {
		who.Original[a.header] = strings.TrimPrefix(who.Original[a.header]+"\n"+a.text, "\n")
	}
}

// learn fills what is still empty of the reporter from an answer that leaves
// no doubt: one phone number, one NIK, a name before them. Nothing is read
// out of unknown columns, which may be about anybody, but an answer that is
// nothing else.
func (r *row) learn(a answer) {
	who, line := &r.out.Reporter, model.CleanLine(a.text)
	if a.field == ReporterTrait || a.kin || a.unknown && !personal(line) {
		return
	}
	phones, niks := phonesIn(line), niksIn(line)
	if len(phones) == 1 && who.Phone == "" {
		who.Phone = phones[0]
	}
	if len(niks) == 1 && who.NIK == "" {
		who.NIK = niks[0]
	}
	if a.named && who.Name == "" {
		who.Name = r.form.words.nameIn(line)
	}
}

// Numbers and mail addresses as people write them.
var (
	number16 = regexp.MustCompile(`\d(?:[ .\-]?\d)+`)
	dialled  = regexp.MustCompile(`\+?\(?\d[\d ().\-–]{6,}\d`)
	mail     = regexp.MustCompile(`[\pL\pN._%+\-]+@[\pL\pN.\-]+\.\pL{2,}`)
)

// niksIn are the different NIK in a text.
func niksIn(text string) []string {
	var out []string
	for _, m := range number16.FindAllString(text, -1) {
		if d := digitsOnly(m); len(d) == nikDigits && nikDate(d[6:12]) && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

const (
	nikDigits       = 16
	fewestDialled   = 9
	mostDialled     = 15
	longestPersonal = 200 // bytes
	parted          = ",;/|&\n"
)

// phonesIn are the different phone numbers in a text.
func phonesIn(text string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(parted, r) }) {
		for _, m := range dialled.FindAllString(part, -1) {
			d := digitsOnly(m)
			starts := strings.HasPrefix(m, "+") || strings.HasPrefix(m, "(") || strings.HasPrefix(d, "0") || strings.HasPrefix(d, "62") || strings.HasPrefix(d, "8")
			if m = strings.TrimSpace(m); starts && len(d) >= fewestDialled && len(d) <= mostDialled && seal.ValidPhone(m) && !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

func digitsOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// personal says that a text is a phone number, a NIK, a mail address, or some
// of these, and nothing else.
func personal(value string) bool {
	if len(value) > longestPersonal {
		return false
	}
	line := model.CleanLine(value)
	rest := mail.ReplaceAllString(line, "")
	found := rest != line
	for _, n := range append(phonesIn(rest), niksIn(rest)...) {
		rest, found = strings.ReplaceAll(rest, n, ""), true
	}
	return found && !strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// nameIn is the name with which an answer begins, before numbers and the
// like; empty where it begins otherwise.
func (l lexicon) nameIn(line string) string {
	end := strings.IndexFunc(line, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(parted+"(+:", r) })
	if end >= 0 {
		line = line[:end]
	}
	words := strings.Fields(strings.Trim(line, " -–.,"))
	for len(words) > 0 && anyOf(model.Words(words[len(words)-1]), l.Words.Contact) {
		words = words[:len(words)-1] // "Rekaan Sentosa HP 0811…"
	}
	name := strings.Join(words, " ")
	if l.noName(name) || !l.readsLikeName(titled(name)) {
		return ""
	}
	return name
}

// titled begins every word with a capital.
func titled(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	return strings.Join(words, " ")
}
