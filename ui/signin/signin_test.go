package signin_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/signin"
	"piket/ui/uitest"
)

// cover is the screen, and what it sent.
type cover struct {
	s    screen.Screen
	sent []tea.Msg
}

func open(t *testing.T, lang locale.Lang, change func(*screen.Ctx, *signin.Config)) *cover {
	t.Helper()
	ctx := uitest.Ctx(t, lang)
	ctx.Office.Officers[1].PIN = "hash"
	cfg := signin.Config{Ctx: ctx, Home: func() bool { return true }}
	if change != nil {
		change(ctx, &cfg)
	}
	c := &cover{s: signin.New(cfg)}
	c.tell(screen.Size{Width: 80, Height: 20})
	return c
}

func (c *cover) tell(msg tea.Msg) {
	next, cmd := c.s.Update(msg)
	c.s = next
	now, _ := screen.Unfold(cmd)
	c.sent = append(c.sent, now...)
}

// press takes the first binding of a key, else types it.
func (c *cover) press(keys ...string) {
	for _, k := range keys {
		intent := screen.Intent("")
		for _, b := range c.s.Bindings() {
			if b.Keys[0] == k {
				intent = b.Intent
				break
			}
		}
		switch {
		case intent != "":
			c.tell(screen.Did{Intent: intent})
		default:
			for _, r := range k {
				c.tell(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
		}
	}
}

func TestPINsStayOutOfLogs(t *testing.T) {
	for _, m := range []any{
		signin.Given{Officer: uitest.Budi, PIN: "918273"}, signin.NewPIN{Before: "918273", PIN: "918273"},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(verb, m); strings.Contains(text, "918273") {
				t.Errorf("%s of %T: %s", verb, m, text)
			}
		}
	}
}

// TestWhatStandsBehindANameIsReadWhole at 80 columns, however long the name.
func TestWhatStandsBehindANameIsReadWhole(t *testing.T) {
	for lang, want := range map[locale.Lang]string{locale.Indonesian: "Pengelola · sedang di meja", locale.English: "Desk administrator · at the desk now"} {
		c := open(t, lang, func(ctx *screen.Ctx, _ *signin.Config) {
			ctx.Office.Officers[0].Name = "Maria Goreti Wulandari Kusumaningrum"
			ctx.Present = map[model.OfficerID]bool{uitest.Sari: true, uitest.Budi: true}
		})
		for width := 60; width <= 120; width += 4 {
			c.tell(screen.Size{Width: width, Height: 20})
			body := c.s.View().Body
			uitest.Fits(t, body, width, 20)
			if width >= 80 && !strings.Contains(uitest.Text(body), want) {
				t.Errorf("%s, %d columns: no %q in\n%s", lang, width, want, uitest.Text(body))
			}
		}
	}
}

func TestWhatIsSent(t *testing.T) {
	for _, tt := range []struct {
		name    string
		purpose signin.Purpose
		officer model.OfficerID
		enrols  bool
		keys    []string
		want    string
	}{
		{"PIN", signin.Begin, "", false, []string{"bu", "enter", "918273", "enter"}, "{01OFFICERBUDI 918273 false}"},
		{"Chosen", signin.Begin, "", false, []string{"sa", "enter", "473920", "enter", "473920", "enter"}, "{01OFFICERSARI 473920 true}"},
		{"NoPIN", signin.Begin, uitest.Budi, false, []string{"enter"}, ""},
		{"Unknown", signin.Change, "", false, []string{"Dewi", "enter", "y"}, ""},
		{"New", signin.Change, "", true, []string{"Dewi", "enter", "y"}, "{Dewi}"},
		{"NotNew", signin.Change, "", true, []string{"Dewi", "enter", "n"}, ""},
		{"Back", signin.Change, "", false, []string{"esc"}, "{}"},
		{"NoWayBack", signin.Begin, "", false, []string{"esc"}, ""},
		{"StaysLocked", signin.Unlock, uitest.Budi, false, []string{"esc", "esc", "918273", "enter"}, "{01OFFICERBUDI 918273 false}"},
		{"OwnPIN", signin.OwnPIN, uitest.Budi, false, []string{"918273", "enter", "604812", "enter", "604812", "enter"}, "{918273 604812}"},
		{"OwnFirstPIN", signin.OwnPIN, uitest.Sari, false, []string{"604812", "enter", "604812", "enter"}, "{ 604812}"},
		{"OnceOnly", signin.Unlock, uitest.Budi, false, []string{"918273", "enter", "enter", "1", "enter"}, "{01OFFICERBUDI 918273 false}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := open(t, locale.Indonesian, func(ctx *screen.Ctx, cfg *signin.Config) {
				cfg.Purpose, cfg.Officer, cfg.Enrols = tt.purpose, tt.officer, tt.enrols
				if tt.purpose == signin.Begin {
					ctx.Officer = model.Officer{}
				}
			})
			c.press(tt.keys...)
			var got []string
			for _, m := range c.sent {
				switch m := m.(type) { // they print nothing of themselves
				case signin.Given:
					got = append(got, fmt.Sprintf("{%s %s %v}", m.Officer, m.PIN, m.Chosen))
				case signin.NewPIN:
					got = append(got, fmt.Sprintf("{%s %s}", m.Before, m.PIN))
				default:
					got = append(got, fmt.Sprint(m))
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("sent %v, want %s", got, tt.want)
			}
		})
	}
}

