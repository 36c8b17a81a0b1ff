package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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
		return e, nil, damaged("entry is not an envelope")
	}
	head := append(bytes.Clone(raw[:at]), '}')
	if err := json.Unmarshal(head, &e); err != nil {
		return e, nil, damaged("entry is not an envelope: %v", err)
	}
	return e, raw[at+len(dataMark) : len(raw)-1], nil
}

const dataMark = `,"data":`

// encoder writes JSON into one buffer, again and again. It escapes nothing
// that JSON does not demand.
type encoder struct {
	buf  bytes.Buffer
	json *json.Encoder
}

// encode is v as JSON, valid until the next call.
func (c *encoder) encode(v any) ([]byte, error) {
	if c.json == nil {
		c.json = json.NewEncoder(&c.buf)
		c.json.SetEscapeHTML(false)
	}
	c.buf.Reset()
	if err := c.json.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(c.buf.Bytes(), []byte{'\n'}), nil
}

// data is the part of an entry that its event makes up.
func (c *encoder) data(e model.Event) ([]byte, error) {
	raw, err := c.encode(e)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", e.Type(), err)
	}
	return bytes.Clone(raw), nil
}

// envelope is the bytes the journal keeps of an envelope whose event is
// encoded already, and which the entry after it is chained to.
func (c *encoder) envelope(e model.Envelope, data []byte) ([]byte, error) {
	head, err := c.encode(entry{
		Seq: e.Seq, ID: e.ID, Stream: e.Stream, Version: e.Version, Type: e.Event.Type(),
		Time: e.Time, Recorded: e.Recorded, Actor: e.Actor, Correlation: e.Correlation,
		Prev: hex.EncodeToString(e.Prev),
	})
	if err != nil {
		return nil, fmt.Errorf("encode entry %d: %w", e.Seq, err)
	}
	raw := make([]byte, 0, len(head)+len(dataMark)+len(data)+1)
	raw = append(raw, head[:len(head)-1]...)
	raw = append(append(raw, dataMark...), data...)
	return append(raw, '}'), nil
}

// decodeEnvelope reads an entry back. Everything it returns is its own copy.
func decodeEnvelope(raw []byte) (model.Envelope, error) {
	in, data, err := split(raw)
	if err != nil {
		return model.Envelope{}, err
	}
	event, err := model.DecodeEvent(in.Type, data)
	if err != nil {
		return model.Envelope{}, damaged("entry %d: %v", in.Seq, err)
	}
	prev, err := hex.DecodeString(in.Prev)
	if err != nil || (len(prev) != 0 && len(prev) != sha256.Size) {
		return model.Envelope{}, damaged("entry %d: its link to the entry before is no hash", in.Seq)
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
