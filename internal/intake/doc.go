// Package intake is the office's letter box for what comes in as data: the
// report JSON of the command line, and the answers of a Google Form. It turns
// outside bytes into desk.Report values, or refuses them with a reason; it
// opens no case itself, so nothing gets past the desk.
//
// Whatever a form asks about the person who answers it goes behind the seal:
// name, number and address into their own fields, everything else as told. So
// does a column of which nothing says what it is about: the journal forgets
// nothing, and a mapping file can let it into the account, while nothing can
// take it out. No answer is lost: those that are part of the report and have no
// field of their own stand in the account, headed by their question.
package intake

import "piket/model"

// badInput is a refusal of what was handed in.
func badInput(key string, args model.Args) error {
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: args}
}