// TestRefusalLetsTheSameBeTriedAgain with nothing of the wrong PIN left.
func TestRefusalLetsTheSameBeTriedAgain(t *testing.T) {
	c := open(t, locale.English, func(_ *screen.Ctx, cfg *signin.Config) { cfg.Purpose, cfg.Officer = signin.Unlock, uitest.Budi })
	c.press("111112", "enter")
	c.tell(signin.Refused{Err: &model.Error{Kind: model.KindForbidden, Key: "signin-wrong"}})
	if body := c.s.View().Body; !strings.Contains(body, "! Wrong PIN.") || strings.Contains(body, "•") {
		t.Error(body)
	}
	c.press("918273", "enter")
	if len(c.sent) != 2 || c.sent[1].(signin.Given).PIN != "918273" {
		t.Errorf("sent %d times", len(c.sent))
	}
}

// TestBindings are named in both languages at every step.
func TestBindings(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, purpose := range []signin.Purpose{signin.Begin, signin.Change, signin.Unlock, signin.OwnPIN} {
			for _, keys := range [][]string{nil, {"bu", "enter"}, {"sa", "enter"}, {"sa", "enter", "473920", "enter"}, {"Dewi", "enter"}} {
				c := open(t, lang, func(ctx *screen.Ctx, cfg *signin.Config) {
					cfg.Purpose, cfg.Enrols = purpose, true
					if purpose >= signin.Unlock {
						cfg.Officer = uitest.Budi
					}
				})
				c.press(keys...)
				for _, b := range c.s.Bindings() {
					if b.Intent == screen.Quit { // the root's own ctrl+c
						continue
					}
					uitest.Bindings(t, uitest.Printer(t, lang), []screen.Binding{b})
				}
			}
		}
	}
}

// TestEscTakesAMistypedNameBackFirst before it leads anywhere.
func TestEscTakesAMistypedNameBackFirst(t *testing.T) {
	c := open(t, locale.Indonesian, func(_ *screen.Ctx, cfg *signin.Config) { cfg.Purpose = signin.Change })
	c.press("zzz", "enter", "esc")
	if body := uitest.Text(c.s.View().Body); len(c.sent) != 0 || strings.Contains(body, "zzz") || !strings.Contains(body, "Sari W.") {
		t.Fatalf("sent %v:\n%s", c.sent, body)
	}
	if c.press("esc"); len(c.sent) != 1 || c.sent[0] != (signin.Withdrawn{}) {
		t.Errorf("sent %v", c.sent)
	}
}

// TestAPINIsTypedOnWhereItWasBegun although its officer may sit here no more:
// the list of names would show it.
func TestAPINIsTypedOnWhereItWasBegun(t *testing.T) {
	var ctx *screen.Ctx
	c := open(t, locale.Indonesian, func(x *screen.Ctx, cfg *signin.Config) {
		ctx = x
		cfg.Officer = ctx.Office.Officers[1].ID
	})
	c.press("4739")
	ctx.Office.Officers[1].Disabled = true
	c.tell(screen.Changed{})
	c.press("20")
	body := uitest.Text(c.s.View().Body)
	if strings.Contains(body, "20") || !strings.Contains(body, "sudah tidak aktif") && !strings.Contains(body, "••") {
		t.Errorf("%s", body)
	}
	c.press("esc")
	if body := uitest.Text(c.s.View().Body); strings.Contains(body, ctx.Office.Officers[1].Name) {
		t.Errorf("who may not sit here is offered:\n%s", body)
	}
}
