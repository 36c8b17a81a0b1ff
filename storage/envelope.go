package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"piket/model"
)

// entry is an envelope as the journal holds it: JSON, the fields in this order.
type entry struct {
	Seq         uint64         `json:"seq"`
	ID          string         `json:"id"`
	Stream      model.StreamID `json:"stream"`
	Version     uint64         `json:"version"`
	Type        string         `json:"type"`
	Time        time.Time      `json:"time"`
	Recorded    time.Time      `json:"recorded"`
	Actor       model.Actor    `json:"actor,omitzero"`
	Correlation string         `json:"correlation,omitempty"`
	Prev        string         `json:"prev,omitempty"` // hex; the first entry has none
}

// split takes an entry apart at its last member, the event's data. No text
// before it can hold the mark unescaped.
func split(raw []byte) (e entry, data []byte, err error) {
	at := bytes.Index(raw, []byte(dataMark))
	if at < 0 || raw[len(raw)-1] != '}' {
		return e, nil, damaged("journal", "", "entry-unreadable", nil)
	}
	head := append(bytes.Clone(raw[:at]), '}')
	if err := json.Unmarshal(head, &e); err != nil {
		return e, nil, damaged("journal", "", "entry-unreadable", err)
	}
	return e, raw[at+len(dataMark) : len(raw)-1], nil
}

const dataMark = `,"data":`

// encoder writes JSON into one buffer, again and again. What it wrote holds
// until begin. It escapes nothing that JSON does not demand.
type encoder struct {
	buf  bytes.Buffer
	json *json.Encoder
}

// begin gives what was written so far up.
func (c *encoder) begin() { c.buf.Reset() }

// encode is v as JSON.
func (c *encoder) encode(v any) ([]byte, error) {
	if c.json == nil {
		c.json = json.NewEncoder(&c.buf)
		c.json.SetEscapeHTML(false)
	}
	from := c.buf.Len()
	if err := c.json.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(c.buf.Bytes()[from:], []byte{'\n'}), nil
}

// data is the part of an entry that its event makes up.
func (c *encoder) data(e model.Event) ([]byte, error) {
	raw, err := c.encode(e)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", e.Type(), err)
	}
	return raw, nil
}

// envelope is the bytes the journal keeps of an envelope whose event is
// encoded already, and which the entry after it is chained to: an entry, as
// encoding/json would write it, and the data as its last member.
func envelope(e model.Envelope, data []byte) ([]byte, error) {
	raw := make([]byte, 0, 512+len(data))
	raw = strconv.AppendUint(append(raw, `{"seq":`...), e.Seq, 10)
	raw = appendText(append(raw, `,"id":`...), e.ID)
	raw = appendText(append(raw, `,"stream":`...), string(e.Stream))
	raw = strconv.AppendUint(append(raw, `,"version":`...), e.Version, 10)
	raw = appendText(append(raw, `,"type":`...), e.Event.Type())
	raw, err := appendTime(append(raw, `,"time":"`...), e.Time)
	if err == nil {
		raw, err = appendTime(append(raw, `","recorded":"`...), e.Recorded)
	}
	if err != nil {
		return nil, fmt.Errorf("encode entry %d: %w", e.Seq, err)
	}
	raw = append(raw, '"')
	if e.Actor != (model.Actor{}) {
		raw = appendActor(raw, e.Actor)
	}
	if e.Correlation != "" {
		raw = appendText(append(raw, `,"correlation":`...), e.Correlation)
	}
	if len(e.Prev) > 0 {
		raw = append(hex.AppendEncode(append(raw, `,"prev":"`...), e.Prev), '"')
	}
	raw = append(append(raw, dataMark...), data...)
	return append(raw, '}'), nil
}

func appendActor(raw []byte, a model.Actor) []byte {
	raw = append(raw, `,"actor":{`...)
	if a.Officer != "" {
		raw = appendText(append(raw, `"officer":`...), string(a.Officer))
	}
	if a.Door != "" {
		if a.Officer != "" {
			raw = append(raw, ',')
		}
		raw = appendText(append(raw, `"door":`...), a.Door)
	}
	return append(raw, '}')
}

// appendText adds a JSON string; nearly every one needs no escaping.
func appendText(raw []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			var enc encoder
			quoted, _ := enc.encode(s) // a string always encodes
			return append(raw, quoted...)
		}
	}
	raw = append(raw, '"')
	raw = append(raw, s...)
	return append(raw, '"')
}

func appendTime(raw []byte, t time.Time) ([]byte, error) {
	if y := t.Year(); y < 0 || y > 9999 {
		return nil, fmt.Errorf("year %d is not one of four digits", y)
	}
	return t.UTC().AppendFormat(raw, time.RFC3339Nano), nil
}

// decodeEnvelope reads an entry back. Everything it returns is its own copy.
func decodeEnvelope(raw []byte) (model.Envelope, error) {
	in, data, err := split(raw)
	if err != nil {
		return model.Envelope{}, err
	}
	event, err := model.DecodeEvent(in.Type, data)
	if err != nil {
		return model.Envelope{}, damagedEntry(in.Seq, "entry-unreadable", err)
	}
	prev, err := hex.DecodeString(in.Prev)
	if err != nil || (len(prev) != 0 && len(prev) != sha256.Size) {
		return model.Envelope{}, damagedEntry(in.Seq, "entry-unreadable", err)
	}
	if len(prev) == 0 {
		prev = nil
	}
	return model.Envelope{
		Seq: in.Seq, ID: in.ID, Stream: in.Stream, Version: in.Version, Time: in.Time, Recorded: in.Recorded,
		Actor: in.Actor, Correlation: in.Correlation, Prev: prev, Event: event,
	}, nil
}

// decodeStream reads only which stream an entry belongs to.
func decodeStream(raw []byte) (model.StreamID, error) {
	e, _, err := split(raw)
	return e.Stream, err
}
