package model

// Passed is what becomes of the cases of a handover.
type Passed struct {
	To     map[OfficerID]int // cases that somebody else has after it
	Queued int               // that nobody has then either
}

// Moves is what becomes of the cases if the handover is signed as it stands by
// two officers, or by one of them where the other is empty.
func (h Handover) Moves(o Office, rules Rules, lines []Line, out, in OfficerID) Passed {
	s := State{Office: o, Rules: rules}
	r := Record{Watch: h.Of(rules), Out: Signature{Officer: out}, In: Signature{Officer: in}}
	r.Next, _ = rules.WatchAfter(r.Watch.To)
	m := Passed{To: map[OfficerID]int{}}
	for _, l := range lines {
		if l.Kind != LineCase {
			continue
		}
		switch to := s.heir(h, r, l); {
		case to == "":
			m.Queued++
		case to != l.Row.Owner:
			m.To[to]++
		}
	}
	return m
}

// Counterpart is who has to sign an addition beside its writer: whoever took
// over with the record it adds to, or handed over where they are the writer.
// Empty for nobody.
func (h Handover) Counterpart(original Record) OfficerID {
	for _, id := range []OfficerID{h.In, original.In.Officer, original.Out.Officer} {
		if id != "" && id != h.Out {
			return id
		}
	}
	return ""
}

// AwaitsAddition says that an addition waits for an officer's signature: the
// counterpart's, or the writer's once the counterpart has signed.
func (h Handover) AwaitsAddition(original Record, id OfficerID) bool {
	if id == "" || h.AddsTo == "" || h.Sealed() || h.Withdrawn {
		return false
	}
	_, out := h.Word(SideOut)
	_, in := h.Word(SideIn)
	return id == h.Counterpart(original) && !in || id == h.Out && in && !out
}
