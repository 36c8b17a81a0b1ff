package handover

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// saying is something said of a line that another officer may have said
// otherwise since it was last looked at.
type saying struct {
	what writing
	key  model.LineKey
	mine string // in short
	send func(ctx context.Context, seen uint64) error
}

// topic is under which the journal remembers who said it last.
func (x saying) topic() model.Topic {
	switch x.what {
	case plan:
		return model.OutlookTopic(x.key)
	case remark:
		return model.RemarkTopic
	case readBack, question, decline, reply:
	}
	return model.AnswerTopic(x.key)
}

// replaced says it although somebody else has said it otherwise: what they
// said has been seen up to a version of the handover.
type replaced struct {
	by   saying
	seen uint64
}

// leftAs leaves what another officer has said.
type leftAs struct{ by saying }

// shelve takes what was typed out of what waits to be sent. It is at hand in
// the editor of its line while this screen is open.
func (s *Screen) shelve(x saying) tea.Cmd {
	name := keptName(x.what, x.key)
	texts := map[string]string{}
	for _, f := range []string{"text", "next", "by", "who", "if", "then"} {
		if t := s.kept.Text(name + "/" + f); t != "" {
			texts[f] = t
		}
	}
	if len(texts) == 0 {
		return nil
	}
	s.shelved[name] = texts
	return tea.Batch(s.kept.Drop(name), s.kept.Keep(), s.toast(s.t("handover.shelved", locale.A{"mine": x.mine}), false))
}

// tell says it, based on a version of the handover.
func (s *Screen) tell(x saying, seen uint64) tea.Cmd {
	do := s.act(keptName(x.what, x.key), "", func(ctx context.Context) error { return x.send(ctx, seen) })
	return func() tea.Msg {
		m, _ := do().(acted)
		m.over = &x
		return m
	}
}

// unseen says that something was refused because another officer has said
// it otherwise.
func unseen(err error) bool {
	return errors.Is(err, &model.Error{Key: "handover-said"}) || errors.Is(err, &model.Error{Key: "handover-accepted"})
}

// askWhichStands shows who said what, and asks which of the two stands. What
// was typed here stays kept either way.
func (s *Screen) askWhichStands() tea.Cmd {
	x := *s.clash
	s.clash = nil
	last := s.p.Said[x.topic()]
	e, ok := s.entryOf(x.key)
	if !ok {
		return nil
	}
	s.list.find(x.key)
	theirs := s.standing(x, e)
	return screen.Send(screen.ShowDialog{Unasked: true, Dialog: &dialog.Confirm{
		Ctx: s.ctx, Title: s.t("handover.clash-title", locale.A{"what": s.headline(e)}),
		Question: s.t("handover.clash", locale.A{"officer": s.ctx.OfficerName(last.By), "theirs": theirs, "mine": x.mine}),
		Yes:      s.t("handover.clash-replace"), No: s.t("handover.clash-keep"),
		OnYes: replaced{x, s.p.Version}, OnNo: leftAs{x},
	}})
}

// standing is what stands now of what was to be said, in short.
func (s *Screen) standing(x saying, e *entry) string {
	switch x.what {
	case plan:
		return e.Outlook.Next
	case remark:
		return s.remark()
	case readBack, question, decline, reply:
	}
	return s.answerInShort(e.answer.Verdict, e.answer.Text, e.answer.ReadBack)
}

// answerInShort is an answer in a line.
func (s *Screen) answerInShort(v model.Verdict, texts ...string) string {
	parts := []string{s.ctx.Print.Word("verdict", string(v))}
	for _, t := range texts {
		if t != "" {
			parts = append(parts, flat(t))
		}
	}
	return strings.Join(parts, ": ")
}
