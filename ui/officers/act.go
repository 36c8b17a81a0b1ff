package officers

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/dialog"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Intents of the screen.
const (
	add       screen.Intent = "add-officer"
	role      screen.Intent = "change-role"
	disable   screen.Intent = "disable-officer"
	enable    screen.Intent = "enable-officer"
	addKey    screen.Intent = "add-key"
	removeKey screen.Intent = "remove-key"
	setPIN    screen.Intent = "set-pin"
	lift      screen.Intent = "lift-lock"
)

// acts are the keys of what may be done to the officer under the mark.
func (s *Screen) acts() []screen.Binding {
	f, _ := s.at()
	bind := func(i screen.Intent, key string) screen.Binding {
		return screen.Binding{Intent: i, Keys: []string{key}, Help: "officers.key." + string(i), Bar: true}
	}
	var out []screen.Binding
	if s.runs() {
		out = append(out, bind(add, "b"), bind(role, "r"))
		if f.Disabled {
			out = append(out, bind(enable, "x"))
		} else {
			out = append(out, bind(disable, "x"))
		}
		out = append(out, bind(addKey, "s"))
		if len(f.Keys) > 0 {
			out = append(out, bind(removeKey, "h"))
		}
		out = append(out, bind(setPIN, "p"))
	}
	if s.lifts() && f.Failures > 0 {
		out = append(out, bind(lift, "l"))
	}
	return out
}

func (s *Screen) act(i screen.Intent) tea.Cmd {
	f, _ := s.at()
	switch i {
	case add:
		return s.begin()
	case role:
		return s.askRole(f.Name, f.Role, func(r model.Role) then { return s.changeRole(f, r) })
	case disable:
		return s.askReason(f)
	case enable:
		return s.askEnable(f)
	case addKey:
		return s.askKey(f.Name, false, func(k model.OfficerKey) then { return s.keyGiven(f, k) })
	case removeKey:
		return s.askRemoval(f)
	case setPIN:
		return s.askPIN(f, s.t("pin-question", locale.A{"name": f.Name}), "", nil)
	case lift:
		return run(s.t("lifted", locale.A{"name": f.Name}), func(ctx context.Context) error { return s.cfg.Proofs.LiftLock(ctx, f.ID) })
	default:
		return nil
	}
}

// choose offers the acts as a list.
func (s *Screen) choose() tea.Cmd {
	f, _ := s.at()
	var choices []widget.Choice
	for _, b := range s.acts() {
		choices = append(choices, widget.Choice{Value: string(b.Intent), Label: s.cfg.Ctx.Print.T(b.Help), Note: b.Keys[0]})
	}
	if len(choices) == 0 {
		return nil
	}
	return s.pick(f.Name, "", "", choices, func(c widget.Choice) then {
		return func(s *Screen) tea.Cmd { return s.act(screen.Intent(c.Value)) }
	})
}

func (s *Screen) pick(title, question, marked string, choices []widget.Choice, on func(widget.Choice) then) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPick(dialog.PickConfig{
		Ctx: s.cfg.Ctx, Title: title, Question: question, Choices: choices, Marked: marked,
		None: s.cfg.Ctx.Print.T("palette.nothing"), OnPick: func(c widget.Choice) tea.Msg { return on(c) },
	})})
}

func (s *Screen) confirm(title, question, yes string, on then) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: &dialog.Confirm{
		Ctx: s.cfg.Ctx, Title: title, Question: question, Yes: yes, No: s.t("no"), OnYes: on,
	}})
}

// begin asks who is new. Where several sit at a desk, anybody could choose the
// PIN of an officer who has none: whoever adds others chooses theirs first.
func (s *Screen) begin() tea.Cmd {
	if me := s.cfg.Ctx.Officer; me.PIN == "" {
		return s.askPIN(me, s.t("pin-own-first"), "", func(s *Screen) tea.Cmd { return s.askName("") })
	}
	return s.askName("")
}

