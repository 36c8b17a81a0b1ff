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

func (s *seat) bar(key string) *bar {
	if !s.request.ErrTTY {
		return &bar{}
	}
	return &bar{out: s.err, print: s.print, key: key}
}

// to draws the bar anew, now and then.
func (b *bar) to(done, total int64) {
	if b.out == nil || total <= 0 || time.Since(b.shown) < barInterval {
		return
	}
	b.shown = time.Now()
	full := int(min(done, total) * barCells / total)
	fmt.Fprint(b.out, clearLine+b.print.T(b.key)+" "+ //nolint:errcheck // decoration
		strings.Repeat("█", full)+strings.Repeat("░", barCells-full)+
		fmt.Sprintf(" %3d%%", min(done, total)*100/total))
}

// end takes the bar away.
func (b *bar) end() {
	if b.out != nil && !b.shown.IsZero() {
		fmt.Fprint(b.out, clearLine) //nolint:errcheck // decoration
	}
}
