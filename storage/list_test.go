package storage_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piket/model"
	"piket/storage/storagetest"
)

// Paging from any anchor, up or down and whatever the filter, is reading the
// whole list.
func TestPagingIsTheWholeList(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		x := newMachine(scratch(t, dir))
		defer func() { _ = x.s.Close() }()
		x.setUp(t)
		for range rapid.IntRange(0, 25).Draw(t, "cases") {
			x.openCase(t)
			if rapid.Bool().Draw(t, "moves") {
				x.move(t)
				x.move(t)
			}
		}
		f := drawFilter(t)
		want := x.list(f)
		size := rapid.IntRange(1, 7).Draw(t, "page")
		if got := x.pageDown(t, f, size); !slices.Equal(got, want) {
			t.Fatalf("paging down: %v\nwant %v", got, want)
		}
		if got := x.pageUp(t, f, size); !slices.Equal(got, want) {
			t.Fatalf("paging up: %v\nwant %v", got, want)
		}
	})
}

func (x *machine) window(t *rapid.T, q model.WindowQuery) model.Window {
	q.Now = x.now
	w, err := x.s.Window(context.Background(), q)
	if err != nil {
		t.Fatalf("window %+v: %v", q, err)
	}
	return w
}

func (x *machine) pageDown(t *rapid.T, f model.Filter, size int) []model.CaseID {
	all := []model.CaseID{}
	w := x.window(t, model.WindowQuery{Filter: f, After: size})
	for {
		all = append(all, idsOf(w.Rows)...)
		if !w.Below {
			return all
		}
		last := w.Rows[len(w.Rows)-1]
		w = x.window(t, model.WindowQuery{Filter: f, Anchor: last.ID, Key: last.Key, After: size + 1})
		if w.Rows[0].ID != last.ID || !w.Above && len(all) > 1 {
			t.Fatalf("the next page begins with %s (above %v), want %s", w.Rows[0].ID, w.Above, last.ID)
		}
		w.Rows = w.Rows[1:]
	}
}

func (x *machine) pageUp(t *rapid.T, f model.Filter, size int) []model.CaseID {
	all := []model.CaseID{}
	w := x.window(t, model.WindowQuery{Filter: f, End: true, After: size})
	for {
		all = append(idsOf(w.Rows), all...)
		if !w.Above {
			return all
		}
		w = x.window(t, model.WindowQuery{Filter: f, Anchor: w.Rows[0].ID, Before: size, After: 1})
		w.Rows = w.Rows[:len(w.Rows)-1]
	}
}

