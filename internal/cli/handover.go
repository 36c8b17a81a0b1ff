package cli

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"piket/internal/desk"
	"piket/internal/locale"
	paper "piket/internal/report"
	"piket/model"
)

type handoverTree struct {
	List        handoverListCommand        `cmd:""`
	Show        handoverShowCommand        `cmd:""`
	PDF         handoverPDFCommand         `cmd:"" name:"pdf"`
	Text        handoverTextCommand        `cmd:""`
	Print       handoverPrintCommand       `cmd:""`
	Verify      handoverVerifyCommand      `cmd:""`
	Begin       handoverBeginCommand       `cmd:""`
	Note        handoverNoteCommand        `cmd:""`
	Remark      handoverRemarkCommand      `cmd:""`
	Offer       handoverOfferCommand       `cmd:""`
	Answer      handoverAnswerCommand      `cmd:""`
	Reply       handoverReplyCommand       `cmd:""`
	Sign        handoverSignCommand        `cmd:""`
	Countersign handoverCountersignCommand `cmd:""`
	Add         handoverAddCommand         `cmd:""`
}

// handoverID reads what people call a handover: that of its watch, and the
// number of an addition behind it. Nothing is the one to be handed over now.
func (s *seat) handoverID(ctx context.Context, session *desk.Session, name string) (model.HandoverID, error) {
	if name == "" {
		_, id, ok, err := session.WatchToHandOver(ctx)
		if err == nil && !ok {
			err = &model.Error{Kind: model.KindNotFound, Key: "watch-not-found", Args: model.Args{"watch": ""}}
		}
		return id, err //nolint:wrapcheck // a refusal as it is
	}
	id := model.HandoverID(strings.ToUpper(strings.TrimSpace(name)))
	if _, ok := id.Watch().Begins(session.Office().Zone); ok {
		return id, nil // the roster may be another one by now
	}
	w, err := s.watch(session, name)
	return model.HandoverID(w.ID), err
}

// handover is the session, and the handover somebody named.
func (s *seat) handover(ctx context.Context, name string) (*desk.Session, model.HandoverID, error) {
	session, err := s.session()
	if err != nil {
		return nil, "", err
	}
	id, err := s.handoverID(ctx, session, name)
	return session, id, err
}

// passing is the session, and a handover as it stands.
func (s *seat) passing(ctx context.Context, name string) (*desk.Session, desk.Passing, error) {
	session, id, err := s.handover(ctx, name)
	if err != nil {
		return nil, desk.Passing{}, err
	}
	p, err := session.Passing(ctx, id)
	return session, p, err //nolint:wrapcheck // a refusal as it is
}

// handoverListCommand shows the handovers, the newest first.
type handoverListCommand struct {
	Limit      int `placeholder:"N" default:"30"`
	Unaccepted bool
	JSON       bool
}

func (c *handoverListCommand) run(ctx context.Context, s *seat) error {
	session, err := s.session()
	switch {
	case err != nil:
		return err
	case c.Limit < 0:
		return &model.Error{Kind: model.KindInvalid, Key: "limit-odd"}
	}
	if !c.Unaccepted {
		if err := c.handovers(ctx, s, session); err != nil || c.JSON {
			return err
		}
	}
	left, err := session.Unaccepted(ctx)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	return s.unaccepted(left, c.JSON)
}

func (c *handoverListCommand) handovers(ctx context.Context, s *seat, session *desk.Session) error {
	limit := c.Limit
	if limit == 0 {
		limit = math.MaxInt
	}
	all, err := session.Handovers(ctx, "", limit)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	for _, h := range all {
		if !c.JSON {
			s.say(s.handoverText(h))
		} else if err := s.json(s.handoverShape(h)); err != nil {
			return err
		}
	}
	if len(all) == 0 && !c.JSON {
		s.say(s.print.T("cli.handover.none"))
	}
	return nil
}

