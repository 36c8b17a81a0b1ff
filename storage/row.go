package storage

import (
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"piket/model"
)

// rowVersion begins every stored row.
const rowVersion = 1

const (
	flagProposed = 1 << iota
	flagLinked
	flagDue
)

const (
	headlineWidth = 80 // cells; what no list shows is not worth its place in a million rows
	placeWidth    = 60
)

// rowOf is the row of a case: a pure function of its state.
func rowOf(c *model.Case) model.Row {
	r := plainRow(c)
	r.Key = rowKey(r)
	return r
}

// plainRow is rowOf but for the key, which is made of the rest.
func plainRow(c *model.Case) model.Row {
	r := model.Row{
		ID: c.ID, Number: c.Number, Version: c.Version,
		Kind: c.Facts.Kind, Channel: c.Facts.Channel,
		Received: c.Received.UTC(), Updated: c.Updated.UTC(),
		Violation: c.Violation, Urgency: c.Urgency, Status: c.Status, Disposition: c.Disposition,
		Owner: c.Owner, Subjects: len(c.Facts.Subjects),
		Headline: headline(c.Facts), Place: placeLine(c.Facts.Place), Area: c.Facts.Place.Area,
		Proposed: c.Proposed != nil, Linked: len(c.Links) > 0,
	}
	if clock, runs := c.Due(); runs {
		r.Due, r.DueClock = clock.Due.UTC(), clock.Name
	}
	if c.Reporter != nil {
		r.Pseudonym = c.Reporter.Pseudonym
	}
	return r
}

// rowKey is the row's place in the queue as a string that sorts the same way.
func rowKey(r model.Row) string {
	if !r.Status.Open() {
		return ""
	}
	var raw [64]byte
	var text [128]byte
	key := appendQueueKey(raw[:0], r.Urgency, r.Due, r.Received, r.ID)
	return string(hex.AppendEncode(text[:0], key))
}

func headline(f model.Facts) string { return clip(f.Headline(), headlineWidth) }

func placeLine(p model.Place) string {
	if p.Name != "" {
		return clip(p.Name, placeWidth)
	}
	return clip(p.Address, placeWidth)
}

// clip is the beginning of a text as one line, cut between graphemes.
func clip(text string, width int) string {
	text = strings.Join(strings.Fields(cutBytes(text, 8*width)), " ")
	if len(text) <= width {
		return text
	}
	used, end, state := 0, 0, -1
	for rest := text; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += w; used > width-1 {
			return strings.TrimRight(text[:end], " ") + "…"
		}
		end += len(cluster)
	}
	return text
}

// cutBytes keeps a long narrative from being read to its end for its first line.
func cutBytes(text string, max int) string {
	if len(text) <= max {
		return text
	}
	return strings.ToValidUTF8(text[:max], "") + " …"
}

