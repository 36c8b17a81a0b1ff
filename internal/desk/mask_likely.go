package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"runtime"
	"slices"
	"sort"
	"sync"

	"piket/internal/seal"
	"piket/model"
)

// Bounds of what is looked behind and kept.
const (
	mostLikely = 300  // seals, for the texts of one state of the store
	mostTexts  = 5000 // texts, without them
)

// names are the reporters an officer most likely speaks of who names no case:
// those of the first of the queue. Each is read once while they are among
// them, and only what is looked for in texts is kept.
type names struct {
	mu      sync.Mutex // guards the rest
	at      uint64     // the journal's entry it is right for
	looked  bool
	likely  map[model.CaseID]bearer
	order   []bearer       // by serial
	maskers []*seal.Masker // theirs
	serial  int
	texts   map[string]hiddenText
}

// bearer is one of them.
type bearer struct {
	of      *seal.Masker // nil where nobody is known or the seal does not open
	version uint64       // of the case it was read of
	sealed  [sha256.Size]byte
	serial  int
}

// hiddenText is a text without those up to a serial.
type hiddenText struct {
	open string
	upto int
}

func newNames() *names { return &names{texts: map[string]hiddenText{}} }

// edit takes them out of a text.
func (n *names) edit(t model.Text, told string) string {
	if told == "" || t.Kind != model.Prose && t.Kind != model.Phrase {
		return told
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.open(told)
}

// open is a text without them, as far as it has not been looked through
// before. The caller holds mu.
func (n *names) open(told string) string {
	was, ok := n.texts[told]
	if !ok {
		was.open = told
	}
	from := sort.Search(len(n.order), func(i int) bool { return n.order[i].serial > was.upto })
	was.open, was.upto = seal.Without(was.open, n.maskers[from:]), n.serial
	if len(n.texts) >= mostTexts {
		clear(n.texts)
	}
	n.texts[told] = was
	return was.open
}

// lookBehind reads the seals of the first of the queue, of the state of the
// store as it is. Where that fails, those read before do.
func (s *Session) lookBehind(ctx context.Context) {
	n, at := s.desk.names, s.Seq()
	n.mu.Lock()
	done := n.looked && n.at == at
	n.mu.Unlock()
	if done {
		return
	}
	w, err := s.Window(ctx, model.WindowQuery{Now: s.Now(), After: mostLikely})
	if err == nil {
		s.lookBehindOf(ctx, w.Rows, at)
	}
}

// lookBehindOf is lookBehind of rows that were read already.
func (s *Session) lookBehindOf(ctx context.Context, rows []model.Row, at uint64) {
	n := s.desk.names
	n.mu.Lock()
	defer n.mu.Unlock()
	likely := make(map[model.CaseID]bearer, mostLikely)
	var unread []model.Row
	for _, r := range rows[:min(len(rows), mostLikely)] {
		if r.Pseudonym == "" {
			continue
		}
		b, ok := n.likely[r.ID]
		if likely[r.ID] = b; !ok || b.version != r.Version {
			unread = append(unread, r)
		}
	}
	for i, b := range s.readAll(ctx, unread, likely) {
		if b.of != nil && b.serial == 0 {
			n.serial++
			b.serial = n.serial
		}
		likely[unread[i].ID] = b
	}
	n.take(likely)
	n.at, n.looked = at, true
}

// take looks for some and no others from now on. The caller holds mu.
func (n *names) take(likely map[model.CaseID]bearer) {
	n.likely, n.order, n.maskers = likely, nil, nil
	for _, b := range likely {
		if b.of != nil {
			n.order = append(n.order, b)
		}
	}
	slices.SortFunc(n.order, func(a, b bearer) int { return cmp.Compare(a.serial, b.serial) })
	for _, b := range n.order {
		n.maskers = append(n.maskers, b.of)
	}
}

// readAll reads the reporters of cases on every processor: to open a seal is
// arithmetic.
func (s *Session) readAll(ctx context.Context, rows []model.Row, before map[model.CaseID]bearer) []bearer {
	out := make([]bearer, len(rows))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(rows))
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(rows); i += workers {
				out[i] = s.read(ctx, rows[i], before[rows[i].ID])
			}
		})
	}
	wg.Wait()
	return out
}

// read opens a seal, unless it is the one that was opened before. A new one
// has no serial yet.
func (s *Session) read(ctx context.Context, r model.Row, before bearer) bearer {
	out := bearer{version: r.Version}
	l, err := s.Case(ctx, r.ID)
	if err != nil || l.Case.Reporter == nil {
		return out
	}
	out.sealed = sha256.Sum256(l.Case.Reporter.Sealed)
	if before.of != nil && before.sealed == out.sealed {
		out.of, out.serial = before.of, before.serial
		return out
	}
	if who, err := s.desk.cfg.Keys.Open(l.Case.Reporter); err == nil {
		out.of = seal.NewMasker(who)
	}
	return out
}
