package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/setup"
	"piket/ui/widget"
)

// What is chosen in the root's own dialogs, and what comes of it.
type (
	seated   struct{ id model.OfficerID }
	newcomer struct { // typed, and nobody's so far
		name string
		owed bool
	}
	welcomed   struct{ name string } // to be registered
	refused    struct{ owed bool }   // not to be registered: ask again who it is
	registered struct {
		officer model.Officer
		err     error
	}
	left struct{}
)

// activeOfficers are those who may sit here.
func activeOfficers(o model.Office) []model.Officer {
	return slices.DeleteFunc(slices.Clone(o.Officers), func(f model.Officer) bool { return f.Disabled })
}

// changeOfficer asks who sits here: somebody on the list, or a new name.
func (r *Root) changeOfficer() tea.Cmd {
	return r.show(screen.ShowDialog{Dialog: r.officers(false)})
}

// askOfficer asks the same before anybody can act.
func (r *Root) askOfficer() tea.Cmd {
	return r.show(screen.ShowDialog{Dialog: owed{r.officers(true)}, Unasked: true})
}

// owed is a dialog that wants an answer: what is done next is done in
// somebody's name.
type owed struct{ *dialog.Pick }

// Update keeps the dialog what it is.
func (d owed) Update(msg tea.Msg) (screen.Dialog, tea.Cmd) {
	_, cmd := d.Pick.Update(msg)
	return d, cmd
}

// Bindings are those of the list, without the one that leaves it.
func (d owed) Bindings() []screen.Binding {
	return slices.DeleteFunc(d.Pick.Bindings(), func(b screen.Binding) bool { return b.Intent == screen.Back })
}

func (r *Root) officers(must bool) *dialog.Pick {
	var choices []widget.Choice
	for _, f := range activeOfficers(r.ctx.Office) {
		choices = append(choices, widget.Choice{Value: string(f.ID), Label: f.Name, Note: r.ctx.Print.Word("role", string(f.Role))})
	}
	return dialog.NewPick(dialog.PickConfig{
		Ctx: r.ctx, Title: r.ctx.Print.T("root.officer-title"), Question: r.ctx.Print.T("root.officer-question"),
		Choices: choices, Marked: string(r.ctx.Officer.ID), None: r.ctx.Print.T("root.officer-new"),
		Search:  func(text string) []widget.Choice { return named(choices, text) },
		OnPick:  func(c widget.Choice) tea.Msg { return seated{model.OfficerID(c.Value)} },
		OnOther: func(name string) tea.Msg { return newcomer{model.CleanLine(name), must} },
	})
}

// named are the choices of whose name every word typed begins a word. What
// stands beside a name, or behind it, puts nobody on duty.
func named(all []widget.Choice, text string) []widget.Choice {
	typed := strings.Fields(model.Fold(text))
	return slices.DeleteFunc(slices.Clone(all), func(c widget.Choice) bool {
		name := " " + model.Fold(c.Label)
		return slices.ContainsFunc(typed, func(word string) bool { return !strings.Contains(name, " "+word) })
	})
}

// welcome asks before a name is put on the list: it may be a slip of the keys.
func (r *Root) welcome(m newcomer) tea.Cmd {
	return r.show(screen.ShowDialog{Dialog: &dialog.Confirm{
		Ctx: r.ctx, Title: r.ctx.Print.T("root.newcomer-title"),
		Question: r.ctx.Print.T("root.newcomer-question", locale.A{"name": m.name}),
		Yes:      r.ctx.Print.T("root.newcomer-yes"), No: r.ctx.Print.T("root.newcomer-no"),
		OnYes: welcomed{m.name}, OnNo: refused{m.owed},
	}})
}

// choose takes what was chosen in a dialog of the root's.
func (r *Root) choose(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	switch m := msg.(type) {
	case seated:
		return r.handOver(m.id), true
	case newcomer:
		return r.welcome(m), true
	case welcomed:
		return r.register(m.name), true
	case refused:
		if m.owed {
			return r.askOfficer(), true
		}
		return r.changeOfficer(), true
	case setup.Done:
		r.say(r.ctx.Print.T("root.ready"), false)
		r.known(m.Officer)
		return r.sit(m.Officer), true
	case left:
		return tea.Quit, true
	}
	return nil, false
}

// handOver changes who sits here. What the one before was typing is kept for
// them; the newcomer begins at the queue.
func (r *Root) handOver(id model.OfficerID) tea.Cmd {
	r.known(id)
	if id == r.ctx.Officer.ID {
		return r.findDrafts(true)
	}
	keep := r.keepAll()
	cmd := r.sit(id)
	r.say(r.ctx.Print.T("root.seated", locale.A{"name": r.ctx.Officer.Name}), false)
	return tea.Batch(append(keep, cmd)...)
}

// known tells who sits here to whoever carries the session on should this
// process end.
func (r *Root) known(id model.OfficerID) {
	if r.cfg.Seated != nil && id != "" {
		r.cfg.Seated(id)
	}
}

// register lets somebody new sit here.
func (r *Root) register(name string) tea.Cmd {
	desk := r.seat.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		f, err := desk.RegisterOfficer(ctx, name, model.RoleOfficer)
		return registered{f, err}
	}
}

func (r *Root) registered(m registered) tea.Cmd {
	if m.err != nil {
		r.say(r.ctx.Print.Error(m.err), true)
		return nil
	}
	return r.handOver(m.officer.ID)
}

// newLeaving asks before the desk is left, and says that nothing is lost.
func newLeaving(ctx *screen.Ctx, drafts int) screen.Dialog {
	question := ctx.Print.T("root.leave-question")
	if drafts > 0 {
		question += " " + ctx.Print.T("root.leave-drafts", locale.A{"n": drafts})
	}
	return &dialog.Confirm{
		Ctx: ctx, Title: ctx.Print.T("root.leave-title"), Question: question,
		Yes: ctx.Print.T("root.leave-yes"), No: ctx.Print.T("root.leave-no"), OnYes: left{},
	}
}
