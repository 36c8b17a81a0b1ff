package casefile_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// TestEveryFactCanBeCorrected goes from the keys to the facts, and to what
// the timeline says of it.
func TestEveryFactCanBeCorrected(t *testing.T) {
	wib := model.WIB.Location()
	tests := map[string]struct {
		id   model.CaseID
		keys []string // after e, before saving
		want func(f *model.Facts)
		says string
	}{
		"OccurredInWords": {
			complaint,
			[]string{"=waktu", "enter", "ctrl+u", "=kemarin jam 9 malam", "enter"},
			func(f *model.Facts) { f.Occurred = time.Date(2026, 11, 20, 21, 0, 0, 0, wib).UTC() },
			"Waktu kejadian: kemarin 18:41 → kemarin 21:00",
		},
		"Kind":    {complaint, []string{"=jenis", "enter", "=keberadaan", "enter"}, func(f *model.Facts) { f.Kind = model.Presence }, "Jenis: Pengaduan → Laporan keberadaan"},
		"Channel": {complaint, []string{"=saluran", "enter", "=telepon", "enter"}, func(f *model.Facts) { f.Channel = model.Phone }, "Saluran: Datang langsung → Telepon"},
		"Occurred": {
			complaint,
			[]string{"=waktu", "enter", "ctrl+u", "=20/11/2026 21.15", "enter"},
			func(f *model.Facts) { f.Occurred = time.Date(2026, 11, 20, 21, 15, 0, 0, wib).UTC() },
			"Waktu kejadian: kemarin 18:41 → kemarin 21:15",
		},
		"Narrative": {
			complaint,
			[]string{"=kronologi", "enter", "ctrl+end", "= Kamar 5.", "ctrl+d"},
			func(f *model.Facts) { f.Narrative += " Kamar 5." },
			"→ Menjadi: … bengkel, kamar nomor 4. Kamar 5.",
		},
		"Place":    {complaint, []string{"=tempat", "enter", "ctrl+u", "=Ruko", "enter"}, func(f *model.Facts) { f.Place.Name = "Ruko" }, "Tempat: Bengkel Las Rudi Jaya → Ruko"},
		"Lodging":  {complaint, []string{"=jenis tempat", "enter", "=kos", "enter"}, func(f *model.Facts) { f.Place.Lodging = "kos" }, "Jenis tempat: – → Kos"},
		"Address":  {complaint, []string{"=alamat", "enter", "= Blok B", "ctrl+d"}, func(f *model.Facts) { f.Place.Address += " Blok B" }, "Blok B"},
		"Area":     {complaint, []string{"=kecamatan", "enter", "=cibodas", "enter"}, func(f *model.Facts) { f.Place.Area = "36.71.09" }, "Kecamatan: Cipondoh, Kota Tangerang → Cibodas, Kota Tangerang"},
		"NoArea":   {complaint, []string{"=kecamatan", "enter", "pgdown", "pgdown", "pgdown", "pgdown", "enter"}, func(f *model.Facts) { f.Place.Area = "" }, "Kecamatan: Cipondoh, Kota Tangerang → –"},
		"Pin":      {complaint, []string{"=titik", "enter", "ctrl+u", "=-6.2, 106.7", "enter"}, func(f *model.Facts) { f.Place.Lat, f.Place.Lon = ptr(-6.2), ptr(106.7) }, "Titik peta: -6.17830, 106.63190 → -6.20000, 106.70000"},
		"NoPin":    {complaint, []string{"=titik", "enter", "ctrl+u", "enter"}, func(f *model.Facts) { f.Place.Lat, f.Place.Lon = nil, nil }, "Titik peta: -6.17830, 106.63190 → –"},
		"Evidence": {complaint, []string{"=bukti", "enter", "enter", "=https://contoh.example/2", "ctrl+d"}, func(f *model.Facts) { f.Evidence = append(f.Evidence, "https://contoh.example/2") }, "https://contoh.example/2"},
		"CheckIn":  {presence, []string{"=tanggal masuk", "enter", "ctrl+u", "=18/11/2026", "enter"}, func(f *model.Facts) { f.CheckIn = "2026-11-18" }, "Tanggal masuk: 17 Nov → 18 Nov"},
		"CheckOut": {presence, []string{"=tanggal keluar", "enter", "ctrl+u", "enter"}, func(f *model.Facts) { f.CheckOut = "" }, "Tanggal keluar: 24 Nov → –"},
		"Name":     {complaint, []string{"=terlapor 2", "enter", "=nama", "enter", "=Okafor", "enter"}, subject(1, func(s *model.Subject) { s.Name = "Okafor" }), "Terlapor 2 · Nama: – → Okafor"},
		"Alias":    {complaint, []string{"=terlapor 1", "enter", "=nama lain", "enter", "ctrl+u", "=Koh Wei", "enter"}, subject(0, func(s *model.Subject) { s.Alias = "Koh Wei" }), "Terlapor 1 · Nama lain: Ah Wei → Koh Wei"},
		"Nation":   {complaint, []string{"=terlapor 2", "enter", "=kewarga", "enter", "=rrt", "enter"}, subject(1, func(s *model.Subject) { s.Nationality = "CHN" }), "Terlapor 2 · Kewarganegaraan: Nigeria → Tiongkok"},
		"Sex":      {complaint, []string{"=terlapor 1", "enter", "=kelamin", "enter", "=perempuan", "enter"}, subject(0, func(s *model.Subject) { s.Sex = "F" }), "Terlapor 1 · Jenis kelamin: Laki-laki → Perempuan"},
		"NoSex":    {complaint, []string{"=terlapor 1", "enter", "=kelamin", "enter", "=kosong", "enter"}, subject(0, func(s *model.Subject) { s.Sex = "" }), "Terlapor 1 · Jenis kelamin: Laki-laki → –"},
		"AgeAbout": {complaint, []string{"=terlapor 2", "enter", "=umur", "enter", "=40an", "enter"}, subject(1, func(s *model.Subject) { s.Age, s.AgeAbout = 40, true }), "Terlapor 2 · Umur: – → ± 40"},
		"Age":      {complaint, []string{"=terlapor 2", "enter", "=umur", "enter", "=35", "enter"}, subject(1, func(s *model.Subject) { s.Age = 35 }), "Terlapor 2 · Umur: – → 35"},
		"Passport": {complaint, []string{"=terlapor 1", "enter", "=paspor", "enter", "backspace", "=9", "enter"}, subject(0, func(s *model.Subject) { s.Passport = "E12345679" }), "Terlapor 1 · Nomor paspor: E12345678 → E12345679"},
		"Permit":   {complaint, []string{"=terlapor 2", "enter", "=izin tinggal", "enter", "=itas", "enter"}, subject(1, func(s *model.Subject) { s.Permit = "ITAS" }), "ITAS: izin tinggal terbatas"},
		"Expiry":   {complaint, []string{"=terlapor 1", "enter", "=sampai", "enter", "ctrl+u", "=14/8/2027", "enter"}, subject(0, func(s *model.Subject) { s.PermitExpiry = "2027-08-14" }), "14 Agu → 14 Agu 2027"},
		"Note":     {complaint, []string{"=terlapor 2", "enter", "=catatan", "enter", "=Tinggi besar.", "ctrl+d"}, subject(1, func(s *model.Subject) { s.Note = "Tinggi besar." }), "Terlapor 2 · Catatan: – → Tinggi besar."},
		"New": {
			complaint,
			[]string{"=tambah", "enter", "=nama", "enter", "=Lin", "enter", "=kewarga", "enter", "=vietnam", "enter"},
			func(f *model.Facts) {
				f.Subjects = append(f.Subjects, model.Subject{Name: "Lin", Nationality: "VNM"})
			},
			"Ditambah: Lin · Vietnam",
		},
		"Removed": {complaint, []string{"=terlapor 1", "enter", "=hapus", "enter"}, func(f *model.Facts) { f.Subjects = f.Subjects[1:] }, "Dihapus: Chen Wei (Ah Wei)"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.reports()
			s := stage(t, o, tt.id, locale.Indonesian, 200, 60)
			want := o.cases[tt.id].Case.Facts
			want.Subjects = append([]model.Subject(nil), want.Subjects...)
			tt.want(&want)
			play(s, append([]string{"e"}, tt.keys...)...)
			sees(t, s, "▌ Simpan")
			play(s, "enter")
			if got := o.cases[tt.id].Case.Facts; !reflect.DeepEqual(got, want) {
				t.Errorf("facts are\n%+v, want\n%+v", got, want)
			}
			if len(s.Dialogs) > 0 {
				t.Fatalf("a dialog is still open:\n%s", text(s))
			}
			sees(t, s, tt.says)
		})
	}
}

