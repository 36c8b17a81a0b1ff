// Package strictjson reads one JSON value from outside and takes it apart
// field by field: a name nobody asked for, a name given twice, a value of
// another type and a second value are refused, each with its path and line.
// Refusals are *model.Error of kind invalid.
package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"piket/internal/intake/sheet"
	"piket/model"
)

const (
	maxSize  = 1 << 20 // bytes of one value
	maxDepth = 8       // objects and lists within each other; a report needs three
)

// Value is one JSON value and where it stands.
type Value struct {
	kind    kind
	text    string // of texts and numbers; true or false
	line    int
	items   []Value  // of a list
	members []member // of an object, in their order
}

type member struct {
	name  string
	value Value
}

type kind byte

const (
	isNull kind = iota
	isText
	isNumber
	isBool
	isList
	isObject
)

func refuse(key string, args model.Args) error {
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: args}
}

// Read reads exactly one JSON value.
func Read(r io.Reader) (Value, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return Value{}, &model.Error{Kind: model.KindUnavailable, Key: "import-unreadable", Err: err}
	}
	if len(data) > maxSize {
		return Value{}, refuse("report-too-large", model.Args{"max": maxSize >> 20})
	}
	if data, err = decoded(data); err != nil {
		return Value{}, err
	}
	if err := single(data); err != nil {
		return Value{}, err
	}
	t := tree{data: data, dec: json.NewDecoder(bytes.NewReader(data)), line: 1}
	t.dec.UseNumber()
	return t.value(0)
}

// decoded is the text as UTF-8: some editors and shells write UTF-16.
func decoded(data []byte) ([]byte, error) {
	enc, _, err := sheet.Sniff(bytes.NewReader(data), maxSize)
	if err == nil {
		data, err = io.ReadAll(enc.Decode(bytes.NewReader(data)))
	}
	if err != nil {
		return nil, &model.Error{Kind: model.KindInvalid, Key: "report-no-json", Err: err}
	}
	return data, nil
}

// single refuses text that is not JSON, or more than one value.
func single(data []byte) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return refuse("report-empty", nil)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		at := len(data) // cut off
		if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
			at = min(max(0, int(wrong.Offset)-1), len(data))
		}
		return refuse("report-syntax", model.Args{"line": 1 + bytes.Count(data[:at], []byte("\n"))})
	}
	if rest := data[dec.InputOffset():]; len(bytes.TrimSpace(rest)) > 0 {
		return refuse("report-more", nil)
	}
	return nil
}

// tree builds values from tokens; the text is known to be one valid value.
type tree struct {
	data []byte
	dec  *json.Decoder
	seen int64 // offset up to which line counts
	line int
}

func (t *tree) token() (json.Token, error) {
	tok, err := t.dec.Token()
	if err != nil {
		return nil, refuse("report-syntax", model.Args{"line": t.line})
	}
	at := t.dec.InputOffset()
	t.line += bytes.Count(t.data[t.seen:at], []byte("\n"))
	t.seen = at
	return tok, nil
}

func (t *tree) value(depth int) (Value, error) {
	tok, err := t.token()
	if err != nil {
		return Value{}, err
	}
	v := Value{line: t.line}
	switch tok := tok.(type) {
	case json.Delim:
		return t.inside(tok, v, depth)
	case string:
		v.kind, v.text = isText, tok
	case json.Number:
		v.kind, v.text = isNumber, tok.String()
	case bool:
		v.kind, v.text = isBool, strconv.FormatBool(tok)
	}
	return v, nil
}

// inside reads what a list or an object holds, up to its closing bracket.
func (t *tree) inside(opening json.Delim, v Value, depth int) (Value, error) {
	if depth >= maxDepth {
		return v, refuse("report-too-deep", model.Args{"line": v.line})
	}
	v.kind = isList
	if opening == '{' {
		v.kind = isObject
	}
	for t.dec.More() {
		if err := t.entry(&v, depth+1); err != nil {
			return v, err
		}
	}
	_, err := t.token()
	return v, err
}

func (t *tree) entry(v *Value, depth int) error {
	var m member
	if v.kind == isObject {
		tok, err := t.token()
		if err != nil {
			return err
		}
		m.name, _ = tok.(string)
	}
	var err error
	if m.value, err = t.value(depth); err != nil {
		return err
	}
	if v.kind == isObject {
		v.members = append(v.members, m)
	} else {
		v.items = append(v.items, m.value)
	}
	return nil
}
