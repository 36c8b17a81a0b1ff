package intake

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
)

func TestFieldsOfHeaders(t *testing.T) {
	l, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]Field{
		"Timestamp": Timestamp, "Cap waktu": Timestamp, "STEMPEL WAKTU": Timestamp,
		"Tanggal Pengaduan": Date, "Nama Lengkap Pelapor": ReporterName, "Jenis Kelamin": ReporterTrait, "Alamat": ReporterAddress,
		"Nomor WhatsApp aktif": ReporterPhone, "Sasaran Pengaduan": Subject, "Deskripsi Pengaduan": Narrative, "Bukti Pendukung": Evidence,
		"Nama Lengkap Pelapor (sesuai KTP) *": ReporterName, "Nomor WhatsApp aktif yang dapat dihubungi": ReporterPhone,
		"Nama Lengkap Terlapor": Subject, "Nama Lengkap WNA yang Dilaporkan": Other, "Alamat Terlapor": Address, "Alamat Hotel": Other,
		"Waktu Kejadian": Occurred, "Where did it happen?": Address, "Kewarganegaraan": Nationality, "Kronologi": Narrative,
		"Email Pelapor": ReporterOther, "Akun media sosial Anda": ReporterOther, "Email perusahaan": ReporterOther, "Setuju?": ReporterOther, "": ReporterOther,
		"NIK": ReporterNIK, "No. Paspor": Passport, "Kecamatan": Area, "Kecamatan Kejadian": Area,
	} {
		if got, _ := l.field(header); got != want {
			t.Errorf("%q is %s, want %s", header, got, want)
		}
	}
	for field := range l.Columns {
		if !slices.Contains(Fields(), field) {
			t.Errorf("columns.toml fills %q, which is no field", field)
		}
	}
	seen := map[string]Field{}
	for _, field := range slices.Sorted(maps.Keys(l.Columns)) {
		for _, q := range l.Columns[field] {
			if strings.Join(model.Words(q), " ") != q {
				t.Errorf("%q is not written in its words", q)
			}
			if other, twice := seen[q]; twice {
				t.Errorf("%q fills both %s and %s", q, other, field)
			}
			seen[q] = field
		}
	}
}

func TestTarget(t *testing.T) {
	l, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]struct {
		s     model.Subject
		whole bool
	}{
		"Rekaan Li":                  {model.Subject{Name: "Rekaan Li"}, true},
		"REKAAN LI, WN Tiongkok":     {model.Subject{Name: "REKAAN LI", Nationality: "CHN"}, true},
		"Nigeria":                    {model.Subject{Nationality: "NGA"}, true},
		"WNA asal Nigeria":           {model.Subject{Nationality: "NGA"}, true},
		"2 orang Nigeria":            {model.Subject{Nationality: "NGA"}, false},
		"PT Rekaan Jaya":             {model.Subject{}, false},
		"orang asing di kos sebelah": {model.Subject{}, false},
		"Pelayanan Paspor":           {model.Subject{}, false},
		"Rekaan Li, tinggal di kos":  {model.Subject{Name: "Rekaan Li"}, false},
		"Satu\nDua":                  {model.Subject{Name: "Satu"}, false},
		"":                           {model.Subject{}, false},
	} {
		if s, whole := l.target(cell); s != want.s || whole != want.whole {
			t.Errorf("%q = %+v, %t; want %+v, %t", cell, s, whole, want.s, want.whole)
		}
	}
}

// one imports one row with the given columns after its timestamp.
func one(t *testing.T, o FormOptions, header, cells string) desk.Report {
	t.Helper()
	reports, _ := taken(t, "Timestamp;"+header+"\n21/11/2026 23:41:05;"+cells+"\n", o)
	return reports[0]
}