// askName begins with somebody new.
func (s *Screen) askName(name string) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.cfg.Ctx, Title: s.t("add"), Question: s.t("add-name"), Value: name, Missing: s.t("name-missing"),
		Check: func(text string) string {
			if _, taken := s.cfg.Ctx.Office.OfficerNamed(model.CleanLine(text)); taken {
				return s.refusal(&model.Error{Kind: model.KindConflict, Key: "officer-exists", Args: model.Args{"name": model.CleanLine(text)}})
			}
			return ""
		},
		OnDone: func(text string) tea.Msg {
			name := model.CleanLine(text)
			return then(func(s *Screen) tea.Cmd {
				return s.askRole(name, model.RoleOfficer, func(r model.Role) then { return s.keyOf(name, r) })
			})
		},
	})})
}

func (s *Screen) askRole(name string, is model.Role, on func(model.Role) then) tea.Cmd {
	var choices []widget.Choice
	for _, r := range model.Roles() {
		choices = append(choices, widget.Choice{Value: string(r), Label: s.cfg.Ctx.Print.Word("role", string(r)), Note: s.t("may-" + string(r))})
	}
	return s.pick(name, s.t("role-question"), string(is), choices, func(c widget.Choice) then { return on(model.Role(c.Value)) })
}

// keyOf asks for the key somebody new comes with, if any.
func (s *Screen) keyOf(name string, r model.Role) then {
	return func(s *Screen) tea.Cmd {
		return s.askKey(name, true, func(k model.OfficerKey) then { return s.enrol(name, r, k) })
	}
}

func (s *Screen) enrol(name string, r model.Role, k model.OfficerKey) then {
	var keys []model.OfficerKey
	if k.Fingerprint != "" {
		keys = append(keys, k)
	}
	said := s.t("added", locale.A{"name": name})
	return func(s *Screen) tea.Cmd {
		return func() tea.Msg {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			f, err := s.cfg.Roll.Enrol(ctx, name, r, keys)
			return done{said: said, id: f.ID, err: err}
		}
	}
}

func (s *Screen) changeRole(f model.Officer, r model.Role) then {
	said := s.t("role-changed", locale.A{"name": f.Name, "role": string(r)})
	return func(s *Screen) tea.Cmd {
		if r == f.Role {
			return nil
		}
		return run(said, func(ctx context.Context) error { return s.cfg.Roll.ChangeRole(ctx, f.ID, r) })
	}
}

// askReason asks why somebody may not sit here any more, then whether that is
// meant.
func (s *Screen) askReason(f model.Officer) tea.Cmd {
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.cfg.Ctx, Title: s.t("disable", locale.A{"name": f.Name}), Question: s.t("disable-why"), Limit: model.MaxNote, Missing: s.t("reason-missing"),
		OnDone: func(text string) tea.Msg {
			reason := model.CleanLine(text)
			return then(func(s *Screen) tea.Cmd { return s.confirmDisable(f, reason) })
		},
	})})
}

func (s *Screen) confirmDisable(f model.Officer, reason string) tea.Cmd {
	said := s.t("disabled", locale.A{"name": f.Name})
	return s.confirm(s.t("disable", locale.A{"name": f.Name}), s.t("disable-question", locale.A{"name": f.Name, "reason": reason}), s.t("disable-yes"),
		func(s *Screen) tea.Cmd {
			return run(said, func(ctx context.Context) error { return s.cfg.Roll.DisableOfficer(ctx, f.ID, reason) })
		})
}

func (s *Screen) askEnable(f model.Officer) tea.Cmd {
	said := s.t("enabled", locale.A{"name": f.Name})
	return s.confirm(s.t("enable", locale.A{"name": f.Name}), s.t("enable-question", locale.A{"name": f.Name}), s.t("enable-yes"),
		func(s *Screen) tea.Cmd {
			return run(said, func(ctx context.Context) error { return s.cfg.Roll.EnableOfficer(ctx, f.ID) })
		})
}

// askKey asks for a line of a .pub file.
func (s *Screen) askKey(name string, optional bool, on func(model.OfficerKey) then) tea.Cmd {
	question := s.t("key-question", locale.A{"name": name})
	if optional {
		question += " " + s.t("key-optional")
	}
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.cfg.Ctx, Title: s.t("key-title"), Question: question, Hint: "ssh-ed25519 AAAA…", Limit: 4096, Optional: optional, Missing: s.t("key-missing"),
		Check: func(text string) string {
			k, err := desk.ParseKey(text)
			if f, taken := s.cfg.Ctx.Office.OfficerByKey(k.Fingerprint); err == nil && taken {
				err = &model.Error{Kind: model.KindConflict, Key: "key-taken", Args: model.Args{"officer": f.Name}}
			}
			return s.refusal(err)
		},
		OnDone: func(text string) tea.Msg {
			k, _ := desk.ParseKey(text) // looked at by Check
			return on(k)
		},
	})})
}

