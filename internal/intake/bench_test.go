package intake

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"
	"golang.org/x/sync/errgroup"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// openDesk is a session on a real desk over a fresh store.
func openDesk(t testing.TB, keys *seal.Keys, opts ...func(*storage.Config)) *desk.Session {
	t.Helper()
	store := storagetest.Open(t, opts...)
	d := desk.New(desk.Config{
		Journal: store, Cases: store, Drafts: store, Keys: keys,
		Rules: func() model.Rules { return model.DefaultRules(model.WIB) },
		Now:   time.Now, NewID: func() string { return ulid.Make().String() },
	})
	return d.Session(model.Actor{Officer: storagetest.Admin, Door: "import"})
}

// export is a form's answers as Google exports them.
func export(rows int) string {
	var b strings.Builder
	b.WriteString(header)
	at := time.Date(2026, 1, 13, 8, 0, 0, 0, time.UTC)
	for i := range rows {
		at = at.Add(time.Minute)
		fmt.Fprintf(&b, "%s,%s,Rekaan Sentosa %d,Laki-laki,\"Jl. Karangan %d, Cipondoh\",0840-%04d-%04d,Rekaan Li %c,"+
			"\"Sejak bulan lalu beberapa orang asing tinggal di rumah nomor %d.\nMereka bekerja di bengkel \"\"tanpa izin\"\", kata warga.\","+
			"\"https://drive.example/open?id=%d, https://drive.example/open?id=%d\"\n",
			at.Format("02/01/2006 15:04:05"), at.Format("02/01/2006"), i, i, i/10_000, i%10_000, 'A'+rune(i%26), i, i, i+1)
	}
	return b.String()
}

func TestImportIntoAStore(t *testing.T) {
	o := options(t)
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	o.Refs.Fingerprint = keys.Fingerprint
	s := openDesk(t, keys)
	for i, want := range []Result{{Rows: 300, Added: 300}, {Rows: 300, Present: 300}, {Rows: 350, Added: 50, Present: 300}} {
		file := export(want.Rows)
		r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, s.AddReport)
		if err != nil || r.Rows != want.Rows || r.Added != want.Added || r.Present != want.Present || r.RefusedCount != 0 {
			t.Fatalf("import %d: %+v, %v", i+1, r, err)
		}
	}
	w, err := s.Window(t.Context(), model.WindowQuery{Now: s.Now(), After: 500})
	if err != nil || len(w.Rows) != 350 {
		t.Fatalf("%d cases in the queue, %v", len(w.Rows), err)
	}
	l, err := s.Case(t.Context(), w.Rows[0].ID)
	if err != nil || l.Case.Reporter == nil || l.Case.Facts.Channel != model.GoogleForm || l.Case.Facts.Subjects[0].Name == "" {
		t.Errorf("%+v, %v", l.Case.Facts, err)
	}
}

// BenchmarkImport is an import into a real store, beside its bounds: reading
// the same bytes with encoding/csv and nothing else, and taking the same
// reports in without any file.
func BenchmarkImport(b *testing.B) {
	const rows = 20_000
	file := export(rows)
	keys, err := seal.New()
	if err != nil {
		b.Fatal(err)
	}
	o := options(b)
	o.Refs.Fingerprint = keys.Fingerprint
	rate := func(b *testing.B) {
		b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		b.ReportMetric(0, "ns/op")
	}
	b.Run("bound=csv", func(b *testing.B) {
		for b.Loop() {
			r := csv.NewReader(strings.NewReader(file))
			for {
				if _, err := r.Read(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
		rate(b)
	})
	b.Run("bound=add", func(b *testing.B) {
		var to office
		if _, err := ImportGoogleForm(b.Context(), strings.NewReader(file), o, to.add); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			b.StopTimer()
			s := openDesk(b, keys)
			b.StartTimer()
			addEach(b, s, to.reports)
		}
		rate(b)
	})
	b.Run("import", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := openDesk(b, keys)
			b.StartTimer()
			if r, err := ImportGoogleForm(b.Context(), strings.NewReader(file), o, s.AddReport); err != nil || r.Added != rows {
				b.Fatal(r, err)
			}
		}
		rate(b)
	})
}

// addEach takes reports in with as many at once as an import does.
func addEach(b *testing.B, s *desk.Session, reports []desk.Report) {
	b.Helper()
	var g errgroup.Group
	g.SetLimit(workers)
	for _, r := range reports {
		g.Go(func() error {
			_, err := s.AddReport(b.Context(), r)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
}
