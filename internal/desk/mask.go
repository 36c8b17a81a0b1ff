package desk

import (
	"context"
	"maps"
	"strings"

	"piket/internal/seal"
	"piket/model"
)

// mask replaces the reporter's own name, numbers and address in every free
// text, and keeps the texts as told behind the seal.
func mask(r Report, who model.Reporter) (Report, model.Reporter) {
	if who.Empty() && len(who.Original) == 0 {
		return r, who
	}
	m := masker{of: seal.NewMasker(who), original: map[string]string{}}
	maps.Copy(m.original, who.Original)
	r.Facts = r.Facts.Clean().Edited(m.edit)
	r.Reinterview, r.Callback = r.Reinterview.Edited(m.edit), r.Callback.Edited(m.edit)
	if len(m.original) > 0 {
		who.Original = m.original
	}
	return r, who
}

// masker takes a reporter out of the texts of a report, and keeps what was
// told.
type masker struct {
	of       *seal.Masker
	original map[string]string // field → text as told
}

func (m masker) edit(t model.Text, told string) string {
	open := hidden(m.of, t.Kind, told)
	if open != told {
		m.original[t.Field] = strings.TrimPrefix(m.original[t.Field]+"\n"+told, "\n")
	}
	return open
}

// hidden is a text without a reporter. Somebody may bear their name, or be
// them; they may live where it happened.
func hidden(of *seal.Masker, kind model.TextKind, told string) string {
	switch kind {
	case model.Prose, model.Phrase:
		return of.Text(told)
	case model.Whereto:
		return of.Place(told)
	case model.Person:
		return of.Number(told)
	case model.Label:
	}
	return told
}

// masked is a command without what its texts say about who reported: the
// cases it is on, and where its text goes beyond its case, the cases that an
// officer most likely speaks of. An identity is read for this alone, where
// there is a text at all, and shown to nobody. Where it cannot be read the
// command stays as it is: the work goes on. The report of OpenCase was masked
// before it was sealed.
func (s *Session) masked(ctx context.Context, c model.Command) model.Command {
	if _, sealed := c.(model.OpenCase); sealed || !speaks(c) {
		return c
	}
	for _, id := range about(c) {
		if who, ok := s.reporter(ctx, id); ok {
			of := seal.NewMasker(who)
			c = model.Edited(c, func(t model.Text, told string) string { return hidden(of, t.Kind, told) })
		}
	}
	if !carries(c) {
		return c
	}
	s.lookBehind(ctx)
	return model.Edited(c, s.desk.names.edit)
}

// speaks says whether a command has a text in which a reporter may stand.
func speaks(c model.Command) bool {
	found := false
	model.Edited(c, func(t model.Text, told string) string {
		found = found || told != "" && t.Kind != model.Label
		return told
	})
	return found
}

// about are the cases that the texts of a command speak of.
func about(c model.Command) []model.CaseID {
	switch c := c.(type) {
	case model.WriteLog:
		return c.Note.Cases
	case model.NoteLine:
		return ofLine(c.Line)
	case model.AnswerLine:
		return ofLine(c.Line.Key)
	case model.ReplyLine:
		return ofLine(c.Line)
	}
	if first := c.Streams()[0]; first.Kind() == model.OfCase {
		return []model.CaseID{model.CaseID(first)}
	}
	return nil
}

func ofLine(key model.LineKey) []model.CaseID {
	if id := key.Case(); id != "" {
		return []model.CaseID{id}
	}
	return nil
}

// carries says whether the texts of a command come before people, and onto a
// paper, who may know of any case.
func carries(c model.Command) bool {
	switch c := c.(type) {
	case model.ChangeStatus:
		return c.To == model.Waiting
	case model.OpenSeal, model.SwapWatch:
		return true
	}
	kind := c.Streams()[0].Kind()
	return kind == model.OfWatch || kind == model.OfHandover
}
