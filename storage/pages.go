package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"slices"
	"sync/atomic"

	"piket/model"
)

// bbolt's page kinds and the sizes of what pages hold.
const (
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10

	elementSize   = 16 // branch: pos 4, key length 4, page 8; leaf: flags 4, pos 4, key length 4, value length 4
	bucketElement = 0x01
	bucketHeader  = 16 // root page 8, sequence 8

	deepestTree = 64
)

// pageWalk reads every page of a bbolt file as of one meta page. It reads the
// file and not the map, so that a page which points nowhere is a fault and
// not a crash, and marks pages in a bitmap, so that memory stays small.
type pageWalk struct {
	c     *checker
	r     io.ReaderAt
	meta  pageMeta
	used  bitmap
	freed bitmap
	bufs  [deepestTree + 2][]byte // one page of every level, used again and again
}

// inspectUpTo is the size up to which the pages are walked before the first
// write: bbolt believes what a page says of itself, and one wrong length in
// its header can cost it all memory. Larger stores are walked by Check alone.
const inspectUpTo = 64 << 20

// inspection is that walk; it runs beside the first reads.
type inspection struct {
	done chan struct{}
	err  error       // set before done is closed
	stop atomic.Bool // nobody will write any more
}

func (s *Store) inspect(f *file) {
	s.inspected.done = make(chan struct{})
	info, err := f.handle.Stat()
	if s.cfg.ReadOnly || s.seams.trustPages || err != nil || info.Size() > inspectUpTo {
		close(s.inspected.done)
		return
	}
	s.mu.RLock() // the file stays open for as long as the walk takes
	go func() {
		defer s.mu.RUnlock()
		defer close(s.inspected.done)
		s.inspected.err = s.explain(f.walkPages(func() error {
			if s.inspected.stop.Load() {
				return ErrClosed
			}
			return nil
		}))
	}()
}

// sound waits for the walk and says whether bbolt may write.
func (s *Store) sound() error {
	<-s.inspected.done
	return s.inspected.err
}

// walkPages refuses a file whose pages cannot all be what bbolt wrote.
func (f *file) walkPages(stopped func() error) error {
	return shielded(func() error {
		tx, m, err := f.snapshot()
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		c := &checker{stopped: stopped}
		if err := newPageWalk(c, f.handle, m).run(); err != nil {
			return err
		}
		if !c.report.OK() {
			return &damage{Fault: c.report.Faults[0]}
		}
		return nil
	})
}

type bitmap []uint64

func (b bitmap) has(i uint64) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bitmap) set(i uint64)      { b[i/64] |= 1 << (i % 64) }

func newPageWalk(c *checker, r io.ReaderAt, meta pageMeta) *pageWalk {
	n := meta.pages/64 + 1
	return &pageWalk{c: c, r: r, meta: meta, used: make(bitmap, n), freed: make(bitmap, n)}
}

func (w *pageWalk) run() error {
	w.used.set(0)
	w.used.set(1)
	if err := w.freelist(); err != nil {
		return err
	}
	if err := w.tree("", w.meta.root, bounds{}, 0); err != nil {
		return err
	}
	lost := 0
	for id := range w.meta.pages {
		switch {
		case w.used.has(id) && w.freed.has(id):
			w.fault("", id, "page-both", nil)
		case !w.used.has(id) && !w.freed.has(id):
			lost++
		}
	}
	if lost > 0 {
		w.c.fault("file", "", "pages-lost", model.Args{"n": lost})
	}
	return nil
}

func (w *pageWalk) fault(bucket string, id uint64, says string, args model.Args) {
	where := "file"
	if bucket != "" {
		where += ", bucket " + bucket
	}
	w.c.fault(where, fmt.Sprintf("page %d", id), says, args)
}

// page is a page read whole, its overflow with it.
type page struct {
	id    uint64
	flags uint16
	count int
	body  []byte // after the header
}

// read reads a page once; ok is false where it cannot be one, or was met before.
func (w *pageWalk) read(bucket string, id uint64, depth int) (p page, ok bool, err error) {
	if err := w.c.step(); err != nil {
		return page{}, false, err
	}
	if id < 2 || id >= w.meta.pages {
		w.fault(bucket, id, "page-outside", nil)
		return page{}, false, nil
	}
	size := int(w.meta.pageSize)
	raw := slices.Grow(w.bufs[depth][:0], size)[:size]
	if _, err := w.r.ReadAt(raw, int64(id)*int64(size)); err != nil {
		return page{}, false, fmt.Errorf("read page %d: %w", id, err)
	}
	le := binary.LittleEndian
	overflow := uint64(le.Uint32(raw[12:]))
	if le.Uint64(raw) != id || id+overflow >= w.meta.pages {
		w.fault(bucket, id, "page-header", nil)
		return page{}, false, nil
	}
	for i := id; i <= id+overflow; i++ {
		if w.used.has(i) {
			w.fault(bucket, i, "page-twice", nil)
			return page{}, false, nil
		}
		w.used.set(i)
	}
	if overflow > 0 {
		raw = slices.Grow(raw, int(overflow)*size)[:int(overflow+1)*size]
		if _, err := w.r.ReadAt(raw[size:], int64(id+1)*int64(size)); err != nil {
			return page{}, false, fmt.Errorf("read page %d: %w", id, err)
		}
	}
	w.bufs[depth] = raw
	return page{id: id, flags: le.Uint16(raw[8:]), count: int(le.Uint16(raw[10:])), body: raw[pageHeader:]}, true, nil
}

