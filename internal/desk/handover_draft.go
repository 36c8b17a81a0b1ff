package desk

import (
	"context"
	"errors"
	"slices"
	"sync"

	"piket/model"
)

// draft reads what a handover tells of, all of one state of the journal: it
// reads again where the journal went on meanwhile.
func (s *Session) draft(ctx context.Context, h model.Handover, w model.Watch) ([]model.Line, uint64, error) {
	for try := 0; ; try++ {
		upto := s.Seq()
		lines, err := s.drafted(ctx, h, w, upto)
		if err != nil || s.Seq() == upto || try == mostDrafts {
			return lines, upto, err
		}
	}
}

const mostDrafts = 4

func (s *Session) drafted(ctx context.Context, h model.Handover, w model.Watch, upto uint64) ([]model.Line, error) {
	t := model.Tell{
		Office: s.Office(), Rules: s.Rules(), Now: s.Now(), Watch: w, Of: h.ID,
		Closed: map[model.CaseID]model.Row{}, Waiting: map[model.CaseID]string{}, Numbers: map[model.CaseID]model.Row{},
	}
	var err error
	if t.Open, err = s.openRows(ctx); err != nil {
		return nil, err
	}
	var looking sync.WaitGroup // behind the seals, while the journal is read
	looking.Go(func() { s.lookBehindOf(ctx, t.Open, upto) })
	t.Events, err = s.segment(ctx, h.Since, upto)
	if err == nil {
		t.Carried, err = s.carried(ctx, t.Events)
	}
	if err == nil {
		err = s.look(ctx, &t)
	}
	looking.Wait()
	if err != nil {
		return nil, err
	}
	return s.desk.names.lines(model.HandoverLines(t)), nil
}

// lines are drafted lines without those who may have been named in a text
// before they reported, or before anybody looked for them.
func (n *names) lines(lines []model.Line) []model.Line {
	n.mu.Lock()
	defer n.mu.Unlock()
	for i := range lines {
		l := &lines[i]
		for _, text := range []*string{&l.Waiting, &l.Text, &l.Log.Text} {
			if *text != "" {
				*text = n.open(*text)
			}
		}
	}
	return lines
}

// carried are the entries from before events that nobody has accepted yet.
func (s *Session) carried(ctx context.Context, events []model.Envelope) ([]model.Envelope, error) {
	var out []model.Envelope
	for _, seq := range model.Carried(events) {
		e, err := s.Events(ctx, seq-1, 1)
		if err != nil {
			return nil, err
		}
		out = append(out, e...)
	}
	return out, nil
}

// Unaccepted are the lines that nobody has accepted since they were handed
// over, the longest first; cases that were closed since are not among them.
func (s *Session) Unaccepted(ctx context.Context) ([]model.Unaccepted, error) {
	const recent = 30
	handovers, err := s.Handovers(ctx, "", recent)
	if err != nil {
		return nil, err
	}
	var out []model.Unaccepted
	for _, u := range model.StillDeclined(handovers) {
		id := u.Line.Key.Case()
		if id == "" {
			out = append(out, u)
			continue
		}
		row, err := s.desk.cfg.Duty.Row(ctx, id)
		if err != nil {
			return nil, err
		}
		if row.Status.Open() {
			out = append(out, u)
		}
	}
	return out, nil
}

// openRows is every open case.
func (s *Session) openRows(ctx context.Context) ([]model.Row, error) {
	const step = 1000
	q := model.WindowQuery{Now: s.Now(), After: step}
	var rows []model.Row
	for {
		w, err := s.Window(ctx, q)
		if err != nil {
			return nil, err
		}
		page := w.Rows
		if len(rows) > 0 && len(page) > 0 && page[0].ID == rows[len(rows)-1].ID {
			page = page[1:]
		}
		rows = append(rows, page...)
		if !w.Below || len(page) == 0 {
			return rows, nil
		}
		last := rows[len(rows)-1]
		q.Anchor, q.Key = last.ID, last.Key
	}
}

// look fills in what rows do not hold. Only what the events do not tell is
// read again.
func (s *Session) look(ctx context.Context, t *model.Tell) error {
	known := make(map[model.CaseID]model.Row, len(t.Open))
	reasons := waits(t.Events)
	for _, r := range t.Open {
		known[r.ID] = r
		if r.Status != model.Waiting {
			continue
		}
		why, told := reasons[r.ID]
		if !told {
			l, err := s.Case(ctx, r.ID)
			if err != nil {
				return err
			}
			why = l.Case.Waiting
		}
		t.Waiting[r.ID] = why
	}
	for _, e := range slices.Concat(t.Carried, t.Events) {
		for _, id := range told(e) {
			if err := s.row(ctx, t, id, known); err != nil {
				return err
			}
		}
	}
	return nil
}

// waits is for what cases wait, as far as events tell.
func waits(events []model.Envelope) map[model.CaseID]string {
	out := map[model.CaseID]string{}
	for _, e := range events {
		if ev, ok := e.Event.(model.StatusChanged); ok && ev.To == model.Waiting {
			out[model.CaseID(e.Stream)] = ev.Reason
		}
	}
	return out
}

// row looks up a case that is told of beside the open ones, once.
func (s *Session) row(ctx context.Context, t *model.Tell, id model.CaseID, known map[model.CaseID]model.Row) error {
	if _, met := t.Numbers[id]; met {
		return nil
	}
	row, ok := known[id]
	if !ok {
		var err error
		row, err = s.desk.cfg.Duty.Row(ctx, id)
		if errors.Is(err, &model.Error{Key: "case-not-found"}) {
			return nil // an entry of the log may point anywhere
		}
		if err != nil {
			return err
		}
	}
	t.Numbers[id] = row
	if !row.Status.Open() {
		t.Closed[id] = row
	}
	return nil
}

// told are the cases that a handover tells of because of an event, open or not.
func told(e model.Envelope) []model.CaseID {
	switch ev := e.Event.(type) {
	case model.SealOpened:
		return []model.CaseID{model.CaseID(e.Stream)}
	case model.StatusChanged:
		if ev.To == model.Closed {
			return []model.CaseID{model.CaseID(e.Stream)}
		}
	case model.LogWritten:
		return ev.Cases
	}
	return nil
}
