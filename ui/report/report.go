package report

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/widget"
)

// Desk is what the form asks of the desk.
type Desk interface {
	// AddReport takes the report in; its errors are refusals to be shown.
	AddReport(ctx context.Context, r desk.Report) (desk.Added, error)
	Related(ctx context.Context, f model.Facts, who model.Reporter, except model.CaseID) ([]model.Related, error)
	Case(ctx context.Context, id model.CaseID) (model.Loaded, error)
	Meta(seen uint64) model.Meta
	Do(ctx context.Context, c model.Command) (model.Receipt, error)
}

// Drafts keep what is typed, sealed.
type Drafts interface {
	NewID() string // a fresh ULID
	SaveDraft(ctx context.Context, form string, v any) error
	Drafts(ctx context.Context, prefix string) ([]desk.SavedDraft, error)
	DropDraft(ctx context.Context, form string) error
}

// Config is what a form is made of. All fields are needed but Draft,
// OfficeArea, Receipt and DraftEvery.
type Config struct {
	Ctx     *screen.Ctx
	Desk    Desk
	Drafts  Drafts
	Channel model.Channel
	Draft   string // name of the unfinished report to take up; empty begins a new one
	Field   string // where the focus goes, of a form that comes back; no other draft is offered then

	Areas      widget.Areas
	OfficeArea string // the office's own area codes, parted by commas: found first
	ValidPhone func(number string) bool

	// Receipt prints a receipt; nil offers none.
	Receipt screen.PrintReceipt
	// DraftEvery is how long a change may wait before it is stored; 0 is 700 ms.
	DraftEvery time.Duration
}

const draftEvery = 700 * time.Millisecond

// How long commands may take.
const (
	saveTimeout = 20 * time.Second
	askTimeout  = 5 * time.Second
)

// page is which of the form's faces is shown.
type page int

const (
	pageForm page = iota
	pageReview
	pageDone
)

// Screen is one report being taken.
type Screen struct {
	cfg    Config
	size   screen.Size
	draft  Draft
	self   string // what answers to its own commands carry: the draft's name as it was taken up
	fields []field
	at     int // index of the field with the focus
	page   page

	// The widget of the field with the focus; nil for the shapes without one.
	line  *widget.Line
	area  *widget.Area
	combo *widget.Combo

	memory map[string]remembered // of the remarks beside the fields
	known  []knownPerson

	keep    keeping
	begun   mark         // of the draft as it was taken up
	twin    model.CaseID // what another session made of this report
	like    likeness
	review  review
	done    done
	loading bool // a draft is being read: keys wait
	leaving bool // the draft is being stored before the form closes
	sending bool // the report is being saved

	// How long to wait: for the typing to rest, before Enter saves.
	pause, settle time.Duration

	top   int  // first line of the form in sight
	heads bool // the section with the focus was chosen: it begins at the top unless all of it is in sight
	drawn *screen.View
}

// New makes a form: an empty one, or one that takes a draft up in Init.
func New(cfg Config) *Screen {
	if cfg.DraftEvery == 0 {
		cfg.DraftEvery = draftEvery
	}
	s := &Screen{cfg: cfg, loading: cfg.Draft != "", pause: pause, settle: settle}
	s.begin(newDraft(cfg.Drafts.NewID(), cfg.Channel, cfg.Ctx.Now()))
	s.comeBack()
	return s
}

// begin shows a draft.
func (s *Screen) begin(d Draft) {
	d.mend()
	s.draft, s.begun, s.self = d, d.mark(), d.form()
	s.forgetRemarks()
	s.keep = keeping{keeper: newKeeper(s.cfg.Drafts, d.form())}
	s.like = likeness{gen: s.like.gen + 1}
	s.page = pageForm
	if d.Review {
		s.page = pageReview
	}
	s.rebuild()
	s.focusID(d.At)
}

// forgetRemarks makes every remark be made anew: for another draft, in
// another language.
func (s *Screen) forgetRemarks() { s.memory, s.known = map[string]remembered{}, nil }

// Init takes the draft up, or looks whether there is one to be offered.
func (s *Screen) Init() tea.Cmd {
	if s.cfg.Draft == "" && s.cfg.Field != "" {
		return nil
	}
	return s.findDrafts(s.cfg.Draft)
}

// comeBack goes to the field that had the focus where the form was shown
// before: the draft may have been stored earlier.
func (s *Screen) comeBack() {
	if s.page == pageForm && slices.ContainsFunc(s.fields, func(f field) bool { return f.id == s.cfg.Field }) {
		s.focusID(s.cfg.Field)
	}
}

// Title names the screen in the header.
func (s *Screen) Title() string {
	if s.page == pageDone {
		return s.done.number
	}
	return s.t("report.title." + string(s.draft.Channel))
}

// Taking is the report being taken, as another process would open it again;
// nothing once it is saved.
func (s *Screen) Taking() screen.OpenReport {
	switch {
	case s.page == pageDone:
		return screen.OpenReport{}
	case s.loading:
		return screen.OpenReport{Channel: s.cfg.Channel, Draft: s.cfg.Draft}
	}
	at := screen.OpenReport{Channel: s.draft.Channel, Draft: s.draft.form()}
	if s.page == pageForm && s.current().shape != shapeAction {
		at.Field = s.draft.At
	}
	return at
}

// Route leads to the report again; nil once it is saved.
func (s *Screen) Route() screen.Route {
	if taking := s.Taking(); taking.Draft != "" {
		return taking
	}
	return nil
}

// Typing says whether an input has the focus.
func (s *Screen) Typing() bool { return s.page == pageForm }

func (s *Screen) t(key string, args ...locale.A) string { return s.cfg.Ctx.Print.T(key, args...) }

func (s *Screen) toast(text string, bad bool) tea.Cmd {
	return screen.Send(screen.Toast{Text: text, Bad: bad})
}

// current is the field with the focus.
func (s *Screen) current() field { return s.fields[s.at] }

// rebuild makes the list of fields anew and keeps the focus where it was.
func (s *Screen) rebuild() {
	id := s.draft.At
	s.fields = fields(&s.draft)
	s.at = min(s.at, len(s.fields)-1)
	for i, f := range s.fields {
		if f.id == id {
			s.at = i
		}
	}
}
