package cli

import (
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"piket/model"
)

// parsed is a command line understood.
type parsed struct {
	tree    *tree
	command any    // the selected command's struct
	path    string // such as "case add"
	help    bool   // only the help text was asked for
	context *kong.Context
}

// parse understands a command line. Refusals are *model.Error of kind invalid.
func parse(args []string) (parsed, error) {
	p := parsed{tree: &tree{}}
	k, err := kong.New(p.tree,
		kong.Name("piket"), kong.Writers(io.Discard, io.Discard), kong.Exit(func(int) {}),
		kong.Help(func(_ kong.HelpOptions, ctx *kong.Context) error {
			p.help, p.context = true, ctx
			return nil
		}))
	if err != nil {
		return p, usage("usage", "", err)
	}
	ctx, err := k.Parse(joinDash(args))
	switch {
	case p.help:
		p.path = pathOf(p.context)
		return p, nil
	case err != nil:
		if wrong, ok := errors.AsType[*kong.ParseError](err); ok {
			ctx = wrong.Context
		}
		p.choose(ctx)
		return p, explainUsage(err, ctx)
	}
	p.choose(ctx)
	return p, nameless(ctx)
}

// choose notes which command it is, where that much was understood.
func (p *parsed) choose(ctx *kong.Context) {
	if ctx == nil || ctx.Selected() == nil || !ctx.Selected().Leaf() {
		return
	}
	p.context, p.path = ctx, pathOf(ctx)
	p.command = ctx.Selected().Target.Addr().Interface()
}

// nameless refuses an empty text where something is named by it.
func nameless(ctx *kong.Context) error {
	for _, v := range ctx.Selected().Positional {
		if v.Required && v.Name != "text" && strings.TrimSpace(v.Target.String()) == "" {
			e := usage("usage-word-missing", pathOf(ctx), nil)
			e.Args["what"] = strings.ToUpper(v.Name)
			return e
		}
	}
	return nil
}

// given says whether a flag was typed.
func (p parsed) given(flag string) bool {
	for _, at := range p.context.Path {
		if at.Flag != nil && at.Flag.Name == flag {
			return true
		}
	}
	return false
}

// joinDash writes "--json -" as "--json=-": a lone dash would not be taken
// for a value.
func joinDash(args []string) []string {
	var out []string
	for i, a := range args {
		if a == "--" {
			return append(out, args[i:]...)
		}
		if last := len(out) - 1; a == "-" && last >= 0 && strings.HasPrefix(out[last], "--") && !strings.Contains(out[last], "=") {
			out[last] += "=-"
			continue
		}
		out = append(out, a)
	}
	return out
}

func pathOf(ctx *kong.Context) string {
	if ctx == nil || ctx.Selected() == nil || ctx.Selected().Hidden {
		return ""
	}
	return nodePath(ctx.Selected())
}

// nodePath is a command as it is typed after "piket"; empty for the root.
func nodePath(node *kong.Node) string {
	if node.Parent == nil {
		return ""
	}
	return strings.TrimSpace(nodePath(node.Parent) + " " + node.Name)
}

// The refusals of the parser, as it words them.
var (
	unknownFlag  = regexp.MustCompile(`^unknown flag (--?[^\s,=]+)`)
	unknownWord  = regexp.MustCompile(`^unexpected (?:flag )?argument "?([^,"]+)"?`)
	missingFlags = regexp.MustCompile(`^missing flags: (.+)$`)
	missingWords = regexp.MustCompile(`^(?:expected|missing positional arguments) "?([^"]*<[^"]+)"?`)
	missingChild = regexp.MustCompile(`^expected (?:one of )?(.+)$`)
	dashValue    = regexp.MustCompile(`^(--[a-z-]+): expected string value but got "-`)
	badValue     = regexp.MustCompile(`^(--[a-z-]+)`)
)

// explainUsage turns the parser's English into a refusal in the officer's words.
func explainUsage(err error, ctx *kong.Context) error {
	text, path := err.Error(), pathOf(ctx)
	for _, known := range []struct {
		key     string
		pattern *regexp.Regexp
	}{
		{"usage-flag-unknown", unknownFlag},
		{"usage-word-unknown", unknownWord},
		{"usage-flag-missing", missingFlags},
		{"usage-word-missing", missingWords},
		{"usage-command-missing", missingChild},
		{"usage-value-dash", dashValue},
		{"usage-value", badValue},
	} {
		if m := known.pattern.FindStringSubmatch(text); m != nil {
			e := usage(known.key, path, err)
			e.Args["what"] = strings.ReplaceAll(m[1], `"`, "")
			switch known.pattern {
			case missingChild:
				e.Args["what"] = children(ctx) // the parser names a few only
			case missingWords:
				e.Args["what"] = strings.ToUpper(strings.NewReplacer("<", "", ">", "").Replace(m[1])) // as the help has it
			}
			return e
		}
	}
	return usage("usage", path, err)
}

func children(ctx *kong.Context) string {
	node := ctx.Model.Node
	if ctx.Selected() != nil {
		node = ctx.Selected()
	}
	var names []string
	for _, child := range visible(node.Children) {
		names = append(names, child.Name)
	}
	return strings.Join(names, ", ")
}

func usage(key, path string, err error) *model.Error {
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: model.Args{"command": strings.TrimSpace("piket " + path)}, Err: err}
}

// peek finds a flag's value without understanding the rest, for the language
// of a refusal of the rest.
func peek(args []string, flag string) string {
	for i, a := range args {
		if a == "--" {
			return ""
		}
		if v, ok := strings.CutPrefix(a, flag+"="); ok {
			return v
		}
		if a == flag && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}
