package seal

import (
	"regexp"
	"slices"
	"strings"

	"piket/model"
)

// kept are the fields under which texts of the case are kept as told; what
// they hold may be about anybody.
const kept = " narrative place address subject evidence impression question answer callback "

const longestAnswer = 300 // bytes; longer ones are stories

// mails are mail addresses in a text, in small letters where that is ASCII.
var mails = regexp.MustCompile(`[\pL\pN._%+\-]+@[\pL\pN\-]+(?:\.[\pL\pN\-]+)+`)

// dialled are runs of digits as people write numbers.
var dialled = regexp.MustCompile(`\+?\(?[0-9][0-9 ().\-–]{6,}[0-9]`)

// bearAnswers takes in the numbers and mail addresses among a reporter's
// other answers, such as a second phone.
func (m *Masker) bearAnswers(r model.Reporter) {
	m.bearMails(r.Address)
	for field, text := range r.Original {
		if oneOf(kept, field) || len(text) > longestAnswer {
			continue
		}
		m.bearMails(text)
		for part := range strings.FieldsFuncSeq(text, partsNumbers) {
			for _, found := range dialled.FindAllString(part, -1) {
				switch d := digits(found); {
				case len(d) == nikLength:
					m.bearNumber(d)
				case len(d) >= minPhone && len(d) < nikLength:
					m.bearNumber(nationalPart(NormalPhone(found)))
				}
			}
		}
	}
}

func (m *Masker) bearMails(text string) {
	for _, found := range mails.FindAllString(text, -1) {
		m.mails = append(m.mails, strings.ToLower(found))
	}
}

func (m *Masker) bearNumber(number string) {
	if len(number) >= minMaskedDigit && !slices.Contains(m.numbers, number) {
		m.numbers = append(m.numbers, number)
	}
}

// inMails finds the reporter's mail addresses.
func (m *Masker) inMails(text string, found []span) []span {
	if len(m.mails) == 0 {
		return found
	}
	for _, at := range mails.FindAllStringIndex(text, -1) {
		if slices.Contains(m.mails, strings.ToLower(text[at[0]:at[1]])) {
			found = append(found, span{at[0], at[1]})
		}
	}
	return found
}
