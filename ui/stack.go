package ui

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/model/area"
	"piket/ui/casefile"
	"piket/ui/queue"
	"piket/ui/report"
	"piket/ui/screen"
	"piket/ui/search"
)

// screens makes each screen a route can lead to.
type screens struct {
	queue  func(screen.OpenQueue) screen.Screen
	file   func(screen.OpenCase) screen.Screen
	report func(screen.OpenReport) screen.Screen
	search func(screen.OpenSearch) screen.Screen
}

func (r *Root) screens() screens {
	return screens{
		queue: func(m screen.OpenQueue) screen.Screen {
			return queue.New(queue.Config{Ctx: r.ctx, Desk: r.seat.Queue, Area: r.cfg.Area, Named: r.namedAreas, At: m})
		},
		file: func(m screen.OpenCase) screen.Screen {
			return casefile.New(casefile.Config{
				Ctx: r.ctx, Desk: r.seat.Case, Finder: r.seat.Finder, Drafts: r.seat.Forms,
				Areas: r.cfg.Areas, OfficeArea: r.cfg.OfficeArea, Receipt: r.cfg.Receipt, ID: m.ID, Pane: m.Pane, Line: m.Line,
			})
		},
		report: func(m screen.OpenReport) screen.Screen {
			return report.New(report.Config{
				Ctx: r.ctx, Desk: r.seat.Report, Drafts: r.seat.Forms, Channel: m.Channel, Draft: m.Draft, Field: m.Field,
				Areas: r.cfg.Areas, OfficeArea: r.cfg.OfficeArea, ValidPhone: r.cfg.ValidPhone, Receipt: r.cfg.Receipt,
			})
		},
		search: func(m screen.OpenSearch) screen.Screen {
			return search.New(search.Config{
				Ctx: r.ctx, Desk: r.seat.Search, Area: r.cfg.Area, Text: m.Text, Memory: &r.memory, Progress: r.cfg.Indexed,
			})
		},
	}
}

// letter is what a command brought back for the screen or dialog it was for.
type letter struct {
	to  int
	msg tea.Msg
}

// send carries out what a screen or dialog returned: what it asks for at
// once, the rest as commands whose answers find their way back to it.
func (r *Root) send(from int, cmd tea.Cmd) tea.Cmd {
	now, work := screen.Unfold(cmd)
	var cmds []tea.Cmd
	for _, m := range now {
		cmds = append(cmds, r.ask(from, m))
	}
	for _, w := range work {
		cmds = append(cmds, r.post(from, w))
	}
	return tea.Batch(cmds...)
}

// addressed is a command whose answer is a letter to whoever gave it. What
// is meant for the framework goes there as it is.
func addressed(to int, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = addressed(to, c)
			}
			return batch
		}
		if msg == nil || reflect.TypeOf(msg).PkgPath() == reflect.TypeFor[tea.QuitMsg]().PkgPath() {
			return msg
		}
		return letter{to: to, msg: msg}
	}
}

// ask carries out what a screen asks of the root; any other message goes to
// whom it is addressed, 0 meaning everybody.
func (r *Root) ask(from int, msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case nil:
		return nil
	case screen.Close:
		return r.closeLayer(from)
	case screen.ShowDialog:
		return r.show(m)
	case screen.CloseDialog:
		return r.closeDialog(from, m.Result)
	case screen.Toast, screen.Alert, screen.Acted, screen.Speak, screen.Run:
		return r.note(msg)
	case screen.Route:
		return r.open(m)
	case offWatch:
		return r.answerOffWatch(m)
	}
	if cmd, mine := r.answerCover(msg); mine {
		return cmd
	}
	if _, leaves := msg.(left); leaves {
		return r.leave()
	}
	return r.deliver(from, msg)
}

// note takes what a screen remarks in passing.
func (r *Root) note(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.Toast:
		if m.Text == "" && r.toast.kind != toastBad {
			return nil // there is no refusal to take back
		}
		r.say(m.Text, m.Bad)
	case screen.Alert:
		return r.alert(m.Text)
	case screen.Acted:
		r.acted = m
		return r.undoable()
	case screen.Speak:
		return r.speak(m.Lang)
	case screen.Run:
		return r.run(m.Intent)
	}
	return nil
}

