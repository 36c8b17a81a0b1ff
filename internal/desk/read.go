package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"piket/internal/seal"
	"piket/model"
)

// Case is a case and its history.
func (s *Session) Case(ctx context.Context, id model.CaseID) (model.Loaded, error) {
	return s.desk.cfg.Cases.Case(ctx, id)
}

// Resolve finds a case by what people call it: its number, whole or short.
func (s *Session) Resolve(ctx context.Context, number string) (model.CaseID, error) {
	return s.desk.cfg.Cases.Resolve(ctx, model.CleanLine(number))
}

// Window is the queue around a row.
func (s *Session) Window(ctx context.Context, q model.WindowQuery) (model.Window, error) {
	return s.desk.cfg.Cases.Window(ctx, q)
}

// Counts are the figures of the header, as of now.
func (s *Session) Counts(ctx context.Context) (model.Counts, error) {
	return s.desk.cfg.Cases.Counts(ctx, s.Now())
}

// relatedWindow is how far back another case can be a hint.
const relatedWindow = 90 * 24 * time.Hour

// Related is the recent cases that look like the one being typed.
func (s *Session) Related(ctx context.Context, f model.Facts, who model.Reporter, except model.CaseID) ([]model.Related, error) {
	q := model.RelatedQuery{
		Except: except, Subjects: f.Subjects, Place: f.Place,
		Since: s.Now().Add(-relatedWindow), Limit: 5,
	}
	if who = seal.Normal(who); who.Phone != "" || who.NIK != "" {
		q.Pseudonym = s.desk.cfg.Keys.Pseudonym(who)
	}
	return s.desk.cfg.Cases.Related(ctx, q)
}

// Search finds cases by their words.
func (s *Session) Search(ctx context.Context, text string, limit int) ([]model.Row, error) {
	if s.desk.cfg.Search == nil {
		return nil, &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	}
	return s.desk.cfg.Search.Query(ctx, text, limit)
}

// Events are the journal's entries after a sequence number.
func (s *Session) Events(ctx context.Context, after uint64, limit int) ([]model.Envelope, error) {
	return s.desk.cfg.Journal.Events(ctx, after, limit)
}

// Seq is the journal's newest sequence number.
func (s *Session) Seq() uint64 { return s.desk.cfg.Journal.Seq() }

// Watch wakes its reader after the journal grew. Wake-ups may be lost; the
// reader asks again from its own cursor.
func (s *Session) Watch() (wake <-chan struct{}, cancel func()) {
	return s.desk.cfg.Journal.Watch()
}

// draftKey keeps each officer's unfinished forms apart.
func (s *Session) draftKey(form string) string {
	return string(s.actor.Officer) + "/" + form
}

// SaveDraft keeps an unfinished form, sealed: it may hold a reporter.
func (s *Session) SaveDraft(ctx context.Context, form string, v any) error {
	plain, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	sealed, err := s.desk.cfg.Keys.Encrypt(plain)
	if err != nil {
		return err
	}
	return s.desk.cfg.Drafts.PutDraft(ctx, model.Draft{Key: s.draftKey(form), Saved: s.Now().UTC(), Data: sealed})
}

// SavedDraft is an unfinished form that can be taken up again.
type SavedDraft struct {
	Form  string // as SaveDraft named it
	Saved time.Time
	data  []byte
}

// Into reads the form back.
func (d SavedDraft) Into(v any) error {
	if err := json.Unmarshal(d.data, v); err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	return nil
}

// Drafts are this officer's unfinished forms whose name begins with prefix.
// One that another key sealed is left out: nobody here can read it.
func (s *Session) Drafts(ctx context.Context, prefix string) ([]SavedDraft, error) {
	stored, err := s.desk.cfg.Drafts.Drafts(ctx, s.draftKey(prefix))
	if err != nil {
		return nil, err
	}
	var out []SavedDraft
	for _, d := range stored {
		plain, err := s.desk.cfg.Keys.Decrypt(d.Data)
		if err != nil {
			continue
		}
		out = append(out, SavedDraft{Form: d.Key[len(s.actor.Officer)+1:], Saved: d.Saved, data: plain})
	}
	return out, nil
}

// DropDraft forgets an unfinished form.
func (s *Session) DropDraft(ctx context.Context, form string) error {
	return s.desk.cfg.Drafts.DropDraft(ctx, s.draftKey(form))
}
