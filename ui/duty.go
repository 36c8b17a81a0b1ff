package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/chief"
	"piket/ui/dialog"
	"piket/ui/dutylog"
	"piket/ui/handover"
	"piket/ui/screen"
)

// LogLine is a line of the duty log as it goes on paper.
type LogLine = dutylog.Told

// near is how long before its end a watch has its handover in the help bar.
const near = time.Hour

// dutyBindings are the keys of the watch, wherever one is.
func (r *Root) dutyBindings() []screen.Binding {
	if !r.seated() {
		return nil
	}
	return []screen.Binding{
		{Intent: screen.HandOver, Keys: []string{"H"}, Help: "key.hand-over", Bar: r.watchEnds() && !r.handingOver()},
		{Intent: screen.LogEntry, Keys: []string{"M"}, Help: "key.log-entry", Need: model.NeedAct},
		{Intent: screen.LogEntry, Keys: []string{"f4"}, Help: "key.log-entry-typing", Typing: true, Need: model.NeedAct},
		{Intent: screen.DutyLog, Keys: []string{"B"}, Help: "key.duty-log"},
	}
}

// watchEnds says that a watch ends soon, or ended a moment ago.
func (r *Root) watchEnds() bool {
	now := r.ctx.Now()
	w, ok := r.ctx.Rules.WatchAt(now)
	return ok && (w.To.Sub(now) <= near || now.Sub(w.From) <= near)
}

// handingOver says that the handover is what is on top.
func (r *Root) handingOver() bool {
	_, there := r.stack[len(r.stack)-1].screen.(*handover.Screen)
	return there
}

// onDuty carries out what has to do with the watch.
func (r *Root) onDuty(i screen.Intent) (cmd tea.Cmd, mine bool) {
	switch i {
	case screen.HandOver:
		return r.open(screen.OpenHandover{}), true
	case screen.DutyLog:
		return r.open(screen.OpenDutyLog{}), true
	case screen.Handovers:
		return r.open(screen.OpenHandovers{}), true
	case screen.LogEntry:
		return r.writeLog(), true
	default:
		return nil, false
	}
}

// openDuty follows a route to a screen of the watch. One that is on top
// already stays.
func (r *Root) openDuty(route screen.Route) tea.Cmd {
	top := r.stack[len(r.stack)-1].screen
	switch m := route.(type) {
	case screen.OpenHandover:
		if m.ID != "" || !r.handingOver() { // from one of them to another, but not to the same again
			return r.pushFor(m, r.handover(m))
		}
	case screen.OpenDutyLog:
		if _, there := top.(*dutylog.Screen); !there {
			return r.pushFor(m, dutylog.New(r.dutyLog()))
		}
	case screen.OpenHandovers:
		if _, there := top.(*chief.Screen); !there {
			return r.pushFor(m, chief.New(chief.Config{Ctx: r.ctx, Desk: r.seat.Weeks}))
		}
	}
	return nil
}

func (r *Root) handover(m screen.OpenHandover) screen.Screen {
	cfg := handover.Config{
		Ctx: r.ctx, Desk: r.seat.Handover, Giver: r.seat.Giver, Taker: r.taker(), Drafts: r.seat.Forms, ID: m.ID, Line: m.Line, Writing: m.Writing,
		Proof: r.proof, Own: r.bound(),
	}
	if paper := r.cfg.Minutes; paper != nil {
		cfg.Paper = func(ctx context.Context, id model.HandoverID) (string, error) {
			return paper(ctx, id, r.ctx.Print.Lang())
		}
	}
	return handover.New(cfg)
}

// ownTaker lets nobody but one officer sign.
type ownTaker struct {
	handover.Taker
	officer model.OfficerID
}

// Sign refuses the PIN of anybody else before it is looked at.
func (t ownTaker) Sign(ctx context.Context, in desk.Sign) (desk.Passing, error) {
	if in.By.Officer != t.officer {
		return desk.Passing{}, &model.Error{Kind: model.KindForbidden, Key: "sign-bound"}
	}
	return t.Taker.Sign(ctx, in) //nolint:wrapcheck // says it all
}

// taker is through whom is signed here: over the network each signs in their
// own session, as nobody else sits there.
func (r *Root) taker() handover.Taker {
	if r.bound() {
		return ownTaker{r.seat.Taker, r.cfg.Officer}
	}
	return r.seat.Taker
}

// proof is what somebody shows to sign: what their connection proves of them,
// else their PIN.
func (r *Root) proof(id model.OfficerID, pin string) desk.SignIn {
	in := desk.SignIn{Officer: id, Door: r.cfg.Door, PIN: pin, Home: r.cfg.Home}
	if pin == "" && id == r.ctx.Officer.ID {
		in.Key = r.cfg.Key
	}
	return in
}

func (r *Root) dutyLog() dutylog.Config {
	cfg := dutylog.Config{Ctx: r.ctx, Desk: r.seat.DutyLog, Drafts: r.seat.Forms}
	if paper := r.cfg.PrintLog; paper != nil {
		cfg.Paper = func(ctx context.Context, span string, lines []LogLine) (string, error) {
			return paper(ctx, span, lines, r.ctx.Print.Lang())
		}
	}
	return cfg
}

