package report

import (
	"strconv"

	"piket/model"
)

// section is one part of the form.
type section int

const (
	sectionEvent section = iota
	sectionPeople
	sectionPlace
	sectionReporter
	sectionSecond
	sectionReview
	sectionCount
)

// name is the end of the section's catalogue key.
func (s section) name() string {
	return [sectionCount]string{"event", "people", "place", "reporter", "second", "review"}[s]
}

// shape is how a field is typed into.
type shape int

const (
	shapeLine   shape = iota // one line of text
	shapeArea                // several lines
	shapeCombo               // a list that opens as one types
	shapeFew                 // one of a few, side by side
	shapeFlag                // yes or no
	shapeAction              // Enter does something
)

// field is one stop of the focus. One of text, pick and flag points into the
// draft.
type field struct {
	id      string // the same in every session: drafts remember it
	name    string // report.label.<name>
	section section
	shape   shape
	index   int // of the person, or of the question; else -1
	text    *string
	pick    *Picked
	flag    *bool
	wide    int // cells of the input; 0: as many as there are
	limit   int // most characters; 0: the widget's own
}

// The widths of short fields.
const (
	wideMoment = 20
	wideShort  = 22
)

// fields lists the stops of a draft in the order of the form. The list holds
// until a person comes or goes, or the kind, the reporter's anonymity or the
// call-back change.
func fields(d *Draft) []field {
	list := eventFields(d)
	for i := range d.People {
		list = append(list, personFields(&d.People[i], i)...)
	}
	list = append(list, field{id: "add", name: "add", section: sectionPeople, shape: shapeAction, index: -1})
	list = append(list, placeFields(d)...)
	list = append(list, reporterFields(d)...)
	if d.interviewed() {
		list = append(list, interviewFields(d)...)
	} else {
		list = append(list, callbackFields(d)...)
	}
	return append(list, field{id: "review", name: "review", section: sectionSecond, shape: shapeAction, index: -1})
}

func eventFields(d *Draft) []field {
	list := []field{
		fewField("kind", &d.Kind),
		lineField("occurred", &d.Occurred.Text, wideMoment),
		areaField("narrative", &d.Narrative, model.MaxNarrative),
	}
	if d.Kind == string(model.Complaint) {
		list = append(list, comboField("violation", &d.Violation))
	}
	return in(sectionEvent, append(list, fewField("urgency", &d.Urgency)))
}

func personFields(p *Person, i int) []field {
	list := in(sectionPeople, []field{
		lineField("name", &p.Name, 0),
		lineField("alias", &p.Alias, 0),
		comboField("nationality", &p.Nationality),
		fewField("sex", &p.Sex),
		lineField("age", &p.Age, wideShort),
		lineField("passport", &p.Passport, wideShort),
		comboField("permit", &p.Permit),
		lineField("permit-expiry", &p.PermitExpiry, wideShort),
		areaField("note", &p.Note, model.MaxNote),
	})
	for k := range list {
		list[k].id, list[k].index = personField(i, list[k].name), i
	}
	list[5].limit = model.MaxPassport
	return list
}

// personField is the id of a field of the person at an index.
func personField(i int, name string) string { return "person." + strconv.Itoa(i) + "." + name }

func placeFields(d *Draft) []field {
	list := []field{
		lineField("place", &d.Place.Name, 0),
		comboField("lodging", &d.Place.Lodging),
		lineField("address", &d.Place.Address, 0),
		comboField("area", &d.Place.Area),
		lineField("pin", &d.Place.Pin, 0),
	}
	list[2].limit = model.MaxAddress
	if d.Kind == string(model.Presence) {
		list = append(list, lineField("check-in", &d.CheckIn, wideShort), lineField("check-out", &d.CheckOut, wideShort))
	}
	return in(sectionPlace, list)
}

func reporterFields(d *Draft) []field {
	list := []field{{id: "anonymous", name: "anonymous", shape: shapeFlag, index: -1, flag: &d.Anonymous}}
	if !d.Anonymous {
		list = append(
			list,
			lineField("reporter-name", &d.Reporter.Name, 0),
			lineField("phone", &d.Reporter.Phone, wideShort),
			lineField("nik", &d.Reporter.NIK, wideShort),
			lineField("reporter-address", &d.Reporter.Address, 0),
		)
	}
	return in(sectionReporter, list)
}

func interviewFields(d *Draft) []field {
	var list []field
	for i, q := range model.Questions() {
		f := areaField("answer", &d.Answers[i].Text, model.MaxNote)
		f.id, f.index, f.flag = "answer."+q, i, &d.Answers[i].Contradiction
		list = append(list, f)
	}
	return in(sectionSecond, append(list, areaField("impression", &d.Impression, model.MaxNote)))
}

func callbackFields(d *Draft) []field {
	list := []field{fewField("reached", &d.Reached)}
	if d.Reached == yes {
		list = append(list, fewField("confirmed", &d.Confirmed))
	}
	if d.Reached != "" {
		list = append(list, areaField("call-note", &d.CallNote, model.MaxNote))
	}
	return in(sectionSecond, list)
}

func lineField(name string, text *string, wide int) field {
	return field{id: name, name: name, shape: shapeLine, index: -1, text: text, wide: wide}
}

func areaField(name string, text *string, limit int) field {
	return field{id: name, name: name, shape: shapeArea, index: -1, text: text, limit: limit}
}

func comboField(name string, pick *Picked) field {
	return field{id: name, name: name, shape: shapeCombo, index: -1, pick: pick}
}

func fewField(name string, text *string) field {
	return field{id: name, name: name, shape: shapeFew, index: -1, text: text}
}

func in(s section, list []field) []field {
	for i := range list {
		list[i].section = s
	}
	return list
}

// about is the person a field describes, -1 for none.
func (f field) about() int {
	if f.section == sectionPeople {
		return f.index
	}
	return -1
}