// freelist marks the free pages.
func (w *pageWalk) freelist() error {
	p, ok, err := w.read("", w.meta.freelist, 0)
	if err != nil || !ok {
		return err
	}
	le := binary.LittleEndian
	ids, count := p.body, uint64(p.count)
	if count == 0xFFFF {
		count, ids = le.Uint64(ids), ids[8:]
	}
	if p.flags != freelistPage || count > uint64(len(ids)/8) {
		w.fault("", p.id, "freelist", nil)
		return nil
	}
	for i := range count {
		id := le.Uint64(ids[8*i:])
		if id < 2 || id >= w.meta.pages || w.freed.has(id) {
			w.fault("", p.id, "freelist-page", model.Args{"page": id})
			continue
		}
		w.freed.set(id)
	}
	return nil
}

// bounds are what a parent says of the keys below it: from ≤ key < to.
type bounds struct{ from, to []byte }

func (b bounds) hold(key []byte) bool {
	return bytes.Compare(b.from, key) <= 0 && (b.to == nil || bytes.Compare(key, b.to) < 0)
}

// tree walks a page and all below it.
func (w *pageWalk) tree(bucket string, id uint64, b bounds, depth int) error {
	if depth > deepestTree {
		w.fault(bucket, id, "page-deep", nil)
		return nil
	}
	p, ok, err := w.read(bucket, id, depth)
	if err != nil || !ok {
		return err
	}
	switch p.flags {
	case branchPage:
		return w.branch(bucket, p, b, depth)
	case leafPage:
		return w.leaf(bucket, p, b, depth)
	}
	w.fault(bucket, id, "page-kind", nil)
	return nil
}

func (w *pageWalk) branch(bucket string, p page, b bounds, depth int) error {
	keys := make([][]byte, p.count)
	for i := range keys {
		if keys[i] = p.part(i, 0, 4, 0); keys[i] == nil || p.count == 0 {
			w.fault(bucket, p.id, "page-entry", nil)
			return nil
		}
	}
	if !w.ordered(bucket, p, keys, b) {
		return nil
	}
	for i, key := range keys {
		below := bounds{from: key, to: b.to}
		if i+1 < len(keys) {
			below.to = keys[i+1]
		}
		child := binary.LittleEndian.Uint64(p.body[i*elementSize+8:])
		if err := w.tree(bucket, child, below, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *pageWalk) leaf(bucket string, p page, b bounds, depth int) error {
	keys := make([][]byte, p.count)
	for i := range keys {
		if keys[i] = p.part(i, 4, 8, 0); keys[i] == nil || p.part(i, 4, 8, 12) == nil {
			w.fault(bucket, p.id, "page-entry", nil)
			return nil
		}
	}
	if !w.ordered(bucket, p, keys, b) {
		return nil
	}
	for i, key := range keys {
		if binary.LittleEndian.Uint32(p.body[i*elementSize:])&bucketElement == 0 {
			continue
		}
		value := p.part(i, 4, 8, 12)
		if err := w.bucket(path.Join(bucket, readable(key)), p.id, value, depth); err != nil {
			return err
		}
	}
	return nil
}

// bucket walks the tree of a bucket, or looks at one kept within its parent.
func (w *pageWalk) bucket(name string, parent uint64, value []byte, depth int) error {
	if len(value) < bucketHeader {
		w.fault(name, parent, "page-entry", nil)
		return nil
	}
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		return w.tree(name, root, bounds{}, depth+1)
	}
	inline := value[bucketHeader:]
	if len(inline) < pageHeader || binary.LittleEndian.Uint16(inline[8:]) != leafPage {
		w.fault(name, parent, "page-kind", nil)
		return nil
	}
	count := int(binary.LittleEndian.Uint16(inline[10:]))
	return w.leaf(name, page{id: parent, flags: leafPage, count: count, body: inline[pageHeader:]}, bounds{}, depth+1)
}

func (w *pageWalk) ordered(bucket string, p page, keys [][]byte, b bounds) bool {
	for i, key := range keys {
		if i > 0 && bytes.Compare(keys[i-1], key) >= 0 || !b.hold(key) {
			w.fault(bucket, p.id, "page-order", nil)
			return false
		}
	}
	return true
}

// part is the key of an element, or with valueLen its value: pos and the two
// lengths are offsets of fields within the element, and pos counts from the
// element itself. It is nil where it would lie outside the page.
func (p page) part(i, pos, keyLen, valueLen int) []byte {
	at := i * elementSize
	if at+elementSize > len(p.body) {
		return nil
	}
	field := func(offset int) uint64 { return uint64(binary.LittleEndian.Uint32(p.body[at+offset:])) }
	from := uint64(at) + field(pos)
	to := from + field(keyLen)
	if valueLen > 0 {
		from, to = to, to+field(valueLen)
	}
	if to > uint64(len(p.body)) {
		return nil
	}
	return p.body[from:to:to]
}
