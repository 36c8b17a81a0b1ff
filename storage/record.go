package storage

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"piket/model"
)

// sheet is one decided command on its way into the journal: its events, which
// the batch's state already holds, and what is worked out of them afterwards.
type sheet struct {
	job     *job
	events  []model.Envelope
	touched []*touchedCase

	datas [][]byte // the events as JSON
	puts  []pair   // of streams and views
	err   error
}

// touchedCase is a stream before and after a command: a case, or one of
// another kind, of which only the history counts and Case.ID stays empty.
type touchedCase struct {
	stream model.StreamID
	before model.Case
	after  model.Loaded
}

// record takes one command's changes into the batch's state and answers its
// receipt. The entries and views are made later, when those of other commands
// can be made beside them.
func (b *batch) record(j *job, m model.Meta, loaded map[model.StreamID]model.Loaded, decided []model.Change) model.Receipt {
	if len(decided) == 0 {
		return model.Receipt{}
	}
	events := b.number(m, loaded, decided)
	s := &sheet{job: j, events: events, touched: fold(events, loaded)}
	b.sheets = append(b.sheets, s)
	b.press.take(s)
	b.adopt(s)
	r := receiptOf(events)
	if r.Case != "" {
		r.Number = b.loaded[r.Case.Stream()].Case.Number
	}
	if key := m.IdempotencyKey(); key != "" {
		b.write(inSeen, seenKey(key), seenValue(events))
		b.seen[key] = r
	}
	return r
}

// number makes envelopes of changes, but for the chain that links them.
func (b *batch) number(m model.Meta, loaded map[model.StreamID]model.Loaded, decided []model.Change) []model.Envelope {
	happened := m.Happened
	if happened.IsZero() {
		happened = m.At
	}
	e := model.Envelope{
		Time: happened.UTC().Round(0), Recorded: b.w.s.cfg.Now().UTC().Round(0), Actor: m.Actor, Correlation: m.ID,
	}
	events := make([]model.Envelope, 0, len(decided))
	for _, c := range decided {
		b.seq++
		e.Seq, e.ID, e.Stream, e.Event = b.seq, b.w.s.cfg.NewID(), c.Stream, c.Event
		e.Version = b.versionOf(c.Stream, loaded) + 1
		for _, before := range events {
			if before.Stream == c.Stream {
				e.Version = before.Version + 1
			}
		}
		events = append(events, e)
	}
	return events
}

// versionOf is a stream's version before the command.
func (b *batch) versionOf(stream model.StreamID, loaded map[model.StreamID]model.Loaded) uint64 {
	if stream == model.OfficeStream {
		return b.office.Version
	}
	return loaded[stream].Case.Version
}

// fold applies the events of one command to the streams they belong to.
func fold(events []model.Envelope, loaded map[model.StreamID]model.Loaded) []*touchedCase {
	var touched []*touchedCase
	for _, e := range events {
		if e.Stream == model.OfficeStream {
			continue
		}
		i := slices.IndexFunc(touched, func(c *touchedCase) bool { return c.stream == e.Stream })
		if i < 0 {
			i = len(touched)
			touched = append(touched, &touchedCase{stream: e.Stream, before: loaded[e.Stream].Case, after: loaded[e.Stream]})
		}
		after := &touched[i].after
		after.Case = model.Apply(after.Case, e)
		after.History = append(slices.Clip(after.History), e)
	}
	return touched
}

// adopt makes a command part of the batch's state.
func (b *batch) adopt(s *sheet) {
	for _, e := range s.events {
		if e.Stream == model.OfficeStream {
			b.office = model.ApplyOffice(b.office, e)
			b.offices = append(slices.Clip(b.offices), e.Seq)
			b.write(inStreams, []byte(model.OfficeStream), packSeqs(b.offices))
		}
		if sat(e) {
			b.write(viewSitting, []byte(e.Actor.Officer), be64(e.Seq))
		}
	}
	for _, c := range s.touched {
		now := &c.after.Case
		b.loaded[c.stream] = c.after
		b.figures.add(tally(&c.before), -1)
		b.figures.add(tally(now), 1)
		if c.before.ID == "" {
			b.noteSerial(now)
		}
	}
}

