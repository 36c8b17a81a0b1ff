package row

import (
	"strconv"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/style"
)

const (
	// mostKept is how many lines are kept: more than any screen shows at once.
	mostKept = 512
	// keptFor is how long a preview is kept: its clocks count in minutes.
	keptFor = 10 * time.Second
)

// kept is what was drawn before, for one change leaves most of a screen as it
// was.
type kept struct {
	scene   scene
	lines   map[model.CaseID]keptLine
	preview keptPreview
}

// scene is what shows in everything that is drawn.
type scene struct {
	style   *style.Set
	print   *locale.Printer
	office  uint64
	officer model.OfficerID
}

// look is all that shows in a line beside the scene.
type look struct {
	row          model.Row
	width        int
	chosen, away bool
	gone         Fate
	clocks       string
}

type keptLine struct {
	look look
	text string
}

// view is all that shows in a preview beside the scene.
type view struct {
	row           model.Row
	read          bool
	file          uint64
	width, height int
	at            time.Time
}

type keptPreview struct {
	view  view
	lines []string
}

// keep forgets what was drawn in another scene, or is too much.
func (d *Drawer) keep() *kept {
	now := scene{d.ctx.Style, d.ctx.Print, d.ctx.Office.Version, d.ctx.Officer.ID}
	if d.kept.lines == nil || d.kept.scene != now || len(d.kept.lines) >= mostKept {
		d.kept = kept{scene: now, lines: map[model.CaseID]keptLine{}}
	}
	return &d.kept
}

// Line is one row of the list, as wide as its columns.
func (d *Drawer) Line(r model.Row, cols Columns, as Look) string {
	if as.Find != nil {
		return d.line(r, cols, as)
	}
	l := look{row: r, chosen: as.Chosen, gone: as.Gone, away: d.ctx.Away(r.Owner), clocks: d.clockTexts(r, cols, as)}
	for _, c := range cols {
		l.width += 1 + c.width
	}
	lines := d.keep().lines
	if was, ok := lines[r.ID]; ok && was.look == l {
		return was.text
	}
	text := d.line(r, cols, as)
	lines[r.ID] = keptLine{l, text}
	return text
}

// clockTexts is what of a line changes as time passes.
func (d *Drawer) clockTexts(r model.Row, cols Columns, as Look) string {
	var b strings.Builder
	for _, c := range cols {
		if c.timed {
			text, ink := c.cell(d, r, c.width, as)
			b.WriteString(text + "\x00" + strconv.Itoa(int(ink)) + "\x00")
		}
	}
	return b.String()
}

// Preview is what draw makes of a row and its file in so much room, made anew
// when one of them changed and every few seconds.
func (d *Drawer) Preview(r model.Row, file *Peek, width, height int, draw func() []string) []string {
	c, read := file.File(r)
	v := view{row: r, read: read, file: c.Version, width: width, height: height, at: d.ctx.Now().Truncate(keptFor)}
	k := d.keep()
	if k.preview.lines == nil || k.preview.view != v {
		k.preview = keptPreview{v, draw()}
	}
	return k.preview.lines
}