func subject(n int, set func(*model.Subject)) func(*model.Facts) {
	return func(f *model.Facts) { set(&f.Subjects[n]) }
}

func TestCorrectionsAreOneCommandWithItsReason(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "e", "=tempat", "enter", "ctrl+u", "=Ruko", "enter")
	play(s, "=saluran", "enter", "=surat", "enter")
	play(s, "=alasan", "enter", "=Salah dengar.", "ctrl+d")
	sees(t, s, "Simpan 2 perubahan", "→ Ruko", "Salah dengar.")
	play(s, "enter")
	c, ok := o.last().(model.CorrectFacts)
	if !ok || len(o.given) != 1 {
		t.Fatalf("gave %v", o.given)
	}
	if c.Reason != "Salah dengar." || c.Patch.Place.Name != "Ruko" || *c.Patch.Channel != model.Letter || c.Patch.Narrative != nil {
		t.Errorf("gave %+v", c)
	}
	if strings.Contains(text(s), "✎") {
		t.Error("a correction that was taken is still said to be unsaved")
	}
}

func TestUnreadableIsSaidInItsField(t *testing.T) {
	for name, keys := range map[string][]string{
		"Time": {"=waktu", "enter", "ctrl+u", "=entah kapan", "enter"},
		"Pin":  {"=titik", "enter", "ctrl+u", "=utara", "enter"},
		"Age":  {"=terlapor 1", "enter", "=umur", "enter", "ctrl+u", "=tua", "enter"},
		"Date": {"=terlapor 1", "enter", "=sampai", "enter", "ctrl+u", "=99/99/2027", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			_, s := opened(t, complaint)
			play(s, append([]string{"e"}, keys...)...)
			sees(t, s, "! Tidak terbaca")
		})
	}
}