// stateOf is how far a handover is.
func stateOf(h model.Handover) string {
	switch {
	case h.Owed():
		return "owed"
	case h.Sealed():
		return "sealed"
	case h.Withdrawn:
		return "withdrawn"
	case h.Covered:
		return "covered"
	case !h.Offered.IsZero():
		return "offered"
	}
	return "open"
}

// handoverTarget names a handover, by place.
type handoverTarget struct {
	ID string `arg:"" optional:"" name:"handover"`
}

// handoverShowCommand shows one, as it stands or as it was signed.
type handoverShowCommand struct {
	handoverTarget
	JSON bool
}

func (c *handoverShowCommand) run(ctx context.Context, s *seat) error {
	_, p, err := s.passing(ctx, c.ID)
	if err != nil {
		return err
	}
	return s.showPassing(p, c.JSON)
}

func (s *seat) showPassing(p desk.Passing, json bool) error {
	switch {
	case json:
		return s.json(s.passingShape(p))
	case p.Sealed():
		_, err := s.out.Write(paper.HandoverText(s.print, s.minutes(p)))
		return err //nolint:wrapcheck // the caller's own stream
	}
	s.draftText(p)
	return nil
}

func (s *seat) minutes(p desk.Passing) paper.Minutes {
	return paper.Minutes{Record: *p.Record, Section: s.app.Settings().Section, Countersigned: p.Countersigned}
}

// sealed is a handover that is signed: only such a one is put on paper.
func (s *seat) sealed(ctx context.Context, name string) (desk.Passing, error) {
	_, p, err := s.passing(ctx, name)
	if err == nil && !p.Sealed() {
		err = &model.Error{Kind: model.KindConflict, Key: "handover-no-paper", Args: model.Args{"handover": string(p.ID)}}
	}
	return p, err
}

// handoverPDFCommand writes one as pages.
type handoverPDFCommand struct {
	ID   string `arg:"" name:"handover"`
	File string `arg:""`
}

func (c *handoverPDFCommand) run(ctx context.Context, s *seat) error {
	p, err := s.sealed(ctx, c.ID)
	if err != nil {
		return err
	}
	pages, err := paper.HandoverPDF(s.print, s.minutes(p))
	if err != nil {
		return err //nolint:wrapcheck // says it all
	}
	return s.writeOut(c.File, pages)
}

// handoverTextCommand writes one as text of eighty columns.
type handoverTextCommand struct {
	ID   string `arg:"" name:"handover"`
	File string `arg:"" optional:"" default:"-"`
}

func (c *handoverTextCommand) run(ctx context.Context, s *seat) error {
	p, err := s.sealed(ctx, c.ID)
	if err != nil {
		return err
	}
	return s.writeOut(c.File, paper.HandoverText(s.print, s.minutes(p)))
}

// handoverPrintCommand has one printed.
type handoverPrintCommand struct {
	ID string `arg:"" name:"handover"`
}

func (c *handoverPrintCommand) run(ctx context.Context, s *seat) error {
	session, id, err := s.handover(ctx, c.ID)
	if err == nil {
		err = s.prints(session, insteadOfPDF(id))
	}
	if err != nil {
		return err
	}
	return s.printed(s.app.Minutes(ctx, id, s.print.Lang()))
}

