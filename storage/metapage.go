package storage

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"time"
)

// pageMeta is what bbolt's meta page says about the file.
type pageMeta struct {
	pageSize uint32
	root     uint64 // page of the root bucket
	freelist uint64 // page of the free list
	pages    uint64 // pages in use, free ones included
	txid     uint64
}

const (
	pageHeader = 16 // id 8, flags 2, count 2, overflow 4
	metaLength = 64 // magic 4, version 4, page size 4, flags 4, root 16, free list 8, pages 8, txid 8, checksum 8
	metaSummed = 56 // the part the checksum is of
	metaFixed  = 16 // the part that is the same in every meta page of a file
	metaTxid   = 48
	metaPage   = 0x04
	boltMagic  = 0xED0CDAED
)

// metaPages are both meta pages as they stand in a file. bbolt writes them in
// turn, both have been there since the file was made, and what the newer says
// is the store: where it cannot be read bbolt goes by the older, without a
// word, and the last commit is gone.
type metaPages struct {
	raw   [2][pageHeader + metaLength]byte
	meta  [2]pageMeta
	whole [2]bool
}

func readMetaPages(r io.ReaderAt) metaPages {
	var m metaPages
	m.read(r, 0, 0)
	if m.whole[0] {
		m.read(r, 1, int64(m.meta[0].pageSize))
		return m
	}
	for shift := 10; shift <= 24 && !m.whole[1]; shift++ {
		m.read(r, 1, 1<<shift)
	}
	return m
}

func (m *metaPages) read(r io.ReaderAt, page int, at int64) {
	m.raw[page] = [pageHeader + metaLength]byte{}
	if _, err := r.ReadAt(m.raw[page][:], at); err == nil {
		m.meta[page], m.whole[page] = parseMeta(m.raw[page][pageHeader:])
	}
}

// newest is the newer of the pages that are whole; false when neither is.
func (m *metaPages) newest() (page int, ok bool) {
	if m.whole[1] && (!m.whole[0] || m.meta[1].txid > m.meta[0].txid) {
		page = 1
	}
	return page, m.whole[page]
}

// readMeta is the newer of the two meta pages that is whole.
func readMeta(r io.ReaderAt) (pageMeta, error) {
	m := readMetaPages(r)
	page, ok := m.newest()
	if !ok {
		return pageMeta{}, damaged("file", "", "meta-neither", nil)
	}
	return m.meta[page], nil
}

func metaAt(r io.ReaderAt, at int64) (pageMeta, bool) {
	var b [pageHeader + metaLength]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return pageMeta{}, false
	}
	return parseMeta(b[pageHeader:])
}

func parseMeta(m []byte) (pageMeta, bool) {
	le := binary.LittleEndian
	return pageMeta{
		pageSize: le.Uint32(m[8:]), root: le.Uint64(m[16:]), freelist: le.Uint64(m[32:]),
		pages: le.Uint64(m[40:]), txid: le.Uint64(m[metaTxid:]),
	}, le.Uint32(m) == boltMagic && le.Uint64(m[metaSummed:]) == metaSum(m)
}

func metaSum(m []byte) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write(m[:metaSummed])
	return sum.Sum64()
}

// mendedMeta finds the one byte that is not what was written: with it put
// right, and with no other value of it or any other byte, the checksum fits.
// What a meta page points to was flushed before the page was written, so that
// one put right is always safe to go by.
func mendedMeta(m [metaLength]byte) ([metaLength]byte, bool) {
	for i := range m {
		was := m[i]
		for v := range 256 {
			m[i] = byte(v)
			if _, ok := parseMeta(m[:]); ok {
				return m, true
			}
		}
		m[i] = was
	}
	return m, false
}

// fault says what is wrong with the meta pages, nil when nothing is.
func (m *metaPages) fault() *Fault {
	name := func(page int, says string) *Fault {
		return &Fault{Where: "file", Key: "page " + strconv.Itoa(page), Says: says}
	}
	for page := range m.raw {
		header := m.raw[page][:pageHeader]
		switch {
		case !m.whole[page] && m.outdated(page):
			return name(page, metaOlder)
		case !m.whole[page] && m.mendable(page):
			return name(page, metaMendable)
		case !m.whole[page]:
			return name(page, "meta-newer")
		case binary.LittleEndian.Uint64(header) != uint64(page) || binary.LittleEndian.Uint16(header[8:]) != metaPage:
			return name(page, "page-header")
		}
	}
	if page, _ := m.newest(); m.meta[page].txid != m.meta[1-page].txid+1 {
		return name(1-page, "meta-order")
	}
	return nil
}

