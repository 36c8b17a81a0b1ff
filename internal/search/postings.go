package search

import (
	"encoding/binary"

	"github.com/RoaringBitmap/roaring/v2"
)

// Postings: which cases of a segment hold a term. The dictionary's value says
// in its two low bits how they are kept: one case in the value itself, a short
// list of differences, or a roaring bitmap at an offset.
const (
	postSingle = iota + 1
	postList
	postBitmap
)

// listMax is the longest list kept as differences; longer ones are smaller
// and faster as a bitmap.
const listMax = 24

// appendPostings writes ascending ordinals and returns the dictionary's value.
func appendPostings(buf []byte, ords []uint32) ([]byte, uint64, error) {
	if len(ords) == 1 {
		return buf, uint64(ords[0])<<2 | postSingle, nil
	}
	at := uint64(len(buf))
	if len(ords) <= listMax {
		return appendList(buf, ords), at<<2 | postList, nil
	}
	b, err := roaring.BitmapOf(ords...).ToBytes()
	return append(buf, b...), at<<2 | postBitmap, err
}

func appendList(buf []byte, ords []uint32) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(ords)))
	last := uint32(0)
	for _, o := range ords {
		buf = binary.AppendUvarint(buf, uint64(o-last))
		last = o
	}
	return buf
}

// join adds the postings at value to set.
func join(set *roaring.Bitmap, post []byte, value uint64) error {
	at := value >> 2
	switch {
	case value&3 == postSingle:
		set.Add(uint32(at))
		return nil
	case at > uint64(len(post)):
		return ErrDamaged
	case value&3 == postList:
		ords, err := readList(post[at:])
		set.AddMany(ords)
		return err
	}
	b := roaring.New()
	if _, err := b.FromBuffer(post[at:]); err != nil {
		return ErrDamaged
	}
	set.Or(b)
	return nil
}

func readList(buf []byte) ([]uint32, error) {
	n, size := binary.Uvarint(buf)
	if size <= 0 || n > listMax {
		return nil, ErrDamaged
	}
	ords := make([]uint32, 0, listMax)
	last := uint64(0)
	for range n {
		buf = buf[size:]
		var d uint64
		if d, size = binary.Uvarint(buf); size <= 0 {
			return nil, ErrDamaged
		}
		last += d
		ords = append(ords, uint32(last))
	}
	return ords, nil
}
