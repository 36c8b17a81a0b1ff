package cli

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/cell"
)

const helpWidth = 80

// helper writes help texts in one language.
type helper struct {
	print *locale.Printer
	width int
	far   bool // for somebody at another machine: without what is refused there
	out   strings.Builder
}

// writeHelp writes what a command does, and its parts.
func writeHelp(w io.Writer, p *locale.Printer, ctx *kong.Context, width int, far bool) error {
	if width <= 0 || width > helpWidth {
		width = helpWidth
	}
	node := ctx.Selected()
	if node == nil || node.Hidden {
		node = ctx.Model.Node
	}
	h := &helper{print: p, width: width, far: far}
	h.usage(node)
	h.text(p.T("cli.help." + helpKey(node)))
	h.values(node)
	h.commands(node)
	h.flags(node)
	if node.Target.IsValid() && node.Target.CanAddr() {
		switch node.Target.Addr().Interface().(type) {
		case *addCommand:
			h.reportHelp()
		case *googleFormCommand:
			h.mappingHelp()
		}
	}
	_, err := io.WriteString(w, h.out.String())
	return err //nolint:wrapcheck // the caller's own stream
}

// helpKey is a command's name in the catalogue: "case-add", "root".
func helpKey(node *kong.Node) string {
	if node.Parent == nil {
		return "root"
	}
	return strings.ReplaceAll(nodePath(node), " ", "-")
}

func (h *helper) usage(node *kong.Node) {
	line := strings.TrimSpace("piket " + nodePath(node))
	for _, v := range node.Positional {
		line += " " + placeOf(h.print, v)
	}
	if len(visible(node.Children)) > 0 {
		line += " " + h.print.T("cli.usage.command")
	}
	h.line(h.print.T("cli.usage.head", locale.A{"line": line + " " + h.print.T("cli.usage.flags")}))
}

// placeOf is a value as the usage line names it.
func placeOf(p *locale.Printer, v *kong.Positional) string {
	name := inWords(p, strings.ToUpper(v.Name))
	if !v.Required {
		return "[" + name + "]"
	}
	return name
}

func (h *helper) line(s string) { h.out.WriteString(s + "\n") }

func (h *helper) text(s string) {
	h.line("")
	for _, paragraph := range strings.Split(s, "\n") {
		for _, l := range cell.Wrap(paragraph, h.width) {
			h.line(l)
		}
	}
}

func visible(nodes []*kong.Node) []*kong.Node {
	var out []*kong.Node
	for _, n := range nodes {
		if !n.Hidden {
			out = append(out, n)
		}
	}
	return out
}

func (h *helper) values(node *kong.Node) {
	var rows [][2]string
	for _, v := range node.Positional {
		rows = append(rows, [2]string{inWords(h.print, strings.ToUpper(v.Name)), h.print.T(h.key("cli.arg.", node, v.Name))})
	}
	h.table("cli.usage.values", rows)
}

func (h *helper) commands(node *kong.Node) {
	var rows [][2]string
	for _, leaf := range node.Leaves(true) {
		if h.far && localNode(leaf) {
			continue
		}
		rows = append(rows, [2]string{nodePath(leaf), first(h.print.T("cli.help." + helpKey(leaf)))})
	}
	h.table("cli.usage.commands", rows)
}

// first is a help text's first sentence.
func first(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	s, _, _ = strings.Cut(s, ". ")
	return strings.TrimSuffix(s, ".")
}

func (h *helper) flags(node *kong.Node) {
	var rows [][2]string
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			if h.far && (f.Name == "data" || f.Name == "officer") {
				continue
			}
			rows = append(rows, [2]string{flagName(h.print, f), h.print.T(h.key("cli.flag.", node, f.Name))})
		}
	}
	h.table("cli.usage.options", rows)
}

// key is the text a flag or value has for this command, or the one it has
// everywhere.
func (h *helper) key(family string, node *kong.Node, name string) string {
	if own := family + helpKey(node) + "-" + name; h.print.Has(own) {
		return own
	}
	return family + name
}

func flagName(p *locale.Printer, f *kong.Flag) string {
	if f.IsBool() {
		return "--" + f.Name
	}
	name := f.PlaceHolder
	if name == "" {
		name = strings.ToUpper(f.Name)
	}
	return fmt.Sprintf("--%s %s", f.Name, inWords(p, name))
}

// placeName is the name of a value that is to be put in its place.
var placeName = regexp.MustCompile(`[A-Z]+(:[A-Z]+)?`)

// inWords has a text name such values in the reader's language: FILE|- is
// BERKAS|- in Indonesian.
func inWords(p *locale.Printer, text string) string {
	return placeName.ReplaceAllStringFunc(text, func(name string) string {
		key := "cli.place." + strings.ToLower(strings.ReplaceAll(name, ":", "-"))
		if !p.Has(key) {
			return name
		}
		return p.T(key)
	})
}

// missed has a refusal name what is missing as the help does.
func missed(p *locale.Printer, err error) error {
	e, ok := errors.AsType[*model.Error](err)
	if !ok || !slices.Contains([]string{"usage-word-missing", "usage-flag-missing", "usage-value"}, e.Key) {
		return err
	}
	what, _ := e.Args["what"].(string)
	out := *e
	out.Args = maps.Clone(e.Args)
	out.Args["what"] = inWords(p, what)
	return &out
}

// wrapWhole breaks lines at spaces alone: a code such as other-office is typed
// as it is read.
func wrapWhole(s string, width int) []string {
	const joint = "\u2011" // looks like a hyphen, and holds what it joins together
	lines := cell.Wrap(strings.ReplaceAll(s, "-", joint), width)
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(l, joint, "-")
	}
	return lines
}

// table writes two columns, the second one wrapped.
func (h *helper) table(head string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	left := 0
	for _, r := range rows {
		left = max(left, cell.Width(r[0]))
	}
	h.line("")
	h.line(h.print.T(head))
	for _, r := range rows {
		name := r[0]
		for _, l := range wrapWhole(r[1], max(20, h.width-left-4)) {
			h.line(strings.TrimRight("  "+cell.Fit(name, left)+"  "+l, " "))
			name = ""
		}
	}
}
