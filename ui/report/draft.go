package report

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"piket/model"
)

// FormPrefix begins the name of every report's draft, as desk.Drafts is asked
// for them.
const FormPrefix = "report/"

// Draft is a report as typed so far: texts, not yet facts. It may name the
// reporter, so it is stored sealed and never printed.
type Draft struct {
	Key     string        `json:"key"` // ULID; also the idempotency key of the report
	Channel model.Channel `json:"channel"`
	Started time.Time     `json:"started"` // when the typing began: the report's time of receipt
	At      string        `json:"at"`      // the field with the focus
	Review  bool          `json:"review,omitempty"`

	Kind      string `json:"kind"`
	Occurred  When   `json:"occurred"`
	Narrative string `json:"narrative,omitempty"`
	Violation Picked `json:"violation,omitzero"`
	Urgency   string `json:"urgency"`

	People []Person `json:"people"` // never empty

	Place    Place  `json:"place"`
	CheckIn  string `json:"check_in,omitempty"`
	CheckOut string `json:"check_out,omitempty"`

	Anonymous bool           `json:"anonymous,omitempty"`
	Reporter  model.Reporter `json:"reporter"` // kept while anonymous, in case that was a slip

	Answers    []Answer `json:"answers,omitempty"` // of the re-interview, one a question
	Impression string   `json:"impression,omitempty"`
	Reached    string   `json:"reached,omitempty"` // yes, no, or not tried
	Confirmed  string   `json:"confirmed,omitempty"`
	CallNote   string   `json:"call_note,omitempty"`

	// LeftOut is how many characters a field had no room for, by its id.
	LeftOut map[string]int `json:"left_out,omitempty"`

	Take           bool         `json:"take,omitempty"`
	Original       model.CaseID `json:"original,omitempty"` // the case this one repeats
	OriginalNumber string       `json:"original_number,omitempty"`
}

// When is a time as typed, and what it was read as at that moment: "kemarin"
// must not move on while the draft waits.
type When struct {
	Text  string    `json:"text,omitempty"`
	At    time.Time `json:"at,omitzero"`
	Vague bool      `json:"vague,omitempty"` // no hour was named
	Odd   bool      `json:"odd,omitempty"`   // could not be read
}

// Picked is an entry of a list, or a text that is none.
type Picked struct {
	Code string `json:"code,omitempty"`
	Text string `json:"text,omitempty"`
}

// Person is one reported person as typed.
type Person struct {
	Name         string `json:"name,omitempty"`
	Alias        string `json:"alias,omitempty"`
	Nationality  Picked `json:"nationality,omitzero"`
	Sex          string `json:"sex,omitempty"`
	Age          string `json:"age,omitempty"`
	Passport     string `json:"passport,omitempty"`
	Permit       Picked `json:"permit,omitzero"`
	PermitExpiry string `json:"permit_expiry,omitempty"`
	Note         string `json:"note,omitempty"`
}

// Place is where it happened, as typed.
type Place struct {
	Name    string `json:"name,omitempty"`
	Lodging Picked `json:"lodging,omitzero"`
	Address string `json:"address,omitempty"`
	Area    Picked `json:"area,omitzero"`
	Pin     string `json:"pin,omitempty"`
}

// Answer is what was said to one question of the re-interview.
type Answer struct {
	Text          string `json:"text,omitempty"`
	Contradiction bool   `json:"contradiction,omitempty"`
}

const (
	yes = "yes"
	no  = "no"
)

func newDraft(key string, channel model.Channel, now time.Time) Draft {
	return Draft{
		Key: key, Channel: channel, Started: now, At: "narrative", // the story is what an officer hears first
		Kind: string(model.Complaint), Urgency: string(model.Normal), People: []Person{{}},
		Answers: make([]Answer, len(model.Questions())),
	}
}

// String keeps the reporter out of every log.
func (Draft) String() string { return "[draft]" }

// GoString keeps the reporter out of %#v too.
func (Draft) GoString() string { return "[draft]" }

// form is the name under which the draft is stored.
func (d *Draft) form() string { return FormPrefix + d.Key }

// clone shares nothing with the draft, so that it can be stored while typing
// goes on.
func (d *Draft) clone() Draft {
	c := *d
	c.People, c.Answers = slices.Clone(d.People), slices.Clone(d.Answers)
	c.LeftOut = maps.Clone(d.LeftOut)
	return c
}

// leftOut notes how many characters the field with this id had no room for.
func (d *Draft) leftOut(id string, n int) {
	delete(d.LeftOut, id)
	if n > 0 && d.LeftOut == nil {
		d.LeftOut = map[string]int{}
	}
	if n > 0 {
		d.LeftOut[id] = n
	}
	if len(d.LeftOut) == 0 {
		d.LeftOut = nil
	}
}

// dropPerson takes a person out of the list.
func (d *Draft) dropPerson(i int) {
	d.People = slices.Delete(d.People, i, i+1)
	left := d.LeftOut
	d.LeftOut = nil
	for id, n := range left {
		part := strings.Split(id, ".")
		who, err := strconv.Atoi(part[min(1, len(part)-1)])
		switch {
		case part[0] != "person" || err != nil || who < i:
			d.leftOut(id, n)
		case who > i:
			d.leftOut(personField(who-1, part[2]), n)
		}
	}
}

// mend gives a draft that was read back what an older release left out.
func (d *Draft) mend() {
	if len(d.People) == 0 {
		d.People = []Person{{}}
	}
	for len(d.Answers) < len(model.Questions()) {
		d.Answers = append(d.Answers, Answer{})
	}
}

// blank says that nothing was typed but spaces and line breaks.
func (d *Draft) blank() bool {
	c, fresh := d.clone(), newDraft(d.Key, d.Channel, d.Started)
	c.At, c.Review = fresh.At, fresh.Review
	dropSpace(reflect.ValueOf(&c).Elem())
	return reflect.DeepEqual(c, fresh)
}

// dropSpace empties the texts that hold nothing but space.
func dropSpace(v reflect.Value) {
	switch v.Kind() { //nolint:exhaustive // no other kind holds a text
	case reflect.String:
		if v.CanSet() && missing(v.String()) {
			v.SetString("")
		}
	case reflect.Struct:
		for i := range v.NumField() {
			dropSpace(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			dropSpace(v.Index(i))
		}
	}
}

// interviewed says that the second questioning is the re-interview rather
// than the call-back.
func (d *Draft) interviewed() bool { return d.Channel != model.Phone }

// empty says that nothing is known about the person.
func (p Person) empty() bool { return p == Person{} }

// missing says that a text holds nothing but space.
func missing(text string) bool { return strings.TrimSpace(text) == "" }