func TestCorrectionCanBeLeftAndTakenUpAgain(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "e", "=tempat", "enter", "ctrl+u", "=Ruko", "enter")
	play(s, "=alamat", "enter", "=, lantai 2", "esc") // back in the list, the text still there
	sees(t, s, "✎", "→ Ruko")
	play(s, "esc")
	sees(t, s, "✎ Belum disimpan: perbaikan")
	if s.Said() != "Belum disimpan; tulisan Anda masih ada saat dibuka lagi" {
		t.Errorf("said %q", s.Said())
	}
	play(s, "e", "=alamat", "enter")
	sees(t, s, "RT 03/RW 05, lantai 2")
	play(s, "esc", "=buang", "enter")
	if len(o.given) > 0 || strings.Contains(text(s), "✎") {
		t.Errorf("gave %v; the screen:\n%s", o.given, text(s))
	}
	play(s, "e")
	if strings.Contains(text(s), "Ruko") {
		t.Error("dropped changes are still there")
	}
}

func TestAnEditBackToWhatWasIsNone(t *testing.T) {
	_, s := opened(t, complaint)
	play(s, "e", "=tempat", "enter", "= 2", "enter", "=tempat", "enter", "backspace", "backspace", "enter")
	if strings.Contains(text(s), "Simpan") {
		t.Errorf("a change that changes nothing is offered for saving:\n%s", text(s))
	}
}

func TestAFirstLookAtASubjectIsNoEdit(t *testing.T) {
	_, s := opened(t, complaint)
	play(s, "e", "=terlapor 1", "enter", "=nama", "enter", "esc", "esc", "esc")
	if strings.Contains(text(s), "✎") || len(s.Toasts) > 0 {
		t.Errorf("looking was taken for typing: %v\n%s", s.Toasts, text(s))
	}
}

func TestLateLodgingReportIsSaid(t *testing.T) {
	// Received on the 21st at 21:41.
	tests := map[model.Date]string{
		"2026-11-17": "! lewat 2 hari 21 jam dari batas lapor 24 jam",
		"2026-11-19": "! lewat 21 jam 41 menit dari batas lapor 24 jam",
		"2026-11-20": "", "2026-11-21": "", "2026-11-25": "", "": "",
	}
	for in, want := range tests {
		o := newOffice(t)
		o.reports()
		if in != "2026-11-17" {
			budi := o.at(uitest.Budi)
			budi.do(model.CorrectFacts{Meta: budi.Meta(0), Case: presence, Patch: model.FactsPatch{CheckIn: ptr(in), CheckOut: ptr(model.Date(""))}})
		}
		s := stage(t, o, presence, locale.Indonesian, 80, 40)
		if got := text(s); strings.Contains(got, "batas lapor") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("moved in %q, want %q:\n%s", in, want, got)
		}
	}
}

func TestTimelineWrittenDownLater(t *testing.T) {
	o := newOffice(t)
	o.reports()
	l := o.cases[complaint]
	l.History[0].Recorded = l.History[0].Time.Add(3 * time.Hour)
	s := stage(t, o, complaint, locale.Indonesian, 120, 36)
	sees(t, s, "(ditulis 3 jam kemudian)")
	s.Tell(screen.Changed{})
	sees(t, s, "(ditulis 3 jam kemudian)")
}

// TestTextThatMatchesNothingIsSaidAndKept: a list to pick from takes nothing
// else, but Enter must not fall silent.
func TestTextThatMatchesNothingIsSaidAndKept(t *testing.T) {
	o, s := opened(t, complaint)
	play(s, "e", "=kecamatan", "enter", "=zzqx", "enter")
	sees(t, s, "› zzqx", "! “zzqx” tidak ada dalam daftar")
	play(s, "ctrl+u", "=cibodas", "enter", "enter")
	if got := o.cases[complaint].Case.Facts.Place.Area; got != "36.71.09" {
		t.Errorf("the area is %s", got)
	}
}
