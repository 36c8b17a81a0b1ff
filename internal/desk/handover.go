package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"piket/model"
)

// Passing is a handover as it stands: what both said, and the lines as the
// journal has them now, or as they were sealed.
type Passing struct {
	model.Handover
	Watch model.Watch
	Lines []model.Line // none once it is sealed: the record has them
	Upto  uint64       // the journal's entry the lines were drafted at
}

// BeginHandover opens the handover of a watch, or finds the one begun before.
func (s *Session) BeginHandover(ctx context.Context, id model.HandoverID) (Passing, error) {
	return s.begin(ctx, id, false)
}

// ReceiveHandover is BeginHandover by the incoming officer, where nobody is
// there to hand over.
func (s *Session) ReceiveHandover(ctx context.Context, id model.HandoverID) (Passing, error) {
	return s.begin(ctx, id, true)
}

func (s *Session) begin(ctx context.Context, id model.HandoverID, alone bool) (Passing, error) {
	h, err := s.handover(ctx, id)
	if err != nil {
		return Passing{}, err
	}
	if h.Version == 0 {
		since, missed, err := s.sinceLast(ctx, id.Watch())
		if err != nil {
			return Passing{}, err
		}
		err = s.run(ctx, model.OpenHandover{Meta: s.Meta(0), Handover: id, Since: since, Missed: missed, Alone: alone})
		if err != nil && !errors.Is(err, &model.Error{Key: "handover-begun"}) {
			return Passing{}, err
		}
	}
	return s.Passing(ctx, id)
}

// AddToHandover opens an addition to one that is signed, with what it says.
func (s *Session) AddToHandover(ctx context.Context, id model.HandoverID, text string) (Passing, error) {
	before, err := s.handover(ctx, id)
	if err != nil {
		return Passing{}, err
	}
	var since uint64
	if before.Record != nil {
		since = before.Record.Upto
	}
	for n := 2; ; n++ {
		next := model.HandoverID(string(id.Watch()) + "-" + strconv.Itoa(n))
		err := s.run(ctx, model.OpenHandover{Meta: s.Meta(0), Handover: next, Since: since, AddsTo: id, Remark: text})
		if errors.Is(err, &model.Error{Key: "handover-begun"}) {
			continue
		}
		if err != nil {
			return Passing{}, err
		}
		return s.Passing(ctx, next)
	}
}

// WithdrawHandover takes an addition back that its writer began and nobody signed.
func (s *Session) WithdrawHandover(ctx context.Context, id model.HandoverID) error {
	return s.run(ctx, model.WithdrawHandover{Meta: s.Meta(0), Handover: id})
}

func (s *Session) handover(ctx context.Context, id model.HandoverID) (model.Handover, error) {
	history, err := s.desk.cfg.Duty.Records(ctx, id.Stream())
	return model.FoldHandover(history), err
}

// mostMissed bounds how many watches without a handover one is told of.
const mostMissed = 30

// sinceLast is the journal's entry up to which the last signed handover told,
// and the watches since then that nobody handed over. The first handover of
// an office tells of its own watch alone.
func (s *Session) sinceLast(ctx context.Context, id model.WatchID) (uint64, []model.WatchID, error) {
	rules := s.Rules()
	w, ok := rules.WatchNamed(id)
	if !ok {
		return 0, nil, &model.Error{Kind: model.KindNotFound, Key: "watch-not-found", Args: model.Args{"watch": string(id)}}
	}
	last, found, err := s.lastSealed(ctx, string(id))
	if err != nil {
		return 0, nil, err
	}
	if !found {
		since, err := s.desk.cfg.Duty.SeqAt(ctx, w.From)
		return since, nil, err
	}
	var missed []model.WatchID
	for at := w.From; len(missed) < mostMissed; {
		before, ok := rules.WatchBefore(at)
		if !ok || before.ID <= last.Watch.ID {
			break
		}
		missed = append(missed, before.ID)
		at = before.From
	}
	slices.Reverse(missed)
	return last.Upto, missed, nil
}

// Handovers are the handovers before one, the newest first; all from the end
// when before is empty.
func (s *Session) Handovers(ctx context.Context, before model.HandoverID, limit int) ([]model.Handover, error) {
	ids, err := s.desk.cfg.Duty.Streams(ctx, model.OfHandover, string(before), limit)
	if err != nil {
		return nil, err
	}
	out := make([]model.Handover, 0, len(ids))
	for _, stream := range ids {
		_, id, _ := stream.Cut()
		h, err := s.handover(ctx, model.HandoverID(id))
		if err == nil {
			h, err = s.covered(ctx, h)
		}
		if err != nil {
			return out, err
		}
		out = append(out, h)
	}
	return out, nil
}

