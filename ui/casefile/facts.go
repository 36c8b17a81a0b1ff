package casefile

import (
	"strconv"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

// factLines is everything but the timeline, as lines of a width.
func (s *Screen) factLines(width int) []string {
	h := &sheet{ctx: s.cfg.Ctx, width: width}
	c := s.loaded.Case
	s.pending(h, c)
	s.story(h, c)
	s.subjects(h, c.Facts.Subjects)
	s.place(h, c)
	s.reporter(h, c)
	s.callback(h, c.Callback)
	s.reinterview(h, c.Reinterview)
	s.linksAndNotes(h, c)
	s.clocks(h, c)
	return h.lines
}

// pending is what to know first: which case this one repeats, and what it
// waits for.
func (s *Screen) pending(h *sheet, c model.Case) {
	st := s.cfg.Ctx.Style
	for _, l := range c.Links {
		if l.Role == model.DuplicateOf {
			h.text(s.word("link", string(l.Role)) + " " + st.Strong.Render(l.Number))
		}
	}
	if c.Waiting != "" {
		h.text(st.Warn.Render(s.t("case.waits", locale.A{"why": c.Waiting})))
	}
	if c.Proposed == nil {
		return
	}
	proposed := "case.proposed"
	if c.Proposed.By == s.cfg.Ctx.Officer.ID {
		proposed = "case.proposed-mine"
	}
	h.text(st.Warn.Render("! " + s.t(proposed, locale.A{"officer": s.cfg.Ctx.OfficerName(c.Proposed.By)})))
	for _, q := range quoted(c.Proposed.Note) {
		h.indented(2, q)
	}
}

func (s *Screen) story(h *sheet, c model.Case) {
	h.section("case.section.story")
	h.field(s.word("field", "received"), strings.Join([]string{
		s.moment(c.Received), s.word("channel", string(c.Facts.Channel)), s.cfg.Ctx.OfficerName(c.OpenedBy),
	}, " · "))
	h.field(s.word("field", "occurred"), s.moment(c.Facts.Occurred))
	if c.Facts.Narrative != "" {
		h.gap()
		h.text(c.Facts.Narrative)
	}
	if len(c.Facts.Evidence) > 0 {
		h.gap()
		h.field(s.word("field", "evidence"), strings.Join(c.Facts.Evidence, "\n"))
	}
}

// subjects are those reported: name first, then what identifies them, in
// passport order.
func (s *Screen) subjects(h *sheet, all []model.Subject) {
	const indent = 3
	st := s.cfg.Ctx.Style
	for i, sub := range all {
		if i == 0 {
			h.section("case.section.subjects")
		}
		first := len(h.lines)
		h.indented(indent, st.Strong.Render(or(nameOf(sub), s.t("case.unnamed"))))
		h.lines[first] = st.Muted.Render(cell.Fit(strconv.Itoa(i+1), indent)) + h.lines[first][indent:]
		line := s.subjectLine(sub)
		if s.ranOut(sub) {
			line = strings.Join(append(s.identity(sub), st.Warn.Render("! "+s.permit(sub))), " · ")
		}
		if line != "" {
			h.indented(indent, line)
		}
		if sub.Note != "" {
			h.indented(indent, st.Muted.Render(inLine(sub.Note)))
		}
	}
}

// nameOf is a subject's name, the alias behind it.
func nameOf(sub model.Subject) string {
	if sub.Alias == "" {
		return sub.Name
	}
	return strings.TrimSpace(sub.Name + " (" + sub.Alias + ")")
}

// subjectLine is what identifies a subject, in passport order, and their
// permit.
func (s *Screen) subjectLine(sub model.Subject) string {
	return strings.Join(append(s.identity(sub), present(s.permit(sub))...), " · ")
}

func (s *Screen) identity(sub model.Subject) []string {
	var parts []string
	if sub.Nationality != "" {
		parts = append(parts, s.nation(sub.Nationality))
	}
	if sub.Sex != "" {
		parts = append(parts, s.word("sex", string(sub.Sex)))
	}
	if sub.Age > 0 {
		age := s.t("case.age", locale.A{"n": sub.Age})
		if sub.AgeAbout {
			age = "± " + age
		}
		parts = append(parts, age)
	}
	if sub.Passport != "" {
		parts = append(parts, s.t("case.passport", locale.A{"number": sub.Passport}))
	}
	return parts
}

// ranOut says whether a subject's permit holds no longer.
func (s *Screen) ranOut(sub model.Subject) bool {
	return sub.PermitExpiry != "" && string(sub.PermitExpiry) < s.cfg.Ctx.Now().In(s.cfg.Ctx.Zone()).Format(time.DateOnly)
}

// permit is a stay permit and how long it holds.
func (s *Screen) permit(sub model.Subject) string {
	kind := ""
	switch sub.Permit {
	case "":
	case "unknown":
		kind = s.t("case.permit-unknown")
	case "none":
		kind = s.word("permit", string(sub.Permit))
	default:
		kind = s.cfg.Ctx.Print.Short("permit", string(sub.Permit))
	}
	if sub.PermitExpiry == "" {
		return kind
	}
	until := "case.until"
	if s.ranOut(sub) {
		until = "case.ran-out"
	}
	return strings.TrimSpace(kind + " " + s.t(until, locale.A{"date": s.day(sub.PermitExpiry)}))
}

// subjectText is a whole subject in a line.
func (s *Screen) subjectText(sub model.Subject) string {
	return strings.Join(present(nameOf(sub), s.subjectLine(sub), inLine(sub.Note)), " · ")
}

func (s *Screen) subjectsText(all []model.Subject) string {
	texts := make([]string, len(all))
	for i, sub := range all {
		texts[i] = s.subjectText(sub)
	}
	return strings.Join(texts, "; ")
}

// place is where it happened, or where the guests stay and from when.
func (s *Screen) place(h *sheet, c model.Case) {
	f := c.Facts
	if f.Place == (model.Place{}) && f.CheckIn == "" && f.CheckOut == "" {
		return
	}
	if f.Kind == model.Presence {
		h.section("case.section.stay")
	} else {
		h.section("case.section.place")
	}
	lodging := ""
	if f.Place.Lodging != "" {
		lodging = s.word("lodging", string(f.Place.Lodging))
	}
	h.field(s.word("field", "place"), strings.Join(present(f.Place.Name, lodging), " · "))
	h.field(s.word("field", "address"), f.Place.Address)
	if f.Place.Area != "" {
		h.field(s.word("field", "area"), s.area(f.Place.Area))
	}
	h.field(s.word("field", "pin"), pinShown(pinText(f.Place)))
	h.field(s.word("field", "check-in"), s.day(f.CheckIn))
	if late := s.reportedLate(c); late > 0 {
		h.field(" ", s.cfg.Ctx.Style.Warn.Render("! "+s.t("case.lodging-late", locale.A{"span": s.cfg.Ctx.Print.Span(late)})))
	}
	h.field(s.word("field", "check-out"), s.day(f.CheckOut))
}

func (s *Screen) placeText(p model.Place) string {
	lodging, area := "", ""
	if p.Lodging != "" {
		lodging = s.word("lodging", string(p.Lodging))
	}
	if p.Area != "" {
		area = s.area(p.Area)
	}
	return strings.Join(present(p.Name, lodging, p.Address, area), ", ")
}

func (s *Screen) reporter(h *sheet, c model.Case) {
	h.section("case.section.reporter")
	if c.Reporter == nil {
		h.text(s.t("word.anonymous"))
		return
	}
	phone, nik := "", ""
	if c.Reporter.HasPhone {
		phone = s.t("case.has-phone")
	}
	if c.Reporter.HasNIK {
		nik = s.t("case.has-nik")
	}
	text := s.t("word.pseudonym", locale.A{"code": c.Reporter.Pseudonym.Short()})
	if contact := strings.Join(present(phone, nik), " · "); contact != "" {
		text += s.cfg.Ctx.Style.Muted.Render("  " + contact)
	}
	h.text(text)
}

// callback is the proof of contact of a phone report.
func (s *Screen) callback(h *sheet, b *model.Callback) {
	if b == nil {
		return
	}
	st := s.cfg.Ctx.Style
	h.section("case.section.callback")
	mark := st.Warn.Render("! ")
	if b.Confirmed {
		mark = st.Good.Render("✓ ")
	}
	h.text(mark + s.callbackText(*b) + s.signed(b.By, b.At))
	if b.Note != "" {
		h.indented(2, b.Note)
	}
}

func (s *Screen) callbackText(b model.Callback) string {
	switch {
	case b.Confirmed:
		return s.t("case.callback.confirmed")
	case b.Reached:
		return s.t("case.callback.reached")
	}
	return s.t("case.callback.not-reached")
}

// signed says quietly who did something, and when.
func (s *Screen) signed(by model.OfficerID, at time.Time) string {
	return s.cfg.Ctx.Style.Muted.Render("  " + s.cfg.Ctx.OfficerName(by) + " · " + s.moment(at))
}

// besideFrom is the width from which the two accounts stand side by side.
const besideFrom = 56

// reinterview is the second account beside the first.
func (s *Screen) reinterview(h *sheet, r *model.Reinterview) {
	if r == nil {
		return
	}
	st := s.cfg.Ctx.Style
	h.section("case.section.reinterview")
	h.lines[len(h.lines)-1] += s.signed(r.By, r.At)
	for _, a := range r.Answers {
		h.gap()
		h.text(st.Muted.Render(s.word("question", a.Question)))
		mark := ""
		if a.Contradiction {
			mark = st.Warn.Render("≠ " + s.t("case.contradiction"))
		}
		first, second := or(a.First, nothing), or(a.Second, nothing)
		if h.width < besideFrom {
			h.field(s.t("case.first"), first)
			h.field(s.t("case.second"), second)
			h.field(" ", mark)
			continue
		}
		h.pair(s.t("case.first"), first, s.t("case.second"), second)
		if mark != "" {
			h.row(strings.Repeat(" ", h.width/2+1) + mark)
		}
	}
	if r.Impression != "" {
		h.gap()
		h.field(s.word("field", "impression"), r.Impression)
	}
}

func (s *Screen) linksAndNotes(h *sheet, c model.Case) {
	for i, l := range c.Links {
		if i == 0 {
			h.section("case.section.links")
		}
		h.text(s.word("link", string(l.Role)) + " " + s.cfg.Ctx.Style.Strong.Render(l.Number))
	}
	first := true
	for _, n := range c.Notes {
		if n.Withdrawn {
			continue
		}
		if first {
			h.section("case.section.notes")
		} else {
			h.gap()
		}
		first = false
		h.row(s.cfg.Ctx.Style.Muted.Render(s.cfg.Ctx.OfficerName(n.By) + " · " + s.moment(n.At)))
		h.text(n.Text)
	}
}
