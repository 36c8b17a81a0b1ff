package report

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"piket/internal/locale"
	"piket/ui/screen"
	"piket/ui/uitest"
)

func uitestF8() tea.KeyPressMsg { return tea.KeyPressMsg{Code: tea.KeyF8} }

func containsText(view, text string) bool { return strings.Contains(ansi.Strip(view), text) }

func ctxIn(t *testing.T, lang locale.Lang, r *rig) *screen.Ctx {
	c := uitest.Ctx(t, lang)
	c.Now = r.ctx.Now
	return c
}
