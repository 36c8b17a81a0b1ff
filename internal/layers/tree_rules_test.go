package layers

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

func TestSource(t *testing.T) {
	var found []string
	for _, s := range tree(t) {
		found = append(found, findings(s)...)
	}
	report(t, found)
}

// TestPackageComments asks for one package comment in each package, also in
// programs.
func TestPackageComments(t *testing.T) {
	documented := map[string]int{}
	for _, s := range tree(t) {
		if s.test {
			continue
		}
		documented[s.pkg] += 0
		if s.file.Doc.Text() != "" && !ast.IsGenerated(s.file) {
			documented[s.pkg]++
		}
	}
	for pkg, n := range documented {
		if n != 1 {
			t.Errorf("%s: %d package comments, want one", pkg, n)
		}
	}
}

// TestSizes holds the tree as a whole to small functions and files.
func TestSizes(t *testing.T) {
	var functions, files []int
	for _, s := range tree(t) {
		if s.test || ast.IsGenerated(s.file) {
			continue
		}
		files = append(files, s.lines)
		for _, fn := range s.functions() {
			functions = append(functions, s.span(fn))
		}
	}
	slices.Sort(functions)
	slices.Sort(files)
	for _, bound := range []struct {
		what    string
		sizes   []int
		percent int
		most    int
	}{
		{"functions", functions, 50, 10},
		{"functions", functions, 95, 45},
		{"files", files, 95, 400},
	} {
		got := bound.sizes[(len(bound.sizes)-1)*bound.percent/100]
		t.Logf("%d%% of %d %s have at most %d lines", bound.percent, len(bound.sizes), bound.what, got)
		if got > bound.most {
			t.Errorf("%d%% of %s have up to %d lines, want at most %d", bound.percent, bound.what, got, bound.most)
		}
	}
}

// TestSourceRules gives each rule a file that breaks it and one that does not.
func TestSourceRules(t *testing.T) {
	long := strings.Repeat("\n", maxFunctionLines)
	tests := []struct {
		rule, name, text string
		want             int
	}{
		{"file-length", "a/a.go", "package a" + strings.Repeat("\n", maxFileLines+1), 1},
		{"file-length", "a/a_test.go", "package a" + strings.Repeat("\n", maxFileLines+1), 1},
		{"file-length", "a/a.go", "package a" + strings.Repeat("\n", maxFileLines), 0},
		{"function-length", "a/a.go", "package a\nfunc f() {" + long + "}", 1},
		{"function-length", "a/a.go", "package a\nfunc f() { // long: one table\n" + long + "}", 0},
		{"function-length", "a/a.go", "package a\nfunc f() { // long: \n" + long + "}", 1},
		{"function-length", "a/a.go", "package a\nfunc f() {" + long[1:] + "}", 0},
		{"init", "a/a.go", "package a\nfunc init() {}", 1},
		{"init", "a/a.go", "package a\ntype t int\nfunc (t) init() {}", 0},
		{"global", "a/a.go", "package a\nvar m = map[string]int{}", 1},
		{"global", "a/a.go", "package a\nvar (\n\ta, b int\n)", 2},
		{"global", "a/a.go", "package a\nvar list = []int{1}", 1},
		{"global", "a/a.go", "package a\nvar now = time.Now", 1},
		{"global", "a/a_test.go", "package a\nvar m = map[string]int{}", 0},
		{"global", "a/a.go", "package a\nvar ErrX = errors.New(\"x\")", 0},
		{"global", "a/a.go", "package a\nvar (\n\tp = regexp.MustCompile(`x`)\n\tq = sync.OnceValue[int](f)\n)", 0},
		{"global", "a/a.go", "package a\n//go:embed x\nvar data []byte", 0},
		{"global", "a/a.go", "package a\nvar ErrHeld = &model.Error{Key: \"held\"}", 0},
		{"global", "a/a.go", "package a\nvar last = &model.Error{Key: \"held\"}", 1},
		{"global", "a/a.go", "package a\nvar ErrHeld = &T{}", 1},
		{"global", "a/a.go", "package a\nvar bucket = []byte(\"meta\")", 0},
		{"global", "a/a.go", "package a\nvar buffer = []byte(f())", 1},
		{"global", "a/a.go", "package a\nvar _ I = T{}", 0},
		{"context-field", "a/a.go", "package a\ntype t struct { ctx context.Context }", 1},
		{"context-field", "a/a.go", "package a\ntype t struct { context.Context }", 1},
		{"context-field", "a/a.go", "package a\ntype t struct { f func(context.Context) }", 0},
		{"interface", "a/a.go", "package a\ntype i interface { A(); B(); C(); D(); E(); F() }", 1},
		{"interface", "a/a.go", "package a\ntype i interface { A(); B(); C(); D(); E() }", 0},
		{"package-name", "internal/util/a.go", "package util", 1},
		{"package-name", "internal/seal/a.go", "package seal", 0},
		{"get-prefix", "a/a.go", "package a\nfunc GetCase() {}", 1},
		{"get-prefix", "a/a.go", "package a\nfunc Getaway() {}", 0},
		{"error-text", "a/a.go", "package a\nfunc f() error { return fmt.Errorf(\"failed to x: %w\", err) }", 1},
		{"error-text", "a/a.go", "package a\nfunc f() error { return fmt.Errorf(\"open x: %w\", err) }", 0},
		{"unfinished", "a/a_test.go", "package a\nfunc TestA(t *testing.T) { t.Skip() }", 1},
		{"unfinished", "a/a.go", "package a\n// " + "TO" + "DO: later", 1},
		{"unfinished", "a/a.go", "package a\n// nothing to do", 0},
	}
	untested := map[string]bool{}
	for _, r := range sourceRules() {
		untested[r.name] = true
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			s, err := parseSource(tt.name, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			got := findings(s)
			if len(got) != tt.want {
				t.Errorf("findings = %q, want %d", got, tt.want)
			}
			for _, f := range got {
				if !strings.Contains(f, "["+tt.rule+"]") {
					t.Errorf("finding of another rule: %s", f)
				}
			}
		})
		if tt.want > 0 {
			delete(untested, tt.rule)
		}
	}
	for name := range untested {
		t.Errorf("no file breaks the rule %s", name)
	}
}
