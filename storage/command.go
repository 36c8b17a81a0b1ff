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

// plan is the way of every change: seen before? → state → Decide → journal and views.
func (w *commandWork) plan(b *batch, t *tables, j *job) error {
	w.receipt = model.Receipt{}
	again, err := w.again(b, t)
	if err != nil || again {
		w.receipt.Repeated = again
		return err
	}
	state, err := b.state(t, w.cmd)
	if err != nil {
		return err
	}
	decided, err := model.Decide(state.State, w.cmd)
	if err == nil {
		err = state.err
	}
	if err != nil {
		return err
	}
	w.receipt = b.record(j, w.cmd.Head(), state.loaded, decided)
	return nil
}

func (w *commandWork) again(b *batch, t *tables) (again bool, err error) {
	if w.receipt, again = b.receipt(w.cmd.Head().IdempotencyKey()); again {
		return true, nil
	}
	return w.found(t)
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
	repeated := w.receipt.Repeated
	w.receipt, err = t.receipt(events)
	w.receipt.Repeated = repeated
	return err == nil, err
}

// decisionState is the state for Decide. err is what went wrong when Decide
// asked for a register number, which it cannot be told.
type decisionState struct {
	model.State
	loaded map[model.StreamID]model.Loaded // Cases and Records; of the latter the Case is empty
	err    error
}

func (b *batch) state(t *tables, cmd model.Command) (*decisionState, error) {
	st := &decisionState{State: model.State{Office: b.office, Rules: b.rulesInForce(), Seq: b.seq}}
	st.Serial = func(year int) uint64 {
		n, err := b.serial(t, year)
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
		l, ok, err := b.load(t, stream)
		if err != nil {
			return nil, err
		}
		if ok {
			st.take(stream, l)
		}
	}
	return st, nil
}

// take puts a stream where Decide looks for it.
func (st *decisionState) take(stream model.StreamID, l model.Loaded) {
	if st.loaded == nil {
		st.loaded, st.Cases = map[model.StreamID]model.Loaded{}, map[model.CaseID]model.Loaded{}
	}
	st.loaded[stream] = l
	if stream.Kind() == model.OfCase {
		st.Cases[model.CaseID(stream)] = l
		return
	}
	if st.Records == nil {
		st.Records = map[model.StreamID][]model.Envelope{}
	}
	st.Records[stream] = l.History
}

// rulesInForce are the settings a batch is decided by.
func (b *batch) rulesInForce() model.Rules {
	if b.rules != nil {
		return *b.rules
	}
	r := model.DefaultRules(b.office.Zone)
	if b.w.s.cfg.Rules != nil {
		r = b.w.s.cfg.Rules()
	}
	if b.office.SetUp() { // until then the zone may change within the batch
		b.rules = &r
	}
	return r
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

// receiptOf is what a command's events say it became, but for the number of a
// case they did not open.
func receiptOf(events []model.Envelope) model.Receipt {
	r := model.Receipt{Seq: events[len(events)-1].Seq, Events: events}
	first := events[0].Stream
	if first.Kind() == model.OfCase {
		r.Case = model.CaseID(first)
	}
	for _, e := range events {
		if e.Stream == first {
			r.Version = e.Version
		}
	}
	return r
}

// receipt is receiptOf with the number.
func (t *tables) receipt(events []model.Envelope) (model.Receipt, error) {
	r := receiptOf(events)
	if r.Case == "" {
		return r, nil
	}
	row, err := t.row(r.Case)
	r.Number = row.Number
	return r, err
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
		return 0, 0, false, damaged("seen", "", "seen-unreadable", nil)
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
const maxEvents = 20_000
