package locale

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

// Short is the label of a code for a narrow column, at most ten cells wide;
// a code without a short label gets its full one.
func (p *Printer) Short(group, code string) string {
	key := "word." + group + "-short." + code
	if !p.Has(key) {
		return p.Word(group, code)
	}
	return p.T(key)
}
