package storage

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"github.com/oklog/ulid/v2"

	"piket/model"
)

// Do carries a command out and answers once it is on disk. The error is the
// refusal of model.Decide, or one of this package's sentinels; after
// ErrOutcome alone it is not known whether the command was carried out, and
// giving it again is safe: a command whose idempotency key has been seen
// becomes the receipt of the first time, with Repeated set.
func (s *Store) Do(ctx context.Context, cmd model.Command) (model.Receipt, error) {
	w := &commandWork{cmd: cmd}
	if err := s.submit(ctx, &job{work: w}); err != nil {
		return model.Receipt{}, err
	}
	return w.receipt, nil
}

type commandWork struct {
	cmd     model.Command
	receipt model.Receipt
}

// run is the way of every change: seen before? → state → Decide → journal and views.
func (w *commandWork) run(b *batch) error {
	again, err := w.found(b.t)
	if err != nil || again {
		w.receipt.Repeated = again
		return err
	}
	state, err := b.state(w.cmd)
	if err != nil {
		return err
	}
	changes, err := model.Decide(state.State, w.cmd)
	if err != nil {
		return err
	}
	if state.err != nil {
		return state.err
	}
	w.receipt, err = b.record(w.cmd.Head(), changes)
	return err
}

// found looks for the receipt of the same command in the journal.
func (w *commandWork) found(t *tables) (bool, error) {
	key := w.cmd.Head().IdempotencyKey()
	if key == "" {
		return false, nil
	}
	first, count, ok, err := t.seenSeqs(key)
	if err != nil || !ok {
		return false, err
	}
	events := make([]model.Envelope, 0, count)
	for seq := first; seq < first+count; seq++ {
		e, err := t.envelope(seq)
		if err != nil {
			return false, err
		}
		events = append(events, e)
	}
	w.receipt, err = t.receipt(events)
	return err == nil, err
}

// decisionState is the state for Decide. err is what went wrong when Decide
// asked for a register number, which it cannot be told.
type decisionState struct {
	model.State
	err error
}

func (b *batch) state(cmd model.Command) (*decisionState, error) {
	st := &decisionState{State: model.State{Office: b.office, Cases: map[model.CaseID]model.Loaded{}}}
	if b.s.cfg.Rules != nil {
		st.Rules = b.s.cfg.Rules()
	} else {
		st.Rules = model.DefaultRules(b.office.Zone)
	}
	st.Serial = func(year int) uint64 {
		n, err := b.serial(year)
		if err != nil {
			st.err = err
		}
		return n
	}
	for _, stream := range cmd.Streams() {
		if stream == model.OfficeStream {
			continue
		}
		if err := fitStream(stream); err != nil {
			return nil, err
		}
		l, ok, err := b.load(model.CaseID(stream))
		if err != nil {
			return nil, err
		}
		if ok {
			st.Cases[model.CaseID(stream)] = l
		}
	}
	return st, nil
}

const longestStream = 64