func TestRowsLoseNothing(t *testing.T) {
	o := options(t)
	for name, tt := range map[string]struct {
		header, cells string
		facts         model.Facts
		reporter      model.Reporter
	}{
		"UnknownColumns": {
			"Deskripsi;Setuju?;Kapan dilihat?", "Ribut.;Ya;malam\n", model.Facts{Narrative: "Ribut.\nKapan dilihat: malam"}, model.Reporter{Original: map[string]string{"Setuju?": "Ya"}},
		},
		"TwoAccounts":      {"Deskripsi;Kronologi", "Satu;Dua", model.Facts{Narrative: "Satu\nKronologi: Dua"}, model.Reporter{}},
		"SeveralLines":     {"Deskripsi;Catatan", "Satu;\"a\nb\"", model.Facts{Narrative: "Satu\nCatatan:\na\nb"}, model.Reporter{}},
		"OnlyTarget":       {"Deskripsi;Sasaran", ";Rekaan Li", model.Facts{Narrative: "Rekaan Li", Subjects: []model.Subject{{Name: "Rekaan Li"}}}, model.Reporter{}},
		"SubjectColumns":   {"Deskripsi;Nama WNA;Kewarganegaraan;No Paspor", "x;Rekaan Li;RRT;zz 000001", model.Facts{Narrative: "x", Subjects: []model.Subject{{Name: "Rekaan Li", Nationality: "CHN", Passport: "ZZ 000001"}}}, model.Reporter{}},
		"OddSubject":       {"Deskripsi;Kewarganegaraan;No Paspor", "x;dua orang;tidak tahu!", model.Facts{Narrative: "x\nKewarganegaraan: dua orang\nNo Paspor: tidak tahu!"}, model.Reporter{}},
		"PlaceColumns":     {"Deskripsi;Lokasi;Nama Hotel;Kecamatan Kejadian", "x;Jl. Melati 7;Rekaan Inn;Cipondoh", model.Facts{Narrative: "x", Place: model.Place{Name: "Rekaan Inn", Address: "Jl. Melati 7", Area: "36.71.05"}}, model.Reporter{}},
		"UnknownArea":      {"Deskripsi;Kecamatan Kejadian", "x;dekat pasar", model.Facts{Narrative: "x", Place: model.Place{Address: "dekat pasar"}}, model.Reporter{}},
		"Occurred":         {"Deskripsi;Waktu Kejadian", "x;20/11/2026 20.00", model.Facts{Narrative: "x", Occurred: date(2026, 11, 20, 20, 0)}, model.Reporter{}},
		"OccurredDay":      {"Deskripsi;Tanggal Kejadian", "x;20/11/2026", model.Facts{Narrative: "x\nTanggal Kejadian: 20/11/2026", Occurred: date(2026, 11, 20, 0, 0)}, model.Reporter{}},
		"OccurredLater":    {"Deskripsi;Waktu Kejadian", "x;20/11/2027 20.00", model.Facts{Narrative: "x\nWaktu Kejadian: 20/11/2027 20.00"}, model.Reporter{}},
		"Presence":         {"Deskripsi;Jenis Laporan", "x;Laporan keberadaan", model.Facts{Kind: model.Presence, Narrative: "x"}, model.Reporter{}},
		"KindUnsaid":       {"Deskripsi;Jenis Laporan", "x;Lain-lain", model.Facts{Narrative: "x\nJenis Laporan: Lain-lain"}, model.Reporter{}},
		"TraitAlone":       {"Deskripsi;Jenis Kelamin", "x;Laki-laki", model.Facts{Narrative: "x"}, model.Reporter{Original: map[string]string{"Jenis Kelamin": "Laki-laki"}}},
		"EmailAlone":       {"Deskripsi;Email", "x;a@b.example", model.Facts{Narrative: "x"}, model.Reporter{Address: "Email: a@b.example", Original: map[string]string{"Email": "a@b.example"}}},
		"EmailBesides":     {"Deskripsi;Nama;Email", "x;Rekaan;a@b.example", model.Facts{Narrative: "x"}, model.Reporter{Name: "Rekaan", Original: map[string]string{"Email": "a@b.example"}}},
		"TwoPhones":        {"Deskripsi;No HP;No WA", "x;0840 1;0840 2", model.Facts{Narrative: "x"}, model.Reporter{Phone: "0840 1", Original: map[string]string{"No WA": "0840 2"}}},
		"SamePhoneTwice":   {"Deskripsi;No HP;No WA", "x;0840 1;0840 1", model.Facts{Narrative: "x"}, model.Reporter{Phone: "0840 1"}},
		"NothingOfOneself": {"Deskripsi;Nama;No HP;Alamat;NIK", "x;Hamba Allah;-;-;.", model.Facts{Narrative: "x"}, model.Reporter{}},
		"LongAddress":      {"Deskripsi;Alamat", "x;" + strings.Repeat("x", 700), model.Facts{Narrative: "x"}, model.Reporter{Address: "Alamat: " + strings.Repeat("x", 592), Original: map[string]string{"Alamat": strings.Repeat("x", 700)}}},
		"SameQuestion":     {"Deskripsi;Pekerjaan;Pekerjaan", "x;Guru;Dosen", model.Facts{Narrative: "x"}, model.Reporter{Original: map[string]string{"Pekerjaan": "Guru\nDosen"}}},
		"District":         {"Deskripsi;Lokasi;Kelurahan;Kecamatan", "x;Jl. Melati 7;Poris Jaya;Batu Ceper", model.Facts{Narrative: "x", Place: model.Place{Address: "Jl. Melati 7, Poris Jaya", Area: "36.71.03"}}, model.Reporter{}},
		"DistrictElse":     {"Deskripsi;Kecamatan", "x;Belakang Padang", model.Facts{Narrative: "x", Place: model.Place{Area: "21.71.01"}}, model.Reporter{}},
		"DistrictsFarAway": {"Deskripsi;Kecamatan", "x;Karanganyar", model.Facts{Narrative: "x", Place: model.Place{Address: "Karanganyar"}}, model.Reporter{}},
		"DistrictNumber":   {"Deskripsi;Kecamatan", "x;3", model.Facts{Narrative: "x", Place: model.Place{Address: "3"}}, model.Reporter{}},
		"OwnDistrict":      {"Deskripsi;Kecamatan;Kecamatan Kejadian", "x;Periuk;Cipondoh", model.Facts{Narrative: "x", Place: model.Place{Area: "36.71.05"}}, model.Reporter{Original: map[string]string{"Kecamatan": "Periuk"}}},
		"Evidence":         {"Deskripsi;Bukti;Foto", "x;https://a.example/1,https://a.example/2;lihat https://a.example/3", model.Facts{Narrative: "x\nFoto: lihat https://a.example/3", Evidence: []string{"https://a.example/1", "https://a.example/2", "https://a.example/3"}}, model.Reporter{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := one(t, o, tt.header, tt.cells)
			tt.facts.Channel = model.GoogleForm
			if tt.facts.Kind == "" {
				tt.facts.Kind = model.Complaint
			}
			if before, after := model.Diff(tt.facts, got.Facts); !after.Empty() {
				t.Errorf("got  %+v\nwant %+v", got.Facts, tt.facts)
				_ = before
			}
			if r := got.Reporter; r.Name != tt.reporter.Name || r.Phone != tt.reporter.Phone || r.NIK != "" ||
				r.Address != tt.reporter.Address || !maps.Equal(r.Original, tt.reporter.Original) {
				t.Error("the reporter is another one")
			}
		})
	}
}

