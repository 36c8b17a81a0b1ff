package importing

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// The columns, in cells; the name gets the rest.
const (
	folderWidth = 16
	sizeWidth   = 9
	whenWidth   = 18
	textMost    = 100 // a page is read, not scanned
	barCells    = 30
)

// View draws the part one is in.
func (s *Screen) View() screen.View {
	w := max(1, s.size.Width-4)
	lines := []string{s.ctx.Style.Accent.Bold(true).Render(cell.Cut(s.t("title"), w))}
	var cursor *tea.Cursor
	switch {
	case s.cfg.Reader == nil:
		lines = append(lines, s.elsewhere()...)
	case s.phase == choosing:
		lines, cursor = s.choose(lines)
	default:
		lines = append(lines, s.page()...)
	}
	lines = lines[:min(len(lines), max(0, s.size.Height))]
	for i, l := range lines {
		lines[i] = "  " + l
	}
	if cursor != nil {
		cursor.X += 2
	}
	return screen.View{Body: strings.Join(lines, "\n"), Cursor: cursor}
}

// elsewhere has the commands that take a file in from where it is, each on a
// line of its own to be copied.
func (s *Screen) elsewhere() []string {
	w := max(1, s.size.Width-4)
	lines := append([]string{""}, s.wrapped("elsewhere-here")...)
	lines = append(lines, "", s.ctx.Style.Strong.Render(cell.Cut("  piket import google-form "+s.t("elsewhere-file"), w)), "")
	lines = append(lines, s.wrapped("elsewhere-far")...)
	return append(lines, "", s.ctx.Style.Strong.Render(cell.Cut("  ssh … import google-form - < "+s.t("elsewhere-file"), w)))
}

func (s *Screen) width() int { return max(1, min(s.size.Width-4, textMost)) }

func (s *Screen) wrapped(key string, args ...locale.A) []string {
	return cell.Wrap(s.t(key, args...), s.width())
}

// choose is the path and the files below it.
func (s *Screen) choose(lines []string) ([]string, *tea.Cursor) {
	st, w := s.ctx.Style, max(1, s.size.Width-4)
	for _, l := range s.wrapped("intro") {
		lines = append(lines, st.Muted.Render(l))
	}
	label := s.t("file") + "  "
	text, cursor := s.line.View(st, max(1, w-cell.Width(label)))
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+cell.Width(label), len(lines)+1
	}
	lines = append(lines, "", st.Focus.Render(label)+text)
	if s.wrong != nil {
		for _, l := range s.refusal() {
			lines = append(lines, st.Bad.Render(l))
		}
	}
	lines = append(lines, "")
	if len(s.shown) == 0 && !s.isPath() {
		for _, l := range s.wrapped("none") {
			lines = append(lines, st.Muted.Render(l))
		}
		return lines, cursor
	}
	for n := s.top; n < min(len(s.shown), s.top+s.room()); n++ {
		lines = append(lines, s.row(n, w))
	}
	return lines, cursor
}

func (s *Screen) row(n, w int) string {
	st, f := s.ctx.Style, s.files[s.shown[n]]
	on := n == s.at && !s.isPath()
	mark := "  "
	if on {
		mark = "▌ "
	}
	name := max(1, w-2-folderWidth-sizeWidth-whenWidth-4)
	when := s.ctx.Print.Moment(f.Changed, s.ctx.Now(), s.ctx.Zone())
	return cell.Beside([]cell.Span{
		{Text: mark, Ink: st.Mark},
		{Text: cell.Fit(model.CleanLine(f.Name), name) + "  ", Ink: st.Text},
		{Text: cell.Fit(model.CleanLine(f.Folder), folderWidth), Ink: st.Muted},
		{Text: cell.FitRight(s.bytes(f.Size), sizeWidth) + "  ", Ink: st.Muted},
		{Text: cell.FitRight(when, whenWidth), Ink: st.Muted},
	}, on, st.Selected, w)
}

func (s *Screen) bytes(n int64) string {
	if n < 1<<20 {
		return s.ctx.Print.Count((n+1023)>>10) + " KiB"
	}
	return s.ctx.Print.Count(n>>20) + " MiB"
}

