package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// use is a key written out in the source, with the names of the arguments
// beside it; open means that there may be more than can be read off.
type use struct {
	where string
	key   string
	args  []string
	open  bool
}

// source is what the module's Go files say about keys.
type source struct {
	texts, errors []use
	literals      map[string]bool
}

// readSource reads every Go file of the module but the tests.
func readSource(t *testing.T) source {
	t.Helper()
	set := token.NewFileSet()
	var files []*ast.File
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Logf("not read: %v", err)
			return nil
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return collect(set, files)
}

func collect(set *token.FileSet, files []*ast.File) source {
	s := source{literals: make(map[string]bool)}
	texts, errs := forwards{"T": {}}, forwards{}
	for _, f := range files {
		forwarders(f, folder(set, f), texts, errs)
	}
	for _, f := range files {
		from := len(s.errors)
		ast.Inspect(f, func(n ast.Node) bool {
			where := ""
			if n != nil {
				where = set.Position(n.Pos()).String()
			}
			s.visit(n, where, folder(set, f), texts, errs)
			return true
		})
		for _, lit := range sentinels(f) {
			for i := range s.errors[from:] {
				u := &s.errors[from+i]
				u.open = u.open || u.where == set.Position(lit.Pos()).String()
			}
		}
	}
	return s
}

func folder(set *token.FileSet, f *ast.File) string {
	return filepath.Dir(set.Position(f.Pos()).Filename)
}

// sentinels are the errors a file only compares with, declared or written out
// for errors.Is: their arguments come with the occasion.
func sentinels(f *ast.File) []ast.Node {
	var found []ast.Node
	collect := func(n ast.Node) bool {
		if lit, ok := n.(*ast.CompositeLit); ok && lastName(lit.Type) == "Error" {
			found = append(found, n)
		}
		return true
	}
	for _, d := range f.Decls {
		if vars, ok := d.(*ast.GenDecl); ok && vars.Tok == token.VAR {
			ast.Inspect(vars, collect)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && lastName(call.Fun) == "Is" {
			ast.Inspect(call, collect)
		}
		return true
	})
	return found
}

func (s *source) visit(n ast.Node, where, folder string, texts, errs forwards) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if v, ok := stringOf(n); ok {
			s.literals[v] = true
		}
	case *ast.CallExpr:
		if f, ok := texts.find(folder, n.Fun); ok {
			s.texts = appendUse(s.texts, where, n, f)
		}
		if f, ok := errs.find(folder, n.Fun); ok {
			s.errors = appendUse(s.errors, where, n, f)
		}
	case *ast.CompositeLit:
		if lastName(n.Type) != "Error" {
			return
		}
		if key, ok := stringOf(field(n, "Key")); ok {
			u := use{where: where, key: key}
			u.take(field(n, "Args"))
			s.errors = append(s.errors, u)
		}
	}
}

// forward is a function that hands its at-th parameter on as a key; adds
// means that it puts arguments of its own to those it is given.
type forward struct {
	at   int
	adds bool
}

type forwards map[string]forward

// place is a function's name, with its folder unless others can call it.
func place(folder, name string) string {
	if name == "T" || ast.IsExported(name) {
		return name
	}
	return folder + " " + name
}

func (f forwards) find(folder string, fn ast.Expr) (forward, bool) {
	found, ok := f[place(folder, lastName(fn))]
	return found, ok
}

// forwarders finds the functions that hand a parameter on as the key of a
// text or of an error, and which parameter that is.
func forwarders(f *ast.File, folder string, texts, errs forwards) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || fn.Name.Name == "T" {
			continue
		}
		params := parameters(fn)
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if lastName(n.Fun) == "T" && len(n.Args) > 0 {
					remember(texts, folder, fn, params, n.Args[0], n.Args[1:]...)
				}
			case *ast.CompositeLit:
				if lastName(n.Type) == "Error" {
					remember(errs, folder, fn, params, field(n, "Key"), field(n, "Args"))
				}
			}
			return true
		})
	}
}

func remember(into forwards, folder string, fn *ast.FuncDecl, params []string, key ast.Expr, args ...ast.Expr) {
	i := slices.Index(params, lastName(key))
	if i < 0 {
		return
	}
	adds := slices.ContainsFunc(args, func(a ast.Expr) bool {
		return a != nil && !slices.Contains(params, lastName(a))
	})
	into[place(folder, fn.Name.Name)] = forward{at: i, adds: adds}
}

func parameters(fn *ast.FuncDecl) []string {
	var names []string
	for _, p := range fn.Type.Params.List {
		for _, n := range p.Names {
			names = append(names, n.Name)
		}
	}
	return names
}