// The row that takes the place of one that left stands where it stood.
func TestAnchorThatLeft(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	at := storagetest.Start()
	var rows []model.Row
	for i := range 5 {
		c := storagetest.Report(storagetest.Admin, at.Add(time.Duration(i)*time.Minute))
		r := storagetest.Do(t, s, c)
		row, err := s.Row(ctx, r.Case)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	anchor := rows[2]
	storagetest.Do(t, s, model.ChangeStatus{Meta: storagetest.Meta(storagetest.Admin, at), Case: anchor.ID, To: model.Analysing})
	storagetest.Do(t, s, model.ChangeStatus{
		Meta: storagetest.Meta(storagetest.Admin, at), Case: anchor.ID, To: model.Closed, Disposition: model.Guidance,
	})
	w, err := s.Window(ctx, model.WindowQuery{Anchor: anchor.ID, Key: anchor.Key, Before: 2, After: 2})
	if err != nil || len(w.Rows) != 4 || w.Anchor != 2 || w.Rows[w.Anchor].ID != rows[3].ID || w.Above || w.Below {
		t.Errorf("window %v at %d, %v", idsOf(w.Rows), w.Anchor, err)
	}
	w, err = s.Window(ctx, model.WindowQuery{Anchor: anchor.ID, After: 3, Filter: model.Filter{Statuses: model.Statuses()}})
	if err != nil || len(w.Rows) != 1 || w.Rows[0].ID != anchor.ID || w.Rows[0].Key != "" || !w.Above {
		t.Errorf("among all statuses: %v at %d, %v", idsOf(w.Rows), w.Anchor, err)
	}
	last := rows[4]
	w, err = s.Window(ctx, model.WindowQuery{Anchor: "gone", Key: last.Key + "ff", Before: 1, After: 5})
	if err != nil || len(w.Rows) != 2 || w.Rows[w.Anchor].ID != last.ID {
		t.Errorf("behind the last: %v at %d, %v", idsOf(w.Rows), w.Anchor, err)
	}
}

func TestRelated(t *testing.T) {
	s := storagetest.Open(t)
	ctx := context.Background()
	at := storagetest.Start()
	add := func(day int, change func(*model.OpenCase)) model.CaseID {
		c := storagetest.Report(storagetest.Admin, at.AddDate(0, 0, day))
		c.Facts.Subjects, c.Facts.Place = nil, model.Place{}
		change(&c)
		return storagetest.Do(t, s, c).Case
	}
	subjects := func(list ...model.Subject) func(*model.OpenCase) {
		return func(c *model.OpenCase) { c.Facts.Subjects = list }
	}
	place := func(p model.Place) func(*model.OpenCase) {
		return func(c *model.OpenCase) { c.Facts.Place = p }
	}
	passport := add(1, subjects(model.Subject{Passport: "E-123 4567"}))
	name := add(2, subjects(model.Subject{Name: "José Ángel Núñez"}))
	street := add(3, place(model.Place{Address: "Jl. Maulana Hasanuddin No. 12 RT 03/05", Area: "36.71.05.1003"}))
	hotel := add(4, place(model.Place{Name: "Hotel Narita", Area: "36.71.06"}))
	sender := add(5, func(c *model.OpenCase) {
		c.Reporter = &model.SealedReporter{Pseudonym: "K7QFABCD", Sealed: []byte("x")}
	})
	both := add(6, func(c *model.OpenCase) {
		c.Facts.Subjects = []model.Subject{{Name: "Bob Smith", Alias: "Angel Nunez", Passport: "X1"}}
		c.Facts.Place = model.Place{Name: "Kos Narita", Area: "36.71.06"}
	})
	for _, c := range []struct {
		name string
		q    model.RelatedQuery
		want []model.CaseID
	}{
		{"passport", model.RelatedQuery{Subjects: []model.Subject{{Passport: "e1234567"}}}, []model.CaseID{passport}},
		{"passport too short to tell", model.RelatedQuery{Subjects: []model.Subject{{Passport: "X1"}}}, nil},
		{"name in another order", model.RelatedQuery{Subjects: []model.Subject{{Name: "NUNEZ, Jose Angel"}}}, []model.CaseID{both, name}},
		{"part of the name", model.RelatedQuery{Subjects: []model.Subject{{Name: "nunez angel"}}}, []model.CaseID{both, name}},
		{"one word of it", model.RelatedQuery{Subjects: []model.Subject{{Name: "Angel"}}}, nil},
		{"street", model.RelatedQuery{Place: model.Place{Address: "jalan maulana hasanudin, Maulana Hasanuddin 12", Area: "36.71.05"}}, []model.CaseID{street}},
		{"street elsewhere", model.RelatedQuery{Place: model.Place{Address: "Jl. Maulana Hasanuddin 12", Area: "36.71.07"}}, nil},
		{"place by name", model.RelatedQuery{Place: model.Place{Name: "Penginapan Narita", Area: "36.71.06"}}, []model.CaseID{both, hotel}},
		{"reporter", model.RelatedQuery{Pseudonym: "K7QFABCD"}, []model.CaseID{sender}},
		{"reporter of the same short name", model.RelatedQuery{Pseudonym: "K7QFZZZZ"}, nil},
		{"too old", model.RelatedQuery{Subjects: []model.Subject{{Passport: "e1234567"}}, Since: at.AddDate(0, 0, 2)}, nil},
		{"itself", model.RelatedQuery{Subjects: []model.Subject{{Passport: "e1234567"}}, Except: passport}, nil},
		{"newest only", model.RelatedQuery{Subjects: []model.Subject{{Name: "Angel Nunez"}}, Limit: 1}, []model.CaseID{both}},
		{"nothing asked", model.RelatedQuery{}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.q.Since.IsZero() {
				c.q.Since = at.AddDate(0, 0, -1)
			}
			got, err := s.Related(ctx, c.q)
			var ids []model.CaseID
			for _, r := range got {
				ids = append(ids, r.Row.ID)
			}
			if err != nil || !slices.Equal(ids, c.want) {
				t.Errorf("%v, %v, want %v", ids, err, c.want)
			}
		})
	}
	got, err := s.Related(ctx, model.RelatedQuery{
		Subjects: []model.Subject{{Name: "Angel Nunez"}}, Place: model.Place{Name: "Narita", Area: "36.71.06"}, Since: at,
	})
	if err != nil || len(got) != 3 || !slices.Equal(got[0].Why, []model.RelatedBy{model.BySubject, model.ByPlace}) {
		t.Errorf("both reasons of one case: %+v, %v", got, err)
	}
}
