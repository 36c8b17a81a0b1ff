package widget

import (
	"strconv"

	"piket/internal/locale"
	"piket/ui/cell"
	"piket/ui/style"
)

// Words are the texts in the language of the session; a screen.Ctx has them.
type Words interface {
	T(key string, args ...locale.A) string
}

// Full says that a field had no room for n characters.
func Full(words Words, n int) string { return words.T("field.full", locale.A{"n": n}) }

// full is what a field says of the text it had no room for: nothing that was
// typed may go missing without a word.
type full struct {
	words Words // nil: a sign alone says it
	left  int   // characters that were left out, since there was room last
}

// LeftOut is how many characters the field had no room for. It forgets them
// once its text is shorter again.
func (f *full) LeftOut() int { return f.left }

// took notes what a change left out, and how much room there is after it. It
// reports whether that is news.
func (f *full) took(leftOut, room int) (changed bool) {
	before := f.left
	if f.left += leftOut; room > 0 {
		f.left = 0
	}
	return f.left != before
}

// note is what is said in a field of a width, room left for the text itself;
// empty when nothing was left out.
func (f *full) note(st *style.Set, width int) string {
	if f.left == 0 || width < 4 {
		return ""
	}
	said := []string{"!"}
	if f.words != nil {
		said = []string{"! " + Full(f.words, f.left), "! " + f.words.T("field.full-short") + " +" + strconv.Itoa(f.left), "!"}
	}
	for len(said) > 1 && cell.Width(said[0])+1+min(12, width/2) > width {
		said = said[1:]
	}
	return st.Warn.Render(said[0])
}