// room is how many lines the list or the page has.
func (s *Screen) room() int {
	above := 2
	if s.phase == choosing {
		above = 4 + len(s.wrapped("intro"))
		if s.wrong != nil {
			above += len(s.refusal())
		}
	}
	return max(1, s.size.Height-above)
}

// page is how the file was read and what became of it, from the line that was
// scrolled to.
func (s *Screen) page() []string {
	lines := s.report()
	room := s.room()
	s.top = max(0, min(s.top, len(lines)-room))
	lines = append([]string{""}, lines[s.top:]...)
	if len(lines) > room+1 {
		more := s.t("below", locale.A{"n": len(lines) - room})
		lines = append(lines[:room], s.ctx.Style.Muted.Render(cell.Cut(more, s.width())))
	}
	return lines
}

func (s *Screen) report() []string {
	st := s.ctx.Style
	lines := []string{st.Muted.Render(cell.Cut(s.t("file")+"  ", s.width())) + cell.Cut(model.CleanLine(s.ask.Path), max(1, s.width()-10)), ""}
	if s.phase == looking || s.phase == taking {
		return append(lines, s.progress()...)
	}
	for _, l := range s.verdict() {
		lines = append(lines, st.Strong.Render(l))
	}
	if s.phase == looked {
		for _, l := range s.wrapped("kind", locale.A{"kind": s.ctx.Print.Word("kind", string(s.ask.Kind))}) {
			lines = append(lines, st.Text.Render(l))
		}
	}
	for _, l := range s.datesChosen() {
		lines = append(lines, st.Text.Render(l))
	}
	if s.wrong != nil {
		for _, l := range s.refusal() {
			lines = append(lines, st.Bad.Render(l))
		}
	}
	lines = append(lines, "")
	lines = append(lines, s.columns()...)
	for _, told := range s.told.Lines {
		for _, l := range cell.Wrap(told, s.width()) {
			lines = append(lines, st.Text.Render(l))
		}
	}
	return lines
}

// columns says where answers go that nothing is known about.
func (s *Screen) columns() []string {
	key := "columns-sealed"
	if s.phase == done {
		key = "columns-were-sealed"
	}
	var lines []string
	if list := s.told.Unknown; len(list) > 0 {
		lines = s.wrapped(key, locale.A{"columns": strings.Join(list, "; ")})
	}
	if list := s.ask.Story; len(list) > 0 && s.phase == looked {
		lines = s.wrapped("columns-story", locale.A{"columns": strings.Join(list, "; ")})
	}
	for i, l := range lines {
		lines[i] = s.ctx.Style.Strong.Render(l)
	}
	return lines
}

// verdict is the figures in a sentence.
func (s *Screen) verdict() []string {
	t := s.told
	switch {
	case s.phase == looked && s.wrong != nil:
		return nil
	case s.phase == looked && t.Rows == 0:
		return s.wrapped("no-rows")
	case s.phase == looked && t.Refused > 0:
		return s.wrapped("looked-refused", locale.A{"n": t.Rows - t.Refused, "refused": t.Refused})
	case s.phase == looked:
		return s.wrapped("looked", locale.A{"n": t.Rows})
	case s.stopped:
		return s.wrapped("stopped", locale.A{"added": t.Added})
	}
	return s.wrapped("taken", locale.A{"n": t.Added, "present": t.Present, "refused": t.Refused})
}

// refusal has the way out in keys of this screen.
func (s *Screen) refusal() []string {
	if s.datesOpen() {
		return s.datesAsked()
	}
	lines := cell.Wrap(s.ctx.Print.Error(s.wrong), s.width())
	if s.wants("import-no-timestamp", "import-no-account") {
		lines = append(lines, s.wrapped("mapping")...)
	}
	return lines
}

func (s *Screen) progress() []string {
	done, total := s.gauge.done.Load(), max(1, s.gauge.total.Load())
	full := int(min(done, total) * barCells / total)
	key := "looking"
	if s.phase == taking {
		key = "taking"
	}
	bar := s.ctx.Style.Accent.Render(strings.Repeat("█", full)) + s.ctx.Style.Muted.Render(strings.Repeat("░", barCells-full))
	return []string{cell.Cut(s.t(key), s.width()), cell.Cut(bar+" "+strconv.FormatInt(min(done, total)*100/total, 10)+" %", s.width())}
}
