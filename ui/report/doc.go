// Package report is the form a report is typed into while somebody stands at
// the desk or is on the telephone: six sections on one page that scrolls, a
// page to look everything over, and what to tell the reporter once it is
// saved.
//
// # What is typed
//
// A Draft holds the texts as typed and is the only truth; the widget of the
// field with the focus writes into it on every key, all other fields are
// drawn from it. Texts are read into facts when they are shown and when the
// report is saved. What cannot be read is never refused: it is kept as words
// where a person will find it, and said so beside the field.
//
// # What is kept
//
// The draft is stored sealed within a second of a change, when a field is
// left and when the form is, and is dropped only after the report was
// acknowledged as saved. It carries the report's idempotency key, so that
// saving it a second time, after a crash in between, makes no second case.
package report
