package report

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
	"piket/ui/screen"
)

// printTimeout is how long a printer may take to say that it has it.
const printTimeout = 30 * time.Second

// done is what the report became.
type done struct {
	id       model.CaseID
	number   string
	tracking string // shown once; empty when the report had been saved before
	repeated bool
	channel  model.Channel
	urgent   bool

	original       model.CaseID
	originalNumber string
	linkErr        error
	linking        bool

	printing bool
	printed  screen.Printed
}

// linked says that the case is marked as a duplicate.
func (d done) linked() bool { return d.original != "" && d.linkErr == nil }

// Messages of the last page.
type (
	receiptOut struct{ screen.Printed }
	linkedNow  struct {
		id  model.CaseID
		err error
	}
)

func (s *Screen) doneBindings() []screen.Binding {
	list := []screen.Binding{}
	if s.cfg.Receipt != nil {
		list = append(list, screen.Binding{Intent: printReceipt, Keys: []string{"p"}, Help: "report.key.print", Bar: true})
	}
	list = append(
		list,
		screen.Binding{Intent: another, Keys: []string{"n"}, Help: "report.key.another", Bar: true},
		screen.Binding{Intent: openCase, Keys: []string{"o", "enter"}, Help: "report.key.open", Bar: true},
	)
	if s.done.linkErr != nil {
		list = append(list, screen.Binding{Intent: linkAgain, Keys: []string{"l"}, Help: "report.key.link-again", Bar: true})
	}
	return append(list, screen.Binding{Intent: screen.Back, Keys: []string{"esc", "q"}, Help: "report.key.close", Bar: true})
}

func (s *Screen) doneDid(i screen.Intent) tea.Cmd {
	switch i {
	case printReceipt:
		return s.printReceipt()
	case another:
		return tea.Batch(screen.Send(screen.Close{}), screen.Send(screen.OpenReport{Channel: s.done.channel}))
	case openCase:
		return screen.Send(screen.OpenCase{ID: s.done.id})
	case linkAgain:
		return s.linkAgain()
	case screen.Back, screen.Quit:
		return screen.Send(screen.Close{})
	default:
		return nil
	}
}

func (s *Screen) printReceipt() tea.Cmd {
	if s.cfg.Receipt == nil || s.done.printing {
		return nil
	}
	s.done.printing, s.done.printed = true, screen.Printed{}
	print := s.cfg.Receipt
	info := screen.Receipt{Case: s.done.id, Number: s.done.number, Tracking: s.done.tracking, Lang: s.cfg.Ctx.Print.Lang()}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), printTimeout)
		defer cancel()
		where, err := print(ctx, info)
		return receiptOut{screen.Printed{Receipt: info, Where: model.CleanLine(where), Err: err}}
	}
}

func (s *Screen) linkAgain() tea.Cmd {
	if s.done.linkErr == nil || s.done.linking {
		return nil
	}
	s.done.linking = true
	to, id, original := s.cfg.Desk, s.done.id, s.done.original
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), saveTimeout)
		defer cancel()
		return linkedNow{id: id, err: link(ctx, to, id, original)}
	}
}

// doneTold takes the answers of the last page's commands.
func (s *Screen) doneTold(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case receiptOut:
		if m.Receipt.Case == s.done.id {
			s.done.printing, s.done.printed = false, m.Printed
		}
	case linkedNow:
		if m.id != s.done.id {
			return nil
		}
		s.done.linking, s.done.linkErr = false, m.err
		if m.err == nil {
			return screen.Send(screen.Acted{Case: s.done.id, Number: s.done.number})
		}
	}
	return nil
}