// fitStream refuses a case ID that could not be a key.
func fitStream(id model.StreamID) error {
	fit := len(id) <= longestStream
	for _, r := range id {
		fit = fit && (r == '-' || r == '.' || r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z')
	}
	if !fit {
		return &model.Error{Kind: model.KindInvalid, Key: "case-id-odd"}
	}
	return nil
}

// record writes the events of one command and answers its receipt.
func (b *batch) record(m model.Meta, changes []model.Change) (model.Receipt, error) {
	events, raws, err := b.seal(m, changes)
	if err != nil || len(events) == 0 {
		return model.Receipt{}, err
	}
	touched, err := b.fold(events)
	if err != nil {
		return model.Receipt{}, err
	}
	b.begin()
	if err := b.append(events, raws); err != nil {
		return model.Receipt{}, err
	}
	if key := m.IdempotencyKey(); key != "" {
		if err := put(b.t.seen, seenKey(key), seenValue(events)); err != nil {
			return model.Receipt{}, err
		}
	}
	for _, c := range touched {
		if err := b.t.apply(&c.before, &c.after.Case); err != nil {
			return model.Receipt{}, err
		}
	}
	b.adopt(events, touched)
	return b.t.receipt(events)
}

// seal makes envelopes of changes, each chained to the entry before it.
func (b *batch) seal(m model.Meta, changes []model.Change) ([]model.Envelope, [][]byte, error) {
	happened := m.Happened
	if happened.IsZero() {
		happened = m.At
	}
	recorded := b.s.cfg.Now().UTC().Round(0)
	prev, seq := b.head.hash, b.head.seq
	versions := map[model.StreamID]uint64{model.OfficeStream: b.office.Version}
	var events []model.Envelope
	var raws [][]byte
	for _, c := range changes {
		if err := b.versionOf(c.Stream, versions); err != nil {
			return nil, nil, err
		}
		seq++
		versions[c.Stream]++
		e := model.Envelope{
			Seq: seq, ID: b.s.cfg.NewID(), Stream: c.Stream, Version: versions[c.Stream],
			Time: happened.UTC().Round(0), Recorded: recorded, Actor: m.Actor, Correlation: m.ID,
			Prev: prev, Event: c.Event,
		}
		raw, err := encodeEnvelope(e)
		if err != nil {
			return nil, nil, err
		}
		sum := sha256.Sum256(raw)
		prev = sum[:]
		events, raws = append(events, e), append(raws, raw)
	}
	return events, raws, nil
}

func (b *batch) versionOf(stream model.StreamID, versions map[model.StreamID]uint64) error {
	if _, known := versions[stream]; known {
		return nil
	}
	l, _, err := b.load(model.CaseID(stream))
	versions[stream] = l.Case.Version
	return err
}

// touchedCase is a case before and after a command.
type touchedCase struct {
	before model.Case
	after  model.Loaded
}

// fold applies the events of one command to the cases they belong to.
func (b *batch) fold(events []model.Envelope) ([]*touchedCase, error) {
	var touched []*touchedCase
	byID := map[model.StreamID]*touchedCase{}
	for _, e := range events {
		if e.Stream == model.OfficeStream {
			continue
		}
		c := byID[e.Stream]
		if c == nil {
			l, _, err := b.load(model.CaseID(e.Stream))
			if err != nil {
				return nil, err
			}
			c = &touchedCase{before: l.Case, after: l}
			byID[e.Stream] = c
			touched = append(touched, c)
		}
		c.after.Case = model.Apply(c.after.Case, e)
		c.after.History = append(c.after.History[:len(c.after.History):len(c.after.History)], e)
	}
	return touched, nil
}

// append writes journal entries and adds them to their streams.
func (b *batch) append(events []model.Envelope, raws [][]byte) error {
	for i, e := range events {
		if err := put(b.t.journal, be64(e.Seq), raws[i]); err != nil {
			return err
		}
		packed, err := appendSeqs(b.t.streams.Get([]byte(e.Stream)), e.Seq)
		if err != nil {
			return err
		}
		if err := put(b.t.streams, []byte(e.Stream), packed); err != nil {
			return err
		}
	}
	last := sha256.Sum256(raws[len(raws)-1])
	b.head = head{seq: events[len(events)-1].Seq, hash: last[:]}
	return nil
}

// adopt makes a written command part of the batch's state.
func (b *batch) adopt(events []model.Envelope, touched []*touchedCase) {
	for _, e := range events {
		if e.Stream == model.OfficeStream {
			b.office = model.ApplyOffice(b.office, e)
		}
	}
	for _, c := range touched {
		b.cases[c.after.Case.ID] = c.after
		b.figures.add(tally(&c.before), -1)
		b.figures.add(tally(&c.after.Case), 1)
		if c.before.Version == 0 {
			b.serials.note(&c.after.Case)
		}
	}
	b.events += len(events)
}

// receipt is what a command's events say it became.
func (t *tables) receipt(events []model.Envelope) (model.Receipt, error) {
	r := model.Receipt{Seq: events[len(events)-1].Seq, Events: events}
	first := events[0].Stream
	for _, e := range events {
		if e.Stream == first {
			r.Version = e.Version
		}
		if ev, ok := e.Event.(model.CaseOpened); ok {
			r.Number = ev.Number
		}
	}
	if first == model.OfficeStream {
		return r, nil
	}
	r.Case = model.CaseID(first)
	if r.Number == "" {
		row, err := t.row(r.Case)
		if err != nil {
			return r, err
		}
		r.Number = row.Number
	}
	return r, nil
}

// seenKey is the key under which a command is remembered. A ULID is kept as
// its 16 bytes; a key from outside only as its SHA-256, for it may hold a
// sender's number.
func seenKey(key string) []byte {
	if id, err := ulid.ParseStrict(key); err == nil && id.String() == key {
		return id[:]
	}
	sum := sha256.Sum256([]byte(key))
	return sum[:]
}

// seenValue is the first seq of a command's events and how many they are.
func seenValue(events []model.Envelope) []byte {
	b := binary.AppendUvarint(nil, events[0].Seq)
	return binary.AppendUvarint(b, uint64(len(events)))
}

func (t *tables) seenSeqs(key string) (first, count uint64, ok bool, err error) {
	raw := t.seen.Get(seenKey(key))
	if raw == nil {
		return 0, 0, false, nil
	}
	first, count, ok = readSeen(raw)
	if !ok {
		return 0, 0, false, damaged("seen: the receipt of a command cannot be read")
	}
	return first, count, true, nil
}

func readSeen(raw []byte) (first, count uint64, ok bool) {
	first, n := binary.Uvarint(raw)
	if n <= 0 {
		return 0, 0, false
	}
	count, m := binary.Uvarint(raw[n:])
	return first, count, m > 0 && n+m == len(raw) && count > 0 && count <= maxEvents
}

// maxEvents is more than any command becomes.
const maxEvents = 1_000
