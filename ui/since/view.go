package since

import (
	"strconv"
	"strings"
	"time"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The columns, in cells; what the case is about gets the rest.
const (
	numberWidth = 15
	whoMost     = 16
	whoLeast    = 12
	whenMost    = 20
	whenLeast   = 12
	headLines   = 2
	wideFrom    = 100
)

func (s *Screen) t(key string, args ...locale.A) string { return s.ctx.Print.T("since."+key, args...) }

// room is the lines of the list in sight.
func (s *Screen) room() int { return max(1, s.size.Height-headLines) }

// View draws the lines in sight.
func (s *Screen) View() screen.View {
	width := s.size.Width
	lines := []string{" " + cell.Cut(s.headline(), width-2), ""}
	if len(s.lines) == 0 {
		lines = append(lines, "  "+s.ctx.Style.Muted.Render(cell.Cut(s.t("nothing"), width-4)))
	}
	s.scroll()
	for n := s.top; n < min(len(s.lines), s.top+s.room()); n++ {
		lines = append(lines, s.draw(n, width))
	}
	if below := len(s.lines) - s.top - s.room(); below > 0 {
		lines[len(lines)-1] = "  " + s.ctx.Style.Muted.Render(s.t("below", locale.A{"n": below + 1}))
	}
	return screen.View{Body: strings.Join(lines, "\n")}
}

// scroll keeps the mark in sight, with the head of its group where that fits,
// and above the line that says how much follows.
func (s *Screen) scroll() {
	room := s.room()
	s.top = min(s.top, max(0, s.at-1))
	last := room - 1
	if len(s.lines) > s.top+room {
		last--
	}
	s.top = max(s.top, s.at-max(0, last))
	s.top = max(0, min(s.top, len(s.lines)-room))
}

func (s *Screen) headline() string {
	st, p := s.ctx.Style, s.ctx.Print
	if s.since.Left.IsZero() {
		return st.Accent.Bold(true).Render(s.t("title-first"))
	}
	text := st.Accent.Bold(true).Render(s.t("title-since", locale.A{"when": p.Moment(s.since.Left, s.ctx.Now(), s.ctx.Zone())}))
	if s.since.Cut {
		text += st.Muted.Render("  " + s.t("cut"))
	}
	return text
}

func (s *Screen) draw(n, width int) string {
	l := s.lines[n]
	switch {
	case l.group < 0:
		return ""
	case l.item < 0:
		return s.head(l.group, width)
	}
	return s.row(s.since.Items[l.item], n == s.at, width)
}

// head names a group, with its key and how many are in it.
func (s *Screen) head(g, width int) string {
	st, kind := s.ctx.Style, s.groups[g]
	total, shown := s.since.Total[kind], 0
	for _, i := range s.since.Items {
		if i.Kind == kind {
			shown++
		}
	}
	text := st.Key.Render(strconv.Itoa(g+1)) + "  " + st.Strong.Render(s.t("group-"+string(kind))) + st.Muted.Render(" · "+s.ctx.Print.Count(int64(total)))
	if shown < total {
		text += st.Muted.Render(", " + s.t("newest", locale.A{"n": shown}))
	}
	return cell.Cut(" "+text, width)
}

func (s *Screen) row(i desk.SinceItem, chosen bool, width int) string {
	st := s.ctx.Style
	who, when := whoLeast, whenLeast
	if width >= wideFrom {
		who, when = whoMost, whenMost
	}
	what := max(1, width-4-3-numberWidth-who-when-6)
	sign, ink := "  ", st.Text
	switch i.Urgency {
	case model.Urgent:
		sign, ink = "▲▲", st.Urgent
	case model.High:
		sign, ink = "▲ ", st.High
	case model.Normal:
	}
	name := ""
	if i.By != "" {
		name = s.ctx.OfficerName(i.By)
	}
	mark, number, text := "    ", st.Text, st.Text
	if chosen {
		mark, number, text = "  "+st.Mark.Render("▌ "), st.Strong, st.Strong
	}
	return mark + ink.Render(sign) + " " + number.Render(cell.Fit(i.Number, numberWidth)) + "  " +
		text.Render(cell.Fit(s.what(i), what)) + "  " + st.Muted.Render(cell.Fit(name, who)+" "+cell.FitRight(s.when(i, width), when))
}

// what says in a few words what happened.
func (s *Screen) what(i desk.SinceItem) string {
	p := s.ctx.Print
	about := p.Word("kind", string(i.Report))
	if i.Violation != "" {
		about = p.Word("violation", string(i.Violation))
	}
	for _, more := range []string{model.CleanLine(i.Place), model.CleanLine(i.Headline)} {
		if more != "" {
			about += " · " + more
		}
	}
	text := about
	switch i.Kind {
	case desk.SinceOwed:
		text = s.owed(i.Record)
	case desk.SinceRefused, desk.SinceAdded:
		text = model.CleanLine(i.Text)
	case desk.SinceArrived:
	case desk.SinceDue:
		text = p.Word("clock", string(i.Clock)) + " · " + about
	case desk.SinceUnsealed:
		if ev, ok := i.Event.(model.SealOpened); ok {
			text = model.CleanLine(ev.Reason)
		}
	case desk.SinceProposed:
		if ev, ok := i.Event.(model.FalseReportProposed); ok && ev.Note != "" {
			text = model.CleanLine(ev.Note)
		}
	case desk.SinceChanged:
		text = p.Word("event", model.EventCode(i.Event))
		if i.N > 1 {
			text += " " + s.t("more", locale.A{"n": i.N - 1})
		}
		text += " · " + about
	}
	return text
}

// owed is why a handover waits for a section head.
func (s *Screen) owed(r *model.Record) string {
	if r == nil {
		return ""
	}
	span := func(d time.Duration) locale.A { return locale.A{"span": s.ctx.Print.Span(d)} }
	var why []string
	if r.Lone != "" {
		why = append(why, s.t("owed-lone", locale.A{"why": model.CleanLine(r.Lone)}))
	}
	if r.Late > 0 {
		why = append(why, s.t("owed-late", span(time.Duration(r.Late)*time.Minute)))
	}
	if r.Early > 0 {
		why = append(why, s.t("owed-early", span(r.Watch.To.Sub(r.Sealed))))
	}
	if len(r.Missed) > 0 {
		why = append(why, s.t("owed-missed", locale.A{"n": len(r.Missed)}))
	}
	if len(r.Others) > 0 {
		why = append(why, s.t("owed-others", locale.A{"names": model.CleanLine(strings.Join(r.Others, ", "))}))
	}
	return strings.Join(why, "; ")
}

func (s *Screen) when(i desk.SinceItem, width int) string {
	if width >= wideFrom {
		return s.ctx.Print.Moment(i.At, s.ctx.Now(), s.ctx.Zone())
	}
	return s.ctx.Print.Brief(i.At, s.ctx.Now(), s.ctx.Zone())
}