// encodeRow is the stored form of a row, without what its key already says:
// a version byte, a flag byte, then numbers as varints and texts with a
// uvarint length before them.
func encodeRow(r model.Row) []byte {
	b := make([]byte, 0, 192)
	b = append(b, rowVersion, rowFlags(r))
	b = binary.AppendUvarint(b, r.Version)
	b = binary.AppendUvarint(b, uint64(r.Subjects))
	b = appendInstant(b, r.Received)
	b = appendInstant(b, r.Updated)
	if !r.Due.IsZero() {
		b = appendInstant(b, r.Due)
	}
	for _, s := range rowTexts(&r) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

func rowFlags(r model.Row) byte {
	var f byte
	if r.Proposed {
		f |= flagProposed
	}
	if r.Linked {
		f |= flagLinked
	}
	if !r.Due.IsZero() {
		f |= flagDue
	}
	return f
}

const (
	rowNumbers    = 6 // numbers before the texts and the deadline: version, subjects, two times of two
	rowTextCount  = 13
	violationText = 3
	firstSearched = 9 // of the texts that a filter looks into, after the register number
)

// rowTexts are the texts of a row in stored order.
func rowTexts(r *model.Row) [rowTextCount]string {
	return [rowTextCount]string{
		r.Number, string(r.Kind), string(r.Channel), string(r.Violation), string(r.Urgency),
		string(r.Status), string(r.Disposition), string(r.Owner), string(r.DueClock),
		r.Headline, r.Place, r.Area, string(r.Pseudonym),
	}
}

func setRowTexts(r *model.Row, t *[rowTextCount]string) {
	r.Number, r.Kind, r.Channel = t[0], model.Kind(t[1]), model.Channel(t[2])
	r.Violation, r.Urgency, r.Status = model.Violation(t[3]), model.Urgency(t[4]), model.Status(t[5])
	r.Disposition, r.Owner, r.DueClock = model.Disposition(t[6]), model.OfficerID(t[7]), model.ClockName(t[8])
	r.Headline, r.Place, r.Area, r.Pseudonym = t[9], t[10], t[11], model.Pseudonym(t[12])
}

// decodeRow reads a stored row. The row is a copy: it holds nothing of raw.
func decodeRow(id model.CaseID, raw []byte) (model.Row, error) {
	d := rowReader{raw: raw, text: string(raw)}
	if d.byte() != rowVersion {
		return model.Row{}, damaged(viewPath(viewCase), string(id), "value-odd", nil)
	}
	flags := d.byte()
	r := model.Row{
		ID: id, Version: d.uvarint(), Subjects: int(d.uvarint()),
		Received: d.instant(), Updated: d.instant(),
		Proposed: flags&flagProposed != 0, Linked: flags&flagLinked != 0,
	}
	if flags&flagDue != 0 {
		r.Due = d.instant()
	}
	var texts [rowTextCount]string
	for i := range texts {
		texts[i] = d.string()
	}
	if d.bad || d.at != len(raw) {
		return model.Row{}, damaged(viewPath(viewCase), string(id), "value-odd", nil)
	}
	setRowTexts(&r, &texts)
	r.Key = rowKey(r)
	return r, nil
}

// appendRowText adds the texts of a stored row that a filter looks into, with
// a space between them.
func appendRowText(b, raw []byte) (text []byte, ok bool) {
	d := rowReader{raw: raw}
	version, flags := d.byte(), d.byte()
	for range rowNumbers {
		d.uvarint()
	}
	if flags&flagDue != 0 {
		d.uvarint()
		d.uvarint()
	}
	for i := range rowTextCount {
		n := d.uvarint()
		if n > uint64(len(raw)-d.at) {
			return b, false
		}
		if i == 0 || i == violationText || i >= firstSearched {
			b = append(append(b, raw[d.at:d.at+int(n)]...), ' ')
		}
		d.at += int(n)
	}
	return b, !d.bad && version == rowVersion
}

// rowReader walks a stored row; once bad, it yields only zeros. Texts are cut
// from one copy of the whole, so a row costs one allocation.
type rowReader struct {
	raw  []byte
	text string
	at   int
	bad  bool
}

func (d *rowReader) byte() byte {
	if d.at >= len(d.raw) {
		d.bad = true
		return 0
	}
	d.at++
	return d.raw[d.at-1]
}

func (d *rowReader) uvarint() uint64 {
	v, n := binary.Uvarint(d.raw[d.at:])
	if n <= 0 {
		d.bad, d.at = true, len(d.raw)
		return 0
	}
	d.at += n
	return v
}

func (d *rowReader) string() string {
	n := d.uvarint()
	if n > uint64(len(d.raw)-d.at) {
		d.bad, d.at = true, len(d.raw)
		return ""
	}
	s := d.text[d.at : d.at+int(n)]
	d.at += int(n)
	return s
}

// instant is a zigzag varint of seconds since 1970 and a uvarint of nanoseconds.
func (d *rowReader) instant() time.Time {
	zigzag := d.uvarint()
	nanos := d.uvarint()
	if nanos >= uint64(time.Second) {
		d.bad = true
		return time.Time{}
	}
	return time.Unix(int64(zigzag>>1)^-int64(zigzag&1), int64(nanos)).UTC()
}

func appendInstant(b []byte, t time.Time) []byte {
	b = binary.AppendVarint(b, t.Unix())
	return binary.AppendUvarint(b, uint64(t.Nanosecond()))
}
