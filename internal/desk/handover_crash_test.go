package desk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"piket/internal/desk"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

const filePage = 4096

// crash is the file before and after one commit. Everything a sudden end can
// leave is made of the two: the pages are written in their order, and the
// head, which makes them count, after all the others.
type crash struct{ before, after []byte }

// head says whether a page is one of the two heads of the file.
func head(page int) bool { return page < 2 }

// changed are the pages that the commit wrote, heads last.
func (c crash) changed() (pages []int, heads int) {
	var last []int
	for page := range len(c.after) / filePage {
		was := c.page(c.before, page)
		if bytes.Equal(was, c.page(c.after, page)) {
			continue
		}
		if head(page) {
			last = append(last, page)
			continue
		}
		pages = append(pages, page)
	}
	return append(pages, last...), len(last)
}

func (crash) page(file []byte, page int) []byte {
	if (page+1)*filePage > len(file) {
		return make([]byte, filePage)
	}
	return file[page*filePage : (page+1)*filePage]
}

// left is the file with some of those pages written, and half of one more.
func (c crash) left(pages []int, torn int) []byte {
	file := make([]byte, len(c.after)) // it is made longer first
	copy(file, c.before)
	for _, p := range pages {
		copy(file[p*filePage:], c.page(c.after, p))
	}
	if torn >= 0 {
		copy(file[torn*filePage:], c.page(c.after, torn)[:filePage/2])
	}
	return file
}

// standsAs is what a store tells of the handover and of who holds which case.
func standsAs(t *testing.T, file []byte, id model.HandoverID) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), storage.FileName)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := storage.Open(storage.Config{Path: path, NoSync: true})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	defer s.Close()
	if r, err := s.Check(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("check: %v %v", r.Faults, err)
	}
	history, err := s.Records(t.Context(), id.Stream())
	if err != nil {
		t.Fatal(err)
	}
	h := model.FoldHandover(history)
	out, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%d %s", s.Seq(), out)
	w, err := s.Window(t.Context(), model.WindowQuery{After: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range w.Rows {
		text += fmt.Sprintf(" %s:%s", r.Number, r.Owner)
		if moved := r.Owner == storagetest.Admin; moved != h.Sealed() && r.Owner != "" {
			t.Fatalf("%s is %s's while the handover is sealed: %v", r.Number, r.Owner, h.Sealed())
		}
	}
	return text
}

// step is one command of a handover.
type step struct {
	name string
	do   func() error
}

// steps are a handover from its beginning to both signatures.
func steps(t *testing.T, out, in *desk.Session, id model.HandoverID) []step {
	t.Helper()
	ctx := t.Context()
	passing := func() desk.Passing {
		p, err := out.Passing(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	all := []step{{"begin", func() error { _, err := out.BeginHandover(ctx, id); return err }}}
	for i := range 2 {
		all = append(all, step{fmt.Sprintf("note %d", i), func() error {
			return out.NoteLine(ctx, id, passing().Lines[i].Key, model.Outlook{Next: "telepon pelapor", By: morning.Add(time.Hour), Who: "Sari"}, 0)
		}})
	}
	all = append(all, step{"remark", func() error { return out.RemarkHandover(ctx, id, "kunci di laci", 0) }},
		step{"offer", func() error { return out.OfferHandover(ctx, id) }},
		step{"question", func() error {
			return in.AnswerLine(ctx, id, passing().Lines[0], desk.Reply{Verdict: model.Questioned, Text: "sejak kapan?"})
		}},
		step{"reply", func() error { return out.ReplyLine(ctx, id, passing().Lines[0].Key, "sejak kemarin") }})
	for i := range 2 {
		all = append(all, step{fmt.Sprintf("accept %d", i), func() error {
			return in.AnswerLine(ctx, id, passing().Lines[i], desk.Reply{Verdict: model.Accepted, ReadBack: "saya telepon pelapornya"})
		}})
	}
	for _, side := range []model.Side{model.SideOut, model.SideIn} {
		who, session := storagetest.Officer, out
		if side == model.SideIn {
			who, session = storagetest.Admin, in
		}
		all = append(all, step{"sign " + string(side), func() error {
			_, err := session.Sign(ctx, signing(id, side, who, passing()))
			return err
		}})
	}
	return all
}

// TestHandoverSurvivesASuddenEnd cuts every step of a handover off after every
// page it writes. What is left is the state before the step or the one after
// it, never anything between: above all no case that changed hands without
// both signatures.
func TestHandoverSurvivesASuddenEnd(t *testing.T) {
	w, out, in := guard(t, 2)
	_, id, _, err := out.WatchToHandOver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(w.dir, storage.FileName)
	read := func() []byte {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	states := 0
	for _, s := range steps(t, out, in, id) {
		c := crash{before: read()}
		if err := s.do(); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		c.after = read()
		states += c.try(t, s.name, id)
	}
	if states < 50 {
		t.Errorf("only %d sudden ends were tried", states)
	}
	p, err := out.Passing(t.Context(), id)
	if err != nil || !p.Sealed() {
		t.Errorf("not sealed in the end: %v", err)
	}
}

func (c crash) try(t *testing.T, name string, id model.HandoverID) (states int) {
	t.Helper()
	pages, heads := c.changed()
	if heads != 1 || len(pages) < 2 {
		t.Fatalf("%s: %d pages and %d heads are no single commit", name, len(pages), heads)
	}
	before, after := standsAs(t, c.before, id), standsAs(t, c.after, id)
	if before == after {
		t.Fatalf("%s: nothing happened", name)
	}
	for n := range len(pages) + 1 {
		for _, torn := range append([]int{-1}, pages[min(n, len(pages)-1)]) {
			want := before
			if n == len(pages) {
				want, torn = after, -1
			}
			if got := standsAs(t, c.left(pages[:n], torn), id); got != want && (torn < 0 || !head(torn) || got != after) {
				t.Errorf("%s, cut off after %d of %d pages: neither before nor after it:\n%s", name, n, len(pages), got)
			}
			states++
		}
	}
	return states
}
