package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed catalogue/*.toml
var catalogues embed.FS

// Sections lists the sections of a language's catalogue, sorted.
func Sections(lang Lang) []string {
	files, _ := fs.Glob(catalogues, catalogueFiles(lang))
	for i, f := range files {
		files[i] = sectionOf(f, lang)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// Keys lists the keys of a section, sorted, plural forms counted as one key,
// so that a screen's test can check the keys it builds at run time. An
// unknown section has no keys.
func Keys(section string) []string {
	texts, err := load(catalogues, Indonesian)
	if err != nil {
		return nil
	}
	var keys []string
	for k := range texts {
		if strings.HasPrefix(k, section+".") {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

func catalogueFiles(lang Lang) string { return "catalogue/*." + string(lang) + ".toml" }

// sectionOf is what a file's keys start with: its name up to the underscore.
func sectionOf(file string, lang Lang) string {
	section, _, _ := strings.Cut(strings.TrimSuffix(path.Base(file), "."+string(lang)+".toml"), "_")
	return section
}

// load reads every section of a language.
func load(fsys fs.FS, lang Lang) (map[string]text, error) {
	if !slices.Contains(Langs(), lang) {
		return nil, fmt.Errorf("%w: %q", ErrLang, string(lang))
	}
	files, err := fs.Glob(fsys, catalogueFiles(lang))
	if err != nil {
		return nil, fmt.Errorf("list catalogues: %w", err)
	}
	all := make(map[string]text)
	for _, file := range files {
		texts, err := loadFile(fsys, file, lang)
		if err != nil {
			return nil, err
		}
		for k, t := range texts {
			if _, twice := all[k]; twice {
				return nil, fmt.Errorf("catalogue %s: key %s stands in another file too", path.Base(file), k)
			}
			all[k] = t
		}
	}
	return all, nil
}

func loadFile(fsys fs.FS, file string, lang Lang) (map[string]text, error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read catalogue: %w", err)
	}
	var tree map[string]any
	if _, err := toml.Decode(string(data), &tree); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", path.Base(file), err)
	}
	texts := make(map[string]text)
	if err := flatten(texts, "", tree); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", path.Base(file), err)
	}
	prefix := sectionOf(file, lang) + "."
	for k := range texts {
		if !strings.HasPrefix(k, prefix) {
			return nil, fmt.Errorf("catalogue %s: key %s does not start with %s", path.Base(file), k, prefix)
		}
	}
	return texts, nil
}

// flatten writes the tree of tables as dotted keys.
func flatten(into map[string]text, key string, tree map[string]any) error {
	if one, other, ok := plural(tree); ok {
		return add(into, key, one, other)
	}
	for name, v := range tree {
		sub := name
		if key != "" {
			sub = key + "." + name
		}
		var err error
		switch v := v.(type) {
		case string:
			err = add(into, sub, "", v)
		case map[string]any:
			err = flatten(into, sub, v)
		default:
			err = fmt.Errorf("key %s is not a text", sub)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// plural recognises a table of exactly two texts, one and other. A picklist
// code named other alone stays an ordinary key.
func plural(tree map[string]any) (one, other string, ok bool) {
	one, isOne := tree["one"].(string)
	other, isOther := tree["other"].(string)
	return one, other, isOne && isOther && len(tree) == 2
}

func add(into map[string]text, key, one, other string) error {
	var t text
	var err error
	if t.other, err = parseForm(other); err != nil {
		return fmt.Errorf("key %s: %w", key, err)
	}
	if one != "" {
		if t.one, err = parseForm(one); err != nil {
			return fmt.Errorf("key %s: %w", key, err)
		}
	}
	into[key] = t
	return nil
}
