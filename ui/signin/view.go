package signin

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
	"piket/ui/widget"
)

// The measures of the page.
const (
	pageWidth  = 60
	pageHeight = 12 // at least, so that nothing jumps when a line is added
	mostNames  = 12
	labelWidth = 14
	pinWidth   = 24
)

// page is what is drawn, line by line, and where the cursor stands in it.
type page struct {
	width  int
	wide   int // up to the right edge: names and what stands behind them
	lines  []string
	cursor *tea.Cursor
}

func (p *page) add(lines ...string) { p.lines = append(p.lines, lines...) }

// text adds a paragraph in one ink.
func (p *page) text(ink func(...string) string, text string) {
	for _, l := range cell.Wrap(text, p.width) {
		p.add(ink(l))
	}
}

// View draws the page in the middle of the body, and nothing beside it.
func (s *Screen) View() screen.View {
	p := &page{width: max(1, min(pageWidth, s.size.Width-4))}
	left := max(0, (s.size.Width-p.width)/2)
	p.wide = max(p.width, s.size.Width-left-2)
	s.head(p)
	p.add("")
	s.body(p)
	s.foot(p)
	p.lines = p.lines[:min(len(p.lines), max(1, s.size.Height))]
	top := max(0, (s.size.Height-max(pageHeight, len(p.lines)))/3)
	for i, l := range p.lines {
		p.lines[i] = strings.Repeat(" ", left) + cell.Cut(l, p.wide)
	}
	if p.cursor != nil {
		p.cursor.X, p.cursor.Y = p.cursor.X+left, p.cursor.Y+top
	}
	return screen.View{Body: strings.Repeat("\n", top) + strings.Join(p.lines, "\n"), Cursor: p.cursor}
}

func (s *Screen) t(key string, args ...locale.A) string {
	return s.cfg.Ctx.Print.T("signin."+key, args...)
}

// head says where one is and what is asked.
func (s *Screen) head(p *page) {
	st := s.cfg.Ctx.Style
	f, _ := s.officer(s.who)
	title, says := s.t("title"), s.t("names-says")
	switch {
	case s.step == enrol:
		title, says = s.t("enrol", locale.A{"name": s.newcomer}), s.t("enrol-says")
	case s.step == names && s.cfg.Purpose == Unlock:
		says = s.t("other-says")
	case s.step == names && s.cfg.Purpose == Change:
		says = s.t("change-says")
	case s.step == names:
	case s.cfg.Purpose == OwnPIN:
		title, says = s.t("own", locale.A{"name": f.Name}), s.t("own-says")
	case s.step == prove && s.locked():
		title, says = s.t("locked"), s.t("locked-says", locale.A{"name": f.Name})
	case s.step == prove:
		title, says = s.t("prove", locale.A{"name": f.Name}), s.cfg.Ctx.Print.Word("role", string(f.Role))
	default:
		title, says = s.t("choose", locale.A{"name": f.Name}), s.t("choose-says")
	}
	p.text(st.Accent.Bold(true).Render, title)
	p.text(st.Muted.Render, says)
}

// locked says that the officer asked is the one whose desk is covered.
func (s *Screen) locked() bool { return s.cfg.Purpose == Unlock && s.who == s.cfg.Officer }

func (s *Screen) body(p *page) {
	switch s.step {
	case names:
		s.drawNames(p)
	case prove:
		s.drawPIN(p, s.pinLabel(), s.before)
	case choose, repeat:
		s.drawPIN(p, s.t("new-pin"), s.pin)
		if s.step == repeat {
			s.drawPIN(p, s.t("repeat-pin"), s.repeat)
		} else {
			p.add("")
		}
	case enrol:
	}
}

func (s *Screen) pinLabel() string {
	if s.cfg.Purpose == OwnPIN {
		return s.t("old-pin")
	}
	return s.t("pin")
}

func (s *Screen) drawNames(p *page) {
	st := s.cfg.Ctx.Style
	field, cursor := s.line.View(st, p.width-2)
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, len(p.lines)
		p.cursor = cursor
	}
	p.add(st.Accent.Render("› ")+field, "")
	room := max(2, min(mostNames, s.size.Height-len(p.lines)-4))
	p.add(s.list.View(st, p.wide, room)...)
	if more := s.list.Len() - room; more > 0 {
		p.add(st.Muted.Render("  " + s.t("more", locale.A{"n": more})))
	}
	if s.list.Len() == 0 && s.wrong == "" {
		p.text(st.Muted.Render, s.noneText())
	}
}

// noneText is what Enter would do with a name that is on no list.
func (s *Screen) noneText() string {
	if s.cfg.Enrols {
		return s.t("none-enrol")
	}
	return s.t("none")
}

func (s *Screen) drawPIN(p *page, label string, f *widget.Secret) {
	st := s.cfg.Ctx.Style
	mark, ink := "  ", st.Muted
	row, cursor := f.View(st, max(1, min(pinWidth, p.width-labelWidth-2)))
	if cursor != nil {
		mark, ink = st.Mark.Render("▌ "), st.Focus
		cursor.X, cursor.Y = cursor.X+labelWidth+2, len(p.lines)
		p.cursor = cursor
	}
	if s.busy {
		p.cursor = nil
	}
	p.add(mark + ink.Render(cell.Fit(label, labelWidth)) + row)
}

// foot is what is wrong, or what is going on.
func (s *Screen) foot(p *page) {
	st := s.cfg.Ctx.Style
	p.add("")
	switch wrong := s.trouble(); {
	case s.busy:
		p.text(st.Muted.Render, s.t("busy"))
	case wrong != "":
		p.text(st.Bad.Render, "! "+wrong)
	}
	if s.cfg.Rang != nil && s.cfg.Rang() {
		p.add("")
		p.text(st.Urgent.Render, "● "+s.t("rang"))
	}
}

// trouble is what keeps the officer from going on. A pause counts down by
// itself.
func (s *Screen) trouble() string {
	f, _ := s.officer(s.who)
	wait := f.Wait(s.cfg.Ctx.Now())
	switch {
	case s.step != names && f.Locked:
		return s.cfg.Ctx.Print.Error(f.MaySignIn(s.cfg.Ctx.Now(), model.PINProof)) + " " + s.lifters(f)
	case s.step == prove && wait > 0:
		return s.t("wait", locale.A{"n": int((wait + time.Second - 1) / time.Second)})
	case s.wrong != "":
		return s.wrong
	case s.refusal != nil && !isWait(s.refusal):
		return s.cfg.Ctx.Print.Error(s.refusal)
	}
	return ""
}

// lifters names who can lift a lock-out.
func (s *Screen) lifters(but model.Officer) string {
	var out []string
	for _, f := range s.active() {
		if f.ID != but.ID && f.Role.May(model.NeedLead) {
			out = append(out, f.Name)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return s.t("lifters", locale.A{"names": strings.Join(out, ", ")})
}
