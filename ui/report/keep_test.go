package report

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// program runs a form as Bubble Tea does: every command in a goroutine of its
// own, its answer whenever it comes, until the power goes.
type program struct {
	r    *rig
	mu   sync.Mutex // the form and history are changed by one at a time
	dead bool
	past []moment // the draft as it was, and since when
}

type moment struct {
	at    time.Time
	draft string
}

func (p *program) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				p.run(c)
			}
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.dead {
			p.tell(msg)
		}
	}()
}

// tell gives the form a message and remembers what its draft is now.
func (p *program) tell(msg tea.Msg) {
	switch m := msg.(type) {
	case nil, screen.Toast, screen.Close:
		return
	case screen.ShowDialog:
		p.r.dialog = m.Dialog
		return
	case screen.CloseDialog:
		p.r.dialog = nil
		p.tell(m.Result)
		return
	}
	_, cmd := p.r.s.Update(msg)
	p.note()
	p.run(cmd)
}

func (p *program) note() {
	data, err := json.Marshal(p.r.s.draft)
	if err != nil {
		p.r.t.Fatal(err)
	}
	if n := len(p.past); n == 0 || p.past[n-1].draft != string(data) {
		p.past = append(p.past, moment{time.Now(), string(data)})
	}
}

// press sends a key as the root would.
func (p *program) press(k tea.KeyPressMsg) {
	p.mu.Lock()
	defer p.mu.Unlock()
	bindings, typing := p.r.s.Bindings(), p.r.s.Typing()
	if p.r.dialog != nil {
		d, cmd := p.r.dialog.Update(screen.Did{Intent: screen.Back})
		p.r.dialog = d
		p.run(cmd)
		return
	}
	if i, ok := intent(bindings, k.String(), typing); ok {
		p.tell(screen.Did{Intent: i})
	} else if typing {
		p.tell(k)
	}
}

// kill is the power going: no answer arrives any more.
func (p *program) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dead = true
}

// at is what the draft was at an instant.
func (p *program) at(t time.Time) int {
	for i := len(p.past) - 1; i > 0; i-- {
		if !p.past[i].at.After(t) {
			return i
		}
	}
	return 0
}

// undated is a test without a deadline: a bubble has none.
type undated struct{ rapid.TB }

// TestKilledAnyTime types at random, kills the desk at random, and takes the
// draft up again: it is the form as it was at most a wait, a write and the
// write before it earlier. The clock is that of the bubble, so the waits are exact.
func TestKilledAnyTime(t *testing.T) {
	const every, write = 700 * time.Millisecond, 50 * time.Millisecond
	synctest.Test(t, func(t *testing.T) {
		rapid.Check(undated{t}, func(rt *rapid.T) {
			r := newRig(t, locale.Indonesian)
			r.shelf.slow = write
			r.cfg = func(c *Config) { c.DraftEvery = every }
			p := &program{r: r}
			r.open(model.WalkIn, "")
			p.note()
			for range rapid.IntRange(1, 60).Draw(rt, "keys") {
				p.press(uitest.Key(rapid.SampledFrom([]string{
					"a", "b", "c", "d", "e", "f", "g", "h", "space", "i", "enter", "tab", "shift+tab", "down", "up", "left", "right", "backspace",
					"ctrl+n", "ctrl+p", "ctrl+t", "ctrl+x", "ctrl+o", "ctrl+r", "alt+2", "alt+4",
				}).Draw(rt, "key")))
				time.Sleep(time.Duration(rapid.SampledFrom([]int{0, 1, 20, 130, 400, 900}).Draw(rt, "pause")) * time.Millisecond)
			}
			killed := time.Now()
			p.kill()
			synctest.Wait()
			stored, there := r.stored() // before what is under way reaches the disk
			time.Sleep(time.Minute)     // what is under way ends, unheard
			check(rt, p, stored, there, killed.Add(-every-2*write))
		})
	})
}

