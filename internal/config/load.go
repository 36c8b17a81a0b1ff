package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"piket/model"
)

// maxFile is the most bytes a settings file may have; a full one has 3 KiB.
const maxFile = 64 << 10

// Load reads the settings file at path; one that is not there is the
// defaults. Every error is a *model.Error: setting-… with file, line and
// remedy for what the file says, settings-unreadable for a file that cannot
// be read at all.
func Load(path string) (Settings, error) {
	data, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return Settings{}, &model.Error{
			Kind: model.KindUnavailable, Key: "settings-unreadable",
			Args: model.Args{"file": path}, Err: err,
		}
	}
	s, refusal := parse(data, path)
	if refusal != nil {
		return Settings{}, refusal
	}
	return s, nil
}

// readFile reads at most one byte more than a settings file may have.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open settings: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return data, nil
}

// parse turns the bytes of a settings file into settings.
func parse(data []byte, file string) (Settings, *model.Error) {
	if len(data) > maxFile {
		return Settings{}, syntax("setting-too-big", file, 1, model.Args{"max": maxFile >> 10})
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if line := badLine(data); line > 0 {
		return Settings{}, syntax("setting-not-utf8", file, line, nil)
	}
	if line := deepLine(string(data)); line > 0 {
		return Settings{}, syntax("setting-too-deep", file, line, nil)
	}
	var tree map[string]any
	if _, err := toml.Decode(string(data), &tree); err != nil {
		return Settings{}, broken(err, file)
	}
	s, faults := read(tree)
	return s, first(faults, string(data), file)
}

// syntax is a refusal of the file as such.
func syntax(key, file string, line int, args model.Args) *model.Error {
	all := model.Args{"file": file, "line": line}
	for name, v := range args {
		all[name] = v
	}
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: all}
}

// badLine is the first line that is not UTF-8, from 1; 0 when all are. A file
// saved as UTF-16 begins with such bytes.
func badLine(data []byte) int {
	line := 1
	for l := range bytes.Lines(data) {
		if !utf8.Valid(l) || bytes.IndexByte(l, 0) >= 0 {
			return line
		}
		line++
	}
	return 0
}

// broken is a file the decoder cannot read as TOML.
func broken(err error, file string) *model.Error {
	line, key := 1, "setting-syntax"
	if p, ok := errors.AsType[toml.ParseError](err); ok {
		line = max(1, p.Position.Line)
		if strings.Contains(p.Message, "already") {
			key = "setting-twice"
		}
	}
	e := syntax(key, file, line, nil)
	e.Err = err
	return e
}

// read walks the table over the decoded file. What is left is unknown.
func read(tree map[string]any) (Settings, []*fault) {
	s := Default()
	var faults []*fault
	known := make(map[string]bool)
	for _, row := range settings() {
		path := row.path()
		known[strings.Join(path, ".")] = true
		raw, ok := find(tree, path)
		if !ok {
			continue
		}
		if f := row.read(value{raw: raw, path: path}, &s); f != nil {
			faults = append(faults, f)
		}
	}
	faults = append(faults, strangers(tree, nil, known)...)
	return s, slices.Concat(faults, unlabelled(s), unturned(s.Roster))
}

func find(tree map[string]any, path []string) (any, bool) {
	raw, ok := tree[path[0]]
	if !ok || len(path) == 1 {
		return raw, ok
	}
	inner, ok := raw.(map[string]any)
	if !ok {
		return nil, false
	}
	return find(inner, path[1:])
}

// strangers are the names no row knows.
func strangers(tree map[string]any, at []string, known map[string]bool) []*fault {
	var faults []*fault
	for name, raw := range tree {
		v := value{raw: raw, path: at}.inside(name, raw)
		inner, isTable := raw.(map[string]any)
		switch {
		case known[v.name()]:
		case isTable && isPrefix(v.name(), known):
			faults = append(faults, strangers(inner, v.path, known)...)
		case isPrefix(v.name(), known):
			faults = append(faults, v.refuse("setting-not-table", nil))
		default:
			faults = append(faults, v.unknown(known))
		}
	}
	return faults
}

func isPrefix(name string, known map[string]bool) bool {
	for k := range known {
		if strings.HasPrefix(k, name+".") {
			return true
		}
	}
	return false
}

// unknown refuses a name and offers the one that was probably meant.
func (v value) unknown(known map[string]bool) *fault {
	if near := nearest(v.name(), known); near != "" {
		return v.refuse("setting-unknown-near", model.Args{"near": near})
	}
	return v.refuse("setting-unknown", nil)
}

// unlabelled are codes on a picklist that no screen would have words for.
func unlabelled(s Settings) []*fault {
	d := Default()
	var faults []*fault
	for _, c := range s.Violations {
		if _, own := s.ViolationLabels[c]; !own && !slices.Contains(d.Violations, c) {
			faults = append(faults, noLabel("violations", "violation", string(c)))
		}
	}
	for _, c := range s.Dispositions {
		if _, own := s.DispositionLabels[c]; !own && !slices.Contains(d.Dispositions, c) {
			faults = append(faults, noLabel("dispositions", "disposition", string(c)))
		}
	}
	return faults
}

func noLabel(list, group, code string) *fault {
	return value{raw: code, path: []string{list}}.refuse("setting-no-label", model.Args{"group": group})
}

// first is the fault on the earliest line, with file and line filled in.
func first(faults []*fault, data, file string) *model.Error {
	if len(faults) == 0 {
		return nil
	}
	lines := newLines(data)
	for _, f := range faults {
		f.line = lines.of(f.path)
		f.err.Args["file"], f.err.Args["line"] = file, f.line
	}
	return slices.MinFunc(faults, func(a, b *fault) int {
		if d := a.line - b.line; d != 0 {
			return d
		}
		return strings.Compare(a.err.Error(), b.err.Error())
	}).err
}
