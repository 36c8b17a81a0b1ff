package handover

import (
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// entry is a line of the list: drafted, or of the record.
type entry struct {
	model.RecordLine
	line   model.Line // as drafted
	answer model.LineAnswer
	asks   bool // the outgoing officer has to say what comes next
	wants  bool // the incoming officer has to answer
	stands bool // and has answered it as it is
	fresh  freshness
}

// freshness is what became of a line since it was last spoken of.
type freshness int

const (
	known freshness = iota
	arrived
	changed
)

// remarkKey is the line for what is to be said beside all others.
const remarkKey model.LineKey = "remark"

// caseID is the case a line is about; empty for none.
func (e *entry) caseID() model.CaseID {
	kind, id, _ := strings.Cut(string(e.Key), ".")
	if kind == string(model.LineCase) || kind == string(model.LineClosed) {
		return model.CaseID(id)
	}
	return e.line.Row.ID
}

// rebuild makes the entries anew. The cursor stays on its line, and the line
// where it is on the screen.
func (s *Screen) rebuild() {
	s.entries = s.entries[:0]
	if s.p.Sealed() {
		for _, l := range s.p.Record.Lines {
			s.entries = append(s.entries, s.ofRecord(l))
		}
	} else {
		for _, l := range s.p.Lines {
			s.entries = append(s.entries, s.drafted(l))
		}
	}
	if s.phase == underway || len(s.p.Lines) > 0 || s.p.Sealed() {
		s.entries = append(s.entries, &entry{RecordLine: model.RecordLine{Key: remarkKey, Kind: "remark", Text: s.remark()}})
	}
	s.list.set(s.entries)
}

func (s *Screen) remark() string {
	if s.p.Sealed() {
		return s.p.Record.Remark
	}
	return s.p.Remark
}

func (s *Screen) ofRecord(l model.RecordLine) *entry {
	a := model.LineAnswer{Verdict: l.Verdict, Text: l.Reason, ReadBack: l.ReadBack, Reply: l.Reply}
	if l.Question != "" {
		a.Text = l.Question
	}
	return &entry{RecordLine: s.worded(l), answer: a, stands: true}
}

// worded has an entry of the duty log in words.
func (s *Screen) worded(l model.RecordLine) model.RecordLine {
	if l.Kind == model.LineLog {
		l.Text = s.ctx.Print.LogText(l.Log, l.Text, l.Count, l.Cases)
	}
	return l
}

func (s *Screen) drafted(l model.Line) *entry {
	e := &entry{
		RecordLine: s.worded(s.p.Told(l, s.ctx.OfficerName)),
		line:       l, answer: s.p.Answers[l.Key], asks: l.Asks(), wants: l.Wants(),
	}
	e.stands = !e.wants || l.Answered(e.answer)
	e.fresh = s.freshness(&l, e)
	return e
}

// freshness compares a line with the last word on it, with how it was when
// the handover was offered, and with how this screen first saw it.
func (s *Screen) freshness(l *model.Line, e *entry) freshness {
	if e.answer.Verdict != "" {
		if e.answer.Seq < l.Seq {
			return changed
		}
		return known
	}
	base := s.p.Opened
	if !s.p.Offered.IsZero() {
		base = s.p.Offered
	}
	seq, seen := s.first[l.Key]
	switch {
	case seen && l.Kind == model.LineCase && !s.sealedAt.IsZero() && l.Row.Updated.Equal(s.sealedAt):
		return known
	case s.first != nil && !seen, l.Kind == model.LineCase && l.Arrived && l.Row.Received.After(base), l.Kind == model.LineSeal && l.At.After(base):
		return arrived
	case seen && l.Seq > seq, l.Kind == model.LineCase && l.Changed && l.Row.Updated.After(base):
		return changed
	}
	return known
}

// missing says that nobody has said yet what comes next of a line.
func (e *entry) missing() bool { return e.asks && len(e.Outlook.Lacks(e.Grave)) > 0 }

// onlyTold says that there is nothing to write of a line.
func (e *entry) onlyTold() bool { return e.Kind == model.LineClosed }

// accepted says that the line was accepted as it is.
func (e *entry) accepted() bool { return e.stands && e.answer.Verdict == model.Accepted }

// refused says that the line was not accepted.
func (e *entry) refused() bool { return e.answer.Verdict == model.Declined && e.stands }

// asked says that a question waits for an answer.
func (e *entry) asked() bool { return e.answer.Verdict == model.Questioned && e.answer.Reply == "" }

// todo says that a line waits for this officer.
func (s *Screen) todo(e *entry) bool {
	switch {
	case s.p.Sealed() || !s.may():
		return false
	case s.side() == model.SideOut:
		return e.missing() || e.asked() || s.kept.Has(keptName(plan, e.Key)) && !s.noted[e.Key]
	}
	return e.wants && !e.stands && !e.asked()
}

func (s *Screen) count(is func(*entry) bool) int {
	n := 0
	for _, e := range s.entries {
		if is(e) {
			n++
		}
	}
	return n
}

func (s *Screen) current() (*entry, bool) {
	i := s.list.index()
	if i < 0 || i >= len(s.entries) {
		return &entry{}, false
	}
	return s.entries[i], true
}

func (s *Screen) entryOf(key model.LineKey) (*entry, bool) {
	i := slices.IndexFunc(s.entries, func(e *entry) bool { return e.Key == key })
	if i < 0 {
		return &entry{}, false
	}
	return s.entries[i], true
}

// carried is the plan of the last handover for a line, where it still fits.
func (s *Screen) carried(e *entry) (model.Outlook, bool) {
	o, ok := s.previous[e.Key]
	fits := ok && o.Next != "" && (o.By.IsZero() || o.By.After(s.ctx.Now()))
	return o, fits && e.Outlook.Next == ""
}

// group is under which heading a line stands.
func (e *entry) group() string {
	switch {
	case e.Declined != nil:
		return "declined"
	case e.Kind == model.LineCase && e.Grave:
		return "grave"
	case e.Kind == model.LineCase && e.asks:
		return "asks"
	}
	return string(e.Kind)
}

// within is how far off a deadline may be and still be a time to act by.
const within = 3 * day

// suggested is what the desk knows of a plan nobody has made yet.
func (s *Screen) suggested(e *entry) model.Outlook {
	o := e.Outlook
	if o != (model.Outlook{}) {
		return o
	}
	if now := s.ctx.Now(); e.Due.After(now) && e.Due.Before(now.Add(within)) {
		o.By = e.Due.Truncate(time.Minute)
	}
	o.Who = e.Owner
	if id := e.line.Row.Owner; id == "" || s.goesHome(id) {
		o.Who = s.relieves()
	}
	return o
}

// goesHome says that an officer's watch ends with this handover.
func (s *Screen) goesHome(id model.OfficerID) bool {
	crew := s.ctx.Office.CrewOf(s.ctx.Rules, s.watch)
	return id != "" && (id == s.p.Out || crew.Has(id)) && !s.nextCrew().Has(id)
}

// relieves is who takes over, as far as it is known.
func (s *Screen) relieves() string {
	if s.p.In != "" {
		return s.ctx.OfficerName(s.p.In)
	}
	if team := s.nextCrew().Team; team != "" {
		return team
	}
	return s.t("handover.next-watch", locale.A{"shift": s.next().Shift})
}
