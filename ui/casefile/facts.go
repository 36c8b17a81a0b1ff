package casefile

import (
	"fmt"
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// label is how wide the column of labels is.
const label = 16

// sheet collects labelled lines of a width.
type sheet struct {
	s     *Screen
	width int
	lines []string
}

func (h *sheet) section(key string) {
	if len(h.lines) > 0 {
		h.lines = append(h.lines, "")
	}
	h.lines = append(h.lines, h.s.cfg.Ctx.Style.Heading.Render(h.s.t(key)))
}

// field is a label and its text; nothing when the text is empty.
func (h *sheet) field(name, text string) {
	if text == "" {
		return
	}
	tag := h.s.cfg.Ctx.Style.Muted.Render(cell.Fit(name, label))
	for i, l := range cell.Wrap(text, h.width-label) {
		if i > 0 {
			tag = strings.Repeat(" ", label)
		}
		h.lines = append(h.lines, tag+l)
	}
}

func (h *sheet) text(text string) { h.lines = append(h.lines, cell.Wrap(text, h.width)...) }

// factLines is everything but the timeline, as lines of a width.
func (s *Screen) factLines(width int) []string {
	h := &sheet{s: s, width: width}
	c := s.loaded.Case
	s.story(h, c)
	for i, sub := range c.Facts.Subjects {
		s.subject(h, i+1, sub)
	}
	s.place(h, c.Facts)
	s.reporter(h, c)
	s.questioning(h, c)
	s.linksAndNotes(h, c)
	s.clocks(h, c)
	return h.lines
}

func (s *Screen) story(h *sheet, c model.Case) {
	p, now, zone := s.cfg.Ctx.Print, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()
	h.section("case.section.story")
	h.field(s.word("field", "received"), p.Moment(c.Received, now, zone)+" · "+s.word("channel", string(c.Facts.Channel))+
		" · "+s.cfg.Ctx.OfficerName(c.OpenedBy))
	if !c.Facts.Occurred.IsZero() {
		h.field(s.word("field", "occurred"), p.Moment(c.Facts.Occurred, now, zone))
	}
	if c.Facts.Narrative != "" {
		h.lines = append(h.lines, "")
		h.text(c.Facts.Narrative)
	}
	for _, e := range c.Facts.Evidence {
		h.field(s.word("field", "evidence"), e)
	}
}

func (s *Screen) subject(h *sheet, n int, sub model.Subject) {
	if n == 1 {
		h.section("case.section.subjects")
	}
	h.field(fmt.Sprintf("%d", n), s.cfg.Ctx.Style.Strong.Render(or(s.subjectName(sub), s.t("case.unnamed"))))
	h.field("", "")
	if line := s.subjectLine(sub); line != "" {
		h.field(" ", s.cfg.Ctx.Style.Muted.Render(line))
	}
	if sub.Note != "" {
		h.field(" ", sub.Note)
	}
}

func (s *Screen) subjectName(sub model.Subject) string {
	if sub.Alias == "" {
		return sub.Name
	}
	return strings.TrimSpace(sub.Name + " (" + sub.Alias + ")")
}

// subjectLine is what identifies a subject, in passport order.
func (s *Screen) subjectLine(sub model.Subject) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if sub.Nationality != "" {
		add(s.cfg.Nations.Name(sub.Nationality))
	}
	if sub.Sex != "" {
		add(s.word("sex", string(sub.Sex)))
	}
	if sub.Age > 0 {
		add(s.t("case.age", locale.A{"n": sub.Age}))
	}
	if sub.Passport != "" {
		add(s.t("case.passport", locale.A{"number": sub.Passport}))
	}
	if sub.Permit != "" {
		add(s.cfg.Ctx.Print.Short("permit", string(sub.Permit)))
	}
	if sub.PermitExpiry != "" {
		add(s.t("case.until", locale.A{"date": string(sub.PermitExpiry)}))
	}
	return strings.Join(parts, " · ")
}

func (s *Screen) place(h *sheet, f model.Facts) {
	p := f.Place
	if p == (model.Place{}) && f.CheckIn == "" {
		return
	}
	h.section("case.section.place")
	name := p.Name
	if p.Lodging != "" {
		name = strings.TrimSpace(name + " · " + s.word("lodging", string(p.Lodging)))
	}
	h.field(s.word("field", "place"), strings.TrimPrefix(name, "· "))
	h.field(s.word("field", "address"), p.Address)
	if p.Area != "" {
		h.field(s.word("field", "area"), s.cfg.Areas.Name(p.Area))
	}
	if p.Lat != nil && p.Lon != nil {
		h.field(s.t("case.pin"), pin(p))
	}
	h.field(s.word("field", "check-in"), string(f.CheckIn))
	h.field(s.word("field", "check-out"), string(f.CheckOut))
}

