package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rivo/uniseg"

	"piket/internal/locale"
	"piket/model"
)

var dawn = time.Date(2026, 11, 21, 23, 12, 0, 0, time.UTC) // 06:12 WIB

// minutesOf is a handover of so many open cases, with one of everything else.
func minutesOf(cases int) Minutes {
	r := model.Record{
		Handover: "20261121T2200", Office: "Kantor Imigrasi Kelas I Khusus TPI Latihan", Zone: model.WIB,
		Watch:  model.Watch{ID: "20261121T2200", Shift: "Malam", From: dawn.Add(-492 * time.Minute), To: dawn.Add(-12 * time.Minute)},
		Next:   model.Watch{ID: "20261122T0600", Shift: "Pagi", From: dawn.Add(-12 * time.Minute), To: dawn.Add(468 * time.Minute)},
		Team:   "Regu A",
		Crew:   []string{"Sari Wulandari", "Nguyễn Thị Hồng"},
		Opened: dawn.Add(-21 * time.Minute), Sealed: dawn, Since: 4107, Upto: 4212, Hash: strings.Repeat("0f1e2d3c", 8),
		Remark: "Kunci gudang di laci kiri. Genset diisi pukul 03.00.",
		Out:    model.Signature{Side: model.SideOut, Name: "Sari Wulandari", At: dawn.Add(-time.Minute), By: model.PINProof},
		In:     model.Signature{Side: model.SideIn, Name: "Budi Prasetyo", At: dawn, By: model.KeyProof},
	}
	for i := range cases {
		r.Lines = append(r.Lines, caseLine(i))
	}
	r.Lines = append(r.Lines,
		model.RecordLine{Key: "log.4149", Kind: model.LineLog, Log: model.LogKey, Text: "Kunci gudang dipinjam Agus", By: "Sari Wulandari", At: dawn.Add(-4 * time.Hour), Verdict: model.Accepted},
		model.RecordLine{Key: "log.4150", Kind: model.LineLog, Log: model.LogDetainees, Text: "lengkap", Count: new(12), By: "Sari Wulandari", At: dawn.Add(-3 * time.Hour), Verdict: model.Accepted},
		model.RecordLine{Key: "seal.4190", Kind: model.LineSeal, Number: "LTH-2026-000400", Text: "Pelapor perlu dihubungi lagi", By: "Sari Wulandari", At: dawn.Add(-2 * time.Hour), Verdict: model.Accepted},
		model.RecordLine{Key: "lock.x", Kind: model.LineLock, By: "Agus Setiawan", At: dawn.Add(-time.Hour), Verdict: model.Accepted},
		model.RecordLine{Key: "closed.x", Kind: model.LineClosed, Number: "LTH-2026-000399", Text: "Ivan Petrov", Place: "Hotel Melati"},
	)
	r.Digest = r.Sum()
	return Minutes{Record: r, Section: "Inteldakim"}
}

func caseLine(i int) model.RecordLine {
	l := model.RecordLine{
		Key: model.LineKey(fmt.Sprintf("case.%d", i)), Kind: model.LineCase, Number: fmt.Sprintf("LTH-2026-%06d", i+412),
		Text: "Chen Wei (陈伟), Đỗ Văn Đức, İbrahim Şahin", Place: "Jl. Maulana Hasanuddin No. 12", Status: model.Received, Urgency: model.Normal,
		Due: dawn.Add(5 * time.Hour), Clock: model.FirstStatus, Owner: "Sari Wulandari", Verdict: model.Accepted, Moved: true,
	}
	switch i % 3 {
	case 0:
		l.Grave, l.Urgency, l.Overdue, l.Due = true, model.Urgent, true, dawn.Add(-time.Hour)
		l.Outlook = model.Outlook{
			Next: "kirim tim ke lokasi begitu surat perintah ditandatangani", By: dawn.Add(2 * time.Hour), Who: "Tim Pora Karawaci",
			If: "pintu tertutup", Then: "hubungi ketua RT",
		}
		l.ReadBack = "Tim Pora saya kirim sebelum pukul delapan."
	case 1:
		l.Status, l.Waiting = model.Waiting, "jawaban Disnaker"
		l.Question, l.Reply = "Siapa yang dihubungi di Disnaker?", "Pak Rahmat, bagian pengawasan."
	case 2:
		l.Verdict, l.Reason, l.Moved, l.Owner = model.Declined, "Berkas tidak ada di meja.", false, ""
	}
	return l
}

