// Package intake is the office's letter box for what comes in as data: the
// report JSON of the command line, and the answers of a Google Form. It turns
// outside bytes into desk.Report values, or refuses them with a reason; it
// opens no case itself, so nothing gets past the desk.
//
// Whatever a form asks about the person who answers it goes behind the seal:
// name, number and address into their own fields, everything else as told. Of
// all other answers nothing is lost: those without a field of their own stand
// in the account, headed by their question.
package intake

import "piket/model"

// badInput is a refusal of what was handed in.
func badInput(key string, args model.Args) error {
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: args}
}