// noteSerial takes a new register number into account; the last number may
// stand in the batch before.
func (b *batch) noteSerial(c *model.Case) {
	if year, _, ok := splitNumber(c.Number); ok && b.prior != nil && b.serials[year] == 0 {
		b.serials[year] = b.prior.serials[year]
	}
	b.serials.note(c)
}

// entrench turns the sheets into writes. A sheet that cannot be written is
// taken out with everything planned since, and the rest is planned again.
func (b *batch) entrench() {
	b.press.finish()
	for _, s := range b.sheets {
		if s.err == nil {
			s.err = b.chain(s)
		}
		if s.err != nil {
			s.job.poison = s.err
			b.replan()
			return
		}
		b.events += len(s.events)
	}
	b.sheets = nil
}

// chain links a sheet's events to the entries before them and writes it.
func (b *batch) chain(s *sheet) error {
	for i := range s.events {
		e := &s.events[i]
		e.Prev = b.head.hash
		raw, err := envelope(*e, s.datas[i])
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		b.head = head{seq: e.Seq, hash: sum[:]}
		b.write(inJournal, be64(e.Seq), raw)
	}
	b.puts = append(b.puts, s.puts...)
	return nil
}

// fewJobs are worked out quicker than shared out.
const fewJobs = 4

// press encodes events and works out view changes while the commands after
// them are being decided, on as many cores as there are encoders: it is half
// the work of a commit.
type press struct {
	todo chan *sheet // has room for all: take never waits
	own  *encoder
	wg   sync.WaitGroup
}

// newPress is a press for so many jobs. It runs until finish.
func newPress(encoders []*encoder, jobs int) *press {
	p := &press{todo: make(chan *sheet, jobs), own: encoders[0]}
	for _, enc := range encoders {
		enc.begin()
	}
	if jobs > fewJobs {
		for _, enc := range encoders[1:] {
			p.wg.Go(func() { p.run(enc) })
		}
	}
	return p
}

func (p *press) take(s *sheet) { p.todo <- s }

// finish works out what is left, and waits for the rest.
func (p *press) finish() {
	close(p.todo)
	p.run(p.own)
	p.wg.Wait()
}

func (p *press) run(enc *encoder) {
	for s := range p.todo {
		s.workOut(enc)
	}
}

// workOut does what needs no more than the sheet itself. It runs beside
// others, so that a bug in it must not end the process.
func (s *sheet) workOut(enc *encoder) {
	defer func() {
		if r := recover(); r != nil {
			s.err = fmt.Errorf("encode a command: %v", r)
		}
	}()
	s.datas = make([][]byte, 0, len(s.events))
	for _, e := range s.events {
		data, err := enc.data(e.Event)
		if err != nil {
			s.err = err
			return
		}
		s.datas = append(s.datas, data)
	}
	s.puts = make([]pair, 0, 6*len(s.touched))
	for _, c := range s.touched {
		s.puts = append(s.puts, pair{inStreams, []byte(c.stream), packSeqs(seqsOf(c.after.History))})
		s.puts = append(s.puts, changes(&c.before, &c.after.Case)...)
	}
}

func seqsOf(events []model.Envelope) []uint64 {
	seqs := make([]uint64, len(events))
	for i, e := range events {
		seqs[i] = e.Seq
	}
	return seqs
}

// mostEncoders are as many as make a difference.
const mostEncoders = 4

func (w *writer) encoders() []*encoder {
	if w.encode == nil {
		for range min(runtime.GOMAXPROCS(0), mostEncoders) {
			w.encode = append(w.encode, &encoder{})
		}
	}
	return w.encode
}