// Passing is a handover as it stands; handover-not-found without one.
func (s *Session) Passing(ctx context.Context, id model.HandoverID) (Passing, error) {
	h, err := s.handover(ctx, id)
	if err == nil {
		h, err = s.covered(ctx, h)
	}
	if err != nil {
		return Passing{}, err
	}
	if h.Version == 0 {
		return Passing{}, &model.Error{Kind: model.KindNotFound, Key: "handover-not-found", Args: model.Args{"handover": model.CleanLine(string(id))}}
	}
	p := Passing{Handover: h}
	p.Watch = h.Of(s.Rules())
	if h.Sealed() {
		p.Watch = h.Record.Watch
		return p, nil
	}
	p.Lines, p.Upto, err = s.draft(ctx, h, p.Watch)
	return p, err
}

// NoteLine says what comes next of a line. Over what another officer has said
// it only goes where seen, a version of the handover, had that before them;
// else it is refused with handover-said.
func (s *Session) NoteLine(ctx context.Context, id model.HandoverID, line model.LineKey, o model.Outlook, seen uint64) error {
	return s.run(ctx, model.NoteLine{Meta: s.Meta(seen), Handover: id, Line: line, Outlook: o})
}

// RemarkHandover is what is to be said beside the lines; of seen, see NoteLine.
func (s *Session) RemarkHandover(ctx context.Context, id model.HandoverID, text string, seen uint64) error {
	return s.run(ctx, model.RemarkHandover{Meta: s.Meta(seen), Handover: id, Text: text})
}

// OfferHandover says that the outgoing officer is done with it.
func (s *Session) OfferHandover(ctx context.Context, id model.HandoverID) error {
	p, err := s.Passing(ctx, id)
	if err != nil {
		return err
	}
	return s.run(ctx, model.OfferHandover{Meta: s.Meta(0), Handover: id, Lines: p.Lines})
}

// Reply is what the incoming officer says to a line.
type Reply struct {
	Verdict  model.Verdict
	Text     string
	ReadBack string
	Seen     uint64 // version of the handover that the officer had before them
}

// AnswerLine is the incoming officer's word to a line, as it was shown. Over
// another's, it is refused with handover-said, or handover-accepted where that
// one has no text, unless it was seen.
func (s *Session) AnswerLine(ctx context.Context, id model.HandoverID, line model.Line, r Reply) error {
	return s.run(ctx, model.AnswerLine{
		Meta: s.Meta(r.Seen), Handover: id, Line: line, Verdict: r.Verdict, Text: r.Text, ReadBack: r.ReadBack,
	})
}

// ReplyLine answers a question.
func (s *Session) ReplyLine(ctx context.Context, id model.HandoverID, line model.LineKey, text string) error {
	return s.run(ctx, model.ReplyLine{Meta: s.Meta(0), Handover: id, Line: line, Text: text})
}

// Sign is a signature about to be given.
type Sign struct {
	Handover model.HandoverID
	Side     model.Side
	By       SignIn       // who signs, who need not be whose session it is
	Seen     []model.Line // as they stood before who signs
	Lone     string       // why the other side does not
}

// Sign signs for one side. It refuses with handover-moved where a line is not
// as it was seen, and signs again by itself where the journal went on with
// what concerns no line.
func (s *Session) Sign(ctx context.Context, in Sign) (Passing, error) {
	signer := s.As(in.By.Officer)
	if err := model.Authorise(s.Office(), model.SignHandover{Meta: signer.Meta(0)}); err != nil {
		return Passing{}, err //nolint:wrapcheck // a refusal as it is
	}
	by, err := s.desk.proved(ctx, in.By)
	if err != nil {
		return Passing{}, err
	}
	h, err := s.handover(ctx, in.Handover)
	if err != nil {
		return Passing{}, err
	}
	sat, err := s.attended(ctx, h.Of(s.Rules()))
	if err != nil {
		return Passing{}, err
	}
	for try := 0; ; try++ {
		p, err := s.Passing(ctx, in.Handover)
		if err != nil {
			return p, err
		}
		if p.Covered {
			return p, &model.Error{Kind: model.KindConflict, Key: "handover-covered"}
		}
		if !p.Sealed() && !sameLines(in.Seen, p.Lines) {
			return p, &model.Error{Kind: model.KindConflict, Key: "handover-moved"}
		}
		hash, _, _, err := s.desk.cfg.Duty.Segment(ctx, p.Upto-1, p.Upto)
		if err != nil {
			return p, err
		}
		_, err = signer.Do(ctx, model.SignHandover{
			Meta: signer.Meta(0), Handover: in.Handover, Side: in.Side, By: by, Upto: p.Upto, Hash: hash, Lines: p.Lines, Sat: sat, Lone: in.Lone,
		})
		if errors.Is(err, &model.Error{Key: "handover-moved"}) && try < mostSigns {
			continue
		}
		if err != nil {
			return p, err
		}
		return s.Passing(ctx, in.Handover)
	}
}