// What may be wrong with a meta page and cost nothing.
const (
	metaOlder    = "meta-older"
	metaMendable = "meta-mendable"
	metaMended   = "meta-mended"
)

// Harmless says that nothing is lost, and that opening the store and writing
// to it puts right what is wrong.
func (f Fault) Harmless() bool {
	return f.Says == metaOlder || f.Says == metaMendable || f.Says == metaMended
}

func (m *metaPages) mendable(page int) bool {
	_, ok := mendedMeta([metaLength]byte(m.raw[page][pageHeader:]))
	return ok
}

// outdated says that a page that is not whole was the older of the two.
func (m *metaPages) outdated(page int) bool {
	return m.alike(page) && binary.LittleEndian.Uint64(m.raw[page][pageHeader+metaTxid:])+1 == m.meta[1-page].txid
}

// torn says that a page which is not whole may be one that was being written
// as the power failed: it has the marks of this file, and the number of the
// commit before the last or of the next. Nobody was told of that one.
func (m *metaPages) torn(page int) bool {
	return m.outdated(page) ||
		m.alike(page) && binary.LittleEndian.Uint64(m.raw[page][pageHeader+metaTxid:]) == m.meta[1-page].txid+1
}

func (m *metaPages) alike(page int) bool {
	fixed := func(i int) string { return string(m.raw[i][pageHeader : pageHeader+metaFixed]) }
	return fixed(page) == fixed(1-page)
}

// tendMeta looks at the meta pages of a file just opened. One byte that is
// wrong in the file of a writer is put right; mended says so. A page that can
// have been torn is left to the next commit. What else is wrong with the page
// that should be the newer nobody can tell, and a writer is refused.
func (f *file) tendMeta(c Config, readOnly bool) (mended bool, err error) {
	m := readMetaPages(f.handle)
	if f.scar = m.fault(); f.scar == nil || m.whole[0] && m.whole[1] {
		return false, nil
	}
	page, _ := m.newest()
	broken := 1 - page
	if readOnly {
		return false, nil
	}
	if now, ok := mendedMeta([metaLength]byte(m.raw[broken][pageHeader:])); ok {
		c.Log.Error("a changed byte in a meta page was put right", "path", c.Path, "page", broken)
		_, err := f.handle.WriteAt(now[:], int64(broken)*int64(m.meta[page].pageSize)+pageHeader)
		if err == nil {
			err = f.handle.Sync()
		}
		if err != nil {
			return false, fmt.Errorf("mend a meta page: %w", err)
		}
		f.scar.Says = metaMended
		return true, nil
	}
	if !m.torn(broken) {
		return false, &damage{Fault: *f.scar}
	}
	c.Log.Error("a meta page is not whole, going by the other", "path", c.Path, "page", broken, "what", f.scar.Says)
	return false, nil
}

// A commit under way writes one meta page; a look that falls into that moment
// is taken again.
const (
	metaLooks = 20
	metaPause = time.Millisecond
)

// metaFault is what is wrong with the meta pages of a store that may be in use.
func (f *file) metaFault() *Fault {
	for look := 1; ; look++ {
		m := readMetaPages(f.handle)
		fault := m.fault()
		if fault == nil || look == metaLooks {
			return fault
		}
		time.Sleep(metaPause)
	}
}

// firstPages are what bbolt makes a new file of: two meta pages, the free
// list, the root.
const firstPages = 4

// unbegun says that nothing was ever in a file: it is empty, or the first
// write to it did not come to its end.
func unbegun(r io.ReaderAt, size int64) bool {
	const sector, largestPage = 512, 64 << 10
	if size == 0 {
		return true
	}
	if size%sector != 0 || size > firstPages*largestPage {
		return false
	}
	raw := make([]byte, size)
	if _, err := r.ReadAt(raw, 0); err != nil && err != io.EOF {
		return false
	}
	if m, ok := metaAt(r, 0); ok {
		return m.txid == 0 && m.pages == firstPages && size < firstPages*int64(m.pageSize)
	}
	for _, b := range raw {
		if b != 0 {
			return false
		}
	}
	return true
}
