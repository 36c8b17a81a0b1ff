package report

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/model"
	"piket/ui/screen"
)

// saved is the desk's answer to a report.
type saved struct {
	form    string
	added   desk.Added
	err     error // the report was not taken in
	linkErr error // it was, but is not marked as a duplicate
	parted  parting
}

// send saves the report. Nothing is dropped before the desk said that it has
// it; a refusal leaves everything as it is.
func (s *Screen) send() tea.Cmd {
	if s.sending {
		return nil
	}
	s.sending, s.review.err = true, nil
	d, keeper, to, r, begun := s.draft.clone(), s.keep.keeper, s.cfg.Desk, s.report(), s.begun
	self := s.self
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), saveTimeout)
		defer cancel()
		m := saved{form: self}
		if m.added, m.err = to.AddReport(ctx, r); m.err != nil {
			return m
		}
		if m.added.Repeated && d.mark() != begun {
			m.parted, m.err = keeper.repeatedElsewhere(d)
			return m
		}
		if d.Original != "" {
			m.linkErr = link(ctx, to, m.added.Case, d.Original)
		}
		if err := keeper.drop(); err != nil {
			return m // it is offered again, and saving it again adds nothing
		}
		return m
	}
}

// link marks a case as a duplicate. That it is one already is no error: an
// earlier try came that far.
func link(ctx context.Context, to Desk, id, original model.CaseID) error {
	_, err := to.Do(ctx, model.LinkDuplicate{Meta: to.Meta(0), Case: id, Original: original})
	if errors.Is(err, &model.Error{Key: "already-linked"}) {
		return nil
	}
	return err
}

// saved shows what the report became, or why it did not.
func (s *Screen) saved(m saved) tea.Cmd {
	if m.form != s.self {
		return nil
	}
	s.sending = false
	if m.err != nil {
		s.review.err = m.err
		s.begun = s.draft.mark() // it may have been taken in all the same
		s.openReviewAt(0)
		return s.keepSoon()
	}
	if m.parted.key != "" {
		return s.savedElsewhere(m)
	}
	s.page = pageDone
	s.done = done{
		id: m.added.Case, number: m.added.Number, tracking: m.added.Tracking, repeated: m.added.Repeated,
		original: s.draft.Original, originalNumber: s.draft.OriginalNumber, linkErr: m.linkErr, channel: s.draft.Channel,
		urgent: s.draft.Urgency == string(model.Urgent),
	}
	s.draft = Draft{Key: s.draft.Key, Channel: s.draft.Channel, Started: s.draft.Started} // the reporter is sealed now
	s.line, s.area, s.combo, s.fields = nil, nil, nil, nil
	if s.done.linked() {
		return screen.Send(screen.Acted{Case: s.done.id, Number: s.done.number})
	}
	return nil
}
