package intake

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"piket/model"
	"piket/model/area"
)

// What a form asks of the person who answers it, however it is asked.
func TestQuestionsAboutTheReporterAreSealed(t *testing.T) {
	o := options(t)
	for _, header := range []string{
		"Telp", "HP", "WA", "Kontak", "Contact", "Identitas", "Nomor yang bisa dihubungi", "Nama dan nomor telepon", "Data diri", "Nama Ibu",
		"Tempat tanggal lahir", "Who are you?", "Siapa Anda?", "Pekerjaan", "Upload KTP", "No. HP/WA aktif", "Nama Anda dan nama WNA",
		"Hubungan Anda dengan terlapor", "Your relationship with the foreigner", "Nomor HP pelapor WNA", "Date of birth", "Instagram",
		"Lokasi kejadian dan nomor HP Anda", "Nama hotel tempat Anda bekerja", "Catatan (nomor HP)", "Email perusahaan", "Setuju?", "Kolom 7", "",
		"Apa kabar", "Emergency contact", "Nama jalan", "Kota", "Umur", "Agama", "Ttd",
	} {
		got := one(t, o, "Deskripsi;"+header, "Ribut.;Rekaan rahasia 0840-0000-1234")
		told, err := json.Marshal(got.Facts)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(told), "rahasia") || strings.Contains(string(told), "1234") {
			t.Errorf("%q is in the clear", header)
		}
		if got.Reporter.Empty() && len(got.Reporter.Original) == 0 {
			t.Errorf("%q is lost", header)
		}
	}
}

func TestQuestionsAboutTheReportStandInTheAccount(t *testing.T) {
	o := options(t)
	for _, header := range []string{
		"Kapan dilihat?", "Ciri-ciri", "Jumlah orang", "Plat kendaraan", "Nomor HP terlapor", "Nama Lengkap WNA yang Dilaporkan", "Alamat Hotel",
		"Apa yang dilakukan WNA yang Anda lihat?", "Catatan", "Keterangan tambahan", "Izin tinggal", "Ceritakan yang Anda ketahui",
		"Anything in your report to add", "How many people?", "Identitas WNA", "Jenis pelanggaran",
	} {
		got := one(t, o, "Deskripsi;"+header, "Ribut.;dua orang itu")
		if !strings.Contains(got.Facts.Narrative, "dua orang itu") {
			t.Errorf("%q is sealed", header)
		}
	}
}

func TestAnswersAboutTheReporterAreLearnt(t *testing.T) {
	o := options(t)
	for name, tt := range map[string]struct {
		header, cells string
		want          model.Reporter
	}{
		"NameAndPhone":   {"Nama dan nomor telepon", "rekaan sentosa 0812-3456-7890", model.Reporter{Name: "rekaan sentosa", Phone: "0812-3456-7890"}},
		"PhoneWord":      {"Nama dan nomor telepon", "Rekaan Sentosa, HP: 0812-3456-7890", model.Reporter{Name: "Rekaan Sentosa", Phone: "0812-3456-7890"}},
		"Everything":     {"Data diri", "Rekaan Sentosa / 3671054101900001 / 0812 3456 7890", model.Reporter{Name: "Rekaan Sentosa", NIK: "3671054101900001", Phone: "0812 3456 7890"}},
		"TwoPhones":      {"Kontak", "0812-3456-7890 / 0812-3456-7891", model.Reporter{}},
		"Mail":           {"Kontak", "a@b.example", model.Reporter{Address: "Kontak: a@b.example"}},
		"Mother":         {"Nama Ibu", "Rekaan Makmur", model.Reporter{}},
		"Emergency":      {"Kontak darurat", "Rekaan Makmur 0812-3456-7890", model.Reporter{}},
		"UnknownNumber":  {"Kolom 7", "0812-3456-7890", model.Reporter{Phone: "0812-3456-7890"}},
		"UnknownStory":   {"Kolom 7", "pelakunya 0812-3456-7890", model.Reporter{}},
		"StoryIsANumber": {"Catatan", "0812-3456-7890", model.Reporter{Phone: "0812-3456-7890"}},
		"NoName":         {"Identitas", "tidak ada", model.Reporter{}},
		"FieldGoesFirst": {"Kontak;No HP", "0812-3456-7890;0812-3456-7891", model.Reporter{Phone: "0812-3456-7891"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := one(t, o, "Deskripsi;"+tt.header, "Ribut.;"+tt.cells)
			if r := got.Reporter; r.Name != tt.want.Name || r.Phone != tt.want.Phone || r.NIK != tt.want.NIK || r.Address != tt.want.Address || len(r.Original) != 1 {
				t.Error("the reporter is another one")
			}
			if got.Facts.Narrative != "Ribut." {
				t.Errorf("account %q", got.Facts.Narrative)
			}
		})
	}
}

func TestNumbersAboutTheReportedStay(t *testing.T) {
	got := one(t, options(t), "Deskripsi;Sasaran;Nomor HP WNA", "Ribut.;0812-3456-7890;0812-3456-7891")
	if !strings.Contains(got.Facts.Narrative, "7890") || !strings.Contains(got.Facts.Narrative, "7891") || !got.Reporter.Empty() {
		t.Errorf("account %q", got.Facts.Narrative)
	}
}

func TestUnknownColumnsAreNamed(t *testing.T) {
	_, r := taken(t, "Timestamp;Deskripsi;Setuju?;Kontak;Catatan;\n21/11/2026 23:41:05;x;Ya;b;c;d\n", options(t))
	if !slices.Equal(r.Unknown, []string{"Setuju?", "#6"}) || !slices.Equal(r.Sealed, []string{"Setuju?", "Kontak", "#6"}) || !slices.Equal(r.InAccount, []string{"Catatan"}) {
		t.Errorf("unknown %q, sealed %q, in the account %q", r.Unknown, r.Sealed, r.InAccount)
	}
	o := options(t)
	o.Mapping = Mapping{"setuju?": Other}
	got, r := taken(t, "Timestamp;Deskripsi;Setuju?\n21/11/2026 23:41:05;x;Ya\n", o)
	if len(r.Unknown) > 0 || got[0].Facts.Narrative != "x\nSetuju: Ya" || len(got[0].Reporter.Original) > 0 {
		t.Errorf("mapped: %q, unknown %q", got[0].Facts.Narrative, r.Unknown)
	}
}

func TestVillagesCountAsTheirDistrict(t *testing.T) {
	o := options(t)
	areas, err := o.Refs.Areas.WithVillages("36.71")
	if err != nil {
		t.Fatal(err)
	}
	o.Refs.Areas = areas
	var village area.Area
	for _, a := range areas.Search("Poris", "36.71", 20) {
		if a.Level == area.Village {
			village = a
			break
		}
	}
	got := one(t, o, "Deskripsi;Kelurahan", "x;"+village.Name)
	if p := got.Facts.Place; village.Name == "" || p.Area != village.Code[:8] || p.Address != village.Name {
		t.Errorf("%q: %+v", village.Name, p)
	}
	if got = one(t, o, "Deskripsi;Kelurahan", "x;Khayalan"); got.Facts.Place != (model.Place{Address: "Khayalan"}) {
		t.Errorf("%+v", got.Facts.Place)
	}
}
