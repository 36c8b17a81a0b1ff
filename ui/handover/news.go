package handover

import (
	"errors"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// seqField is under which it is kept what a text was written about.
const seqField = "/seq"

// lineChanged says that something was refused because the line is no longer
// as it was seen.
func lineChanged(err error) bool {
	return errors.Is(err, &model.Error{Key: "handover-line-changed"})
}

// answers says that a text answers a line as it stands.
func (w writing) answers() bool {
	switch w {
	case readBack, question, decline, reply:
		return true
	case plan, remark:
	}
	return false
}

// looksAt remembers how the line stands that is being written about: as it
// was when the text was begun, if it is kept from before.
func (s *Screen) looksAt(ed *editor, e *entry) {
	ed.was, ed.seq = e, e.line.Seq
	if seq, err := strconv.ParseUint(s.kept.Text(ed.name()+seqField), 10, 64); err == nil && seq < ed.seq {
		ed.was, ed.seq = nil, seq
	}
}

// keepSeq keeps what a text is about for as long as there is one.
func (s *Screen) keepSeq(ed *editor) tea.Cmd {
	seq := ""
	if ed.what.answers() && slices.ContainsFunc(ed.fields, func(f field) bool { return f.area.Value() != "" }) {
		seq = strconv.FormatUint(ed.seq, 10)
	}
	return s.kept.Put(ed.name()+seqField, seq)
}

// movedOn says that the line is no longer as it was when the text was begun.
func (ed *editor) movedOn(e *entry) bool { return ed.what.answers() && ed.seq < e.line.Seq }

// showNews says what is new in a line before a text about it is sent. The
// text stays where it is typed; the next Enter sends it.
func (s *Screen) showNews(ed *editor, e *entry) tea.Cmd {
	was := ed.was
	ed.was, ed.seq = e, e.line.Seq
	ed.wrong = s.t("handover.news-again")
	return tea.Batch(s.keepSeq(ed), screen.Send(screen.ShowDialog{Unasked: true, Dialog: &dialog.Notice{
		Ctx: s.ctx, Title: s.t("handover.news-title", locale.A{"what": s.headline(e)}),
		Lines: func(width int) []string {
			lines := append(s.news(was, e, width), "")
			lines = append(lines, trimmed(s.told(e, width))...)
			return append(append(lines, ""), inked(s.ctx.Style.Muted, cell.Wrap(s.t("handover.news-kept"), width))...)
		},
	}}))
}

// news is what has changed of a line, a thing a line.
func (s *Screen) news(was, now *entry, width int) []string {
	st, p := s.ctx.Style, s.ctx.Print
	lines := cell.Wrap(s.t("handover.news"), width)
	if was == nil { // begun before this screen was opened
		return lines
	}
	due := func(e *entry) string {
		if e.Due.IsZero() {
			return ""
		}
		return p.Moment(e.Due, s.ctx.Now(), s.ctx.Zone())
	}
	told := 0
	for _, d := range []struct{ label, from, to string }{
		{s.t("handover.news-urgency"), p.Word("urgency", string(was.Urgency)), p.Word("urgency", string(now.Urgency))},
		{s.t("handover.news-status"), p.Word("status", string(was.Status)), p.Word("status", string(now.Status))},
		{s.t("handover.news-owner"), was.Owner, now.Owner},
		{s.t("handover.news-about"), flat(was.Text + " " + was.Place), flat(now.Text + " " + now.Place)},
		{s.t("handover.news-due"), due(was), due(now)},
		{s.t("handover.waiting"), flat(was.Waiting), flat(now.Waiting)},
		{s.t("handover.next"), flat(was.Outlook.Next), flat(now.Outlook.Next)},
		{s.t("handover.who"), was.Outlook.Who, now.Outlook.Who},
	} {
		if d.from != d.to {
			told++
			lines = append(lines, s.labelled(d.label, orDash(d.from)+" → "+orDash(d.to), width, st.Strong)...)
		}
	}
	if told == 0 {
		lines = append(lines, inked(st.Strong, cell.Wrap(s.t("handover.news-file"), width))...)
	}
	return lines
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// writeAgain opens the text again that was refused because its line changed,
// and says what is new.
func (s *Screen) writeAgain() tea.Cmd {
	x := *s.stale
	s.stale = nil
	e, there := s.entryOf(x.key)
	if !there || s.edit != nil {
		return s.toast(s.t("handover.line-gone"), true)
	}
	s.list.find(x.key)
	if !s.kept.Has(keptName(x.what, x.key)) { // a line simply accepted
		return s.toast(s.t("handover.news"), true)
	}
	s.write(x.what, e)
	return s.showNews(s.edit, e)
}

// saidBefore is what this officer, or another, said of the line when it was not
// yet as it is.
func (s *Screen) saidBefore(e *entry, width int) []string {
	a := e.answer
	if s.edit.what != readBack || e.stands || a.ReadBack == "" {
		return nil
	}
	says := s.t("handover.said-before", locale.A{"text": flat(a.ReadBack)})
	if a.By != s.me() {
		says = s.t("handover.said-before-by", locale.A{"name": s.ctx.OfficerName(a.By), "text": flat(a.ReadBack)})
	}
	return inked(s.ctx.Style.Muted, cell.Wrap(says, width))
}