func TestMapping(t *testing.T) {
	o := options(t)
	var err error
	o.Mapping, err = ParseMapping(strings.NewReader("[columns]\n\"Ceritakan!\" = \"narrative\"\n\"SETUJU?\" = \"ignore\"\n\"Alamat\" = \"address\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	o.Kind = model.Presence
	got := one(t, o, "Ceritakan!;Setuju?;Alamat", "Ramai.;Ya;Jl. Melati 7")
	if got.Facts.Narrative != "Ramai." || got.Facts.Place.Address != "Jl. Melati 7" || !got.Reporter.Empty() || got.Facts.Kind != model.Presence {
		t.Errorf("%+v", got.Facts)
	}
	o.Mapping = nil
	plain := one(t, o, "Ceritakan!;Setuju?;Alamat;Deskripsi", "Ramai.;Ya;Jl. Melati 7;")
	if plain.Key != got.Key {
		t.Error("a mapping file makes a known row a new one")
	}
}

func TestMappingRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ file, key string }{
		"Syntax": {"[columns]\nx = ", "mapping-syntax"},
		"Key":    {"[column]\nx = \"narrative\"", "mapping-key"},
		"Field":  {"[columns]\nx = \"narative\"", "mapping-field"},
		"Type":   {"[columns]\nx = 3", "mapping-syntax"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ParseMapping(strings.NewReader(tt.file)); !errors.Is(err, &model.Error{Key: tt.key}) {
				t.Errorf("err = %v, want %s", err, tt.key)
			}
		})
	}
}

