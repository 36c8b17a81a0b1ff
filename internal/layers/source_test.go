package layers

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"strings"
)

const (
	maxFileLines     = 600
	maxFunctionLines = 80
	maxMethods       = 5
)

// sourceRule is one thing a file may not contain.
type sourceRule struct {
	name  string
	tests bool // binds test files as well
	find  func(source) []string
	why   string
}

func sourceRules() []sourceRule {
	return []sourceRule{
		{"file-length", true, longFile, "split it by noun"},
		{"function-length", true, longFunctions, "split it, or write `// long: reason` at the end of its first line"},
		{"init", true, initFunctions, "what runs unasked at start-up cannot be tested or ordered"},
		{"global", false, mutableGlobals, "pass it in: two sessions share one process"},
		{"context-field", false, contextFields, "a context belongs to one call"},
		{"interface", false, wideInterfaces, "the consumer declares the few methods it needs"},
		{"package-name", true, vagueNames, "name a package for what it holds"},
		{"get-prefix", false, getPrefixes, "name a method for what it returns"},
		{"error-text", false, errorTexts, "say what was attempted; that it failed is plain"},
		{"unfinished", true, unfinished, "what is in the tree works and every test runs"},
	}
}

// findings applies every rule to one file.
func findings(s source) []string {
	var found []string
	for _, r := range sourceRules() {
		if s.test && !r.tests {
			continue
		}
		for _, f := range r.find(s) {
			found = append(found, f+" ["+r.name+"]: "+r.why)
		}
	}
	return found
}

func longFile(s source) []string {
	if s.lines <= maxFileLines || ast.IsGenerated(s.file) {
		return nil
	}
	return []string{fmt.Sprintf("%s: %d lines, at most %d", s.name, s.lines, maxFileLines)}
}

// span returns how many lines a node covers, the first and last included.
func (s source) span(n ast.Node) int {
	return s.fset.Position(n.End()).Line - s.fset.Position(n.Pos()).Line + 1
}

func longFunctions(s source) []string {
	excused := map[int]bool{}
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			if reason, ok := strings.CutPrefix(c.Text, "// long: "); ok && strings.TrimSpace(reason) != "" {
				excused[s.fset.Position(c.Pos()).Line] = true
			}
		}
	}
	var found []string
	for _, fn := range s.functions() {
		if n := s.span(fn); n > maxFunctionLines && !excused[s.fset.Position(fn.Pos()).Line] {
			found = append(found, fmt.Sprintf("%s: function %s of %d lines, at most %d", s.at(fn.Pos()), fn.Name.Name, n, maxFunctionLines))
		}
	}
	return found
}

func (s source) functions() []*ast.FuncDecl {
	var list []*ast.FuncDecl
	for _, decl := range s.file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok {
			list = append(list, fn)
		}
	}
	return list
}

func initFunctions(s source) []string {
	var found []string
	for _, fn := range s.functions() {
		if fn.Name.Name == "init" && fn.Recv == nil {
			found = append(found, s.at(fn.Pos())+": func init")
		}
	}
	return found
}

func contextFields(s source) []string {
	var found []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		fields, ok := n.(*ast.StructType)
		if !ok {
			return true
		}
		for _, field := range fields.Fields.List {
			selector, ok := field.Type.(*ast.SelectorExpr)
			if !ok || selector.Sel.Name != "Context" {
				continue
			}
			if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "context" {
				found = append(found, s.at(field.Pos())+": context.Context in a struct")
			}
		}
		return true
	})
	return found
}

func wideInterfaces(s source) []string {
	var found []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if i, ok := spec.Type.(*ast.InterfaceType); ok && i.Methods.NumFields() > maxMethods {
			found = append(found, fmt.Sprintf("%s: interface %s of %d methods, at most %d",
				s.at(spec.Pos()), spec.Name.Name, i.Methods.NumFields(), maxMethods))
		}
		return true
	})
	return found
}

func vagueNames(s source) []string {
	switch base := path.Base(path.Dir(s.name)); base {
	case "util", "utils", "common", "helper", "helpers", "manager", "base", "misc", "shared":
		return []string{s.name + ": package " + base}
	}
	return nil
}

func getPrefixes(s source) []string {
	get := regexp.MustCompile(`^[Gg]et[A-Z]`)
	var found []string
	for _, fn := range s.functions() {
		if get.MatchString(fn.Name.Name) {
			found = append(found, s.at(fn.Pos())+": "+fn.Name.Name)
		}
	}
	return found
}

func errorTexts(s source) []string {
	var found []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		if name := called(call); name != "fmt.Errorf" && name != "errors.New" {
			return true
		}
		text, ok := call.Args[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		for _, empty := range []string{"failed to", "could not", "error ", "unable to"} {
			if strings.HasPrefix(strings.ToLower(text.Value[1:]), empty) {
				found = append(found, s.at(text.Pos())+": error text "+text.Value)
			}
		}
		return true
	})
	return found
}

// unfinished finds marks of work left to do and tests that do not run.
func unfinished(s source) []string {
	marks := regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)
	skip := regexp.MustCompile(`^(t|b|f|tb|rt)\.Skip(f|Now)?$`)
	var found []string
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			if marks.MatchString(c.Text) {
				found = append(found, s.at(c.Pos())+": "+marks.FindString(c.Text))
			}
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if skip.MatchString(called(call)) {
				found = append(found, s.at(call.Pos())+": "+called(call))
			}
		}
		return true
	})
	return found
}
