package handover

import (
	"context"
	"maps"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
)

// acted is what came of something said.
type acted struct {
	done string // kept text that is no longer needed
	said string // in passing, once it is done
	over *saying
	err  error
}

// act carries something out, and asks how the handover stands after it.
// Answers to earlier questions are void.
func (s *Screen) act(done, said string, do func(context.Context) error) tea.Cmd {
	s.turn++
	s.acts++
	s.busy = false
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		return acted{done: done, said: said, err: do(ctx)}
	}
}

func (s *Screen) acted(m acted) tea.Cmd {
	s.acts--
	var cmds []tea.Cmd
	switch {
	case m.over != nil && unseen(m.err): // once it is known what the other one said
		s.walking, s.clash = false, m.over
	case m.over != nil && lineChanged(m.err): // once it is known what is new in it
		s.walking, s.stale = false, m.over
	case m.err != nil:
		s.walking = false
		cmds = append(cmds, s.refused(m.err))
	default:
		if m.done != "" {
			cmds = append(cmds, s.kept.Drop(m.done), s.kept.Keep())
		}
		if m.said != "" {
			cmds = append(cmds, s.toast(m.said, false))
		}
	}
	return tea.Batch(append(cmds, s.reload())...)
}

// sendPlan says what comes next of a line, and leads to the next one that is
// missing where the officer goes through them.
func (s *Screen) sendPlan(e *entry, o model.Outlook) tea.Cmd {
	name := keptName(plan, e.Key)
	if o == e.Outlook {
		return tea.Batch(s.kept.Drop(name), s.walk())
	}
	s.p.Outlooks = maps.Clone(s.p.Outlooks)
	if s.p.Outlooks == nil {
		s.p.Outlooks = map[model.LineKey]model.Outlook{}
	}
	s.p.Outlooks[e.Key] = o
	s.noted[e.Key] = true
	s.rebuild()
	giver, id := s.cfg.Giver, s.id
	send := s.tell(saying{plan, e.Key, o.Next, func(ctx context.Context, seen uint64) error {
		return giver.NoteLine(ctx, id, e.Key, o, seen)
	}}, s.seen)
	return tea.Batch(send, s.walk())
}

// walk opens the next line that is missing; the last one ends it.
func (s *Screen) walk() tea.Cmd {
	if !s.walking {
		return nil
	}
	if !s.toNext() {
		s.walking = false
		return s.toast(s.t("handover.all-planned"), false)
	}
	e, _ := s.current()
	s.write(s.wanted(e), e)
	return nil
}

// wanted is what a line waits for from the outgoing officer.
func (s *Screen) wanted(e *entry) writing {
	if e.asked() {
		return reply
	}
	return plan
}

// sendText says one text of a line.
func (s *Screen) sendText(w writing, e *entry, text string) tea.Cmd {
	switch w {
	case readBack:
		return s.sendAnswer(w, e, desk.Reply{Verdict: model.Accepted, ReadBack: text})
	case question:
		return s.sendAnswer(w, e, desk.Reply{Verdict: model.Questioned, Text: text})
	case decline:
		return s.sendAnswer(w, e, desk.Reply{Verdict: model.Declined, Text: text})
	case reply:
		return s.sendReply(e, text)
	case remark, plan:
	}
	name := keptName(remark, e.Key)
	if text == s.p.Remark {
		return s.kept.Drop(name)
	}
	s.p.Remark = text
	s.rebuild()
	giver, id := s.cfg.Giver, s.id
	return s.tell(saying{remark, e.Key, text, func(ctx context.Context, seen uint64) error {
		return giver.RemarkHandover(ctx, id, text, seen)
	}}, s.seen)
}

func (s *Screen) sendReply(e *entry, text string) tea.Cmd {
	a := e.answer
	a.Reply = text
	s.answerShown(e.Key, a)
	giver, id := s.cfg.Giver, s.id
	send := s.tell(saying{reply, e.Key, text, func(ctx context.Context, _ uint64) error { return giver.ReplyLine(ctx, id, e.Key, text) }}, s.seen)
	return tea.Batch(send, s.walk())
}

