package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui"
)

// seat is where one command sits: an open store, an officer, a language, and
// where to read and write.
type seat struct {
	host    *host
	app     *app.App
	print   *locale.Printer
	request Request
	named   string // the officer asked for, or empty
	in      io.Reader
	out     *bufio.Writer
	err     io.Writer
	seated  func(ui.Sitting) // told who sits at this process's own screen
}

func (h *host) seat(p parsed, r Request, streams Streams, print *locale.Printer) *seat {
	named := p.tree.Officer
	if named == "" {
		named = r.env("PIKET_OFFICER")
	}
	return &seat{
		host: h, app: h.app, print: print, request: r, named: named,
		in: streams.In, out: bufio.NewWriter(streams.Out), err: streams.Err,
	}
}

// officer is who acts: the one named, else the first who may.
func (s *seat) officer() (model.Officer, error) {
	office := s.app.Desk().Office()
	if !office.SetUp() {
		return model.Officer{}, &model.Error{Kind: model.KindConflict, Key: "office-not-set-up"}
	}
	if s.request.network {
		return keyHolder(office, s.request.key)
	}
	if s.named != "" {
		f, err := named(office, s.named)
		if err == nil && f.Disabled {
			err = unknownOfficer(office, s.named)
		}
		return f, err
	}
	for _, f := range office.Officers {
		if !f.Disabled {
			return f, nil
		}
	}
	return model.Officer{}, &model.Error{Kind: model.KindForbidden, Key: "no-officer"}
}

// session is the desk in that officer's hands.
func (s *seat) session() (*desk.Session, error) {
	f, err := s.officer()
	if err != nil {
		return nil, err
	}
	session := s.app.Desk().Session(model.Actor{Officer: f.ID, Door: s.door()})
	if s.request.network {
		session = session.ByKey()
	}
	return session, nil
}

// door is how the journal names the way a command came in.
func (s *seat) door() string {
	if s.request.network {
		return networkDoor
	}
	return door
}

// find is the session, and the case somebody named.
func (s *seat) find(ctx context.Context, number string) (*desk.Session, model.Loaded, error) {
	session, err := s.session()
	if err != nil {
		return nil, model.Loaded{}, err
	}
	id, err := session.Resolve(ctx, number)
	if err != nil {
		return nil, model.Loaded{}, err //nolint:wrapcheck // a refusal as it is
	}
	l, err := session.Case(ctx, id)
	return session, l, err //nolint:wrapcheck // a refusal as it is
}

func (s *seat) zone() *time.Location { return s.app.Desk().Office().Zone.Location() }

// name is what an officer is called; empty for nobody.
func (s *seat) name(id model.OfficerID) string {
	if f, ok := s.app.Desk().Office().Officer(id); ok {
		return f.Name
	}
	return string(id)
}

// json writes a value as one line.
func (s *seat) json(v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}

// say writes a line of plain text.
func (s *seat) say(line string) { fmt.Fprintln(s.out, line) }

// note writes a line beside the answer.
func (s *seat) note(line string) { fmt.Fprintln(s.err, line) }
