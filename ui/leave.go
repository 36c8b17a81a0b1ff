package ui

import (
	"piket/internal/locale"
	"piket/ui/dialog"
	"piket/ui/screen"
)

// newLeaving asks before the desk is left, and says that nothing is lost.
func newLeaving(ctx *screen.Ctx, drafts int) screen.Dialog {
	question := ctx.Print.T("root.leave-question")
	if drafts > 0 {
		question += " " + ctx.Print.T("root.leave-drafts", locale.A{"n": drafts})
	}
	return &dialog.Confirm{
		Ctx: ctx, Title: ctx.Print.T("root.leave-title"), Question: question,
		Yes: ctx.Print.T("root.leave-yes"), No: ctx.Print.T("root.leave-no"), OnYes: left{},
	}
}
