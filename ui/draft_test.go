package ui

import (
	"strings"
	"testing"
	"time"

	"piket/ui/uitest"
)

// TestOffersWhatWasLeftHalfWritten: a note for a case and a report, both left
// by a crash, and Enter leads to each; the row says what it is about, and the
// form's own list says the same.
func TestOffersWhatWasLeftHalfWritten(t *testing.T) {
	clock := uitest.Now()
	now := func() time.Time { return clock }
	d := sharedDesk(t, now)
	s := sits(t, d, now, "Sari W.", sariPIN)
	s.ready(t)
	s.press("enter", "c")
	s.write("Sopirnya bernama Agus")
	s.tell(ticked{now()})
	for _, keep := range s.root.keepTyped() {
		s.settle(keep)
	}
	next := sits(t, d, now, "Sari W.", sariPIN)
	next.ready(t)
	next.sees(t, "Belum selesai diketik", "Yang ini belum selesai", "· ✎ TNG-2026-000007 · catatan")
	clock = clock.Add(quiet)
	next.press("esc", "p", "alt+3")
	next.write("Wisma Melati")
	for _, keep := range next.root.keepTyped() {
		next.settle(keep)
	}
	next.press("esc")
	for range 20 { // the form closes once its draft is stored
		time.Sleep(5 * time.Millisecond)
		next.tell(ticked{now()})
	}

	last := sits(t, d, now, "Sari W.", sariPIN)
	last.ready(t)
	last.sees(t, "Ada 2", "· ✎ TNG-2026-000007 · catatan", "Telepon · Pengaduan · Wisma Melati")
	row := ""
	for l := range strings.SplitSeq(uitest.Text(last.root.View().Content), "\n") {
		if strings.Contains(l, "Wisma Melati") {
			row = strings.Trim(l, "│▌ ")
		}
	}
	clock = clock.Add(quiet)
	last.press("c", "a", "t", "enter")
	last.sees(t, "✎ Belum disimpan: catatan")
	last.press(":", "l", "a", "n", "j")
	last.sees(t, "lanjutkan: Telepon")
	last.seesNot(t, "lanjutkan: TNG")
	last.press("esc", "esc", ":", "l", "a", "n", "j")
	last.sees(t, "lanjutkan: TNG-2026-000007 · catatan")
	last.press("esc", "b")
	last.sees(t, row)
}
