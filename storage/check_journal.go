package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"piket/model"
)

// journal follows the hash chain from the first entry to the head.
func (c *checker) journal(t *tables) error {
	h, err := t.head()
	if err != nil {
		return err
	}
	w := &chainWalk{c: c}
	cur := t.journal.Cursor()
	for k, v := cur.First(); k != nil; k, v = cur.Next() {
		seq, ok := number64(k)
		if !ok {
			c.fault("journal", hex.EncodeToString(k), "entry-key", nil)
			continue
		}
		w.gap(seq)
		w.entry(seq, v)
		if err := c.step(); err != nil {
			return err
		}
	}
	w.end(h)
	c.report.Seq = h.seq
	return nil
}

// chainWalk compares every entry's link with the hash of the entry before.
type chainWalk struct {
	c      *checker
	seq    uint64 // of the entry before
	hash   []byte // of the entry before
	open   bool   // the link to the entry before that did not fit; the next tells which of the two changed
	broken bool   // the entry before was already named
}

func (w *chainWalk) gap(seq uint64) {
	if seq == w.seq+1 {
		return
	}
	w.c.fault("journal", strconv.FormatUint(w.seq+1, 10), "entry-gap", model.Args{"next": seq})
	w.seq, w.open, w.broken = seq-1, false, true
}

func (w *chainWalk) entry(seq uint64, raw []byte) {
	prev, ok := linkOf(raw)
	if !ok {
		w.close(true)
		w.name(seq, "entry-unreadable")
		w.next(seq, raw, true)
		return
	}
	w.link(bytes.Equal(prev, w.hash))
	w.next(seq, raw, false)
}

// linkOf is the hash an entry gives for the one before, nil for the first.
// The replay reads the rest; here a look for the mark must do.
func linkOf(raw []byte) (prev []byte, ok bool) {
	const mark = `,"prev":"`
	head, _, ok := bytes.Cut(raw, []byte(dataMark))
	if !ok {
		return nil, false
	}
	at := bytes.Index(head, []byte(mark))
	if at < 0 {
		return nil, true
	}
	prev, err := hex.DecodeString(string(bytes.TrimSuffix(head[at+len(mark):], []byte{'"'})))
	return prev, err == nil
}

// link takes in whether an entry's link fits the entry before. One changed
// entry breaks the link to it, or, if its own link is what changed, both its
// links; so a broken link is held until the next is known.
func (w *chainWalk) link(fits bool) {
	switch {
	case w.open:
		w.close(!fits)
	case !fits && !w.broken:
		w.open = true
	}
}

// close names the entry behind a broken link: the one before it if it also
// broke the link after it, else the one before that.
func (w *chainWalk) close(both bool) {
	if !w.open {
		return
	}
	w.open = false
	changed := w.seq - 1
	if both {
		changed = w.seq
	}
	w.name(changed, "chain-broken")
}

func (w *chainWalk) name(seq uint64, says string) {
	w.c.fault("journal", strconv.FormatUint(seq, 10), says, nil)
}

func (w *chainWalk) next(seq uint64, raw []byte, broken bool) {
	sum := sha256.Sum256(raw)
	w.seq, w.hash, w.broken = seq, sum[:], broken
}

// end compares the last entry with the head, which is the link after it.
func (w *chainWalk) end(h head) {
	switch {
	case h.seq != w.seq:
		w.close(false)
		w.c.fault("journal", strconv.FormatUint(w.seq+1, 10), "journal-short", model.Args{"at": w.seq, "end": h.seq})
	case !bytes.Equal(h.hash, w.hash):
		if w.open {
			w.close(true)
		} else if !w.broken {
			w.name(w.seq, "chain-head")
		}
	default:
		w.close(false)
	}
}
