package screen

import (
	"slices"
	"strings"
	"testing"

	"piket/model"
)

func TestPlacesLeadBack(t *testing.T) {
	routes := []Route{
		OpenQueue{Case: "01CASE", Filter: "status=received&text=kos+%2F+losmen"},
		OpenQueue{Filter: "mine=1"},
		OpenDrafts{},
		OpenCase{ID: "01CASE"},
		OpenCase{ID: "01CASE", Pane: 1, Line: 40},
		OpenReport{Channel: model.Phone, Draft: "report/01C", Field: "person.0.name"},
		OpenOfficers{Mark: "sari"},
		OpenReport{Channel: model.Phone, Draft: "report/01C"},
		OpenDutyLog{},
		OpenHandovers{},
		OpenSearch{},
		OpenOfficers{},
		OpenHandover{ID: "20261121T2200-2", Line: "case.01CASE", Writing: "plan.who"},
		OpenHandover{},
	}
	word := WritePlaces(routes)
	if got := ReadPlaces(word); !slices.Equal(got, routes) || strings.ContainsAny(word, " \n") {
		t.Errorf("%q leads to %v", word, got)
	}
	if WritePlaces(nil) != "" || ReadPlaces("") != nil {
		t.Error("nothing leads somewhere")
	}
	if word := WritePlaces([]Route{OpenSearch{Text: "Rahmat"}}); strings.Contains(word, "Rahmat") {
		t.Errorf("words of a search are told: %q", word)
	}
}

func FuzzReadPlaces(f *testing.F) {
	f.Add("case:01,handover:a%2Fb%2Fplan.who,report:phone%2Freport%2F1")
	f.Add("zzz:%,::,")
	f.Fuzz(func(t *testing.T, word string) {
		routes := ReadPlaces(word)
		if again := ReadPlaces(WritePlaces(routes)); !slices.Equal(again, routes) {
			t.Errorf("%q: %v, then %v", word, routes, again)
		}
	})
}
