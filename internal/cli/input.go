package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"piket/model"
)

// inputCommand reads a file, or what is piped in.
type inputCommand interface {
	// input is the file named; empty or "-" is what is piped in.
	input() string
}

// asking is an inputCommand that does without a file: it asks, or needs none.
type asking interface{ asks() }

// mappedCommand reads a second, small file.
type mappedCommand interface {
	mapping() string
}

const maxMapping = 64 << 10

// openInput opens what a command reads, here where it was typed.
func (p *process) openInput() error {
	if c, ok := p.parsed.command.(mappedCommand); ok && c.mapping() != "" {
		if err := p.readMapping(c.mapping()); err != nil {
			return err
		}
	}
	if c, ok := p.parsed.command.(*pinCommand); ok {
		return p.askPIN(c)
	}
	switch p.parsed.command.(type) {
	case *handoverSignCommand, *handoverCountersignCommand:
		return p.askProof()
	}
	c, ok := p.parsed.command.(inputCommand)
	if !ok {
		return nil
	}
	switch path := c.input(); path {
	case "":
		if _, asks := c.(asking); p.request.InTTY && !asks {
			return usage("usage-input-missing", p.parsed.path, nil)
		}
	case "-":
		p.request.InTTY = false
	default:
		f, err := openFile(path)
		if err != nil {
			return err
		}
		p.streams.In, p.request.InTTY = f, false // the system closes it with the process
	}
	return nil
}

func (p *process) readMapping(path string) error {
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	p.request.Mapping, err = io.ReadAll(io.LimitReader(f, maxMapping+1))
	if err != nil || len(p.request.Mapping) > maxMapping {
		return fileError("file-unreadable", path, err)
	}
	return nil
}

// byHand says that what the command reads is typed at a terminal, which may
// take as long as a telephone call: nobody is kept out of the store for that.
func (p *process) byHand() bool {
	_, reads := p.parsed.command.(inputCommand)
	return reads && p.streams.In == p.cfg.Stdin && isTerminal(p.cfg.Stdin)
}

// openFile opens a file to read; a folder is none.
func openFile(path string) (*os.File, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fileError("file-missing", path, err)
	}
	if err != nil {
		return nil, fileError("file-unreadable", path, err)
	}
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, errors.Join(fileError("file-unreadable", path, err), f.Close())
	}
	return f, nil
}

func fileError(key, path string, err error) error {
	return &model.Error{Kind: model.KindInvalid, Key: key, Args: model.Args{"path": path}, Err: err}
}

// errInterrupted says that somebody gave up while input was awaited.
var errInterrupted = errors.New("interrupted")

// untilDone reads until a channel closes: a terminal's next line may never
// come, and must not keep the store open.
type untilDone struct {
	in   io.Reader
	done <-chan struct{}
}

// Read is the reader's own, or errInterrupted.
func (u untilDone) Read(p []byte) (int, error) {
	type result struct {
		data []byte
		err  error
	}
	got := make(chan result, 1)
	go func() {
		data := make([]byte, len(p)) // p is the caller's again once Read returned
		n, err := u.in.Read(data)
		got <- result{data[:n], err}
	}()
	select {
	case r := <-got:
		return copy(p, r.data), r.err
	case <-u.done:
		return 0, errInterrupted
	}
}
