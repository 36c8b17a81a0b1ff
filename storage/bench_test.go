package storage

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"piket/model"
)

// The benchmarks come in pairs: what the store does, and the bound it is held
// to. Those on a large store want PIKET_BENCH_DIR, a folder in which stores of
// 10,000 and 1,000,000 cases are made once and kept; see docs/PERFORMANCE.md.

const years = 3 * 365 * 24 * time.Hour

// sizes are the stores that benchmarks run on: always an empty one, and the
// large one where there is a folder for it.
func sizes() []int {
	if os.Getenv("PIKET_BENCH_DIR") == "" {
		return []int{0}
	}
	return []int{0, 1_000_000}
}

// stored is a store with so many cases: fresh when empty, else kept.
func stored(tb testing.TB, cases int, noSync bool) *Store {
	tb.Helper()
	c := Config{NoSync: noSync}
	if cases == 0 {
		return opened(tb, c, seams{})
	}
	c.Path = keptPath(tb, cases)
	return opened(tb, c, seams{})
}

// keptPath is the path of the kept store of a size, made when it is not there.
func keptPath(tb testing.TB, cases int) string {
	tb.Helper()
	dir := os.Getenv("PIKET_BENCH_DIR")
	if dir == "" {
		tb.Fatal("PIKET_BENCH_DIR is not set")
	}
	path := filepath.Join(dir, fmt.Sprintf("cases-%d", cases), FileName)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	s := opened(tb, Config{Path: path + ".new", NoSync: true}, seams{})
	fill(tb, s, cases, 7, years)
	if err := s.Close(); err != nil {
		tb.Fatalf("close the filled store: %v", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		tb.Fatal(err)
	}
	return path
}

// inParallel runs b.N operations from so many goroutines.
func inParallel(b *testing.B, writers int, op func(i int) error) {
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				if err := op(int(i - 1)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "ops/s")
}

func reports(n int) []model.Command {
	v := newInventor(uint64(time.Now().UnixNano()), time.Now())
	cmds := make([]model.Command, n)
	for i := range cmds {
		v.at = v.at.Add(time.Second)
		c := v.report()
		c.Received, c.At, c.Facts.Occurred = time.Time{}, time.Now(), time.Time{}
		cmds[i] = c
	}
	return cmds
}

func BenchmarkAppend(b *testing.B) {
	for _, cases := range sizes() {
		for _, writers := range []int{1, 8, 64, 256} {
			b.Run(fmt.Sprintf("cases=%d/writers=%d", cases, writers), func(b *testing.B) {
				s := stored(b, cases, false)
				cmds := reports(b.N)
				inParallel(b, writers, func(i int) error {
					_, err := s.Do(context.Background(), cmds[i])
					return err
				})
				b.ReportMetric(float64(s.stats.commands.Load())/float64(s.stats.commits.Load()), "cmds/commit")
			})
		}
	}
}

// bareOp is one operation of the bound: the keys and values, bucket by bucket,
// that a command left in a store.
type bareOp []barePut

type barePut struct {
	bucket     int // of bareBuckets
	key, value []byte
}

// bareBuckets are the store's buckets in a plain bbolt file.
func bareBuckets(t *tables) []*bolt.Bucket {
	all := []*bolt.Bucket{t.journal, t.streams, t.seen, t.meta, t.cursors}
	for v := range viewCount {
		all = append(all, t.view(v))
	}
	return all
}

const bareViews = 5 // index of the first view among bareBuckets

func (bareOp) plan(*batch, *tables, *job) error { return nil }
func (bareOp) found(*tables) (bool, error)      { return true, nil }

// recorded carries commands out on a store, unsynced, and collects what each
// of them left there.
func recorded(b *testing.B, s *Store, cmds []model.Command) (ops []bareOp, tail bareOp) {
	b.Helper()
	var wg sync.WaitGroup
	receipts := make([]model.Receipt, len(cmds))
	var next atomic.Int64
	for range fillWorkers {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(cmds)); i = next.Add(1) - 1 {
				r, err := s.Do(context.Background(), cmds[i])
				if err != nil {
					b.Error(err)
				}
				receipts[i] = r
			}
		})
	}
	wg.Wait()
	err := s.file.view(func(t *tables) error {
		for i, r := range receipts {
			ops = append(ops, opOf(t, cmds[i], r))
		}
		tail = tailOf(t)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return ops, tail
}

func opOf(t *tables, cmd model.Command, r model.Receipt) bareOp {
	var op bareOp
	add := func(bucket int, from *bolt.Bucket, key []byte) {
		op = append(op, barePut{bucket, key, append([]byte(nil), from.Get(key)...)})
	}
	add(0, t.journal, be64(r.Seq))
	add(1, t.streams, []byte(r.Case))
	add(2, t.seen, seenKey(cmd.Head().IdempotencyKey()))
	l, _, _ := t.load(r.Case.Stream())
	for _, p := range project(&l.Case) {
		add(bareViews+p.bucket, t.view(p.bucket), p.key)
	}
	return op
}

// tailOf is what a batch writes once.
func tailOf(t *tables) bareOp {
	var op bareOp
	collect := func(bucket int, from *bolt.Bucket) {
		_ = from.ForEach(func(k, v []byte) error {
			op = append(op, barePut{bucket, append([]byte(nil), k...), append([]byte(nil), v...)})
			return nil
		})
	}
	collect(3, t.meta)
	collect(4, t.cursors)
	collect(bareViews+viewCounts, t.view(viewCounts))
	collect(bareViews+viewSerial, t.view(viewSerial))
	return op
}

// bareLoop is a group commit with nothing around it.
func bareLoop(b *testing.B, f *file, tail bareOp, in chan *job) {
	for first := range in {
		jobs := waitingJobs(first, in)
		err := f.update(func(tx *bolt.Tx) error {
			t, err := tablesOf(tx)
			if err != nil {
				return err
			}
			buckets := bareBuckets(t)
			for _, j := range jobs {
				if err := putAll(buckets, j.work.(bareOp)); err != nil {
					return err
				}
			}
			return putAll(buckets, tail)
		})
		if err != nil {
			b.Error(err)
		}
		answerAll(jobs, err)
	}
}

// waitingJobs are a job and those that wait behind it.
func waitingJobs(first *job, in chan *job) []*job {
	jobs := []*job{first}
	for len(jobs) < maxBatch {
		select {
		case j, ok := <-in:
			if !ok {
				return jobs
			}
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

func putAll(buckets []*bolt.Bucket, op bareOp) error {
	for _, p := range op {
		if err := buckets[p.bucket].Put(p.key, p.value); err != nil {
			return err
		}
	}
	return nil
}

func BenchmarkBareBolt(b *testing.B) {
	for _, cases := range sizes() {
		for _, writers := range []int{1, 8, 64, 256} {
			b.Run(fmt.Sprintf("cases=%d/writers=%d", cases, writers), func(b *testing.B) {
				s := stored(b, cases, true)
				f := bareFile(b, s, cases)
				ops, tail := recorded(b, s, reports(b.N))
				in := make(chan *job, queueDepth)
				var wg sync.WaitGroup
				wg.Go(func() { bareLoop(b, f, tail, in) })
				inParallel(b, writers, func(i int) error { return bareDo(in, ops[i]) })
				close(in)
				wg.Wait()
			})
		}
	}
}

// bareFile is a bbolt file with the store's buckets and as many cases in it: a
// copy of the store as it is now, kept beside a large one.
func bareFile(b *testing.B, s *Store, cases int) *file {
	b.Helper()
	path := filepath.Join(b.TempDir(), FileName)
	if cases > 0 {
		path = keptPath(b, cases) + ".bare"
	}
	if _, err := os.Stat(path); err != nil {
		if err := s.file.db.View(func(tx *bolt.Tx) error { return tx.CopyFile(path, 0o600) }); err != nil {
			b.Fatal(err)
		}
	}
	f, err := openFile(Config{Path: path}.withDefaults(), false)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.close() })
	return f
}
