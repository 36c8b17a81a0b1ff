package intake

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"piket/model"
)

// Field is what the answers of a form's column become.
type Field string

// The fields. The answers of Other stand in the account, headed by the
// question; nothing is Other unless its question or a mapping file says that
// it belongs to what is reported.
const (
	Timestamp       Field = "timestamp"        // when the form was sent: when the report was received
	Date            Field = "date"             // the day as the reporter gave it; kept if it is another
	Occurred        Field = "occurred"         // when it happened
	Kind            Field = "kind"             // complaint or presence report
	Narrative       Field = "narrative"        // the account
	Subject         Field = "subject"          // who or what is complained about
	Nationality     Field = "nationality"      // of the subject
	Passport        Field = "passport"         // of the subject
	Place           Field = "place"            // name of the place
	Address         Field = "address"          // of the place
	Area            Field = "area"             // code or name of the place's area
	Evidence        Field = "evidence"         // links
	ReporterName    Field = "reporter-name"    // behind the seal, like all that begin so
	ReporterPhone   Field = "reporter-phone"   //
	ReporterNIK     Field = "reporter-nik"     //
	ReporterAddress Field = "reporter-address" //
	ReporterTrait   Field = "reporter-trait"   // what many share: sex, age, work
	ReporterOther   Field = "reporter"         // anything else that tells who it is
	Other           Field = "other"            // a line of the account
	Ignore          Field = "ignore"           // left out
)

// Fields lists every field a mapping file may name.
func Fields() []Field {
	return []Field{
		Timestamp, Date, Occurred, Kind, Narrative, Subject, Nationality, Passport, Place, Address, Area, Evidence,
		ReporterName, ReporterPhone, ReporterNIK, ReporterAddress, ReporterTrait, ReporterOther, Other, Ignore,
	}
}

// Mapping says what the columns of an unusual form mean, by their headers,
// whatever the letter case. It goes before what the desk would make of them.
type Mapping map[string]Field

// folded is the mapping by the folded text of the headers.
func (m Mapping) folded() map[string]Field {
	out := map[string]Field{}
	for _, header := range slices.Sorted(maps.Keys(m)) {
		out[model.Fold(header)] = m[header]
	}
	return out
}

// missing are the headers that no column has, quoted as they were written.
func (m Mapping) missing(columns []column) []string {
	there := map[string]bool{}
	for _, c := range columns {
		there[model.Fold(c.header)] = true
	}
	var out []string
	for _, header := range slices.Sorted(maps.Keys(m)) {
		if !there[model.Fold(header)] {
			out = append(out, `"`+header+`"`)
		}
	}
	return out
}

// ParseMapping reads a mapping file:
//
//	[columns]
//	"Ceritakan dengan kata-kata Anda" = "narrative"
//	"Setuju dengan ketentuan?" = "ignore"
func ParseMapping(r io.Reader) (Mapping, error) {
	var file struct{ Columns map[string]Field }
	meta, err := toml.NewDecoder(io.LimitReader(r, 1<<20)).Decode(&file)
	if err != nil {
		line := 0
		if wrong, ok := errors.AsType[toml.ParseError](err); ok {
			line = wrong.Position.Line
		}
		return nil, badInput("mapping-syntax", model.Args{"line": line})
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, badInput("mapping-key", model.Args{"key": extra[0].String()})
	}
	out := Mapping{}
	for _, header := range slices.Sorted(maps.Keys(file.Columns)) {
		f := file.Columns[header]
		if !slices.Contains(Fields(), f) {
			return nil, badInput("mapping-field", model.Args{"header": header, "field": string(f), "fields": fieldNames()})
		}
		out[header] = f
	}
	return out, nil
}

// fieldNames is a list of its own: a refusal quotes a long text in part only.
func fieldNames() []string {
	var names []string
	for _, f := range Fields() {
		names = append(names, string(f))
	}
	return names
}

//go:embed columns.toml
var columnsFile string

// lexicon is columns.toml, read.
type lexicon struct {
	Columns map[Field][]string
	Words   struct {
		Reporter, About, Contact, Story, Personal []string // what a question is about
		Possessive, Unpossessed                   []string
		Others, Nameless, Named, Kin              []string
		Presence, Complaint, Anonymous            []string
	}
}

func readLexicon() (lexicon, error) {
	var l lexicon
	if _, err := toml.Decode(columnsFile, &l); err != nil {
		return l, fmt.Errorf("columns: %w", err)
	}
	return l, nil
}

// column is one column of a form.
type column struct {
	header string // made harmless; "#3" for the third where it says nothing
	field  Field
	// id stands for the column in the fingerprints of rows. It does not
	// depend on mapping files, and is the same in either language.
	id      string
	unknown bool // nothing says what the column is about: sealed to be safe
	about   bool // it asks about the person who is reported
	named   bool // it asks for the name of the person who answers
	kin     bool // it asks about somebody of theirs
}