// sendAnswer says the incoming officer's word to a line as it stands, and
// goes on to the next one that waits.
func (s *Screen) sendAnswer(w writing, e *entry, r desk.Reply) tea.Cmd {
	s.answerShown(e.Key, model.LineAnswer{
		Verdict: r.Verdict, Text: r.Text, ReadBack: r.ReadBack, Seq: e.line.Seq, By: s.me(), At: s.ctx.Now(),
	})
	if s.p.In == "" || s.p.In != s.me() {
		s.p.In = s.me()
	}
	s.toNext()
	taker, id := s.cfg.Taker, s.id
	return s.tell(saying{w, e.Key, s.answerInShort(r.Verdict, r.Text, r.ReadBack), func(ctx context.Context, seen uint64) error {
		r.Seen = seen
		return taker.AnswerLine(ctx, id, e.line, r)
	}}, s.seen)
}

// answerShown shows an answer before the journal has it.
func (s *Screen) answerShown(key model.LineKey, a model.LineAnswer) {
	s.p.Answers = maps.Clone(s.p.Answers)
	if s.p.Answers == nil {
		s.p.Answers = map[model.LineKey]model.LineAnswer{}
	}
	s.p.Answers[key] = a
	s.rebuild()
}

// accept takes a line on; a grave one is said back first.
func (s *Screen) accept(e *entry) tea.Cmd {
	switch {
	case !e.wants:
		if s.list.move(1); s.list.key() == e.Key { // the last one: nothing else says that the key is for nothing
			return s.toast(s.t("handover.closed-told"), true)
		}
		return nil
	case e.Grave:
		s.write(readBack, e)
		return nil
	case e.stands && e.answer.Verdict == model.Accepted:
		s.list.move(1)
		return nil
	}
	s.seen = s.p.Version
	return s.sendAnswer(readBack, e, desk.Reply{Verdict: model.Accepted})
}

// toNext goes to the next line that waits for this officer, round the end.
func (s *Screen) toNext() bool {
	from := s.list.index()
	for i := range s.entries {
		if e := s.entries[(from+1+i)%len(s.entries)]; s.todo(e) {
			s.list.find(e.Key)
			return true
		}
	}
	return false
}

// offer says that the outgoing officer is done.
func (s *Screen) offer() tea.Cmd {
	if n := s.count((*entry).missing); n > 0 {
		s.list.toFirst(s.entries, (*entry).missing)
		return s.blamed(s.t("handover.still-missing", locale.A{"n": n}), func() bool { return s.count((*entry).missing) == n })
	}
	giver, id := s.cfg.Giver, s.id
	return s.act("", s.t("handover.offered"), func(ctx context.Context) error { return giver.OfferHandover(ctx, id) })
}

// added is an addition to a sealed handover.
type added struct {
	p    desk.Passing
	text string
	err  error
}

// add begins an addition to a sealed handover, with its text.
func (s *Screen) add(text string) tea.Cmd {
	giver, id := s.cfg.Giver, s.id
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		p, err := giver.AddToHandover(ctx, id, text)
		return added{p, text, err}
	}
}

func (s *Screen) added(m added) tea.Cmd {
	if m.err != nil { // nothing of the text is lost: the next try begins with it
		return tea.Batch(s.kept.Put(addTitle, m.text), s.refused(m.err))
	}
	s.phase, s.id, s.first = loading, m.p.ID, nil
	s.entries = nil
	sent := tea.Batch(s.kept.Drop(addTitle), s.kept.Keep())
	return tea.Batch(sent, s.begin(s.cfg.Desk.Passing))
}

// printed says where the paper went.
type printed struct {
	where string
	err   error
}

func (s *Screen) paper() tea.Cmd {
	paper, id := s.cfg.Paper, s.id
	if paper == nil {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		where, err := paper(ctx, id)
		return printed{where, err}
	}
}

func (s *Screen) printed(m printed) tea.Cmd {
	if m.err != nil {
		return s.refused(m.err)
	}
	return s.toast(s.t("handover.printed", locale.A{"where": m.where}), false)
}

func (s *Screen) countersign(note, pin string) tea.Cmd {
	taker, id, by := s.cfg.Taker, s.id, s.cfg.Proof(s.me(), pin)
	return s.act(noteTitle, s.t("handover.countersigned"), func(ctx context.Context) error { return taker.Countersign(ctx, id, note, by) })
}

// openCase opens the file of the case a line is about.
func (s *Screen) openCase(e *entry) tea.Cmd {
	if e.caseID() == "" {
		return nil
	}
	return screen.Send(screen.OpenCase{ID: e.caseID()})
}
