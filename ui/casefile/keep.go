package casefile

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// kept is what was typed and not sent, by the name of its question. A name
// with a slash is a part of the one before it.
type kept struct {
	texts map[string]string
	dirty bool // not stored as it is
}

// add takes stored texts in; what was typed since is newer.
func (k *kept) add(stored map[string]string) {
	for name, text := range stored {
		if _, there := k.texts[name]; !there {
			k.texts[name] = text
		}
	}
}

// keep keeps a text under a name.
func (s *Screen) keep(name, text string) {
	before := len(s.unsent())
	if old, there := s.kept.texts[name]; there && old == text {
		return
	}
	s.kept.texts[name], s.kept.dirty = text, true
	if len(s.unsent()) != before {
		s.drawn.view = nil // only the head says so
	}
}

// forget drops a text and all its parts.
func (s *Screen) forget(name string) {
	for n := range s.kept.texts {
		if n == name || strings.HasPrefix(n, name+"/") {
			delete(s.kept.texts, n)
			s.kept.dirty, s.drawn.view = true, nil
		}
	}
}

// cut is the part of a kept text that says how many characters its field had
// no room for.
const cut = "/cut"

func (s *Screen) keepCut(name string, n int) {
	if n == 0 {
		s.forget(name + cut)
		return
	}
	s.keep(name+cut, strconv.Itoa(n))
}

// keptCut is what keepCut kept.
func (s *Screen) keptCut(name string) int {
	n, err := strconv.Atoi(s.kept.texts[name+cut])
	if err != nil {
		return 0 // nothing was, or another release wrote it
	}
	return n
}

// once is the part of a kept text that says with which command it will be
// sent. Where the line was lost before the answer came, the case tells by it
// that the text has arrived.
const once = "/once"

func (s *Screen) keepOnce(name string) {
	if _, there := s.kept.texts[name+once]; !there {
		s.keep(name+once, s.cfg.Desk.Meta(0).ID)
	}
}

// settle drops the kept texts that the case has already.
func (s *Screen) settle() {
	for name, id := range s.kept.texts {
		top, ok := strings.CutSuffix(name, once)
		if ok && slices.ContainsFunc(s.loaded.History, func(e model.Envelope) bool { return e.Correlation == id }) {
			s.forget(top)
		}
	}
}

// unsent are the questions with kept texts, in words.
func (s *Screen) unsent() []string { return Unsent(s.cfg.Ctx.Print, s.kept.texts) }

// Unsent are the questions that kept texts answer, in words.
func Unsent(print *locale.Printer, texts map[string]string) []string {
	seen := map[string]bool{}
	for name, text := range texts {
		top, _, _ := strings.Cut(name, "/")
		key := "case.unsent." + top
		if strings.HasSuffix(name, once) {
			continue
		}
		if (top == fix && !strings.HasSuffix(name, "/"+was) || top != fix && strings.TrimSpace(text) != "") && print.Has(key) {
			seen[print.T(key)] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// FormPrefix begins the names the desk keeps the texts of cases under; a case
// ID follows, and a map of texts is what is kept.
const FormPrefix = "case/"

// form is the name the desk keeps the texts of a case under.
func form(id model.CaseID) string { return FormPrefix + string(id) }

// keptFound is what the desk had kept.
type keptFound struct {
	id    model.CaseID
	texts map[string]string
}

func (s *Screen) loadKept() tea.Cmd {
	id, d := s.cfg.ID, s.cfg.Drafts
	if d == nil {
		return nil
	}
	p := s.cfg.Ctx.Print
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		found, err := d.Drafts(ctx, form(id))
		if err != nil {
			return screen.Toast{Text: p.Error(err), Bad: true}
		}
		m := keptFound{id: id, texts: map[string]string{}}
		for _, f := range found {
			if f.Form == form(id) && f.Into(&m.texts) != nil {
				return nil // written by another release: left alone
			}
		}
		return m
	}
}

// Keep stores what was typed and not sent, if it is not stored already.
func (s *Screen) Keep() tea.Cmd {
	d := s.cfg.Drafts
	if d == nil || !s.kept.dirty {
		return nil
	}
	s.kept.dirty = false
	id, texts := s.cfg.ID, maps.Clone(s.kept.texts)
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		var err error
		if len(texts) > 0 {
			err = d.SaveDraft(ctx, form(id), texts)
		} else {
			err = d.DropDraft(ctx, form(id))
		}
		if err != nil {
			return unkept{id: id, err: err}
		}
		return nil
	}
}

// unkept says that texts could not be stored: they are tried again.
type unkept struct {
	id  model.CaseID
	err error
}

func (s *Screen) unkept(m unkept) tea.Cmd {
	s.kept.dirty = true
	return screen.Send(screen.Toast{Text: s.t("case.unkept", locale.A{"why": s.cfg.Ctx.Print.Error(m.err)}), Bad: true})
}
