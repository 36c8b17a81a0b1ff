package screen

import (
	"net/url"
	"strconv"
	"strings"

	"piket/model"
)

// Route is what a screen wants open. Its Place leads there again, from
// another process too, should the one that holds the store end.
type Route interface{ Place() Place }

// Placed is a screen that knows better than the route it was opened by what
// would open it again as it stands; nil for nothing.
type Placed interface{ Route() Route }

// Written is a route into a text: Writes names the field that takes what is
// typed, and is empty where there is none.
type Written interface{ Writes() string }

// Place names a screen and says what it shows.
type Place struct{ Screen, At string }

// The names of the screens in a Place. They are written down by one process
// and read by another.
const (
	queueScreen     = "queue"
	draftsScreen    = "drafts"
	caseScreen      = "case"
	reportScreen    = "report"
	handoverScreen  = "handover"
	dutyLogScreen   = "log"
	handoversScreen = "handovers"
	searchScreen    = "search"
	officersScreen  = "officers"
)

// Place names the case under the cursor, and what the list is narrowed to.
func (o OpenQueue) Place() Place {
	return Place{queueScreen, string(o.Case) + apart + o.Filter}
}

// Place has nothing to add.
func (OpenDrafts) Place() Place { return Place{Screen: draftsScreen} }

// Place names the case, and how far it is scrolled.
func (o OpenCase) Place() Place {
	at := string(o.ID)
	if o.Pane != 0 || o.Line != 0 {
		at += apart + strconv.Itoa(o.Pane) + apart + strconv.Itoa(o.Line)
	}
	return Place{caseScreen, at}
}

// Place names the channel, the field and the draft.
func (o OpenReport) Place() Place {
	at := string(o.Channel)
	if o.Field != "" {
		at += inField + o.Field
	}
	return Place{reportScreen, at + apart + o.Draft}
}

// Writes is the field of the form.
func (o OpenReport) Writes() string { return o.Field }

// Place names the handover, the line and what is being written of it.
func (o OpenHandover) Place() Place {
	return Place{handoverScreen, strings.Join([]string{string(o.ID), string(o.Line), o.Writing}, apart)}
}

// Writes is the line and what is being written of it.
func (o OpenHandover) Writes() string {
	if o.Writing == "" {
		return ""
	}
	return string(o.Line) + apart + o.Writing
}

// Place has nothing to add.
func (OpenDutyLog) Place() Place { return Place{Screen: dutyLogScreen} }

// Place has nothing to add.
func (OpenHandovers) Place() Place { return Place{Screen: handoversScreen} }

// Place leaves the words out: they may be a reporter's.
func (OpenSearch) Place() Place { return Place{Screen: searchScreen} }

// Place names the officer under the mark.
func (o OpenOfficers) Place() Place { return Place{officersScreen, string(o.Mark)} }

const (
	apart   = "/" // between the parts of a place
	inField = "@" // between a form and the field of it
)

// Route leads to a place; nil where nobody knows it.
func (p Place) Route() Route {
	at := strings.Split(p.At, apart)
	part := func(n int) string {
		if n < len(at) {
			return at[n]
		}
		return ""
	}
	count := func(n int) int {
		many, _ := strconv.Atoi(part(n))
		return max(0, many)
	}
	switch p.Screen {
	case queueScreen:
		return OpenQueue{Case: model.CaseID(part(0)), Filter: part(1)}
	case draftsScreen:
		return OpenDrafts{}
	case caseScreen:
		return OpenCase{ID: model.CaseID(part(0)), Pane: count(1), Line: count(2)}
	case reportScreen:
		form, draft, _ := strings.Cut(p.At, apart) // a draft's name has parts of its own
		channel, field, _ := strings.Cut(form, inField)
		return OpenReport{Channel: model.Channel(channel), Draft: draft, Field: field}
	case handoverScreen:
		return OpenHandover{ID: model.HandoverID(part(0)), Line: model.LineKey(part(1)), Writing: part(2)}
	case dutyLogScreen:
		return OpenDutyLog{}
	case handoversScreen:
		return OpenHandovers{}
	case searchScreen:
		return OpenSearch{}
	case officersScreen:
		return OpenOfficers{Mark: model.OfficerID(p.At)}
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
