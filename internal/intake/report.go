package intake

import (
	"io"
	"strings"
	"unicode/utf8"

	"piket/internal/desk"
	"piket/internal/intake/strictjson"
	"piket/model"
	"piket/model/nation"
)

// ParseReport reads one report as JSON. Refusals are *model.Error of kind
// invalid that name the field and its line; warnings are about what is odd
// but may be true.
//
// Besides the documented fields it takes what else the domain keeps:
// check_in, check_out, evidence, received, key; name and lodging of a place;
// alias, age, note and permit_expiry of a subject. An area may be given by
// name, a nationality by name or code. The key makes a second delivery of the
// same report a no-op; only its fingerprint is kept.
func ParseReport(r io.Reader, refs Refs) (desk.Report, []Warning, error) {
	top, err := strictjson.Read(r)
	if err != nil {
		return desk.Report{}, nil, err
	}
	p := reportParser{refs: refs}
	if err := strictjson.Object(p.fields())(top, ""); err != nil {
		return desk.Report{}, nil, err
	}
	if err := p.complete(); err != nil {
		return desk.Report{}, nil, err
	}
	return p.out, p.warnings(), nil
}

type reportParser struct {
	refs Refs
	out  desk.Report
}

func (p *reportParser) fields() strictjson.Fields {
	f := &p.out.Facts
	return strictjson.Fields{
		"kind":      strictjson.Code(&f.Kind, model.Kinds()),
		"channel":   strictjson.Code(&f.Channel, model.Channels()),
		"occurred":  strictjson.Moment(&f.Occurred),
		"received":  strictjson.Moment(&p.out.Received),
		"violation": strictjson.Code(&p.out.Violation, p.refs.violations()),
		"urgency":   strictjson.Code(&p.out.Urgency, model.Urgencies()),
		"place":     strictjson.Object(p.place(&f.Place)),
		"narrative": strictjson.Text(&f.Narrative),
		"subjects":  strictjson.List(model.MaxSubjects, "subjects-too-many", p.subject),
		"check_in":  strictjson.Day(&f.CheckIn),
		"check_out": strictjson.Day(&f.CheckOut),
		"evidence":  strictjson.List(model.MaxSubjects, "evidence-too-many", p.evidence),
		"reporter":  strictjson.Object(p.reporter(&p.out.Reporter)),
		"key":       strictjson.Line(&p.out.Key),
	}
}

func (p *reportParser) place(to *model.Place) strictjson.Fields {
	return strictjson.Fields{
		"name":    strictjson.Line(&to.Name),
		"lodging": strictjson.Code(&to.Lodging, model.Lodgings()),
		"address": strictjson.Line(&to.Address),
		"lat":     strictjson.Number(&to.Lat),
		"lon":     strictjson.Number(&to.Lon),
		"area": func(v strictjson.Value, path string) error {
			var typed string
			err := strictjson.Line(&typed)(v, path)
			if err == nil {
				to.Area, err = p.refs.area(typed)
			}
			return err
		},
	}
}

func (p *reportParser) subject(i int) strictjson.Into {
	p.out.Facts.Subjects = append(p.out.Facts.Subjects, model.Subject{})
	to := &p.out.Facts.Subjects[i]
	return strictjson.Object(strictjson.Fields{
		"name":          strictjson.Line(&to.Name),
		"alias":         strictjson.Line(&to.Alias),
		"nationality":   nationality(&to.Nationality, i+1),
		"sex":           strictjson.Code(&to.Sex, model.Sexes()),
		"age":           strictjson.Whole(&to.Age),
		"age_about":     strictjson.Truth(&to.AgeAbout),
		"passport":      strictjson.Line(&to.Passport),
		"permit":        strictjson.Code(&to.Permit, model.Permits()),
		"permit_expiry": strictjson.Day(&to.PermitExpiry),
		"note":          strictjson.Text(&to.Note),
	})
}

func nationality(to *string, n int) strictjson.Into {
	return func(v strictjson.Value, path string) error {
		var typed string
		if err := strictjson.Line(&typed)(v, path); err != nil || typed == "" {
			return err
		}
		found, ok := nation.Parse(typed)
		if !ok {
			return badInput("nationality-unknown", model.Args{"n": n, "nationality": typed})
		}
		*to = found
		return nil
	}
}

func (p *reportParser) evidence(i int) strictjson.Into {
	p.out.Facts.Evidence = append(p.out.Facts.Evidence, "")
	return strictjson.Line(&p.out.Facts.Evidence[i])
}

func (p *reportParser) reporter(to *model.Reporter) strictjson.Fields {
	return strictjson.Fields{
		"name":    strictjson.Line(&to.Name),
		"phone":   strictjson.Line(&to.Phone),
		"nik":     strictjson.Line(&to.NIK),
		"address": strictjson.Line(&to.Address),
	}
}

// complete checks what no single field shows.
func (p *reportParser) complete() error {
	switch f := p.out.Facts; {
	case f.Kind == "":
		return missing("kind", model.Kinds())
	case f.Channel == "":
		return missing("channel", model.Channels())
	}
	p.out.Facts = p.out.Facts.Clean()
	if p.out.Key != "" && p.refs.Fingerprint != nil {
		p.out.Key = "report:" + p.refs.Fingerprint([]byte(p.out.Key))
	}
	return Fits(p.out.Reporter)
}

// missing refuses a report without a field that holds one of some codes.
func missing[T ~string](field string, codes []T) error {
	var choices []string
	for _, c := range codes {
		choices = append(choices, string(c))
	}
	return badInput("report-field-missing", model.Args{"field": field, "choices": strings.Join(choices, ", ")})
}

// The most characters of each part of an identity.
const (
	maxName    = 200
	maxNumber  = 40
	maxAddress = 600
)

// Fits refuses an identity longer than any can be.
func Fits(r model.Reporter) error {
	for _, part := range []struct {
		field, value string
		most         int
	}{
		{"name", r.Name, maxName},
		{"phone", r.Phone, maxNumber},
		{"nik", r.NIK, maxNumber},
		{"address", r.Address, maxAddress},
	} {
		if utf8.RuneCountInString(part.value) > part.most {
			return badInput("text-too-long", model.Args{"field": part.field, "max": part.most})
		}
	}
	return nil
}
