package ui

import (
	"slices"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/ui/screen"
	"piket/ui/style"
)

// chrome is the header and the help bar as they were last drawn, and what
// they showed: most of what happens changes neither.
type chrome struct {
	head       headShows
	bar        barShows
	headLine   string
	barLine    string
	begun, set bool // headLine, barLine are drawn
	rule       ruled
}

// ruled is a rule across the window, and what it was drawn for.
type ruled struct {
	style *style.Set
	width int
	line  string
}

// rule is a line across the window.
func (r *Root) rule() string {
	if k := &r.chrome.rule; k.style != r.ctx.Style || k.width != r.width {
		*k = ruled{r.ctx.Style, r.width, r.ctx.Style.Rule.Render(strings.Repeat("─", r.width))}
	}
	return r.chrome.rule.line
}

// headShows is all that shows in the header.
type headShows struct {
	style          *style.Set
	print          *locale.Printer
	width          int
	office         uint64
	title          string
	who, watch     string
	open           int
	urgent, late   int
	begun, covered bool
	minute         time.Time
}

// barShows is all that shows in the help bar.
type barShows struct {
	style *style.Set
	print *locale.Printer
	width int
	help  string
	items string
}

// header is the first line, drawn anew when it shows something else.
func (r *Root) header() string {
	shows := headShows{
		style: r.ctx.Style, print: r.ctx.Print, width: r.width, office: r.ctx.Office.Version,
		who: r.ctx.Officer.Name, watch: r.watchName(), begun: r.live.begun, covered: r.covered(),
		open: r.live.counts.Open(), urgent: r.live.counts.Urgent, late: r.live.counts.Overdue,
		minute: r.ctx.Now().Truncate(time.Minute),
	}
	if len(r.stack) > 1 && !shows.covered {
		shows.title = r.stack[len(r.stack)-1].screen.Title()
	}
	if k := &r.chrome; !k.begun || k.head != shows {
		k.head, k.headLine, k.begun = shows, r.drawHeader(), true
	}
	return r.chrome.headLine
}

// nowFirst puts what the hour asks for, and what has just been done, behind
// the first two keys: there it is seen in a narrow window too.
func nowFirst(shown []screen.Binding) []screen.Binding {
	const behind = 2
	for i := range shown {
		if is := shown[i].Intent; i > behind && (is == screen.HandOver || is == screen.Undo) {
			b := shown[i]
			shown = slices.Insert(slices.Delete(shown, i, i+1), behind, b)
		}
	}
	return shown
}

// bar is the help bar, drawn anew when it shows something else.
func (r *Root) bar() string {
	bindings, typing := r.active()
	shows := barShows{style: r.ctx.Style, print: r.ctx.Print, width: r.width, help: r.helpKey(typing)}
	var shown []screen.Binding
	var items strings.Builder
	for _, b := range bindings {
		if b.Bar && b.Intent != screen.Help {
			shown = append(shown, b)
			for _, s := range []string{shownKeys(b), b.Help, b.Label} {
				items.WriteString(s)
				items.WriteByte(0)
			}
		}
	}
	shows.items = items.String()
	shown = nowFirst(shown)
	if k := &r.chrome; !k.set || k.bar != shows {
		k.bar, k.barLine, k.set = shows, r.drawBar(shown, shows.help), true
	}
	return r.chrome.barLine
}
