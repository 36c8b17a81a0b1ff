package config

import (
	"errors"

	"github.com/BurntSushi/toml"
)

// lines finds the line a key stands on. The decoder keeps positions to itself
// but puts one into every error, so it is asked to decode a key into
// something that refuses.
type lines struct {
	meta toml.MetaData
	tree map[string]toml.Primitive
}

func newLines(data string) lines {
	var l lines
	meta, err := toml.Decode(data, &l.tree)
	if err == nil {
		l.meta = meta
	}
	return l
}

// of is the line of the value at path, or of the nearest table around it
// that has one; 1 when none has.
func (l lines) of(path []string) int {
	line, tree := 1, l.tree
	for _, name := range path {
		p, ok := tree[name]
		if !ok {
			break
		}
		err := l.meta.PrimitiveDecode(p, new(refuser))
		if e, ok := errors.AsType[toml.ParseError](err); ok && e.Position.Line > 0 {
			line = e.Position.Line
		}
		tree = nil
		if l.meta.PrimitiveDecode(p, &tree) != nil {
			break
		}
	}
	return line
}

// refuser is what no TOML value can be decoded into.
type refuser struct{}

var errRefused = errors.New("refused")

// UnmarshalTOML refuses.
func (*refuser) UnmarshalTOML(any) error { return errRefused }
