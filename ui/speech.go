package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"piket/internal/locale"
	"piket/ui/screen"
	"piket/ui/style"
)

// spoken is a language ready to be spoken.
type spoken struct {
	lang  locale.Lang
	print *locale.Printer
}

// loadSpeech reads the catalogue of the other language, so that changing to
// it takes no time and the palette knows its words.
func (r *Root) loadSpeech() tea.Cmd {
	load, lang := r.cfg.Print, r.otherLang()
	return func() tea.Msg {
		p, err := load(lang)
		if err != nil {
			return nil
		}
		return spoken{lang, p}
	}
}

// otherLang is the language the session does not speak.
func (r *Root) otherLang() locale.Lang {
	for _, l := range locale.Langs() {
		if l != r.ctx.Print.Lang() {
			return l
		}
	}
	return r.ctx.Print.Lang()
}

// speak changes the language of the session.
func (r *Root) speak(lang locale.Lang) tea.Cmd {
	p, ok := r.speech[lang]
	if !ok {
		var err error
		if p, err = r.cfg.Print(lang); err != nil {
			r.say(r.ctx.Print.Error(err), true)
			return nil
		}
		r.speech[lang] = p
	}
	r.ctx.Print = p
	return tea.Batch(r.tellAll(screen.Changed{}), r.tellDialogs(screen.Changed{}))
}

// terminal is what the terminal says of itself.
type terminal struct {
	dark    bool
	profile colorprofile.Profile
}

// repaint chooses the styles anew.
func (r *Root) repaint() tea.Cmd {
	few := r.seen.profile == colorprofile.ANSI
	set := style.New(r.mode())
	if few {
		set = set.Few()
	}
	if r.ctx.Style != nil && r.ctx.Style.Mode == set.Mode && !few {
		return nil
	}
	r.ctx.Style = set
	return tea.Batch(r.tellAll(screen.Changed{}), r.tellDialogs(screen.Changed{}))
}

// mode is the colours that were chosen, or those the terminal can show.
func (r *Root) mode() style.Mode {
	none := r.seen.profile == colorprofile.ASCII || r.seen.profile == colorprofile.NoTTY
	switch {
	case r.colour == ColoursNone || none:
		return style.Plain
	case r.colour == ColoursLight:
		return style.Light
	case r.colour == ColoursDark || r.seen.dark:
		return style.Dark
	}
	return style.Light
}

// paint chooses the colours of the session.
func (r *Root) paint(i screen.Intent) tea.Cmd {
	r.colour = map[screen.Intent]Colours{
		paintLight: ColoursLight, paintDark: ColoursDark, paintPlain: ColoursNone, paintAuto: ColoursAuto,
	}[i]
	return r.repaint()
}
