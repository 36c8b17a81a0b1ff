package report

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// An officer may have a report open in two sessions. Each goes on with its
// own draft from the moment it sees that the other changed or saved theirs:
// nothing that was typed in either is lost.

// crossing is what another session did to a draft meanwhile.
type crossing int

const (
	together crossing = iota // nothing
	changed                  // it typed on
	gone                     // it saved the report, or threw it away
)

// parting is a draft that became one of its own; its key is empty for none.
type parting struct {
	key string
	why crossing
}

// mark tells what was typed apart from anything else that was; where the
// focus stood is no part of it.
type mark [sha256.Size]byte

func (d Draft) mark() mark {
	d.Key, d.At, d.Review = "", "", false
	typed, err := json.Marshal(d)
	if err != nil {
		return mark{}
	}
	return sha256.Sum256(typed)
}

// crossed looks what became of the draft on disk. The caller has its turn.
func (k *keeper) crossed(ctx context.Context) (crossing, error) {
	if !k.onDisk {
		return together, nil
	}
	saved, err := k.drafts.Drafts(ctx, k.form)
	if err != nil {
		return together, err //nolint:wrapcheck // says it all
	}
	for _, s := range saved {
		var d Draft
		if s.Form != k.form || s.Into(&d) != nil {
			continue
		}
		if d.mark() == k.last {
			return together, nil
		}
		return changed, nil
	}
	return gone, nil
}

// part goes on with a draft of its own, and says why.
func (s *Screen) part(p parting) tea.Cmd {
	if p.key == "" || s.sending {
		return nil
	}
	s.draft.Key = p.key
	if p.why == changed || s.leaving {
		return s.toast(s.t("report.part.changed"), true)
	}
	return s.askParted(s.t("report.part.gone"), nil)
}

// goOn is what somebody chose to do with what they typed into a report that
// was saved elsewhere.
type goOn struct {
	form string
	to   string
}

const (
	goOnHere = "here"
	goOnCase = "case"
	goOnKept = "kept"
)

// askParted asks what becomes of what was typed; file is the case the report
// became, where that is known.
func (s *Screen) askParted(question string, file *screen.OpenCase) tea.Cmd {
	choices := []widget.Choice{{Value: goOnHere, Label: s.t("report.part.here")}}
	if file != nil {
		choices = append(choices, widget.Choice{Value: goOnCase, Label: s.t("report.part.case")})
	}
	choices = append(choices, widget.Choice{Value: goOnKept, Label: s.t("report.part.kept")})
	form := s.self
	return screen.Send(screen.ShowDialog{Unasked: true, Dialog: dialog.NewPick(dialog.PickConfig{
		Ctx: s.cfg.Ctx, Title: s.t("report.part.title"), Question: question, Choices: choices, None: s.t("report.draft.none"),
		OnPick: func(c widget.Choice) tea.Msg { return goOn{form: form, to: c.Value} },
	})})
}

// goOn follows the choice. The draft is on disk whatever it was.
func (s *Screen) goOn(m goOn) tea.Cmd {
	if m.form != s.self {
		return nil
	}
	switch m.to {
	case goOnCase:
		return tea.Batch(s.close(), screen.Send(screen.OpenCase{ID: s.twin}))
	case goOnKept:
		return s.close()
	}
	return nil
}

// repeatedElsewhere keeps what was typed into a report that another session
// saved first, in a draft of its own.
func (k *keeper) repeatedElsewhere(d Draft) (parting, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	if err := k.take(ctx); err != nil {
		return parting{}, err
	}
	defer func() { <-k.turn }()
	p := parting{key: k.drafts.NewID(), why: gone}
	old := k.form
	d.Key = p.key
	if err := k.drafts.SaveDraft(ctx, d.form(), d); err != nil {
		return parting{}, err //nolint:wrapcheck // says it all
	}
	k.form, k.onDisk, k.last = d.form(), true, d.mark()
	return p, k.drafts.DropDraft(ctx, old) //nolint:wrapcheck // says it all
}

// savedElsewhere goes on with what was typed after another session saved the
// report.
func (s *Screen) savedElsewhere(m saved) tea.Cmd {
	s.draft.Key = m.parted.key
	s.twin = m.added.Case
	return s.askParted(s.t("report.part.saved", locale.A{"number": m.added.Number}), &screen.OpenCase{ID: m.added.Case})
}
