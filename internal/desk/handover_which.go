package desk

import (
	"context"
	"time"

	"piket/model"
)

// ending is how long after its end a watch is still the one to hand over.
const ending = 3 * time.Hour

// WatchToHandOver is the watch that a handover begun now would end, and its
// handover if there is one already. One that is under way comes first,
// whatever the roster has become since. ok is false where no watch is near.
func (s *Session) WatchToHandOver(ctx context.Context) (w model.Watch, id model.HandoverID, ok bool, err error) {
	h, ok, err := s.underWay(ctx)
	if err != nil || ok {
		return h.Of(s.Rules()), h.ID, ok, err
	}
	now, rules := s.Now(), s.Rules()
	before, had := rules.WatchBefore(now)
	if had && now.Sub(before.To) < ending {
		h, err := s.handover(ctx, model.HandoverID(before.ID))
		if err != nil || !h.Sealed() {
			return before, model.HandoverID(before.ID), true, err
		}
	}
	if w, ok = rules.WatchAt(now); !ok {
		w, ok = before, had
	}
	return w, model.HandoverID(w.ID), ok, nil
}

// longestUnderWay is how long one that was begun leads people back to it;
// after that the next watch is handed over, and tells of this one.
const longestUnderWay = 24 * time.Hour

// underWay is the newest handover that was begun and not signed, unless a
// later one that was signed told of all it would.
func (s *Session) underWay(ctx context.Context) (model.Handover, bool, error) {
	for before := ""; ; {
		ids, err := s.desk.cfg.Duty.Streams(ctx, model.OfHandover, before, 1)
		if err != nil || len(ids) == 0 {
			return model.Handover{}, false, err
		}
		_, before, _ = ids[0].Cut()
		h, err := s.handover(ctx, model.HandoverID(before))
		switch {
		case err != nil, h.AddsTo == "" && h.Sealed():
			return h, false, err
		case h.AddsTo == "":
			return h, s.Now().Sub(h.Opened) < longestUnderWay, nil
		}
	}
}

// covered is a handover of a whole watch that nobody signed, and of which a
// later one has told by now.
func (s *Session) covered(ctx context.Context, h model.Handover) (model.Handover, error) {
	if h.Version == 0 || h.Sealed() || h.AddsTo != "" {
		return h, nil
	}
	last, found, err := s.lastSealed(ctx, "")
	h.Covered = found && last.Handover.Watch() > h.ID.Watch()
	return h, err
}

// lastSealed is the newest signed handover before a watch; of all when before
// is empty.
func (s *Session) lastSealed(ctx context.Context, before string) (model.Record, bool, error) {
	for {
		ids, err := s.desk.cfg.Duty.Streams(ctx, model.OfHandover, before, 1)
		if err != nil || len(ids) == 0 {
			return model.Record{}, false, err
		}
		_, before, _ = ids[0].Cut()
		h, err := s.handover(ctx, model.HandoverID(before))
		if err != nil {
			return model.Record{}, false, err
		}
		if h.Sealed() && h.AddsTo == "" { // an addition tells of what it adds, not of what came after
			return *h.Record, true, nil
		}
	}
}
