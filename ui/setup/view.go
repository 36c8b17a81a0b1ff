package setup

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The measures of the page.
const (
	pageWidth  = 64
	labelWidth = 18
)

// View draws the page in the middle of the body, with room around every
// question if there is any.
func (s *Setup) View() screen.View {
	width := min(pageWidth, s.size.Width-4)
	lines, cursor := s.page(width, true)
	if len(lines) > s.size.Height {
		lines, cursor = s.page(width, false)
	}
	lines = lines[:min(len(lines), s.size.Height)]
	left, top := max(0, (s.size.Width-width)/2), max(0, (s.size.Height-len(lines))/3)
	for i, l := range lines {
		lines[i] = strings.Repeat(" ", left) + l
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+left, cursor.Y+top
	}
	return screen.View{Body: strings.Repeat("\n", top) + strings.Join(lines, "\n"), Cursor: cursor}
}

// page is the lines of the page, and the cursor among them.
func (s *Setup) page(width int, airy bool) (lines []string, cursor *tea.Cursor) {
	lines = s.intro(width)
	for f := range fields {
		if airy || f == begin {
			lines = append(lines, "")
		}
		text, at := s.row(f, width)
		if at != nil {
			cursor = at
			cursor.Y = len(lines)
		}
		lines = append(lines, text)
		if err := s.wrong[f]; err != nil {
			lines = append(lines, s.refused(err, width)...)
		}
	}
	if s.other != nil {
		lines = append(lines, s.refused(s.other, width)...)
	}
	return lines, cursor
}

func (s *Setup) intro(width int) []string {
	st, p := s.ctx.Style, s.ctx.Print
	lines := []string{st.Accent.Bold(true).Render(p.T("setup.welcome"))}
	for _, l := range cell.Wrap(p.T("setup.intro"), width) {
		lines = append(lines, st.Muted.Render(l))
	}
	return lines
}

// row is a question and its answer, and the cursor where that has the focus.
func (s *Setup) row(f field, width int) (string, *tea.Cursor) {
	p, st := s.ctx.Print, s.ctx.Style
	if f == begin {
		return s.button(), nil
	}
	label := st.Muted
	mark := "  "
	if f == s.at {
		label, mark = st.Focus, st.Mark.Render("▌ ")
	}
	head := mark + label.Render(cell.Fit(p.T(f.label()), labelWidth))
	room := width - labelWidth - 2
	switch f {
	case language:
		return head + s.options(langNames(p), string(p.Lang()), room), nil
	case zone:
		return head + s.options(zoneNames(), string(s.zone), room), nil
	case officeName, officeCode, officer, begin, fields:
	}
	text, cursor := s.lines[f].View(st, room)
	if cursor != nil {
		cursor.X += labelWidth + 2
	}
	return head + text, cursor
}

func (f field) label() string {
	return map[field]string{
		language: "setup.language", officeName: "setup.name", officeCode: "setup.code", zone: "setup.zone", officer: "setup.officer",
	}[f]
}

type option struct{ value, label string }

func langNames(p *locale.Printer) []option {
	var out []option
	for _, l := range locale.Langs() {
		out = append(out, option{string(l), p.Word("lang", string(l))})
	}
	return out
}

func zoneNames() []option {
	var out []option
	for _, z := range model.Zones() {
		out = append(out, option{string(z), string(z)})
	}
	return out
}

// options shows a few answers side by side, the chosen one marked.
func (s *Setup) options(all []option, chosen string, width int) string {
	st := s.ctx.Style
	var parts []string
	for _, o := range all {
		if o.value == chosen {
			parts = append(parts, st.Accent.Render("● ")+st.Strong.Render(o.label))
		} else {
			parts = append(parts, st.Muted.Render("○ "+o.label))
		}
	}
	return cell.Cut(strings.Join(parts, "   "), width)
}

func (s *Setup) button() string {
	st, text := s.ctx.Style, s.ctx.Print.T("setup.begin")
	pad := strings.Repeat(" ", labelWidth)
	if s.busy {
		return "  " + pad + st.Muted.Render(s.ctx.Print.T("setup.working"))
	}
	if s.at == begin {
		return st.Mark.Render("▌ ") + pad + st.Accent.Reverse(true).Render(" "+text+" ")
	}
	return "  " + pad + st.Muted.Render("[ "+text+" ]")
}

// refused is what is wrong, in words, under its field.
func (s *Setup) refused(err error, width int) []string {
	var lines []string
	for i, l := range cell.Wrap(s.ctx.Print.Error(err), width-labelWidth-4) {
		mark := "! "
		if i > 0 {
			mark = "  "
		}
		lines = append(lines, strings.Repeat(" ", labelWidth+2)+s.ctx.Style.Bad.Render(mark+l))
	}
	return lines
}