func pin(p model.Place) string {
	return strconv.FormatFloat(*p.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(*p.Lon, 'f', -1, 64)
}

func (s *Screen) reporter(h *sheet, c model.Case) {
	h.section("case.section.reporter")
	if c.Reporter == nil {
		h.text(s.t("word.anonymous"))
		return
	}
	contact := []string{}
	if c.Reporter.HasPhone {
		contact = append(contact, s.t("case.has-phone"))
	}
	if c.Reporter.HasNIK {
		contact = append(contact, s.t("case.has-nik"))
	}
	text := s.t("word.pseudonym", locale.A{"code": c.Reporter.Pseudonym.Short()})
	if len(contact) > 0 {
		text += s.cfg.Ctx.Style.Muted.Render("  " + strings.Join(contact, " · "))
	}
	h.text(text)
}

// questioning is the second account beside the first.
func (s *Screen) questioning(h *sheet, c model.Case) {
	st := s.cfg.Ctx.Style
	if b := c.Callback; b != nil {
		h.section("case.section.callback")
		text := s.t("case.callback.not-reached")
		switch {
		case b.Confirmed:
			text = st.Good.Render("✓ ") + s.t("case.callback.confirmed")
		case b.Reached:
			text = st.Warn.Render("! ") + s.t("case.callback.reached")
		}
		h.field(s.cfg.Ctx.OfficerName(b.By), text)
		h.field(" ", b.Note)
	}
	r := c.Reinterview
	if r == nil {
		return
	}
	h.section("case.section.reinterview")
	for _, a := range r.Answers {
		s.answer(h, a)
	}
	h.field(s.word("field", "impression"), r.Impression)
}

func (s *Screen) answer(h *sheet, a model.Answer) {
	st := s.cfg.Ctx.Style
	h.text(st.Muted.Render(s.word("question", a.Question)))
	if a.First != "" {
		h.field("  "+s.t("case.first"), a.First)
	}
	mark := "  " + s.t("case.second")
	text := or(a.Second, "–")
	if a.Contradiction {
		text = st.Warn.Render("≠ "+s.t("case.contradiction")) + "  " + text
	}
	h.field(mark, text)
}

func (s *Screen) linksAndNotes(h *sheet, c model.Case) {
	if len(c.Links) > 0 {
		h.section("case.section.links")
		for _, l := range c.Links {
			h.field(s.word("link", string(l.Role)), l.Number)
		}
	}
	shown := false
	for _, n := range c.Notes {
		if n.Withdrawn {
			continue
		}
		if !shown {
			h.section("case.section.notes")
			shown = true
		}
		h.field(s.cfg.Ctx.Print.Moment(n.At, s.cfg.Ctx.Now(), s.cfg.Ctx.Zone()), n.Text+
			s.cfg.Ctx.Style.Muted.Render(" – "+s.cfg.Ctx.OfficerName(n.By)))
	}
}

func (s *Screen) clocks(h *sheet, c model.Case) {
	if len(c.Clocks) == 0 {
		return
	}
	h.section("case.section.clocks")
	p, now := s.cfg.Ctx.Print, s.cfg.Ctx.Now()
	for _, k := range c.Clocks {
		text := p.Due(k.Due.Sub(now)) + s.cfg.Ctx.Style.Muted.Render("  "+p.Moment(k.Due, now, s.cfg.Ctx.Zone()))
		switch {
		case !k.Done.IsZero() && k.Done.After(k.Due):
			text = s.cfg.Ctx.Style.Warn.Render(s.t("case.clock.late", locale.A{"span": p.Span(k.Done.Sub(k.Due))}))
		case !k.Done.IsZero():
			text = s.cfg.Ctx.Style.Muted.Render(s.t("case.clock.done"))
		case !k.Paused.IsZero():
			text = s.t("case.clock.paused", locale.A{"span": p.Span(now.Sub(k.Paused))})
		}
		if k.PausedFor > 0 {
			text += s.cfg.Ctx.Style.Muted.Render("  " + s.t("case.clock.paused-for", locale.A{"span": p.Span(k.PausedFor)}))
		}
		h.field(s.word("clock", string(k.Name)), text)
	}
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
