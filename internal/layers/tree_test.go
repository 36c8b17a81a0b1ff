package layers

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path in go.mod.
const module = "piket"

// source is one parsed Go file.
type source struct {
	name  string // slash-separated, from the module's root
	pkg   string // import path
	test  bool
	lines int
	fset  *token.FileSet
	file  *ast.File
}

// at says where a node stands, as file:line.
func (s source) at(pos token.Pos) string {
	return s.name + ":" + strconv.Itoa(s.fset.Position(pos).Line)
}

// imports returns the import paths of the file.
func (s source) imports() []string {
	paths := make([]string, 0, len(s.file.Imports))
	for _, spec := range s.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

// parseSource parses the text of the file called name.
func parseSource(name, text string) (source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, fmt.Errorf("parse: %w", err)
	}
	return source{
		name:  name,
		pkg:   path.Join(module, path.Dir(name)),
		test:  strings.HasSuffix(name, "_test.go"),
		lines: strings.Count(text, "\n"),
		fset:  fset,
		file:  file,
	}, nil
}

// tree parses every Go file of the module, whatever system it is for.
func tree(t *testing.T) []source {
	t.Helper()
	root := moduleRoot(t)
	var files []source
	err := filepath.WalkDir(root, func(full string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && full != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(entry.Name(), ".go"):
			return nil
		}
		text, err := os.ReadFile(full)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, full)
		if err != nil {
			return err
		}
		parsed, err := parseSource(filepath.ToSlash(name), string(text))
		files = append(files, parsed)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 10 {
		t.Fatalf("only %d Go files under %s: the tree was not read", len(files), root)
	}
	return files
}

// moduleRoot finds the folder of go.mod above the working directory.
func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		_, err := os.Stat(filepath.Join(dir, "go.mod"))
		switch parent := filepath.Dir(dir); {
		case err == nil:
			return dir
		case !errors.Is(err, fs.ErrNotExist) || parent == dir:
			t.Fatalf("no go.mod above the working directory: %v", err)
		default:
			dir = parent
		}
	}
}

// report fails the test with each finding on its own line, in order.
func report(t *testing.T, findings []string) {
	t.Helper()
	slices.Sort(findings)
	for _, finding := range slices.Compact(findings) {
		t.Error(finding)
	}
}
