package search

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// BenchmarkSearch types a fixed mix of queries at indexes of several sizes; the
// large ones need -tags slow. Set PIKET_BENCH_DIR to keep them for the next run.
// Its bound is BenchmarkBareLookup.
func BenchmarkSearch(b *testing.B) {
	for _, n := range benchSizes() {
		b.Run(fmt.Sprint("cases=", n), func(b *testing.B) {
			i, mix := openBench(b, n)
			kinds := slices.Sorted(maps.Keys(mix))
			var took []time.Duration
			byKind := map[string][]time.Duration{}
			at := 0
			for b.Loop() {
				kind := kinds[at%len(kinds)]
				text := mix[kind][at/len(kinds)%len(mix[kind])]
				at++
				start := time.Now()
				if _, err := i.Query(b.Context(), text, 50); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
				byKind[kind] = append(byKind[kind], took[len(took)-1])
			}
			report(b, i, took)
			reportWorst(b, byKind)
		})
	}
}

// BenchmarkBareLookup is what any complete answer costs here: to open every
// segment, ask each dictionary for a word that few have, and copy fifty rows.
func BenchmarkBareLookup(b *testing.B) {
	for _, n := range benchSizes() {
		b.Run(fmt.Sprint("cases=", n), func(b *testing.B) {
			i, mix := openBench(b, n)
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				word := words(mix["rare"][len(took)%len(mix["rare"])])[0]
				if err := i.file.view(func(tx *bolt.Tx) error { return bareLookup(tx, word) }); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			report(b, i, took)
		})
	}
}

func bareLookup(tx *bolt.Tx, word string) error {
	segs, err := segments(tx)
	if err != nil {
		return err
	}
	for _, s := range segs {
		if _, _, err := s.fst.Get([]byte("w" + word)); err != nil {
			return err
		}
	}
	ids := make([]string, 50)
	for i := range ids {
		ids[i] = segs[len(segs)-1].docs.id(i)
	}
	return nil
}

// BenchmarkFollow fills an index from nothing.
func BenchmarkFollow(b *testing.B) {
	const n = 10_000
	c := newCorpus(n)
	for b.Loop() {
		follow(b, b.TempDir(), c)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "cases/s")
}

// benchIndex fills a folder with an index of n invented cases, and of some more
// that are fresh, as in the middle of a watch.
func benchIndex(b *testing.B, n int) (dir string, c *corpus) {
	b.Helper()
	root := os.Getenv("PIKET_BENCH_DIR")
	if root == "" {
		root = b.TempDir()
	}
	c = newCorpus(n + usualSizes().fresh/2)
	dir = filepath.Join(root, fmt.Sprint("cases-", n))
	follow(b, dir, c)
	return dir, c
}

// openBench is an index of about n invented cases that is up to date and at rest.
func openBench(b *testing.B, n int) (*Index, map[string][]string) {
	b.Helper()
	dir, c := benchIndex(b, n)
	i, err := Open(Config{Dir: dir, Source: c})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = i.Close() })
	mix := c.queries()
	*c = corpus{} // its words are not part of the index
	for _, list := range mix {
		for _, text := range list { // bring the pages in
			_, _ = i.Query(b.Context(), text, 50)
		}
	}
	runtime.GC()
	debug.FreeOSMemory()
	return i, mix
}

// follow runs an index until it has taken in all of the corpus.
func follow(b *testing.B, dir string, c *corpus) {
	b.Helper()
	i, err := Open(Config{Dir: dir, Source: c})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() { done <- i.Run(ctx, nil) }()
	for at := uint64(0); at < uint64(c.n); at, _ = i.Progress() {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	if err := i.Close(); err != nil {
		b.Fatal(err)
	}
}

func report(b *testing.B, i *Index, took []time.Duration) {
	b.ReportMetric(percentile(took, 50).Seconds()*1e3, "p50-ms")
	b.ReportMetric(percentile(took, 99).Seconds()*1e3, "p99-ms")
	b.ReportMetric(anonymousMiB(), "anon-MiB")
	if info, err := os.Stat(i.file.db.Path()); err == nil {
		b.ReportMetric(float64(info.Size())/(1<<20), "disk-MiB")
	}
}

// reportWorst names the kind of query with the longest waits.
func reportWorst(b *testing.B, byKind map[string][]time.Duration) {
	b.Helper()
	worst, wait := "", time.Duration(0)
	for kind, took := range byKind {
		if p := percentile(took, 99); p > wait {
			worst, wait = kind, p
		}
	}
	b.ReportMetric(wait.Seconds()*1e3, "worst-p99-ms")
	b.Logf("longest waits: %q", worst)
}

func percentile(took []time.Duration, p int) time.Duration {
	slices.Sort(took)
	return took[(len(took)-1)*p/100]
}

// anonymousMiB is the memory of this process that no file backs; 0 where the
// system does not say.
func anonymousMiB() float64 {
	text, _ := os.ReadFile("/proc/self/smaps_rollup")
	_, rest, _ := strings.Cut(string(text), "\nAnonymous:")
	line, _, _ := strings.Cut(rest, " kB")
	kib, _ := strconv.ParseFloat(strings.TrimSpace(line), 64)
	return kib / 1024
}
