package officers

import (
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The columns, in cells; the name gets the rest, up to its most.
const (
	roleWidth   = 18
	hereWidth   = 9
	pinWidth    = 4
	keysWidth   = 6
	stateWidth  = 13
	nameMost    = 40
	headLines   = 2
	detailLines = 7
)

func (s *Screen) t(key string, args ...locale.A) string {
	return s.cfg.Ctx.Print.T("officers."+key, args...)
}

// room is how many officers are in sight.
func (s *Screen) room() int { return max(1, s.size.Height-headLines-detailLines) }

func (s *Screen) nameWidth() int {
	return max(8, min(nameMost, s.size.Width-4-roleWidth-hereWidth-pinWidth-keysWidth-stateWidth-5))
}

// View draws the list over what more there is to say of one of them.
func (s *Screen) View() screen.View {
	list, width := s.list(), s.size.Width
	f, at := s.at()
	room := s.room()
	s.top = max(0, min(max(min(s.top, at), at-room+1), len(list)-room))
	lines := []string{s.heads(), ""}
	for i := s.top; i < min(len(list), s.top+room); i++ {
		lines = append(lines, s.row(list[i], i == at))
	}
	for len(lines) < min(headLines+room, headLines+len(list)+1) {
		lines = append(lines, "")
	}
	lines = append(lines, s.cfg.Ctx.Style.Rule.Render(strings.Repeat("─", width)))
	return screen.View{Body: strings.Join(cell.Box(append(lines, s.detail(f)...), width, s.size.Height), "\n")}
}

func (s *Screen) heads() string {
	head := func(key string, width int) string { return cell.Fit(s.t("head-"+key), width) }
	return s.cfg.Ctx.Style.Heading.Render("  " + strings.Join([]string{
		head("name", s.nameWidth()), head("role", roleWidth), head("here", hereWidth), head("pin", pinWidth), head("keys", keysWidth), head("state", stateWidth),
	}, " "))
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
	state, ink := s.t("active"), st.Muted
	switch {
	case f.Disabled:
		state = s.t("inactive")
	case f.Locked:
		state, ink = "! "+s.t("locked"), st.Bad
	}
	return mark + name.Render(cell.Fit(f.Name, s.nameWidth())) + " " + rest.Render(strings.Join([]string{
		cell.Fit(s.cfg.Ctx.Print.Word("role", string(f.Role)), roleWidth), cell.Fit(here, hereWidth), cell.Fit(pin, pinWidth), cell.Fit(keys, keysWidth),
	}, " ")) + " " + ink.Render(cell.Fit(state, stateWidth))
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
	if most := detailLines - 1; len(lines) > most {
		lines = append(lines[:most-1], "  "+st.Muted.Render(s.t("more-keys", locale.A{"n": len(lines) - most + 1})))
	}
	return lines
}