// open follows a route.
func (r *Root) open(route screen.Route) tea.Cmd {
	if !r.seated() {
		return nil
	}
	if r.toast.kind != toastUrgent { // it was about the screen that is left
		r.toast = toast{}
	}
	switch m := route.(type) {
	case screen.OpenCase:
		cmd := r.pushFor(m, r.build.file(m))
		r.stack[len(r.stack)-1].open = m.ID
		return tea.Batch(cmd, r.looked())
	case screen.OpenReport:
		if !r.ctx.Officer.Role.May(model.NeedAct) {
			r.deny(model.NeedAct)
			return nil
		}
		return r.pushFor(m, r.build.report(m))
	case screen.OpenSearch:
		return r.pushFor(m, r.build.search(m))
	case screen.OpenOfficers:
		return r.openOfficers(m)
	case screen.OpenDrafts:
		return r.offerDrafts()
	}
	return r.openDuty(route)
}

// deliver hands a message to the screen or dialog it is for.
func (r *Root) deliver(to int, msg tea.Msg) tea.Cmd {
	if to == 0 {
		return tea.Batch(r.tellAll(msg), r.tellDialogs(msg), r.tellCover(msg))
	}
	if i := slices.IndexFunc(r.stack, func(l layer) bool { return l.id == to }); i >= 0 {
		return r.tell(i, msg)
	}
	if i := slices.IndexFunc(r.dialogs, func(p pane) bool { return p.id == to }); i >= 0 {
		return r.tellDialog(i, msg)
	}
	if r.covered() && r.door.cover.id == to {
		return r.tellCover(msg)
	}
	return nil
}

// tell hands a message to one screen of the stack.
func (r *Root) tell(i int, msg tea.Msg) tea.Cmd {
	id := r.stack[i].id
	s, cmd := r.stack[i].screen.Update(msg)
	r.stack[i].screen = s
	r.knownPlaces()
	return r.send(id, cmd)
}

// tellTop hands a message to the screen on top.
func (r *Root) tellTop(msg tea.Msg) tea.Cmd {
	if len(r.stack) == 0 {
		return nil
	}
	return r.tell(len(r.stack)-1, msg)
}

// tellAll hands a message to every screen, bottom first. A screen may leave
// the stack on the way.
func (r *Root) tellAll(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, l := range slices.Clone(r.stack) {
		cmds = append(cmds, r.deliver(l.id, msg))
	}
	return tea.Batch(cmds...)
}

// push puts a screen on top that no route leads to.
func (r *Root) push(s screen.Screen) tea.Cmd { return r.pushFor(nil, s) }

// pushFor puts the screen on top that a route leads to.
func (r *Root) pushFor(route screen.Route, s screen.Screen) tea.Cmd {
	r.serial++
	id := r.serial
	r.stack = append(r.stack, layer{id: id, screen: s, route: route})
	return tea.Batch(r.deliver(id, r.size()), r.send(id, s.Init()), r.deliver(id, screen.Shown{}))
}

// closeLayer takes a screen off the stack. The last one stays.
func (r *Root) closeLayer(id int) tea.Cmd {
	i := slices.IndexFunc(r.stack, func(l layer) bool { return l.id == id })
	if i < 0 || len(r.stack) == 1 {
		return nil
	}
	r.stack = slices.Delete(r.stack, i, i+1)
	if i < len(r.stack) {
		return nil
	}
	return tea.Batch(r.tellTop(screen.Shown{}), r.findDrafts(false), r.looked())
}

// looked looks around and has the screens drawn anew if anybody came or went.
func (r *Root) looked() tea.Cmd {
	if !r.lookAround() {
		return nil
	}
	return tea.Batch(r.tellAll(screen.Changed{}), r.tellCover(screen.Changed{}))
}

// mostNamed is how many areas a typed word may mean at most.
const mostNamed = 20

// namedAreas are the codes of the areas whose name a word begins.
func (r *Root) namedAreas(word string) []string {
	var codes []string
	for _, a := range r.cfg.Areas.Search(word, r.cfg.OfficeArea, mostNamed) {
		if a.Level != area.Province { // too short a code to look for in a row
			codes = append(codes, a.Code)
		}
	}
	return codes
}
