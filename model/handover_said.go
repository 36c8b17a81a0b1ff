package model

import "cmp"

// Topic is one thing that is said at a handover and can be said anew.
type Topic string

// RemarkTopic is what is to be said beside the lines.
const RemarkTopic Topic = "remark"

// OutlookTopic is what comes next of a line.
func OutlookTopic(key LineKey) Topic { return Topic("outlook/" + key) }

// AnswerTopic is what the incoming officer says to a line.
func AnswerTopic(key LineKey) Topic { return Topic("answer/" + key) }

// Saying is who said a thing last, and with which version of the handover.
type Saying struct {
	By      OfficerID
	Version uint64
}

func (h *Handover) say(t Topic, e Envelope) {
	h.Said[t] = Saying{By: e.Actor.Officer, Version: e.Version}
}

// unseen refuses to say a thing anew over what another officer has said, and
// who says it has not seen: Expect is the handover's version that they saw.
// One's own words can always be changed.
func (h Handover) unseen(s State, m Meta, t Topic, now string) error {
	last, said := h.Said[t]
	if !said || last.By == m.Actor.Officer || m.Expect >= last.Version {
		return nil
	}
	key := "handover-said"
	if now == "" {
		key = "handover-accepted"
	}
	return conflict(key, Args{"officer": s.name(last.By), "text": now})
}

// inShort is what is quoted of an outlook.
func (o Outlook) inShort() string { return cmp.Or(o.Next, o.If, o.Then, o.Who, "-") }

// inShort is what is quoted of an answer; empty for a line simply accepted.
func (a LineAnswer) inShort() string { return cmp.Or(a.Text, a.ReadBack) }
