package storage

import (
	"context"

	"piket/model"
)

// Case folds a case from its stream; a not-found "case-not-found" without one.
func (s *Store) Case(ctx context.Context, id model.CaseID) (model.Loaded, error) {
	var l model.Loaded
	err := s.view(ctx, func(t *tables) error {
		var ok bool
		var err error
		if l, ok, err = t.load(id.Stream()); err == nil && (!ok || l.Case.ID == "") {
			err = caseNotFound(model.CleanLine(string(id)))
		}
		return err
	})
	return l, err
}

// Row is what lists show of a case; a not-found "case-not-found" without one.
func (s *Store) Row(ctx context.Context, id model.CaseID) (model.Row, error) {
	var r model.Row
	err := s.view(ctx, func(t *tables) error {
		var err error
		r, err = t.row(id)
		return err
	})
	return r, err
}

func (t *tables) row(id model.CaseID) (model.Row, error) {
	raw := t.view(viewCase).Get([]byte(id))
	if raw == nil {
		return model.Row{}, caseNotFound(model.CleanLine(string(id)))
	}
	return decodeRow(id, raw)
}

// Events reads the journal after a seq, at most limit entries. What they hold
// is shared, and not to be changed.
func (s *Store) Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error) {
	var events []model.Envelope
	err := s.view(ctx, func(t *tables) error {
		c := t.journal.Cursor()
		for k, v := c.Seek(be64(after + 1)); k != nil && len(events) < limit; k, v = c.Next() {
			seq, _ := number64(k)
			e, err := s.newest.envelope(seq, s.Seq(), v)
			if err != nil {
				return err
			}
			events = append(events, e)
		}
		return nil
	})
	return events, err
}

// Journal tells this journal from that of any other store: the ID of its
// first entry, empty while there is none.
func (s *Store) Journal(ctx context.Context) (string, error) {
	events, err := s.Events(ctx, 0, 1)
	if err != nil || len(events) == 0 {
		return "", err
	}
	return events[0].ID, nil
}

// Touched lists the distinct cases that events after a seq belong to, at most
// limit of them, in the order they were first touched. last is the seq read up
// to: where to go on from, equal to after when there was nothing.
func (s *Store) Touched(ctx context.Context, after uint64, limit int) (ids []model.CaseID, last uint64, err error) {
	last = after
	met := map[model.StreamID]bool{}
	err = s.view(ctx, func(t *tables) error {
		c := t.journal.Cursor()
		for k, v := c.Seek(be64(after + 1)); k != nil; k, v = c.Next() {
			stream, err := decodeStream(v)
			if err != nil {
				return err
			}
			if stream.Kind() == model.OfCase && !met[stream] {
				if len(ids) >= limit {
					return nil
				}
				met[stream] = true
				ids = append(ids, model.CaseID(stream))
			}
			last, _ = number64(k)
			if last%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	return ids, last, err
}
