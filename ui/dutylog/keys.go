package dutylog

import (
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/screen"
)

// intents of the log
const (
	write   screen.Intent = "write"
	correct screen.Intent = "correct"
	before  screen.Intent = "span-before"
	after   screen.Intent = "span-after"
	byDay   screen.Intent = "by-day"
	narrow  screen.Intent = "narrow"
	toPaper screen.Intent = "print"
)

// Bindings are the keys of the log.
func (s *Screen) Bindings() []screen.Binding {
	bind := func(i screen.Intent, help string, bar bool, keys ...string) screen.Binding {
		return screen.Binding{Intent: i, Keys: keys, Help: help, Bar: bar}
	}
	list := []screen.Binding{bind(write, "dutylog.key-write", true, "n")}
	if cur, ok := s.current(); ok && cur.Entry != nil && cur.Entry.CorrectedBy == 0 {
		list = append(list, bind(correct, "dutylog.key-correct", true, "c"))
	}
	for i := range list {
		list[i].Need = model.NeedAct
	}
	if cur, ok := s.current(); ok && caseOf(cur) != "" {
		list = append(list, bind(screen.Enter, "dutylog.key-case", true, "enter"))
	}
	step := bind(before, "dutylog.key-before", true, "left", "h")
	step.Show = "←→"
	list = append(list, step, bind(after, "dutylog.key-after", false, "right", "l"))
	if s.span.watch.ID != "" {
		list = append(list, bind(byDay, "dutylog.key-day", true, "d"))
	} else {
		list = append(list, bind(byDay, "dutylog.key-watch", true, "d"))
	}
	list = append(list, bind(narrow, "dutylog.key-kind", true, "f"))
	if s.cfg.Paper != nil {
		list = append(list, bind(toPaper, "dutylog.key-print", true, "p"))
	}
	return append(append(list, screen.Movement()...), bind(screen.Back, "key.back", true, "esc"))
}

// caseOf is the first case a line names.
func caseOf(l line) model.CaseID {
	switch {
	case l.Entry == nil && l.Event.Stream.Kind() == model.OfCase:
		return model.CaseID(l.Event.Stream)
	case l.Entry != nil && len(l.Entry.Cases) > 0:
		return l.Entry.Cases[0]
	}
	return ""
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	if n, moves := i.Lines(max(1, s.rows()-1)); moves {
		s.move(n)
		return nil
	}
	cur, there := s.current()
	switch i {
	case screen.Back:
		return screen.Send(screen.Close{})
	case before:
		return s.step(-1)
	case after:
		return s.step(1)
	case byDay:
		return s.byDay()
	case narrow:
		return s.pickKind()
	case toPaper:
		return s.paper()
	case write:
		return s.write(nil, nil)
	case correct:
		if there && cur.Entry != nil {
			return s.write(cur.Entry, cur.numbers)
		}
	case screen.Enter:
		if there && caseOf(cur) != "" {
			return screen.Send(screen.OpenCase{ID: caseOf(cur)})
		}
	default:
	}
	return nil
}