// drawDone draws what to tell the reporter: the number, the code in groups
// of four with a word for each letter, and what can be done next.
func (s *Screen) drawDone() screen.View {
	st, d := s.cfg.Ctx.Style, s.done
	head := st.Good.Render("✓ " + s.t("report.done.saved"))
	if d.repeated {
		head = st.Warn.Render("! " + s.t("report.done.repeated"))
	}
	lines := []string{head, "", st.Muted.Render(s.t("report.done.number")), st.Strong.Render(d.number), ""}
	if d.tracking != "" {
		lines = append(lines, st.Muted.Render(s.t("report.done.tracking")))
		lines = append(lines, s.code(d.tracking)...)
		lines = append(lines, "", st.Muted.Render(s.t("report.done.once")))
	} else {
		lines = append(lines, s.t("report.done.no-code"))
	}
	lines = append(append(lines, ""), s.doneRemarks()...)
	return screen.View{Body: s.centred(lines)}
}

// doneRemarks are what happened besides.
func (s *Screen) doneRemarks() []string {
	st, d, print := s.cfg.Ctx.Style, s.done, s.cfg.Ctx.Print
	var lines []string
	if d.urgent && !d.repeated {
		lines = append(lines, st.Urgent.Render("▲▲ "+s.t("report.done.urgent")))
	}
	switch {
	case d.original == "":
	case d.linkErr != nil:
		lines = append(lines, st.Bad.Render("! "+s.t("report.done.not-linked", locale.A{"number": d.originalNumber})+" "+print.Error(d.linkErr)))
	default:
		lines = append(lines, st.Good.Render("✓ "+s.t("report.done.linked", locale.A{"number": d.originalNumber})))
	}
	if d.printing {
		return append(lines, st.Muted.Render(s.t("report.done.printing")))
	}
	return append(lines, d.printed.Lines(s.cfg.Ctx)...)
}

// boxFrom is the height from which there is room for a frame.
const boxFrom = 16

// code draws a tracking code large: its letters apart, its groups further
// apart, and below each group the words to say it with on a bad line.
func (s *Screen) code(tracking string) []string {
	st := s.cfg.Ctx.Style
	var letters, words []string
	for group := range strings.SplitSeq(tracking, "-") {
		letters = append(letters, strings.Join(strings.Split(group, ""), " "))
		var said []string
		for _, r := range group {
			said = append(said, s.t("report.spell."+string(r)))
		}
		words = append(words, strings.Join(said, " "))
	}
	line := strings.Join(letters, "   ")
	if s.size.Height < boxFrom {
		return append([]string{st.Mark.Render(line)}, s.spelled(words)...)
	}
	rule := strings.Repeat("─", cell.Width(line)+4)
	return append([]string{
		st.Border.Render("╭" + rule + "╮"),
		st.Border.Render("│  ") + st.Mark.Render(line) + st.Border.Render("  │"),
		st.Border.Render("╰" + rule + "╯"),
	}, s.spelled(words)...)
}

// spelled is the words of the groups, as many groups a line as there is room
// for.
func (s *Screen) spelled(groups []string) []string {
	var lines []string
	for _, g := range groups {
		last := len(lines) - 1
		if last >= 0 && cell.Width(lines[last]+" · "+g) <= min(s.doneWidth(), 60) {
			lines[last] += " · " + g
			continue
		}
		lines = append(lines, g)
	}
	for i, l := range lines {
		lines[i] = s.cfg.Ctx.Style.Muted.Render(l)
	}
	return lines
}

func (s *Screen) doneWidth() int { return max(1, min(s.size.Width-8, 72)) }

// centred puts lines a little above the middle of the body, from its left
// third on where it is wide.
func (s *Screen) centred(lines []string) string {
	left := max(4, (s.size.Width-s.doneWidth())/3)
	var out []string
	for _, l := range lines {
		out = append(out, cell.Wrap(l, min(s.doneWidth(), s.size.Width-left))...)
	}
	if len(out) > s.size.Height {
		out = slices.DeleteFunc(out, func(l string) bool { return l == "" })
	}
	above := max(0, (s.size.Height-len(out))/3)
	body := make([]string, above, s.size.Height)
	for _, l := range out {
		body = append(body, strings.Repeat(" ", left)+l)
	}
	return strings.Join(cell.Box(body, s.size.Width, s.size.Height), "\n")
}
