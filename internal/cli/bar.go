package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"piket/internal/locale"
)

const (
	barCells    = 24
	barInterval = 100 * time.Millisecond
	clearLine   = "\r\x1b[K"
)

// bar shows on a terminal how far a long job is; elsewhere it shows nothing.
type bar struct {
	out   io.Writer // nil shows nothing
	print *locale.Printer
	key   string
	shown time.Time
}

func (s *seat) bar(key string) *bar { return newBar(s.request, s.err, s.print, key) }

func (p *process) bar(key string) *bar { return newBar(p.request, p.streams.Err, p.print, key) }

func newBar(r Request, to io.Writer, print *locale.Printer, key string) *bar {
	if !r.ErrTTY {
		return &bar{}
	}
	return &bar{out: to, print: print, key: key}
}

// to draws the bar anew, now and then.
func (b *bar) to(done, total int64) {
	if b.out == nil || total <= 0 || time.Since(b.shown) < barInterval {
		return
	}
	b.shown = time.Now()
	full := int(min(done, total) * barCells / total)
	fmt.Fprint(b.out, clearLine+b.print.T(b.key)+" "+
		strings.Repeat("█", full)+strings.Repeat("░", barCells-full)+
		fmt.Sprintf(" %3d%%", min(done, total)*100/total))
}

// end takes the bar away.
func (b *bar) end() {
	if b.out != nil && !b.shown.IsZero() {
		fmt.Fprint(b.out, clearLine)
	}
}
