package officers

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The columns, in cells; the name gets the rest, up to its most.
const (
	roleWidth  = 18
	roleTight  = 13
	hereWidth  = 9
	pinWidth   = 4
	keysWidth  = 6
	stateWidth = 13
	nameMost   = 40
	tightBelow = 76 // columns: no word on who is at the desk
	lowBelow   = 18 // lines: the list comes before what there is to say
)

func (s *Screen) t(key string, args ...locale.A) string {
	return s.cfg.Ctx.Print.T("officers."+key, args...)
}

func (s *Screen) tight() bool { return s.size.Width < tightBelow }

// headLines are those above the list, and detailLines those below it.
func (s *Screen) headLines() int {
	if s.size.Height < lowBelow {
		return 1
	}
	return 2
}

func (s *Screen) detailLines() int {
	if s.size.Height < lowBelow {
		return 4
	}
	return 7
}

// room is how many officers are in sight.
func (s *Screen) room() int { return max(1, s.size.Height-s.headLines()-s.detailLines()) }

// columns are the texts of a row, each as wide as its column. Tight ones do
// without the third.
func (s *Screen) columns(texts [5]string) string {
	widths := [5]int{roleWidth, hereWidth, pinWidth, keysWidth, stateWidth}
	if s.tight() {
		widths[0], widths[1] = roleTight, 0
	}
	var out []string
	for i, w := range widths {
		if w > 0 {
			out = append(out, cell.Fit(texts[i], w))
		}
	}
	return strings.Join(out, " ")
}

func (s *Screen) nameWidth() int {
	return max(8, min(nameMost, s.size.Width-4-cell.Width(s.columns([5]string{}))))
}

// View draws the list over what more there is to say of one of them.
func (s *Screen) View() screen.View {
	list, width := s.list(), s.size.Width
	f, at := s.at()
	room := s.room()
	s.top = max(0, min(max(min(s.top, at), at-room+1), len(list)-room))
	lines := append([]string{s.heads()}, make([]string, s.headLines()-1)...)
	for i := s.top; i < min(len(list), s.top+room); i++ {
		lines = append(lines, s.row(list[i], i == at))
	}
	if len(list) < room {
		lines = append(lines, "")
	}
	lines = append(lines, s.cfg.Ctx.Style.Rule.Render(strings.Repeat("─", width)))
	return screen.View{Body: strings.Join(cell.Box(append(lines, s.detail(f)...), width, s.size.Height), "\n")}
}

func (s *Screen) heads() string {
	return "  " + s.cfg.Ctx.Style.Heading.Render(cell.Fit(s.t("head-name"), s.nameWidth())+" "+s.columns([5]string{
		s.t("head-role"), s.t("head-here"), s.t("head-pin"), s.t("head-keys"), s.t("head-state"),
	}))
}

func (s *Screen) row(f model.Officer, chosen bool) string {
	st := s.cfg.Ctx.Style
	name, rest, mark := st.Text, st.Text, "  "
	if f.Disabled {
		name, rest = st.Muted, st.Muted
	}
	if chosen {
		name, mark = st.Strong, st.Mark.Render("▌ ")
	}
	here, pin, keys := "–", "–", "–"
	if s.cfg.Ctx.Present[f.ID] {
		here = s.t("here")
	}
	if f.PIN != "" {
		pin = s.t("yes")
	}
	if len(f.Keys) > 0 {
		keys = strconv.Itoa(len(f.Keys))
	}
	state, ink := s.t("active"), rest
	switch {
	case f.Disabled:
		state = s.t("inactive")
	case f.Locked:
		state, ink = "! "+s.t("locked"), st.Bad
	}
	role := s.cfg.Ctx.Print.Word("role", string(f.Role))
	if s.tight() {
		role = s.cfg.Ctx.Print.Short("role", string(f.Role))
	}
	texts := s.columns([5]string{role, here, pin, keys, state})
	cut := cell.Width(texts) - stateWidth
	return mark + name.Render(cell.Fit(f.Name, s.nameWidth())) + " " +
		rest.Render(ansi.Truncate(texts, cut, "")) + ink.Render(cell.Fit(state, stateWidth))
}

// detail is what was refused, or the keys of an officer and why they are kept
// out.
func (s *Screen) detail(f model.Officer) []string {
	st, width := s.cfg.Ctx.Style, s.size.Width-4
	var lines []string
	say := func(text string) {
		for _, l := range cell.Wrap(text, width) {
			lines = append(lines, "  "+l)
		}
	}
	switch {
	case s.wrong != nil:
		say(st.Bad.Render("! " + s.cfg.Ctx.Print.Error(s.wrong)))
	case f.Disabled:
		say(st.Text.Render(s.t("why-inactive", locale.A{"reason": orDash(model.CleanLine(f.Disabling))})))
	case f.Locked:
		say(st.Text.Render(s.t("why-locked", locale.A{"name": f.Name})))
	case !s.runs():
		say(st.Muted.Render(s.t("only-lifts")))
	}
	if len(f.Keys) == 0 {
		say(st.Muted.Render(s.t("no-keys", locale.A{"name": f.Name})))
	}
	for _, k := range f.Keys {
		lines = append(lines, "  "+st.Muted.Render(s.t("key-line"))+" "+k.Fingerprint+"  "+st.Muted.Render(model.CleanLine(k.Comment)))
	}
	if most := s.detailLines() - 1; len(lines) > most {
		lines = append(lines[:most-1], "  "+st.Muted.Render(s.t("more-keys", locale.A{"n": len(lines) - most + 1})))
	}
	return lines
}