// worst is a handover in which everything went wrong.
func worst() Minutes {
	m := minutesOf(3)
	r := &m.Record
	r.AddsTo, r.Handover = "20261121T2200", "20261121T2200-2"
	r.Late, r.Lone, r.Missed = 95, "regu pengganti tidak datang", []model.WatchID{"20261121T0600", "20261121T1400"}
	r.In = model.Signature{}
	r.Sat = []model.Attendance{ // Nguyễn Thị Hồng never came, and Tono came who should not have
		{Officer: "1", Name: "Sari Wulandari", From: r.Watch.From, To: r.Watch.To},
		{Officer: "2", Name: "Tono", From: dawn.Add(-5 * time.Hour), To: dawn.Add(-4 * time.Hour)},
	}
	r.Lines[0].Arrived = true
	r.Lines[0].Declined = &model.Refusal{Watch: "20261120T2200", Since: dawn.AddDate(0, 0, -1), From: "Tono", By: "Rina", Reason: "berkas tidak ada"}
	r.Lines[3].Outlook = model.Outlook{Next: "hitung lagi saat apel", By: dawn.Add(time.Hour), Who: "Budi Prasetyo"}
	for i := range r.Lines {
		r.Lines[i].Moved = false
	}
	r.Digest = r.Sum()
	return m
}

func TestHandoverText(t *testing.T) {
	told := worst()
	told.Countersigned = &model.Countersign{Name: "Rahmat Hidayat", At: dawn.Add(2 * time.Hour), Note: "Regu sudah ditegur."}
	for _, lang := range locale.Langs() {
		for name, m := range map[string]Minutes{"three": minutesOf(3), "none": minutesOf(0), "worst": worst(), "told": told} {
			golden(t, fmt.Sprintf("handover-%s-%s", name, lang), HandoverText(printer(t, lang), m))
		}
	}
}

// naughty are strings that break programs.
func naughty(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "intake", "testdata", "blns", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	if err := json.Unmarshal(data, &out); err != nil || len(out) < 400 {
		t.Fatalf("%d strings, %v", len(out), err)
	}
	return append(out, strings.Repeat("x", 3000), strings.Repeat("y ", 1000), "e\u0301\u0301\u0301", "\U0001F468\u200d\U0001F469", "a\x00b\x1b[2J\u202e")
}

// hostile is a handover all of whose texts break programs.
func hostile(t testing.TB) Minutes {
	m := minutesOf(0)
	r := &m.Record
	for i, s := range naughty(t) {
		l := caseLine(i)
		l.Text, l.Place, l.Owner, l.Reason = s, s, s, s
		l.Outlook.Next, l.Outlook.If, l.ReadBack, l.Question = s, s, s, s
		r.Lines = append(r.Lines, l)
		r.Crew = append(r.Crew, s)
	}
	r.Office, r.Remark, r.Watch.Shift, r.Team, r.Out.Name, r.Lone = "\x1b[2J\u202eKantor", strings.Join(naughty(t), "\n"), "\u202e", "<b>", strings.Repeat("W", 300), "\x1b]0;x\a"
	r.Missed = []model.WatchID{"\x1b[31m"}
	return m
}

