package ui

import (
	"context"
	"time"

	"piket/internal/desk"
	"piket/ui/report"
)

// KeepReport keeps a report that was told without a screen and not taken in:
// the desk offers it to its officer like one that was left unfinished there.
// kept is false where nothing had been told yet.
func KeepReport(ctx context.Context, s *desk.Session, r desk.Report, started time.Time) (kept bool, err error) {
	return report.Keep(ctx, s, r, started) //nolint:wrapcheck // says it all
}
