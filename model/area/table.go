package area

import (
	"compress/flate"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// table holds areas in code order: a few flat pieces instead of thousands of
// small ones, for the sake of memory and of the scan at every key press.
type table struct {
	names string // shown names, end to end
	folds string // the same names as they are compared, end to end
	rows  []row
}

// row is one area: its key and where its names begin.
type row struct {
	key        key
	name, fold uint32
}

func (t *table) name(i int) string {
	if i+1 < len(t.rows) {
		return t.names[t.rows[i].name:t.rows[i+1].name]
	}
	return t.names[t.rows[i].name:]
}

func (t *table) fold(i int) string {
	if i+1 < len(t.rows) {
		return t.folds[t.rows[i].fold:t.rows[i+1].fold]
	}
	return t.folds[t.rows[i].fold:]
}

// from is the index of the first row at or after k.
func (t *table) from(k key) int {
	return sort.Search(len(t.rows), func(i int) bool { return t.rows[i].key >= k })
}

// find is the index of k itself.
func (t *table) find(k key) (int, bool) {
	i := t.from(k)
	return i, i < len(t.rows) && t.rows[i].key == k
}

// within are the bounds of the rows inside the area k, itself included.
func (t *table) within(k key) (lo, hi int) {
	return t.from(k), t.from(k + k.level().span())
}

// builder makes a table from areas given in code order, of those that lie in
// a wanted area, or of all when none is named.
type builder struct {
	wanted       []key
	names, folds strings.Builder
	rows         []row
}

func (b *builder) add(k key, name string) {
	if len(b.wanted) > 0 && !slices.ContainsFunc(b.wanted, k.lies) {
		return
	}
	b.rows = append(b.rows, row{key: k, name: uint32(b.names.Len()), fold: uint32(b.folds.Len())})
	b.names.WriteString(name)
	foldName(&b.folds, name)
}

func (b *builder) table() table {
	return table{names: b.names.String(), folds: b.folds.String(), rows: b.rows}
}

// decode adds the areas of text, whose numbers count in units above base; see
// the package comment for the form.
func (b *builder) decode(text string, base, unit key) error {
	var number uint64
	for line := range strings.Lines(text) {
		name := strings.TrimSuffix(line, "\n")
		number++
		if digits, rest, ok := strings.Cut(name, "\t"); ok {
			n, err := strconv.ParseUint(digits, 10, 32)
			if err != nil {
				return fmt.Errorf("decode area %q: %w", line, err)
			}
			number, name = n, rest
		}
		b.add(base+key(number)*unit, name)
	}
	return nil
}

func inflate(deflated string) (string, error) {
	text, err := io.ReadAll(flate.NewReader(strings.NewReader(deflated)))
	if err != nil {
		return "", fmt.Errorf("inflate areas: %w", err)
	}
	return string(text), nil
}
