package locale

import (
	"errors"

	"piket/model"
)

// Error is what a person reads about an error: what happened and what to do,
// in one line. A *model.Error anywhere in the chain is written from the
// catalogue; of any other error nothing is shown but that it happened, since
// its text is for the log and may hold what must not be on a screen. Nil is
// the empty string.
func (p *Printer) Error(err error) string {
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*model.Error](err)
	if !ok || !p.Has("error."+e.Key) {
		return p.T("error.unknown")
	}
	return p.T("error."+e.Key, A(e.Args))
}
