package ui

import (
	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/importing"
)

// FormReader takes in files of form answers.
type FormReader = importing.Reader

// FormFile is one of them.
type FormFile = importing.File

// FormAsk is which of them to read, and how.
type FormAsk = importing.Ask

// FormTold is what became of it.
type FormTold = importing.Told

// openForms shows the screen that takes in the answers of a web form, once.
func (r *Root) openForms() tea.Cmd {
	if !r.seated() || !r.ctx.Officer.Role.May(model.NeedAct) {
		return nil
	}
	for _, l := range r.stack {
		if _, there := l.screen.(*importing.Screen); there {
			return nil
		}
	}
	cfg := importing.Config{Ctx: r.ctx}
	if r.cfg.Forms != nil {
		cfg.Reader = r.cfg.Forms(r.ctx.Officer.ID)
	}
	return r.push(importing.New(cfg))
}
