package model

import (
	"errors"
	"testing"
)

// TestNobodyIsSpokenOverUnseen: what another has said is replaced only by who
// has seen it; one's own words are free.
func TestNobodyIsSpokenOverUnseen(t *testing.T) {
	p := begun(t)
	said := func(m Meta, text string) []Command {
		l := p.lines()[1]
		return []Command{
			NoteLine{Meta: m, Handover: night, Line: l.Key, Outlook: Outlook{Next: text}},
			RemarkHandover{Meta: m, Handover: night, Text: text},
			AnswerLine{Meta: m, Handover: night, Line: l, Verdict: Questioned, Text: text},
		}
	}
	for i, first := range []Officer{sari, sari, budi} {
		before := p.handover().Version
		p.must(said(p.meta(first), "panggil penjamin")[i])
		p.must(said(p.meta(first), "panggil penjamin besok")[i])

		stale := p.meta(third)
		stale.Expect = before
		for _, m := range []Meta{p.meta(third), stale} {
			err := p.do(said(m, "tunggu saja")[i])
			var e *Error
			if !errors.As(err, &e) || e.Key != "handover-said" || e.Kind != KindConflict || e.Args["officer"] != first.Name || e.Args["text"] != "panggil penjamin besok" {
				t.Errorf("%d: %v", i, err)
			}
		}
		p.must(said(p.seen(third), "tunggu saja")[i])
		p.wants("handover-said", said(p.meta(first), "panggil penjamin")[i])
	}
}

// TestAnAcceptanceIsNotSpokenOver: it has no text to quote.
func TestAnAcceptanceIsNotSpokenOver(t *testing.T) {
	p := begun(t)
	l := p.lines()[1]
	p.must(AnswerLine{Meta: p.meta(budi), Handover: night, Line: l, Verdict: Accepted})
	p.wants("handover-accepted", AnswerLine{Meta: p.meta(third), Handover: night, Line: l, Verdict: Declined, Text: "x"})
	p.must(AnswerLine{Meta: p.seen(third), Handover: night, Line: l, Verdict: Declined, Text: "x"})
}