// check looks the stored draft up in the past.
func check(rt *rapid.T, p *program, stored Draft, there bool, earliest time.Time) {
	if p.r.s.page == pageDone || p.r.s.sending {
		return // the report went to the desk, and the draft with it
	}
	data, err := json.Marshal(stored)
	if err != nil {
		rt.Fatal(err)
	}
	first := p.at(earliest)
	if !there {
		if first > 0 && !untouched(rt, p.past[first].draft) {
			rt.Fatalf("nothing is stored of %s", p.past[first].draft)
		}
		return
	}
	for _, m := range p.past[first:] {
		if m.draft == string(data) {
			return
		}
	}
	rt.Fatalf("stored is\n%s\nnot what it was at most a wait ago:\n%s", data, p.past[first].draft)
}

// untouched says that nothing was ever typed, so that nothing need be stored.
func untouched(rt *rapid.T, draft string) bool {
	var d Draft
	if err := json.Unmarshal([]byte(draft), &d); err != nil {
		rt.Fatal(err)
	}
	return d.blank()
}

// TestDraftsComeInOrder lets an older state be written after a newer one.
func TestDraftsComeInOrder(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	k := newKeeper(r.drafts, r.s.draft.form())
	older, newer := r.s.draft.clone(), r.s.draft.clone()
	older.Narrative, newer.Narrative = "lama", "baru"
	for _, step := range []struct {
		draft    Draft
		revision int
		done     bool
	}{{newer, 2, true}, {older, 1, true}} {
		if done, _, err := k.store(step.draft, step.revision); err != nil || done != step.done {
			t.Errorf("storing revision %d: %v, %v", step.revision, done, err)
		}
	}
	if d, _ := r.stored(); d.Narrative != "baru" {
		t.Errorf("stored is %q", d.Narrative)
	}
	if err := k.drop(); err != nil {
		t.Fatal(err)
	}
	if done, _, err := k.store(newer, 3); done || err != nil {
		t.Errorf("storing after the drop: %v, %v", done, err)
	}
	if _, there := r.stored(); there {
		t.Error("a write after the drop brought the draft back")
	}
}

func TestKeepStoresAtOnce(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	if r.s.Keep() != nil {
		t.Error("an untouched form has something to keep")
	}
	r.at("narrative").typeText("sampai sini")
	cmd := r.s.Keep()
	if cmd == nil {
		t.Fatal("nothing to keep")
	}
	cmd()
	if d, there := r.stored(); !there || d.Narrative != "sampai sini" {
		t.Errorf("stored is %q, %v", d.Narrative, there)
	}
}

// TestAFailingDiskIsTriedAgain says so meanwhile.
func TestAFailingDiskIsTriedAgain(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "")
	r.shelf.fail = &model.Error{Kind: model.KindUnavailable, Key: "store-full", Args: model.Args{"path": "/data"}}
	r.at("narrative").typeText("x")
	waiting := r.waiting
	r.waiting = nil
	for _, w := range waiting {
		r.settle(tell(uitest.Answer(t, w)))
	}
	r.says("Draf belum tersimpan")
	r.shelf.fail = nil
	r.rest()
	if d, there := r.stored(); !there || d.Narrative != "x" {
		t.Error("it was not tried again")
	}
	r.says("draf tersimpan 23:41")
}

// TestTheDraftNamesNobody looks for the reporter in what is on disk.
func TestTheDraftNamesNobody(t *testing.T) {
	r := newRig(t, locale.Indonesian).open(model.WalkIn, "").complaint().rest()
	for key, d := range r.shelf.drafts {
		for _, secret := range []string{"Siti", "0811", "bengkel"} {
			if containsText(string(d.Data)+key, secret) {
				t.Errorf("%q lies open in the draft", secret)
			}
		}
	}
	if s := fmt.Sprintf("%v %+v %#v", r.s.draft, r.s.draft, r.s.draft); s != "[draft] [draft] [draft]" {
		t.Errorf("a draft prints as %s", s)
	}
}