// A line of the mapping file for a column that the file does not have is a
// slip, found before anything went in.
func TestMappingOfAnotherColumn(t *testing.T) {
	o, to := options(t), office{}
	o.Mapping = Mapping{"Ceritakan": Narrative, "setuju?": Ignore, "#3": Other}
	_, err := ImportGoogleForm(t.Context(), strings.NewReader("Timestamp,Ceritakan!,,Setuju?,Deskripsi\n2026-01-01,Ramai.,x,Ya,y\n"), o, to.add)
	if !errors.Is(err, &model.Error{Key: "mapping-column"}) || len(to.reports) > 0 {
		t.Fatalf("%v, %d reports", err, len(to.reports))
	}
	p, broken := locale.Load(locale.Indonesian)
	if broken != nil {
		t.Fatal(broken)
	}
	if text := p.Error(err); !strings.Contains(text, `jawaban: "Ceritakan". `) || !strings.Contains(text, "Timestamp; Ceritakan!; #3; Setuju?; Deskripsi.") {
		t.Error(text)
	}
}

func TestMappingNamesEveryMeaning(t *testing.T) {
	_, err := ParseMapping(strings.NewReader("[columns]\nx = \"narative\""))
	p, broken := locale.Load(locale.English)
	if broken != nil {
		t.Fatal(broken)
	}
	for _, f := range Fields() {
		if !strings.Contains(p.Error(err), string(f)+";") && !strings.HasSuffix(p.Error(err), string(f)+".") {
			t.Errorf("%s is not in: %s", f, p.Error(err))
		}
	}
}

func TestNaughtyStringsAsCSV(t *testing.T) {
	o, to := options(t), office{}
	file := "Timestamp,Deskripsi,Sasaran,Nama,Alamat,No HP,NIK,Email,Bukti,Lokasi,Nama Hotel,Kecamatan Kejadian,No Paspor,Jenis Laporan,\"\x1b]0;x\a\u202e?\"\n"
	list := naughty(t)
	for _, s := range list {
		cell := "\"" + strings.ReplaceAll(s, "\"", "\"\"") + "\""
		file += "2026-01-01 10:00" + strings.Repeat(","+strings.ReplaceAll(cell, "\x00", ""), 14) + "\n"
	}
	r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add)
	if err != nil || r.Rows != len(list) || r.Added+r.RefusedCount != r.Rows || r.Added < len(list)*9/10 {
		t.Fatalf("%d rows, %d added, %d refused of %d strings, %v", r.Rows, r.Added, r.RefusedCount, len(list), err)
	}
	for _, rep := range to.reports {
		checkClean(t, rep)
	}
	for _, h := range r.InAccount {
		if h != model.CleanLine(h) {
			t.Errorf("header %q", h)
		}
	}
}

