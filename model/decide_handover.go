package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// handover is the one a command names, begun and not yet sealed.
func (s State) handover(id HandoverID) (Handover, error) {
	h := FoldHandover(s.Records[id.Stream()])
	switch {
	case h.Version == 0:
		return h, notFound("handover-not-found", Args{"handover": string(id)})
	case h.Sealed():
		return h, conflict("handover-sealed", nil)
	case h.Withdrawn:
		return h, conflict("handover-withdrawn", nil)
	}
	return h, nil
}

func inHandover(id HandoverID, events ...Event) []Change {
	var out []Change
	for _, e := range events {
		out = append(out, Change{id.Stream(), e})
	}
	return out
}

func (c OpenHandover) decide(s State) ([]Change, error) {
	w, ok := s.Rules.WatchNamed(c.Handover.Watch())
	if c.AddsTo != "" { // the roster may have changed since
		w, ok = s.Rules.WatchOf(c.Handover.Watch()), true
	}
	switch {
	case !ok || !c.Handover.fits(c.AddsTo):
		return nil, notFound("watch-not-found", Args{"watch": string(c.Handover)})
	case c.At.Before(w.From):
		return nil, conflict("watch-ahead", Args{"watch": string(w.ID)})
	case c.AddsTo == "" && c.At.Sub(w.To) > latestOpening:
		return nil, conflict("watch-long-over", Args{"watch": string(w.ID)})
	}
	if len(s.Records[c.Handover.Stream()]) > 0 {
		return nil, conflict("handover-begun", nil)
	}
	if c.AddsTo != "" && !FoldHandover(s.Records[c.AddsTo.Stream()]).Sealed() {
		return nil, conflict("handover-unsealed", nil)
	}
	if c.AddsTo != "" {
		w = FoldHandover(s.Records[c.AddsTo.Stream()]).Record.Watch
	}
	opened := HandoverOpened{Since: c.Since, AddsTo: c.AddsTo, Missed: c.Missed, Watch: w, Alone: c.Alone}
	switch {
	case c.AddsTo == "":
		return inHandover(c.Handover, opened), nil
	case strings.TrimSpace(c.Remark) == "":
		return nil, invalid("handover-add-empty", nil)
	case tooLong(c.Remark, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return inHandover(c.Handover, opened, HandoverRemarked{Text: c.Remark}), nil
}

func (c WithdrawHandover) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	switch {
	case err != nil:
		return nil, err
	case h.AddsTo == "":
		return nil, conflict("handover-not-added", nil)
	case h.Out != c.Actor.Officer:
		return nil, forbidden("handover-withdraw-own", Args{"officer": s.name(h.Out)})
	}
	return inHandover(c.Handover, HandoverWithdrawn{}), nil
}

// latestOpening is how long after its end a watch can still be handed over;
// what it left is told with the next one.
const latestOpening = 24 * time.Hour

func (c NoteLine) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	o := c.Outlook
	switch {
	case err != nil:
		return nil, err
	case h.In == c.Actor.Officer:
		return nil, forbidden("handover-not-out", nil)
	case c.Line == "" || o == h.Outlooks[c.Line]:
		return nil, invalid("nothing-changed", nil)
	case (o.If == "") != (o.Then == ""):
		return nil, invalid("handover-if-then", nil)
	case !o.By.IsZero() && !o.By.Equal(h.Outlooks[c.Line].By) && o.By.Before(c.At.Truncate(time.Minute)):
		return nil, invalid("handover-by-past", nil)
	case tooLong(o.Next, maxNote) || tooLong(o.If, maxNote) || tooLong(o.Then, maxNote) || tooLong(o.Who, maxLine):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	if err := h.unseen(s, c.Meta, OutlookTopic(c.Line), h.Outlooks[c.Line].inShort()); err != nil {
		return nil, err
	}
	return inHandover(c.Handover, LineNoted{Line: c.Line, Outlook: o}), nil
}

func (c RemarkHandover) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	switch {
	case err != nil:
		return nil, err
	case h.In == c.Actor.Officer:
		return nil, forbidden("handover-not-out", nil)
	case h.Remark == c.Text:
		return nil, invalid("nothing-changed", nil)
	case tooLong(c.Text, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	if err := h.unseen(s, c.Meta, RemarkTopic, cmp.Or(h.Remark, "-")); err != nil {
		return nil, err
	}
	return inHandover(c.Handover, HandoverRemarked{Text: c.Text}), nil
}

func (c OfferHandover) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	if err != nil {
		return nil, err
	}
	if missing := h.Missing(c.Lines); len(missing) > 0 {
		return nil, conflict("handover-missing", Args{"n": len(missing), "number": missing[0].Row.Number})
	}
	if h.In == c.Actor.Officer {
		return nil, forbidden("handover-not-out", nil)
	}
	return inHandover(c.Handover, HandoverOffered{Lines: len(c.Lines)}), nil
}

func (c AnswerLine) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	switch {
	case err != nil:
		return nil, err
	case h.gives(c.Actor.Officer):
		return nil, forbidden("handover-not-in", nil)
	case c.Line.Key == "" || !slices.Contains([]Verdict{Accepted, Questioned, Declined}, c.Verdict):
		return nil, invalid("command-incomplete", nil)
	case c.Verdict != Accepted && c.Text == "":
		return nil, invalid("reason-missing", nil)
	case c.Verdict == Accepted && c.Line.Grave() && len(strings.Fields(c.ReadBack)) < fewestWords:
		if c.Line.Declined != nil {
			return nil, invalid("handover-read-back-anew", nil)
		}
		return nil, invalid("handover-read-back", Args{"number": c.Line.Row.Number})
	case tooLong(c.Text, maxNote) || tooLong(c.ReadBack, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	if s.goneOn(h, c.Line) {
		return nil, conflict("handover-line-changed", Args{"number": cmp.Or(c.Line.Row.Number, "-")})
	}
	if err := h.unseen(s, c.Meta, AnswerTopic(c.Line.Key), h.Answers[c.Line.Key].inShort()); err != nil {
		return nil, err
	}
	return inHandover(c.Handover, LineAnswered{
		Line: c.Line.Key, Verdict: c.Verdict, Text: c.Text, ReadBack: c.ReadBack, Seq: c.Line.Seq,
	}), nil
}

// goneOn says that a line is no longer as it was seen: its case has moved on,
// or another outlook was given of it.
func (s State) goneOn(h Handover, l Line) bool {
	return h.Noted[l.Key] > l.Seq || l.Kind == LineCase && s.Cases[l.Row.ID].Case.Version != l.Row.Version
}

// fewestWords make a sentence of a read-back.
const fewestWords = 3

func (c ReplyLine) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	a := h.Answers[c.Line]
	switch {
	case err != nil:
		return nil, err
	case a.Verdict != Questioned:
		return nil, conflict("handover-no-question", nil)
	case a.By == c.Actor.Officer:
		return nil, forbidden("handover-not-out", nil)
	case c.Text == "":
		return nil, invalid("note-empty", nil)
	case tooLong(c.Text, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return inHandover(c.Handover, LineReplied{Line: c.Line, Text: c.Text}), nil
}

func (c SignHandover) decide(s State) ([]Change, error) {
	h, err := s.handover(c.Handover)
	if err == nil {
		err = c.may(s, h)
	}
	if err == nil {
		err = c.whole(s, h)
	}
	if err != nil {
		return nil, err
	}
	lines := s.recordLines(h, c.Lines)
	mine := Signature{Side: c.Side, Officer: c.Actor.Officer, Name: s.name(c.Actor.Officer), At: c.time(), By: c.By, Digest: signed(lines, h.Remark)}
	out := inHandover(c.Handover, HandoverSigned{mine})
	other, agreed := h.signature(c.Side.other(), mine.Digest)
	if !agreed && c.Lone == "" {
		return out, nil
	}
	if c.Lone != "" {
		other = Signature{}
	}
	return append(out, s.seal(h, c, lines, mine, other)...), nil
}

// signed is the digest of all that a signature is for.
func signed(lines []RecordLine, remark string) string {
	return sum(struct {
		Lines  []RecordLine `json:"lines"`
		Remark string       `json:"remark"`
	}{lines, remark})
}

// Standing are the signatures that hold for the lines as they are drafted now,
// in an office whose officers they name; all of them once it is sealed.
func (h Handover) Standing(o Office, lines []Line) []Signature {
	if h.Sealed() {
		return h.Signed
	}
	digest := signed(State{Office: o}.recordLines(h, lines), h.Remark)
	var out []Signature
	for _, side := range []Side{SideOut, SideIn} {
		if s, holds := h.signature(side, digest); holds {
			out = append(out, s)
		}
	}
	return out
}

func (side Side) other() Side {
	if side == SideOut {
		return SideIn
	}
	return SideOut
}

// may refuses who cannot sign for a side.
func (c SignHandover) may(s State, h Handover) error {
	officer := c.Actor.Officer
	_, known := s.Office.Officer(officer)
	other, _ := h.signature(c.Side.other(), "")
	switch {
	case !known || !c.By.known():
		return forbidden("signin-unproved", nil)
	case c.Side == SideOut && h.In == officer, c.Side == SideIn && h.gives(officer), other.Officer == officer:
		return forbidden("handover-both", nil)
	case c.Side != SideOut && c.Side != SideIn:
		return invalid("command-incomplete", nil)
	case c.Lone != "" && c.Side == SideOut && s.comesIn(h, officer):
		return forbidden("handover-lone-side", nil)
	case c.Lone != "" && c.At.Before(s.end(h)):
		return conflict("handover-lone-early", nil)
	case tooLong(c.Lone, maxNote):
		return invalid("text-too-long", Args{"field": "reason", "max": maxNote})
	}
	return nil
}

// comesIn says that an officer stands the watch that follows, and not the one
// that is handed over: "nobody came" is not theirs to say.
func (s State) comesIn(h Handover, officer OfficerID) bool {
	watch := h.Of(s.Rules)
	next, _ := s.Rules.WatchAfter(watch.To)
	return s.Office.CrewOf(s.Rules, next).Has(officer) && !s.Office.CrewOf(s.Rules, watch).Has(officer)
}

// end is when the watch ends that a handover is of.
func (s State) end(h Handover) time.Time {
	return h.Of(s.Rules).To
}

// whole refuses to sign over a gap, or what nobody has seen.
func (c SignHandover) whole(s State, h Handover) error {
	if c.Upto != s.Seq || c.Hash == "" {
		return conflict("handover-moved", nil)
	}
	for _, l := range c.Lines {
		if l.Kind == LineCase && s.Cases[l.Row.ID].Case.Version != l.Row.Version {
			return conflict("handover-moved", nil)
		}
	}
	missing, open, asked := h.Missing(c.Lines), h.Unanswered(c.Lines), h.Questions(c.Lines)
	switch {
	case len(missing) > 0 && (c.Side == SideOut || c.Lone == ""):
		return conflict("handover-missing", Args{"n": len(missing), "number": missing[0].Row.Number})
	case len(asked) > 0 && c.Lone == "":
		return conflict("handover-questions", Args{"n": len(asked)})
	case len(open) > 0 && (c.Side == SideIn || c.Lone == ""):
		return conflict("handover-unanswered", Args{"n": len(open)})
	}
	return nil
}

// recordLines freezes the lines with what both sides said.
func (s State) recordLines(h Handover, lines []Line) []RecordLine {
	out := make([]RecordLine, 0, len(lines))
	for _, l := range lines {
		out = append(out, h.Told(l, s.name).answered(h.Answers[l.Key]))
	}
	return out
}

func (r RecordLine) answered(a LineAnswer) RecordLine {
	r.Verdict, r.ReadBack, r.Question, r.Reply = a.Verdict, a.ReadBack, a.Question, a.Reply
	if a.Verdict == Declined {
		r.Reason = a.Text
	}
	return r
}

// seal ends the handover: the record, and the cases that change hands.
func (s State) seal(h Handover, c SignHandover, lines []RecordLine, mine, other Signature) []Change {
	r := s.record(h, c)
	r.Lines = lines
	if r.Out, r.In = mine, other; c.Side == SideIn {
		r.Out, r.In = other, mine
	}
	out := []Change{{}}
	for i, l := range c.Lines {
		if l.Kind != LineCase {
			continue
		}
		answer, to := h.Answers[l.Key], s.heir(h, r, l)
		r.Lines[i].Moved = to != "" && to != l.Row.Owner
		if r.Lines[i].Moved {
			r.Lines[i].To = s.name(to)
		}
		moved := Assigned{From: l.Row.Owner, To: to, Handover: h.ID}
		if answer.Verdict == Declined {
			moved.Declined, moved.Note = true, answer.Text
		}
		if r.Lines[i].Moved || moved.Declined && to != "" {
			out = append(out, Change{l.Row.ID.Stream(), moved})
		}
	}
	r.Others = s.strangers(r)
	r.Digest = r.Sum()
	out[0] = Change{c.Handover.Stream(), HandoverSealed{Record: r}}
	return out
}

// strangers are those who signed without standing the watch they signed for,
// where the roster says who does.
func (s State) strangers(r Record) []string {
	from, to := s.Office.CrewOf(s.Rules, r.Watch), s.Office.CrewOf(s.Rules, r.Next)
	var out []string
	for _, of := range []struct {
		crew Crew
		by   Signature
	}{{from, r.Out}, {to, r.In}} {
		id := of.by.Officer
		theirs := of.crew.Has(id) || r.AddsTo != "" && (from.Has(id) || to.Has(id)) // either watch may add to what passed
		if len(of.crew.Members) > 0 && id != "" && !theirs {
			out = append(out, of.by.Name)
		}
	}
	return out
}

// heir is who has a case after the handover. An accepted one goes to the
// incoming officer, and a grave one that nobody held to whoever said back what
// they will do. What is not accepted stays with who held it, else with who
// hands over; so does a grave one when nobody comes. Others that nobody held
// stay in the queue.
func (s State) heir(h Handover, r Record, l Line) OfficerID {
	in, out, owner := r.In.Officer, r.Out.Officer, l.Row.Owner
	switch by := h.Answers[l.Key]; {
	case by.Verdict == Declined:
		return cmp.Or(owner, out)
	case by.Verdict != Accepted && owner == "" && l.Grave() && in == "":
		return out
	case by.Verdict != Accepted:
		return owner
	case in != "" && owner == "" && l.Grave() && by.ReadBack != "":
		return by.By
	case s.leaves(h, r, l, in):
		return in
	}
	return owner
}

// leaves says whether a case goes from the outgoing watch to the incoming.
// One that was not accepted before still lies with whoever had it then.
func (s State) leaves(h Handover, r Record, l Line, to OfficerID) bool {
	owner := l.Row.Owner
	crew := s.Office.CrewOf(s.Rules, r.Watch)
	next := s.Office.CrewOf(s.Rules, r.Next)
	return to != "" && owner != "" && owner != to && !next.Has(owner) && (owner == cmp.Or(r.Out.Officer, h.Out) || crew.Has(owner) || l.Declined != nil)
}

func (s State) record(h Handover, c SignHandover) Record {
	watch := h.Of(s.Rules)
	next, _ := s.Rules.WatchAfter(watch.To)
	crew, nextCrew := s.Office.CrewOf(s.Rules, watch), s.Office.CrewOf(s.Rules, next)
	r := Record{
		Handover: h.ID, AddsTo: h.AddsTo, Office: s.Office.Name, Zone: s.Office.Zone,
		Watch: watch, Team: crew.Team, Crew: s.names(crew.Members), Sat: s.named(c.Sat),
		Next: next, NextTeam: nextCrew.Team, NextCrew: s.names(nextCrew.Members),
		Opened: h.Opened, Sealed: c.time(), Lone: c.Lone, Missed: h.Missed,
		Since: h.Since, Upto: c.Upto, Hash: c.Hash, Remark: h.Remark,
	}
	if h.AddsTo == "" { // an addition is signed whenever there is something to add
		r.Late, r.Early = s.Rules.late(watch, c.time()), watch.Early(c.time())
	}
	return r
}

// late is how many minutes beyond the grace a handover is signed; a clock
// that was set back makes nothing late.
func (r Rules) late(w Watch, at time.Time) int {
	over := at.Sub(w.To.Add(r.Roster.Grace))
	return max(0, int((over+time.Minute-1)/time.Minute))
}

// mostEarly is how long before its end a watch may be handed over as usual.
const mostEarly = time.Hour

// Early is how many minutes before that it is.
func (w Watch) Early(at time.Time) int {
	return max(0, int(w.To.Add(-mostEarly).Sub(at)/time.Minute))
}

func (s State) names(ids []OfficerID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, s.name(id))
	}
	return out
}

func (c CountersignHandover) decide(s State) ([]Change, error) {
	h := FoldHandover(s.Records[c.Handover.Stream()])
	switch {
	case h.Version == 0:
		return nil, notFound("handover-not-found", Args{"handover": string(c.Handover)})
	case !h.Owed():
		return nil, conflict("handover-not-owed", nil)
	case !c.By.known():
		return nil, forbidden("signin-unproved", nil)
	case h.Record.Out.Officer == c.Actor.Officer || h.Record.In.Officer == c.Actor.Officer:
		return nil, forbidden("handover-both", nil)
	case tooLong(c.Note, maxNote):
		return nil, invalid("text-too-long", Args{"field": "note", "max": maxNote})
	}
	return inHandover(c.Handover, HandoverCountersigned{Name: s.name(c.Actor.Officer), Note: c.Note, By: c.By}), nil
}