func appendUse(to []use, where string, call *ast.CallExpr, f forward) []use {
	if f.at >= len(call.Args) {
		return to
	}
	key, ok := stringOf(call.Args[f.at])
	if !ok {
		return to
	}
	u := use{where: where, key: key, open: f.adds}
	for _, a := range call.Args[f.at+1:] {
		u.take(a)
	}
	return append(to, u)
}

// take reads the names out of an argument map written on the spot.
func (u *use) take(e ast.Expr) {
	if e == nil || lastName(e) == "nil" {
		return
	}
	m, ok := e.(*ast.CompositeLit)
	if !ok {
		u.open = true
		return
	}
	for _, elt := range m.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if name, ok := stringOf(kv.Key); ok {
			u.args = append(u.args, name)
		}
	}
}

func field(lit *ast.CompositeLit, name string) ast.Expr {
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok && lastName(kv.Key) == name {
			return kv.Value
		}
	}
	return nil
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func stringOf(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// check says what is wrong with a use of a key, or nothing.
func (u use) check(texts map[string]text, key string) string {
	x, ok := texts[key]
	if !ok {
		return "no text for " + key
	}
	if u.open {
		return ""
	}
	for _, p := range append(slices.Clone(x.one), x.other...) {
		if p.name != "" && !slices.Contains(u.args, p.name) {
			return key + " asks for {" + p.name + "}, which is not given"
		}
	}
	return ""
}

// sectionKey tells keys from other texts a method called T may take.
var sectionKey = regexp.MustCompile(`^[a-z-]+(\.[A-Za-z0-9_-]+)+$`)

func TestEveryKeyAskedForExists(t *testing.T) {
	src, texts := readSource(t), loaded(t, Indonesian).texts
	if len(src.texts) == 0 {
		t.Fatal("no use of a text found in the source")
	}
	for _, u := range src.texts {
		if !sectionKey.MatchString(u.key) {
			continue
		}
		if wrong := u.check(texts, u.key); wrong != "" {
			t.Errorf("%s: %s", u.where, wrong)
		}
	}
}

func TestEveryRefusalHasItsText(t *testing.T) {
	src, texts := readSource(t), loaded(t, Indonesian).texts
	if len(src.errors) < 50 {
		t.Fatalf("only %d refusals found in the source", len(src.errors))
	}
	for _, u := range src.errors {
		if wrong := u.check(texts, "error."+u.key); wrong != "" {
			t.Errorf("%s: %s", u.where, wrong)
		}
	}
}

func TestNoKeyLiesUnused(t *testing.T) {
	src := readSource(t)
	for key := range loaded(t, Indonesian).texts {
		if !src.uses(key) {
			t.Errorf("%s is not used anywhere", key)
		}
	}
}

// uses finds a key written out, or the start it is put together from.
func (s source) uses(key string) bool {
	if short, ok := strings.CutPrefix(key, "error."); ok {
		return s.literals[short] || s.literals[key]
	}
	if s.literals[key] {
		return true
	}
	for i := strings.LastIndexByte(key, '.'); i > 0; i = strings.LastIndexByte(key[:i], '.') {
		if s.literals[key[:i+1]] {
			return true
		}
	}
	return false
}

// TestCollect proves that the search itself sees what it must.
func TestCollect(t *testing.T) {
	const code = `package x
var ErrHeld = &model.Error{Key: "sentinel"}
func (s screen) say(name string, key string, a A) { s.p.T(key, a) }
func refuse(kind string, key string, a Args) error { return &model.Error{Key: key, Args: a} }
func fuller(key string, a Args) error { all := Args{"n": 1}; return &model.Error{Key: key, Args: all} }
func f(p P) {
	fuller("added", nil)
	p.T("a.plain")
	p.T("a.args", locale.A{"n": 1, "m": 2})
	p.T("a.open", args)
	p.say("x", "a.forwarded", nil)
	refuse("k", "direct", Args{"path": ""})
	errors.Is(err, &Error{Key: "compared"})
	g(&Error{Key: "literal", Args: model.Args{"max": 1}})
}`
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "x.go", code, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	src := collect(set, []*ast.File{f})
	check := func(what string, got []use, want ...string) {
		t.Helper()
		var lines []string
		for _, u := range got {
			lines = append(lines, u.key+" "+strings.Join(u.args, ",")+" "+strconv.FormatBool(u.open))
		}
		if !slices.Equal(lines, want) {
			t.Errorf("%s: got %q, want %q", what, lines, want)
		}
	}
	check("texts", src.texts, "a.plain  false", "a.args n,m false", "a.open  true", "a.forwarded  false")
	check("errors", src.errors, "sentinel  true", "added  true", "direct path false", "compared  true", "literal max false")
	if !src.uses("a.plain") || src.uses("a.other") || !src.uses("error.direct") || src.uses("error.none") {
		t.Error("uses does not tell used keys from unused ones")
	}
}
