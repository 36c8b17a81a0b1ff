package screen

import (
	"net/url"
	"strings"

	"piket/model"
)

// Route is what a screen wants open. Its Place leads there again, from
// another process too, should the one that holds the store end.
type Route interface{ Place() Place }

// Placed is a screen that knows better than the route it was opened by what
// would open it again as it stands; nil for nothing.
type Placed interface{ Route() Route }

// Place names a screen and says what it shows.
type Place struct{ Screen, At string }

// The names of the screens in a Place. They are written down by one process
// and read by another.
const (
	caseScreen      = "case"
	reportScreen    = "report"
	handoverScreen  = "handover"
	dutyLogScreen   = "log"
	handoversScreen = "handovers"
	searchScreen    = "search"
	officersScreen  = "officers"
)

// Place names the case.
func (o OpenCase) Place() Place { return Place{caseScreen, string(o.ID)} }

// Place names the channel and the draft.
func (o OpenReport) Place() Place {
	return Place{reportScreen, string(o.Channel) + apart + o.Draft}
}

// Place names the handover, the line and what is being written of it.
func (o OpenHandover) Place() Place {
	return Place{handoverScreen, strings.Join([]string{string(o.ID), string(o.Line), o.Writing}, apart)}
}

// Place has nothing to add.
func (OpenDutyLog) Place() Place { return Place{Screen: dutyLogScreen} }

// Place has nothing to add.
func (OpenHandovers) Place() Place { return Place{Screen: handoversScreen} }

// Place leaves the words out: they may be a reporter's.
func (OpenSearch) Place() Place { return Place{Screen: searchScreen} }

// Place has nothing to add.
func (OpenOfficers) Place() Place { return Place{Screen: officersScreen} }

const apart = "/" // between the parts of a place

// Route leads to a place; nil where nobody knows it.
func (p Place) Route() Route {
	at := strings.Split(p.At, apart)
	part := func(n int) string {
		if n < len(at) {
			return at[n]
		}
		return ""
	}
	switch p.Screen {
	case caseScreen:
		return OpenCase{ID: model.CaseID(p.At)}
	case reportScreen:
		channel, draft, _ := strings.Cut(p.At, apart) // a draft's name has parts of its own
		return OpenReport{Channel: model.Channel(channel), Draft: draft}
	case handoverScreen:
		return OpenHandover{ID: model.HandoverID(part(0)), Line: model.LineKey(part(1)), Writing: part(2)}
	case dutyLogScreen:
		return OpenDutyLog{}
	case handoversScreen:
		return OpenHandovers{}
	case searchScreen:
		return OpenSearch{}
	case officersScreen:
		return OpenOfficers{}
	}
	return nil
}

// WritePlaces is where routes lead as one word without a blank, the lowest
// screen first.
func WritePlaces(routes []Route) string {
	words := make([]string, 0, len(routes))
	for _, r := range routes {
		p := r.Place()
		words = append(words, p.Screen+":"+url.QueryEscape(p.At))
	}
	return strings.Join(words, ",")
}

// ReadPlaces is the routes to what WritePlaces wrote. What it does not
// understand it leaves out.
func ReadPlaces(word string) []Route {
	var out []Route
	for w := range strings.SplitSeq(word, ",") {
		name, at, _ := strings.Cut(w, ":")
		at, err := url.QueryUnescape(at)
		if r := (Place{name, at}).Route(); err == nil && r != nil {
			out = append(out, r)
		}
	}
	return out
}
