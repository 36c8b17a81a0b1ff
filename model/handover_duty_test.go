package model

import "testing"

func TestARecordKeepsCountInventoryAndOrders(t *testing.T) {
	two, three := 2, 3
	entry := func(kind LogKind, hour int, text string, count *int) LogEntry {
		return LogEntry{LogNote: LogNote{Kind: kind, Text: text, Count: count}, Happened: wib(20, hour, 0)}
	}
	wrong := entry(LogInventory, 23, "HT 5 unit", nil)
	wrong.CorrectedBy = 9
	told := entry(LogOrder, 23, "jemput deteni", nil)
	told.Forward = true
	got := DutyOf([]LogEntry{
		entry(LogDetainees, 22, "", &two), entry(LogVisitor, 22, "tamu", nil), wrong, told,
		entry(LogInventory, 23, "HT 4 unit", nil), entry(LogDetainees, 23, "", &three), entry(LogOrder, 23, "tutup gerbang", nil),
	})
	if len(got) != 3 || got[0].Count != &three || !got[0].At.Equal(wib(20, 23, 0)) || got[1].Text != "HT 4 unit" || got[2].Text != "tutup gerbang" {
		t.Errorf("%+v", got)
	}
}