// asTold says that the column's answers are kept beside their question.
func (c column) asTold() bool {
	return c.field == Other || c.field == ReporterOther || c.field == ReporterTrait
}

// columns reads a form's header.
func (l lexicon) columns(cells []string, m Mapping) []column {
	var out []column
	mapping := m.folded()
	for i, cell := range cells {
		c := column{header: cmp.Or(model.CleanLine(cell), fmt.Sprintf("#%d", i+1))}
		c.field, c.unknown = l.field(cell)
		words := model.Words(cell)
		c.about, c.named, c.kin = anyOf(words, l.Words.About), anyOf(words, l.Words.Named), anyOf(words, l.Words.Kin)
		if c.id = string(c.field); c.asTold() {
			c.id = "?" + strings.Join(headerWords(cell), " ")
		}
		if mapped, ok := mapping[model.Fold(c.header)]; ok {
			c.field, c.unknown = mapped, false
		}
		out = append(out, c)
	}
	return ownDistrict(out)
}

// ownDistrict takes a bare Kecamatan for the reporter's where another column
// asks for the district of what happened.
func ownDistrict(columns []column) []column {
	bare := func(c column) bool { return c.field == Area && len(headerWords(c.header)) == 1 }
	if !slices.ContainsFunc(columns, func(c column) bool { return c.field == Area && !bare(c) }) {
		return columns
	}
	for i, c := range columns {
		if bare(c) {
			columns[i].field = ReporterOther
		}
	}
	return columns
}

// field is what a header asks for. What the lexicon has no question for goes
// by its words; a header that none of them explains is unknown, and sealed:
// what has once stood in a journal cannot be taken out again.
func (l lexicon) field(header string) (f Field, unknown bool) {
	if f, ok := l.question(headerWords(header)); ok {
		return f, false
	}
	words, w := model.Words(header), l.Words
	switch {
	case anyOf(words, w.Reporter), l.possessed(words):
		return ReporterOther, false
	case anyOf(words, w.About):
		return Other, false
	case anyOf(words, w.Contact):
		return ReporterOther, false
	case anyOf(words, w.Story):
		return Other, false
	case anyOf(words, w.Personal):
		return ReporterOther, false
	}
	return ReporterOther, true
}

// possessed says that something of the reporter's is asked for, as in "Nama
// Anda dan nama WNA", other than in "WNA yang Anda lihat".
func (l lexicon) possessed(words []string) bool {
	w := l.Words
	for i, word := range words {
		switch {
		case slices.Contains(w.Possessive, word):
			if i > 0 && !slices.Contains(w.Unpossessed, words[i-1]) {
				return true
			}
		case word == "your" || word == "my":
			if i+1 < len(words) && !slices.Contains(w.Unpossessed, words[i+1]) {
				return true
			}
		}
	}
	return false
}

// question is the field of the longest question that the header asks.
func (l lexicon) question(words []string) (Field, bool) {
	best, longest := Other, 0
	for field, questions := range l.Columns {
		others := l.Words.Others
		if !field.sealed() {
			others = slices.Concat(others, l.Words.Reporter, l.Words.Contact)
		}
		for _, q := range questions {
			if n := answers(words, strings.Fields(q), others); n > longest {
				best, longest = field, n
			}
		}
	}
	return best, longest > 0
}

// sealed says that the field's answers are the reporter's.
func (f Field) sealed() bool { return strings.HasPrefix(string(f), string(ReporterOther)) }

// answers is how many words of a question the header is, or begins with; 0
// when it is another question. One word alone must be the whole header, and a
// header that goes on must not turn to somebody else.
func answers(header, question, others []string) int {
	n := len(question)
	switch {
	case slices.Equal(header, question):
		return 1000
	case n < 2 || len(header) < n || !slices.Equal(header[:n], question):
		return 0
	case anyOf(header[n:], others):
		return 0
	}
	return n
}

func anyOf(words, list []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}

// inBrackets is a hint within a question, such as "(sesuai KTP)".
var inBrackets = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)

// headerWords are the words by which headers are compared.
func headerWords(header string) []string {
	if words := model.Words(inBrackets.ReplaceAllString(header, " ")); len(words) > 0 {
		return words
	}
	return model.Words(header)
}

// known counts the columns whose meaning the lexicon or the mapping knows.
func known(columns []column) int {
	n := 0
	for _, c := range columns {
		switch c.field {
		case Other, ReporterOther:
		case Timestamp:
			n += 10 // a form always has it
		default:
			n++
		}
	}
	return n
}