// writeLog opens the dialog for an entry in the duty log, over whatever is on
// the screen.
func (r *Root) writeLog() tea.Cmd {
	if !r.seated() || !r.ctx.Officer.Role.May(model.NeedAct) {
		return nil
	}
	cfg := dutylog.EntryConfig{Ctx: r.ctx, Desk: r.seat.DutyLog, Drafts: r.seat.Forms}
	if top := r.stack[len(r.stack)-1]; top.open != "" && top.screen.Title() != "" { // a case file is titled by its number
		cfg.Numbers = []string{top.screen.Title()}
	}
	return r.show(screen.ShowDialog{Dialog: dutylog.NewEntry(cfg)})
}

// watchName is the watch that runs and its team, for the header.
func (r *Root) watchName() string {
	shift, team := r.watch()
	if shift == "" {
		return ""
	}
	name := r.ctx.Print.T("root.watch", locale.A{"shift": shift})
	if team != "" {
		name += " · " + team
	}
	return name
}

// watch is the shift that runs and the team on it; nothing while nobody may
// see it.
func (r *Root) watch() (shift, team string) {
	w, ok := r.ctx.Rules.WatchAt(r.ctx.Now())
	if !ok || r.covered() || !r.seated() {
		return "", ""
	}
	return w.Shift, r.ctx.Office.CrewOf(r.ctx.Rules, w).Team
}

// offWatch is what somebody answered who sat down in a watch not their own.
type offWatch struct{ stays bool }

// offWatchFound is whether an officer has said in a watch that they work
// beside it.
type offWatchFound struct {
	officer model.OfficerID
	watch   model.WatchID
	said    bool
}

// askOffWatch asks an officer who sits down in another team's watch whether
// they mean to, unless the duty log has it that they do. Who leads or only
// looks comes and goes.
func (r *Root) askOffWatch() tea.Cmd {
	f := r.ctx.Officer
	w, ok := r.ctx.Rules.WatchAt(r.ctx.Now())
	crew := r.ctx.Office.CrewOf(r.ctx.Rules, w)
	if !ok || len(crew.Members) == 0 || crew.Has(f.ID) || f.Role.May(model.NeedLead) || !f.Role.May(model.NeedAct) || !r.cfg.Home {
		return nil
	}
	if r.relieves(w, f.ID) {
		return nil
	}
	d := r.seat.DutyLog
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		lines, _ := d.Log(ctx, w.From, w.To) // where it cannot be read it is asked again
		return offWatchFound{f.ID, w.ID, slices.ContainsFunc(lines, func(l desk.LogLine) bool {
			return l.Entry != nil && l.Entry.Kind == model.LogOffWatch && l.Entry.By == f.ID
		})}
	}
}

func (r *Root) offWatchFound(m offWatchFound) tea.Cmd {
	w, ok := r.ctx.Rules.WatchAt(r.ctx.Now())
	if m.said || !ok || w.ID != m.watch || !r.seated() || r.ctx.Officer.ID != m.officer {
		return nil
	}
	var names []string
	for _, id := range r.ctx.Office.CrewOf(r.ctx.Rules, w).Members {
		names = append(names, r.ctx.OfficerName(id))
	}
	slices.Sort(names)
	p := r.ctx.Print
	return r.show(screen.ShowDialog{Unasked: true, Dialog: &dialog.Confirm{
		Ctx: r.ctx, Title: p.T("root.off-watch-title"),
		Question: p.T("root.off-watch", locale.A{"watch": r.watchName(), "names": strings.Join(names, ", ")}),
		Yes:      p.T("root.off-watch-yes"), No: p.T("root.off-watch-no"), OnYes: offWatch{true}, OnNo: offWatch{false},
	}})
}

// relieves says that an officer comes for the next watch, or has yet to hand
// over the one before.
func (r *Root) relieves(w model.Watch, id model.OfficerID) bool {
	now, rules := r.ctx.Now(), r.ctx.Rules
	if next, ok := rules.WatchAfter(now); ok && next.From.Sub(now) <= near && r.ctx.Office.CrewOf(rules, next).Has(id) {
		return true
	}
	before, ok := rules.WatchBefore(w.From)
	return ok && now.Sub(w.From) <= near && r.ctx.Office.CrewOf(rules, before).Has(id)
}

// answerOffWatch writes in the duty log that somebody works beside their
// watch, or goes back to the names.
func (r *Root) answerOffWatch(m offWatch) tea.Cmd {
	if !m.stays {
		return r.changeOfficer()
	}
	d, p := r.seat.DutyLog, r.ctx.Print
	shift, team := r.watch()
	note := model.LogNote{Kind: model.LogOffWatch, Text: strings.Trim(shift+" · "+team, " ·")}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		if _, err := d.WriteLog(ctx, note, time.Time{}); err != nil {
			return letter{msg: screen.Toast{Text: p.Error(err), Bad: true}}
		}
		return nil
	}
}
