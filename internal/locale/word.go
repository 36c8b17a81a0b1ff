package locale

import "maps"

// Label is an office's own word for a code.
type Label struct{ Group, Code, Text string }

// With is a printer that also knows an office's own labels. They stand before
// those of the catalogue, short forms included.
func (p *Printer) With(labels []Label) *Printer {
	own := *p
	own.texts = maps.Clone(p.texts)
	for _, l := range labels {
		own.texts["word."+l.Group+"."+l.Code] = text{other: form{{lit: l.Text}}}
		delete(own.texts, "word."+l.Group+"-short."+l.Code)
	}
	return &own
}

// Word is the label of a code: Word("status", "acting") is "Ditindaklanjuti".
// The groups and codes are those of the word catalogue. A code without a
// label is shown as itself, since an office may have added it.
func (p *Printer) Word(group, code string) string {
	key := "word." + group + "." + code
	if !p.Has(key) {
		return code
	}
	return p.T(key)
}

// Short is the label of a code for a narrow column, at most ten cells wide,
// fourteen for a violation; a code without a short label gets its full one.
func (p *Printer) Short(group, code string) string {
	key := "word." + group + "-short." + code
	if !p.Has(key) {
		return p.Word(group, code)
	}
	return p.T(key)
}

// KeptField is what the field is called that a reporter's own words were in.
func (p *Printer) KeptField(kept string) string {
	switch kept {
	case "subject":
		kept = "subjects"
	case "callback":
		kept = "note"
	}
	return p.Word("field", kept)
}