const mostSigns = 20

// Bounds of the sittings that are looked through for one watch: none lasts
// longer, and no desk has more.
const (
	longestSitting = model.LongestSitting
	mostSittings   = 2000
)

// attended is who sat at the desk in a watch.
func (s *Session) attended(ctx context.Context, w model.Watch) ([]model.Attendance, error) {
	sittings, err := s.desk.sittings(ctx, w.From)
	if err != nil {
		return nil, err
	}
	return model.Attended(w, s.Now(), sittings), nil
}

// sameLines says whether every line is as it was seen.
func sameLines(seen, now []model.Line) bool {
	return slices.EqualFunc(seen, now, func(a, b model.Line) bool {
		return a.Key == b.Key && a.Seq == b.Seq && a.Row.Version == b.Row.Version && a.Grave() == b.Grave()
	})
}

// Countersign is the supervisor's word on one that was late, alone or missing,
// proved as a signature is. A wrong PIN counts as it does there.
func (s *Session) Countersign(ctx context.Context, id model.HandoverID, note string, by SignIn) error {
	signer := s.As(by.Officer)
	if err := model.Authorise(s.Office(), model.CountersignHandover{Meta: signer.Meta(0)}); err != nil {
		return err //nolint:wrapcheck // a refusal as it is
	}
	proof, err := s.desk.proved(ctx, by)
	if err != nil {
		return err
	}
	return signer.run(ctx, model.CountersignHandover{Meta: signer.Meta(0), Handover: id, By: proof, Note: note})
}

// Verified is what became of a sealed handover.
type Verified struct {
	Record  model.Record
	Whole   bool   // record and segment are as they were signed
	Segment bool   // the segment is
	At      uint64 // the entry of it, or of the signing after it, that is not as it was written
	Later   uint64 // the first entry since then that is not; it says nothing against the handover
}

// LeastDigest is how much of a digest tells one record from another.
const LeastDigest = 12

// VerifyHandover proves a sealed handover: its record by its digest, and its
// segment of the journal by its hash. digest is the one on the paper; where
// it is given, the record must have it.
func (s *Session) VerifyHandover(ctx context.Context, id model.HandoverID, digest string) (Verified, error) {
	digest = strings.ToLower(strings.Join(strings.Fields(digest), "")) // as printed, in groups
	if digest != "" && (len(digest) < LeastDigest || strings.Trim(digest, "0123456789abcdef") != "") {
		return Verified{}, &model.Error{Kind: model.KindInvalid, Key: "handover-digest-short", Args: model.Args{"n": LeastDigest}}
	}
	h, err := s.handover(ctx, id)
	if err != nil {
		return Verified{}, err
	}
	if !h.Sealed() {
		return Verified{}, &model.Error{Kind: model.KindNotFound, Key: "handover-not-found", Args: model.Args{"handover": model.CleanLine(string(id))}}
	}
	v := Verified{Record: *h.Record}
	journal := s.desk.cfg.Duty
	hash, whole, at, err := journal.Segment(ctx, h.Record.Since, h.Record.Upto)
	if err == nil && whole { // the record's own entry hangs on the same chain
		_, whole, at, err = journal.Segment(ctx, h.Record.Upto-1, min(h.Entry+1, s.Seq()))
	}
	if err == nil && whole {
		_, _, v.Later, err = journal.Segment(ctx, h.Entry-1, s.Seq())
	}
	if err != nil {
		return v, fmt.Errorf("verify handover: %w", err)
	}
	v.Segment, v.At = whole && hash == h.Record.Hash, at
	v.Whole = v.Segment && h.Record.Digest == h.Record.Sum() && strings.HasPrefix(h.Record.Digest, digest)
	return v, nil
}