// writeOut writes a paper to a new file where the command was typed, or to
// the stream. A file that is there stays as it is.
func (s *seat) writeOut(file string, data []byte) error {
	if file == stdio {
		_, err := s.out.Write(data)
		return err //nolint:wrapcheck // the caller's own stream
	}
	if s.request.network {
		return &model.Error{Kind: model.KindForbidden, Key: "far-paper"}
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(s.request.Dir, file) // the holder may stand elsewhere
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		_, err = f.Write(data)
		if closed := f.Close(); err == nil {
			err = closed
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return &model.Error{Kind: model.KindConflict, Key: "paper-exists", Args: model.Args{"path": file}, Err: err}
	}
	if err != nil {
		return &model.Error{Kind: model.KindUnavailable, Key: "paper-unwritten", Args: model.Args{"path": file}, Err: err}
	}
	s.say(s.print.T("cli.handover.written", locale.A{"path": file}))
	return nil
}

// handoverVerifyCommand proves a signed handover.
type handoverVerifyCommand struct {
	ID     string  `arg:"" optional:"" name:"handover"`
	Digest *string `arg:"" optional:""`
	Code   string  `placeholder:"TEXT"`
	JSON   bool
}

// verifyShape is what became of one.
type verifyShape struct {
	Handover string `json:"handover"`
	Whole    bool   `json:"whole"`
	Fault    string `json:"fault"` // "record", "segment" or "digest"; empty when whole
	At       uint64 `json:"at"`    // the entry where the segment is not as it was
	Later    uint64 `json:"later"` // an entry after it all that is not; 0 for none
	Digest   string `json:"digest"`
}

func (c *handoverVerifyCommand) run(ctx context.Context, s *seat) error {
	name, digest, err := c.asked()
	if err != nil {
		return err
	}
	session, id, err := s.handover(ctx, name)
	if err == nil && name == "" {
		id, err = lastSigned(ctx, session, id)
	}
	if err != nil {
		return err
	}
	v, err := session.VerifyHandover(ctx, id, digest)
	if err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	shape := verifyShape{Handover: string(id), Whole: v.Whole, Digest: v.Record.Digest, Later: v.Later}
	refused := shape.judge(v)
	if c.JSON {
		if err := s.json(shape); err != nil {
			return err
		}
	} else if refused == nil {
		s.say(s.print.T("cli.handover.whole", locale.A{
			"handover": string(id), "digest": v.Record.Digest, "from": v.Record.Since + 1, "to": v.Record.Upto,
		}))
		if v.Later > 0 {
			s.say(s.print.T("cli.handover.later", locale.A{"at": v.Later}))
		}
	}
	return refused
}

// lastSigned is the newest signed handover, else the one that is due.
func lastSigned(ctx context.Context, session *desk.Session, due model.HandoverID) (model.HandoverID, error) {
	const recent = 100
	all, err := session.Handovers(ctx, "", recent)
	for _, h := range all {
		if h.Sealed() {
			return h.ID, err //nolint:wrapcheck // a refusal as it is
		}
	}
	return due, err //nolint:wrapcheck // a refusal as it is
}

// asked is the handover and the digest, as typed or as a QR code holds them.
func (c *handoverVerifyCommand) asked() (name, digest string, err error) {
	switch {
	case c.Code == "" && c.Digest == nil:
		return c.ID, "", nil
	case c.Code == "":
		if strings.TrimSpace(*c.Digest) == "" { // nothing would be compared
			return "", "", &model.Error{Kind: model.KindInvalid, Key: "handover-digest-short", Args: model.Args{"n": desk.LeastDigest}}
		}
		return c.ID, *c.Digest, nil
	}
	words := strings.Fields(c.Code)
	at := slices.Index(words, "verify") + 1
	if c.ID != "" || len(words)-at != 2 {
		return "", "", &model.Error{Kind: model.KindInvalid, Key: "handover-code"}
	}
	return words[at], words[at+1], nil
}

// judge says which of the three is not as it was: the record, what it seals,
// or the paper.
func (v *verifyShape) judge(found desk.Verified) error {
	args := model.Args{"handover": v.Handover}
	refuse := func(fault, key string) error {
		v.Fault = fault
		return &model.Error{Kind: model.KindUnavailable, Key: key, Args: args}
	}
	switch {
	case found.Whole:
		return nil
	case found.Record.Digest != found.Record.Sum(), found.At > found.Record.Upto:
		return refuse("record", "handover-record-changed")
	case !found.Segment:
		if v.At = found.At; v.At == 0 {
			v.At = found.Record.Upto
		}
		args["at"] = v.At
		return refuse("segment", "handover-segment-changed")
	}
	return refuse("digest", "handover-digest-other")
}