// keyGiven shows whose the key will be, and asks what becomes of the others.
func (s *Screen) keyGiven(f model.Officer, k model.OfficerKey) then {
	return func(s *Screen) tea.Cmd {
		question := s.t("key-confirm", locale.A{"name": f.Name, "print": k.Fingerprint, "comment": orDash(k.Comment)})
		if len(f.Keys) == 0 {
			return s.confirm(s.t("key-title"), question, s.t("key-add"), s.putKey(f, k, false))
		}
		return s.pick(s.t("key-title"), question, "", []widget.Choice{
			{Value: "add", Label: s.t("key-beside")}, {Value: "only", Label: s.t("key-only", locale.A{"n": len(f.Keys)})},
		}, func(c widget.Choice) then { return s.putKey(f, k, c.Value == "only") })
	}
}

func (s *Screen) putKey(f model.Officer, k model.OfficerKey, only bool) then {
	said := s.t("key-added", locale.A{"name": f.Name})
	return func(s *Screen) tea.Cmd {
		return run(said, func(ctx context.Context) error { return s.cfg.Proofs.AddKey(ctx, f.ID, k, only) })
	}
}

// askRemoval asks which key goes, then whether that is meant.
func (s *Screen) askRemoval(f model.Officer) tea.Cmd {
	if len(f.Keys) == 1 {
		return s.confirmRemoval(f, f.Keys[0])
	}
	var choices []widget.Choice
	for _, k := range f.Keys {
		choices = append(choices, widget.Choice{Value: k.Fingerprint, Label: orDash(k.Comment), Note: k.Fingerprint})
	}
	return s.pick(f.Name, s.t("key-which"), "", choices, func(c widget.Choice) then {
		return func(s *Screen) tea.Cmd {
			return s.confirmRemoval(f, model.OfficerKey{Fingerprint: c.Value, Comment: c.Label})
		}
	})
}

func (s *Screen) confirmRemoval(f model.Officer, k model.OfficerKey) tea.Cmd {
	said := s.t("key-removed", locale.A{"name": f.Name})
	question := s.t("key-remove-question", locale.A{"name": f.Name, "print": k.Fingerprint, "comment": orDash(k.Comment)})
	return s.confirm(s.t("key-title"), question, s.t("key-remove"), func(s *Screen) tea.Cmd {
		return run(said, func(ctx context.Context) error { return s.cfg.Proofs.RemoveKey(ctx, f.ID, k.Fingerprint) })
	})
}

// askPIN asks for a PIN twice; first is what was typed before, next what
// follows once it is set.
func (s *Screen) askPIN(f model.Officer, question, first string, next then) tea.Cmd {
	if first != "" {
		question = s.t("pin-again")
	}
	return screen.Send(screen.ShowDialog{Dialog: dialog.NewPrompt(dialog.PromptConfig{
		Ctx: s.cfg.Ctx, Title: s.t("pin", locale.A{"name": f.Name}), Question: question, Secret: true, Missing: s.refusal(model.ValidPIN("")),
		Check: func(text string) string {
			if first != "" && text != first {
				return s.t("pin-differs")
			}
			return s.refusal(model.ValidPIN(text))
		},
		OnDone: func(text string) tea.Msg {
			return then(func(s *Screen) tea.Cmd {
				if first == "" {
					return s.askPIN(f, question, text, next)
				}
				return runThen(s.t("pin-set", locale.A{"name": f.Name}), next, func(ctx context.Context) error { return s.cfg.Proofs.SetPIN(ctx, f.ID, text) })
			})
		},
	})})
}

// refusal is an error in words, "" for none.
func (s *Screen) refusal(err error) string {
	if err == nil || errors.Is(err, context.Canceled) {
		return ""
	}
	return s.cfg.Ctx.Print.Error(err)
}

func orDash(text string) string {
	if strings.TrimSpace(text) == "" {
		return "–"
	}
	return text
}
