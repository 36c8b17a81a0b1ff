package report

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/widget"
)

// focusAt moves the focus to a field and makes its widget.
func (s *Screen) focusAt(i int) {
	s.at = max(0, min(i, len(s.fields)-1))
	f := s.current()
	s.draft.At = f.id
	s.line, s.area, s.combo = nil, nil, nil
	switch f.shape {
	case shapeLine:
		s.line = widget.NewLine(widget.LineConfig{Value: *f.text, Placeholder: s.hint(f), Limit: f.limit, Words: s.cfg.Ctx, LeftOut: s.draft.LeftOut[f.id]})
		s.line.Focus()
	case shapeArea:
		s.area = widget.NewArea(widget.AreaConfig{Value: *f.text, Placeholder: s.hint(f), Limit: f.limit, Words: s.cfg.Ctx, LeftOut: s.draft.LeftOut[f.id]})
		s.area.Focus()
	case shapeCombo:
		s.combo = widget.NewCombo(widget.ComboConfig{
			Value: f.pick.Code, Label: s.pickLabel(f), Text: f.pick.Text, Hint: s.hint(f), Find: s.finder(f), Words: s.cfg.Ctx, LeftOut: s.draft.LeftOut[f.id],
		})
		s.combo.Focus()
	case shapeFew, shapeFlag, shapeAction:
	}
}

func (s *Screen) focusID(id string) {
	i := slices.IndexFunc(s.fields, func(f field) bool { return f.id == id })
	s.focusAt(max(0, i))
}

// hint is what stands in an empty field with the focus.
func (s *Screen) hint(f field) string {
	key := "report.hint." + f.name
	if f.name == "name" && s.draft.Kind == string(model.Presence) {
		key = "report.hint.guest"
	}
	if s.cfg.Ctx.Print.Has(key) {
		return s.t(key)
	}
	return ""
}

// step moves the focus n fields on. Behind the last one is the review.
func (s *Screen) step(n int) tea.Cmd { return s.moveTo(s.at + n) }

// moveTo leaves the field with the focus for another one: what was being
// searched in a list is chosen, and the draft is stored.
func (s *Screen) moveTo(i int) tea.Cmd {
	i = max(0, min(i, len(s.fields)-1))
	id := s.fields[i].id
	cmd := s.leave()
	s.focusID(id)
	return tea.Batch(cmd, s.moved())
}

// leave ends the search in a list.
func (s *Screen) leave() tea.Cmd {
	if s.combo == nil {
		return nil
	}
	s.combo.Leave()
	return s.takeCombo()
}

// takeCombo writes what a list says into the draft.
func (s *Screen) takeCombo() tea.Cmd {
	s.draft.leftOut(s.current().id, s.combo.LeftOut())
	p, now := s.current().pick, Picked{Text: s.combo.Text()}
	if now.Text == "" {
		now.Code, _ = s.combo.Value()
	}
	if *p == now {
		return nil
	}
	*p = now
	return s.changed()
}

// goTo moves the focus to the first field of a section that takes words:
// who goes there goes on typing.
func (s *Screen) goTo(to section) tea.Cmd {
	if to == sectionReview {
		return s.openReview()
	}
	s.page, s.draft.Review, s.heads = pageForm, false, true
	first := slices.IndexFunc(s.fields, func(f field) bool { return f.section == to })
	if at := first + 1; s.fields[first].shape == shapeFlag && at < len(s.fields) && s.fields[at].section == to {
		first = at
	}
	return s.moveTo(first)
}

// turn moves the focus to the section before or after this one.
func (s *Screen) turn(n int) tea.Cmd {
	here := sectionReview
	if s.page == pageForm {
		here = s.current().section
	}
	return s.goTo(max(0, min(here+section(n), sectionReview)))
}

// options are the entries of a choice between few.
func (s *Screen) options(f field) []widget.Choice {
	word := func(group string, codes ...string) []widget.Choice {
		var list []widget.Choice
		for _, c := range codes {
			list = append(list, widget.Choice{Value: c, Label: s.cfg.Ctx.Print.Word(group, c)})
		}
		return list
	}
	switch f.name {
	case "kind":
		return word("kind", string(model.Complaint), string(model.Presence))
	case "urgency":
		return word("urgency", string(model.Normal), string(model.High), string(model.Urgent))
	case "sex":
		list := append([]widget.Choice{{Label: s.t("report.sex.unknown")}}, word("sex", codes(model.Sexes())...)...)
		list[len(list)-1].Label = s.t("report.sex.x")
		return list
	case "reached":
		return []widget.Choice{
			{Label: s.t("report.reached.not-tried")},
			{Value: yes, Label: s.t("report.reached.yes")},
			{Value: no, Label: s.t("report.reached.no")},
		}
	case "confirmed":
		return []widget.Choice{{Label: s.t("report.confirmed.no")}, {Value: yes, Label: s.t("report.confirmed.yes")}}
	}
	return nil
}

func codes[C ~string](all []C) []string {
	list := make([]string, len(all))
	for i, c := range all {
		list[i] = string(c)
	}
	return list
}

// finder is where the entries of a list come from.
func (s *Screen) finder(f field) func(string) []widget.Choice {
	switch f.name {
	case "area":
		return func(text string) []widget.Choice { return widget.AreaChoices(s.cfg.Areas, s.cfg.OfficeArea, text) }
	case "nationality":
		lang := s.cfg.Ctx.Print.Lang()
		return func(text string) []widget.Choice { return widget.NationChoices(lang, text) }
	case "violation":
		return widget.Narrowed(s.labels("violation", codes(s.cfg.Ctx.Rules.Violations)))
	case "lodging":
		return widget.Narrowed(s.labels("lodging", codes(model.Lodgings())))
	case "permit":
		return widget.Narrowed(s.permits())
	}
	return func(string) []widget.Choice { return nil }
}

func (s *Screen) labels(group string, codes []string) []widget.Choice {
	list := make([]widget.Choice, len(codes))
	for i, c := range codes {
		list[i] = widget.Choice{Value: c, Label: s.cfg.Ctx.Print.Word(group, c)}
	}
	return list
}

// permits are the stay permits, found by what people call them too.
func (s *Screen) permits() []widget.Choice {
	list := s.labels("permit", codes(model.Permits()))
	for i := range list {
		switch list[i].Value {
		case "ITAS":
			list[i].Terms = "kitas kitas/kitap"
		case "ITAP":
			list[i].Terms = "kitap kitas/kitap"
		case "VoA":
			list[i].Terms = "voa evoa e-voa visa on arrival"
		case "BVK":
			list[i].Terms = "bebas visa visa free"
		}
	}
	return list
}

// pickLabel is what the chosen entry of a list is called.
func (s *Screen) pickLabel(f field) string {
	if f.pick.Code == "" {
		return ""
	}
	switch f.name {
	case "area":
		return widget.AreaName(s.cfg.Areas, f.pick.Code)
	case "nationality":
		return s.nationName(f.pick.Code)
	}
	return s.cfg.Ctx.Print.Word(f.name, f.pick.Code)
}
