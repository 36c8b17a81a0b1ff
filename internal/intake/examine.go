package intake

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"piket/internal/intake/sheet"
	"piket/model"
)

// form is a file that was found readable.
type form struct {
	options FormOptions
	words   lexicon
	file    io.ReadSeeker
	size    int64
	enc     sheet.Encoding
	delim   byte
	said    bool // the first line names the delimiter
	columns []column
	stamp   int // which column holds when the form was sent
	order   DateOrder
	zone    *time.Location
}

// examine reads the file through and finds out how it is written. Its errors
// refuse the file.
func examine(ctx context.Context, r io.Reader, o FormOptions) (*form, error) {
	f := &form{options: o, zone: o.Zone.Location()}
	var err error
	if f.words, err = readLexicon(); err != nil {
		return nil, err
	}
	if f.file, err = seekable(r); err != nil {
		return nil, err
	}
	if f.enc, f.size, err = sheet.Sniff(f.file, maxFile); err != nil {
		return nil, fileError(err)
	}
	if err := f.header(); err != nil {
		return nil, err
	}
	if err := f.survey(ctx); err != nil {
		return nil, err
	}
	return f, nil
}

// fileError is what a person reads about a file that cannot be read.
func fileError(err error) error {
	switch {
	case errors.Is(err, sheet.ErrTooLarge):
		return badInput("import-too-large", model.Args{"max": maxFile >> 20})
	case errors.Is(err, sheet.ErrNotText):
		return badInput("import-not-csv", nil)
	}
	return &model.Error{Kind: model.KindUnavailable, Key: "import-unreadable", Err: err}
}

// seekable is r itself where it is a file, else what it holds. Nothing is put
// down on a disk: it is full of names.
func seekable(r io.Reader) (io.ReadSeeker, error) {
	if s, ok := r.(io.ReadSeeker); ok {
		if _, err := s.Seek(0, io.SeekStart); err == nil {
			return s, nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fileError(err)
	}
	return bytes.NewReader(data), nil
}

// decoded is the file from its start.
func (f *form) decoded(count *int64) (io.Reader, error) {
	if _, err := f.file.Seek(0, io.SeekStart); err != nil {
		return nil, fileError(err)
	}
	return f.enc.Decode(&counting{r: f.file, n: count}), nil
}

// counting counts the bytes that were read.
type counting struct {
	r io.Reader
	n *int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

// header finds the delimiter and what the columns mean.
func (f *form) header() error {
	var n int64
	decoded, err := f.decoded(&n)
	if err != nil {
		return err
	}
	start, err := bufio.NewReaderSize(decoded, 64<<10).Peek(64 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return fileError(err)
	}
	// Excel puts "sep=;" before the header.
	if rest, ok := bytes.CutPrefix(start, []byte("sep=")); ok && len(rest) > 1 && rest[1] == '\n' {
		f.said, f.delim, start = true, rest[0], rest[2:]
	} else {
		f.delim = sheet.Guess(start, func(cells []string) int { return known(f.words.columns(cells, f.options.Mapping)) })
	}
	rec, err := sheet.NewReader(bytes.NewReader(start), f.delim).Read()
	if err != nil || rec.Err != nil {
		return badInput("import-empty", nil)
	}
	return f.mean(rec.Cells)
}

// mean reads the header's cells.
func (f *form) mean(cells []string) error {
	f.columns = f.words.columns(cells, f.options.Mapping)
	if missing := f.options.Mapping.missing(f.columns); len(missing) > 0 {
		return badInput("mapping-column", model.Args{"headers": missing, "columns": f.headers()})
	}
	f.stamp = slices.IndexFunc(f.columns, func(c column) bool { return c.field == Timestamp })
	if f.stamp < 0 {
		return badInput("import-no-timestamp", nil)
	}
	if !slices.ContainsFunc(f.columns, func(c column) bool { return c.field == Narrative || c.field == Subject }) {
		return badInput("import-no-account", nil)
	}
	return nil
}

// headers are what the columns of the file are called.
func (f *form) headers() []string {
	var out []string
	for _, c := range f.columns {
		out = append(out, c.header)
	}
	return out
}

// records reads the rows below the header, blank ones left out.
func (f *form) records(ctx context.Context, count *int64, each func(sheet.Record) error) error {
	decoded, err := f.decoded(count)
	if err != nil {
		return err
	}
	above := 1
	if f.said {
		above = 2
	}
	r := sheet.NewReader(decoded, f.delim)
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fileError(err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if rec.Row <= above || rec.Err == nil && empty(rec.Cells) {
			continue
		}
		if err := each(rec); err != nil {
			return err
		}
	}
}

func empty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// survey reads every row's time to learn the order of the dates.
func (f *form) survey(ctx context.Context) error {
	var v votes
	var n int64
	rows := 0
	err := f.records(ctx, &n, func(rec sheet.Record) error {
		if rows++; rows > maxRows {
			return badInput("import-too-many-rows", model.Args{"max": maxRows})
		}
		if f.stamp < len(rec.Cells) {
			if s, ok := parseStamp(rec.Cells[f.stamp]); ok {
				v.count(s)
			}
		}
		return nil
	})
	if err == nil {
		f.order, err = v.order(f.options.Dates)
	}
	return err
}