func TestHandoverTextFitsItsPaper(t *testing.T) {
	for _, lang := range locale.Langs() {
		text := string(HandoverText(printer(t, lang), hostile(t)))
		for _, line := range strings.Split(text, "\n") {
			if w := uniseg.StringWidth(line); w > Page || strings.ContainsAny(line, "\x1b\u202e\x00\a\r") || strings.Contains(line, "⟨paper") {
				t.Fatalf("%s: %q is %d wide", lang, line, w)
			}
		}
	}
}

func TestHandoverPDFIsTheSameForEver(t *testing.T) {
	m := minutesOf(40)
	p := printer(t, locale.Indonesian)
	first, err := HandoverPDF(p, m)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := HandoverPDF(p, m)
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("other bytes the second time: %v", err)
		}
	}
	m.Record.Lines[7].ReadBack += "."
	if other, err := HandoverPDF(p, m); err != nil || bytes.Equal(first, other) {
		t.Errorf("another record gives the same bytes: %v", err)
	}
}

func TestHandoverPDFOfHostileTexts(t *testing.T) {
	for _, lang := range locale.Langs() {
		data, err := HandoverPDF(printer(t, lang), hostile(t))
		if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")) {
			t.Errorf("%s: %d bytes, %v", lang, len(data), err)
		}
	}
}

func TestLetters(t *testing.T) {
	for in, want := range map[string]string{
		"Nguyễn Thị Hồng":    "Nguyễn Thị Hồng",
		"Nguye\u0302\u0303n": "Nguyễn",
		"İbrahim Şahin ığ":   "İbrahim Şahin ığ",
		"Łukasz Żółć":        "Łukasz Żółć",
		"Иван Петров":        "Иван Петров",
		"陈伟 (Chen Wei)":      "□□ (Chen Wei)",
		"\U0001F600 ok":      "□ ok",
	} {
		got, missing := shown(in)
		if got != want || missing != strings.Count(want, "□") {
			t.Errorf("%q is shown as %q, %d missing, want %q", in, got, missing, want)
		}
	}
	plain, heavy := lettersOf(plainFont), lettersOf(boldFont)
	for r := range plain {
		if !heavy[r] {
			t.Errorf("%q is in the plain letters only", r)
		}
	}
	if len(plain) < 1500 || plain['陈'] || !plain[missingLetter] {
		t.Errorf("%d letters", len(plain))
	}
}

func BenchmarkHandoverPDF(b *testing.B) {
	p, m := printer(b, locale.Indonesian), minutesOf(500)
	for b.Loop() {
		if _, err := HandoverPDF(p, m); err != nil {
			b.Fatal(err)
		}
	}
}

func TestThePaperTellsWhatNobodyAccepted(t *testing.T) {
	m := minutesOf(1)
	r := &m.Record
	since := &model.Refusal{Watch: "20261120T2200", Since: dawn.AddDate(0, 0, -1), From: "Tono", By: "Rina\x1b", Reason: "berkas tidak ada"}
	r.Lines[0].Declined, r.Lines[1].Declined = since, since
	r.Lines[0].Verdict, r.Lines[0].Urgency, r.Lines[0].Overdue = "", model.Normal, false
	r.Lines[1].Verdict = ""
	text := strings.Join(strings.Fields(string(HandoverText(printer(t, locale.Indonesian), m))), " ")
	want := "BELUM DITERIMA sejak jaga 20 Nov 2026 22.00 WIB, Tono kepada Rina: berkas tidak ada"
	if strings.Count(text, want) != 4 || !strings.Contains(text, "REGU LAMA (2)") || strings.Contains(text, "GAWAT") {
		t.Errorf("%q is not said of both lines, among the open ones and among those that stay, in\n%s", want, text)
	}
	r.Lines[0].Verdict, r.Lines[1].Verdict = model.Accepted, model.Accepted
	if text = string(HandoverText(printer(t, locale.Indonesian), m)); strings.Contains(text, "BELUM DITERIMA") || strings.Count(text, "Baru diterima sekarang") != 2 {
		t.Errorf("accepted at last, it says\n%s", text)
	}
}