func FuzzImportGoogleForm(f *testing.F) {
	for _, s := range []string{
		header + "21/11/2026 23.41.05,,A,,,,,x,\n", "Timestamp;Deskripsi\n2026-01-01 10:00;\"a\nb\"\n", "Timestamp\tDeskripsi\n\"", "sep=;\nTimestamp;Deskripsi\n",
		"\xff\xfeT\x00", "Timestamp,Deskripsi\n1/1/2026,\x1b[2J\n1/1/2026,\xe9\n",
	} {
		f.Add([]byte(s))
	}
	o := options(f)
	f.Fuzz(func(t *testing.T, file []byte) {
		var to office
		r, err := ImportGoogleForm(t.Context(), strings.NewReader(string(file)), o, to.add)
		if err != nil {
			if model.KindOf(err) != model.KindInvalid || len(to.reports) > 0 {
				t.Fatalf("%v, %d went in", err, len(to.reports))
			}
			return
		}
		if r.Added+r.Present+r.RefusedCount != r.Rows || r.Added != len(to.reports) {
			t.Fatalf("%+v", r)
		}
		for _, rep := range to.reports {
			checkClean(t, rep)
		}
	})
}

// TestLeftoversAreNoStory refuses a row of which only the answers are left
// that found no place of their own, and lets the rest in.
func TestLeftoversAreNoStory(t *testing.T) {
	const day = "21/11/2026 23.41.05,16/11/2026"
	for name, tt := range map[string]struct {
		header, row string
		kind        model.Kind
		refusal     string
	}{
		"CutOff":          {header, day + ",Rekaan Sentosa,Perempuan", model.Complaint, "narrative-missing"},
		"NoAccount":       {header, day + ",Rekaan Sentosa,,,,,,", model.Complaint, "narrative-missing"},
		"EvidenceToCome":  {header, day + ",,,,,,,foto menyusul", model.Complaint, "narrative-missing"},
		"Nothing":         {header, "21/11/2026 23.41.05,,,,,,,,", model.Complaint, "narrative-missing"},
		"OnlyTarget":      {header, day + ",,,,,Rekaan Li,,", model.Complaint, ""},
		"AskedForElsehow": {"Timestamp,Deskripsi,Kapan dilihat?\n", "21/11/2026 23.41.05,,tiap malam", model.Complaint, ""},
		"Guest":           {"Timestamp,Deskripsi,Nama WNA,Nama Hotel\n", "21/11/2026 23.41.05,,Rekaan Li,Rekaan Inn", model.Presence, ""},
		"GuestByNation":   {"Timestamp,Deskripsi,Kebangsaan,Tanggal Laporan\n", "21/11/2026 23.41.05,,RRT,16/11/2026", model.Presence, ""},
		"NoGuest":         {"Timestamp,Deskripsi,Nama Hotel,Tanggal Laporan\n", "21/11/2026 23.41.05,,Rekaan Inn,16/11/2026", model.Presence, "subjects-missing"},
	} {
		t.Run(name, func(t *testing.T) {
			o, to := options(t), office{}
			o.Kind = tt.kind
			good := "22/11/2026 07.05.00" + strings.Repeat(",Ramai.", strings.Count(tt.header, ","))
			r, err := ImportGoogleForm(t.Context(), strings.NewReader(tt.header+tt.row+"\n"+good+"\n"), o, to.add)
			switch {
			case err != nil:
				t.Fatal(err)
			case tt.refusal == "" && r.Added != 2:
				t.Fatalf("refused %v", r.Refused)
			case tt.refusal != "" && (r.Added != 1 || len(r.Refused) != 1 || r.Refused[0].Row != 2 || !errors.Is(r.Refused[0].Reason, &model.Error{Key: tt.refusal})):
				t.Fatalf("%d taken in, refused %v; want %s of row 2", r.Added, r.Refused, tt.refusal)
			}
		})
	}
}
