package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"piket/model"
)

// inventor makes believable reports, the same ones for the same seed.
type inventor struct {
	rnd *rand.Rand
	ids *ulid.MonotonicEntropy
	at  time.Time
}

func newInventor(seed uint64, at time.Time) *inventor {
	src := rand.New(rand.NewPCG(seed, 1))
	return &inventor{rnd: src, ids: ulid.Monotonic(randReader{src}, 0), at: at}
}

type randReader struct{ r *rand.Rand }

func (r randReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r.r.Uint32())
	}
	return len(p), nil
}

func (v *inventor) id() string { return ulid.MustNew(ulid.Timestamp(v.at), v.ids).String() }

func (v *inventor) meta() model.Meta {
	return model.Meta{ID: v.id(), At: v.at, Actor: model.Actor{Officer: "01J0000000000000000000SARI", Door: "bench"}}
}

func (v *inventor) pick(list ...string) string { return list[v.rnd.IntN(len(list))] }

func (v *inventor) name() string {
	return v.pick("Chen", "Wei", "Okafor", "Adeyemi", "Park", "Kim", "Nguyen", "Smith", "Müller", "Kowalski", "Petrov", "Rahman") + " " +
		v.pick("Li", "Ming", "Chidi", "Emeka", "Jisoo", "Van An", "John", "Anna", "Piotr", "Ivan", "Abdul", "Fatima") + " " +
		fmt.Sprintf("%c%c", 'A'+v.rnd.IntN(26), 'a'+v.rnd.IntN(26))
}

// report is a complaint or a presence report with two or three subjects.
func (v *inventor) report() model.OpenCase {
	c := model.OpenCase{
		Meta: v.meta(), Case: model.CaseID(v.id()), Violation: "overstay",
		Urgency: model.Urgencies()[min(2, v.rnd.IntN(8))],
		Facts: model.Facts{
			Kind: model.Kinds()[v.rnd.IntN(2)], Channel: model.Phone, Occurred: v.at.Add(-time.Hour),
			Narrative: "Pelapor melihat beberapa orang asing keluar masuk rumah kontrakan sejak bulan lalu, bekerja di bengkel " +
				"di ujung gang pada malam hari, dan tidak pernah melapor kepada ketua RT. " + v.pick("Sudah ditegur dua kali.", "Ada mobil putih.", "Pemilik kos tidak tahu."),
			Place: model.Place{
				Name:    v.pick("Kos", "Hotel", "Mess", "Apartemen") + " " + v.pick("Melati", "Mawar", "Narita", "Anggrek", "Sejahtera") + fmt.Sprint(" ", v.rnd.IntN(200)),
				Address: fmt.Sprintf("Jl. %s %s No. %d", v.pick("Maulana", "Sudirman", "Merdeka", "Daan", "Imam"), v.pick("Hasanuddin", "Raya", "Bonjol", "Mogot"), v.rnd.IntN(300)),
				Area:    fmt.Sprintf("36.71.%02d", 1+v.rnd.IntN(13)),
			},
		},
		Reporter: &model.SealedReporter{Pseudonym: model.Pseudonym(fmt.Sprintf("%08X", v.rnd.Uint32())), Sealed: make([]byte, 400), HasPhone: true},
	}
	for range 1 + v.rnd.IntN(3) {
		c.Facts.Subjects = append(c.Facts.Subjects, model.Subject{
			Name: v.name(), Nationality: v.pick("CHN", "NGA", "KOR", "VNM"), Sex: "M",
			Passport: fmt.Sprintf("E%08d", v.rnd.IntN(1e8)), Permit: "ITAS",
		})
	}
	return c
}

// life is the commands of a case from report to disposition.
func (v *inventor) life(closed bool) []model.Command {
	c := v.report()
	if !closed {
		return []model.Command{c}
	}
	c.Take = true
	return []model.Command{
		c,
		model.ChangeStatus{Meta: v.meta(), Case: c.Case, To: model.Analysing},
		model.ChangeStatus{Meta: v.meta(), Case: c.Case, To: model.Closed, Disposition: model.Guidance},
	}
}

const fillWorkers = 256

// fill carries out n lives, one in ten left open, over a span of time up to
// the end.
func fill(tb testing.TB, s *Store, n int, seed uint64, span time.Duration) {
	tb.Helper()
	end := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	v := newInventor(seed, end.Add(-span))
	lives := make(chan []model.Command, fillWorkers)
	var failed atomic.Pointer[error]
	var wg sync.WaitGroup
	for range fillWorkers {
		wg.Go(func() {
			for life := range lives {
				for _, c := range life {
					if _, err := s.Do(context.Background(), c); err != nil {
						failed.Store(&err)
					}
				}
			}
		})
	}
	for i := range n {
		v.at = v.at.Add(span / time.Duration(n))
		lives <- v.life(i%10 != 0)
	}
	close(lives)
	wg.Wait()
	if err := failed.Load(); err != nil {
		tb.Fatalf("fill: %v", *err)
	}
}

// setUpOffice answers the three questions.
func setUpOffice(tb testing.TB, s *Store) {
	tb.Helper()
	v := newInventor(0, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	_, err := s.Do(context.Background(), model.SetUpOffice{
		Meta:    v.meta(),
		Office:  model.OfficeSetUp{Name: "Kanim Uji", Code: "UJI", Zone: model.WIB, Recipient: "age1uji"},
		Officer: model.Officer{ID: "01J0000000000000000000SARI", Name: "Sari W."},
	})
	if err != nil {
		tb.Fatalf("set up: %v", err)
	}
}

// opened opens a store in a folder of the test, with an office.
func opened(tb testing.TB, c Config, cut seams) *Store {
	tb.Helper()
	if c.Path == "" {
		c.Path = filepath.Join(tb.TempDir(), FileName)
	}
	s, err := open(c, cut)
	if err != nil {
		tb.Fatalf("open: %v", err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	if !s.Office().SetUp() && !c.ReadOnly {
		setUpOffice(tb, s)
	}
	return s
}
