package layers

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// mutableGlobals finds package-level variables other than those that nobody
// has a reason to change: see constant.
func mutableGlobals(s source) []string {
	var found []string
	for _, decl := range s.file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.VAR {
			continue
		}
		for _, spec := range gen.Specs {
			spec := spec.(*ast.ValueSpec)
			if embedded(gen.Doc) || embedded(spec.Doc) {
				continue
			}
			for i, name := range spec.Names {
				if !s.constant(name.Name, spec, i) {
					found = append(found, s.at(name.Pos())+": package-level variable "+name.Name)
				}
			}
		}
	}
	return found
}

// embedded reports whether a comment has the compiler fill the variable.
func embedded(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}

// constant reports whether a variable is a constant in all but the language's
// eyes: an error to compare with, a compiled pattern, a value computed once, a
// key in the bytes that bbolt takes, a check that a type has its methods, or
// the version that the linker sets.
func (s source) constant(name string, spec *ast.ValueSpec, i int) bool {
	if name == "_" || name == "version" {
		return true
	}
	if i >= len(spec.Values) {
		return false
	}
	call, ok := spec.Values[i].(*ast.CallExpr)
	if !ok {
		return strings.HasPrefix(name, "Err") && errorLiteral(spec.Values[i])
	}
	switch called(call) {
	case "":
		return bytesOfLiteral(call)
	case "errors.New", "regexp.MustCompile", "strings.NewReplacer", "sync.OnceValue", "sync.OnceValues":
		return true
	}
	return false
}

// errorLiteral reports whether a value is &Error{...}, the domain's own error.
func errorLiteral(value ast.Expr) bool {
	pointer, ok := value.(*ast.UnaryExpr)
	if !ok {
		return false
	}
	literal, ok := pointer.X.(*ast.CompositeLit)
	if !ok {
		return false
	}
	switch typ := literal.Type.(type) {
	case *ast.Ident:
		return typ.Name == "Error"
	case *ast.SelectorExpr:
		return typ.Sel.Name == "Error"
	}
	return false
}

// bytesOfLiteral reports whether a call is []byte("...").
func bytesOfLiteral(call *ast.CallExpr) bool {
	slice, ok := call.Fun.(*ast.ArrayType)
	if !ok || len(call.Args) != 1 {
		return false
	}
	element, ok := slice.Elt.(*ast.Ident)
	_, literal := call.Args[0].(*ast.BasicLit)
	return ok && literal && element.Name == "byte"
}

// called returns the function of a call as package.Name, or "".
func called(call *ast.CallExpr) string {
	fun := call.Fun
	if index, ok := fun.(*ast.IndexExpr); ok {
		fun = index.X
	}
	selector, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	pkg, ok := selector.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return pkg.Name + "." + selector.Sel.Name
}
