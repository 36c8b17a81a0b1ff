package desk_test

import (
	"fmt"
	"testing"
	"time"

	"piket/model"
	"piket/storage/storagetest"
)

// TestTheLogTellsFirstAndLastSitting has an officer sit at two terminals at
// once: the log of any span says that they began once, and ended once.
func TestTheLogTellsFirstAndLastSitting(t *testing.T) {
	w, ctx := watch(t), t.Context()
	began := w.Session(model.Actor{Officer: storagetest.Officer}).Now()
	here := w.sitDown(t, storagetest.Officer)
	w.later(time.Hour)
	there := w.sitDown(t, storagetest.Officer)
	w.later(time.Hour)
	if err := here.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	w.later(time.Hour)
	if err := there.End(ctx, model.LineLost); err != nil {
		t.Fatal(err)
	}
	hour := func(n int) time.Time { return began.Add(time.Duration(n)*time.Hour - time.Minute) }
	for hours, want := range map[[2]int]string{
		{0, 4}: "[sitting.begun.v1 0 sitting.ended.v1 3]",
		{1, 4}: "[sitting.ended.v1 3]", // they sat there before the span
		{1, 3}: "[]",
	} {
		lines, err := there.Log(ctx, hour(hours[0]), hour(hours[1]))
		if err != nil {
			t.Fatal(err)
		}
		told := []any{}
		for _, l := range lines {
			told = append(told, l.Event.Event.Type(), l.At.Sub(began).Hours())
		}
		if fmt.Sprint(told) != want {
			t.Errorf("hours %d to %d: %v, want %s", hours[0], hours[1], told, want)
		}
	}
}
