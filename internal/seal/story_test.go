package seal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"piket/model"
)

// teller is a reporter with a name of three words, two of them rare.
func teller() model.Reporter {
	return Normal(model.Reporter{
		Name: "Dewi Kartikasari Mulyono", Phone: "+62 813-9988-7766", Address: "Jl. Flamboyan Raya No. 17, RT 05/RW 03, Cipondoh",
		Original: map[string]string{"Kontak": "dewi.k@contoh.test, 0856-1111-2222 / 0857 3333 4444", "narrative": "pelaku 0899-8888-7777, bos@contoh.test"},
	})
}

func TestMaskWhatSignersWrite(t *testing.T) {
	m := NewMasker(teller())
	for told, want := range map[string]string{
		"motor Kartikasarinya hilang":                    "motor [pelapor] hilang",
		"kata dewi kartikasarilah begitu":                "kata [pelapor] begitu",
		"Mulyonokah itu? Mulyono-lah itu":                "[pelapor] itu? [pelapor]-lah itu",
		"Dewi\u200bKartikasari melapor":                  "[pelapor] melapor",
		"DewiKartikasari melapor":                        "[pelapor] melapor",
		"saya D e w i Kartikasari":                       "saya [pelapor]",
		"K a r t i k a s a r i M":                        "[pelapor]",
		"D.e.w.i Kartika sari":                           "[pelapor]",
		"D\u0435wi Kartik\u0430sari":                     "[pelapor]",
		"Mul\u0443\u043eno":                              "[pelapor]",
		"saya Mulyono tinggal di sini":                   "saya [pelapor] tinggal di sini",
		"mulyono sudah menegur":                          "[pelapor] sudah menegur",
		"SAYA DEWI MELIHAT WNA":                          "SAYA [pelapor] MELIHAT WNA",
		"saya dewi, tetangganya":                         "saya [pelapor], tetangganya",
		"bu dewi dan Mbak Dewi":                          "bu [pelapor] dan Mbak [pelapor]",
		"Terima kasih. Dewi":                             "Terima kasih. [pelapor]",
		"Hormat kami,\nDewi":                             "Hormat kami,\n[pelapor]",
		"akun mulyono88 dan dewikartikasari_":            "akun [pelapor] dan [pelapor]_",
		"kartikasari.mulyono":                            "[pelapor]",
		"rumah saya Jl. Flamboyan Raya No. 17":           "rumah saya [pelapor]",
		"rumah saya jalan flamboyan raya nomor 17 biru":  "rumah saya [pelapor] biru",
		"di Flamboyan Raya 17, depannya kos":             "di [pelapor], depannya kos",
		"Jl Flamboyan Raya No.17 RT 05 RW 03 Cipondoh.":  "[pelapor].",
		"Jl Flamboyan Raya No17":                         "[pelapor]",
		"+62(0)81399887766":                              "[pelapor]",
		"+62 (0) 813 9988 7766":                          "[pelapor]",
		"0062 813 99887766":                              "[pelapor]",
		"atau Dewi.K@Contoh.test, 085611112222":          "atau [pelapor], [pelapor]",
		"+62857-3333-4444":                               "[pelapor]",
		"kata Dewi Kartikasari Mulyono, D. Kartikasari.": "kata [pelapor], [pelapor].",
	} {
		if got := m.Text(told); got != want {
			t.Errorf("Text(%q) = %q, want %q", told, got, want)
		}
	}
}

func TestMaskLeavesTheStory(t *testing.T) {
	for _, tt := range []struct{ name, told string }{
		{"Dewi Kartikasari Mulyono", "Dewi Lestari dan Hadi Wijaya, lalu kata Dewi Persik begitu"},
		{"Dewi Kartikasari Mulyono", "Kemarin dua orang, satu bernama Hadi Mulyono, di Jl. Mulyono"},
		{"Dewi Kartikasari Mulyono", "patung dewi di lobi"},
		{"Dewi Kartikasari Mulyono", "di Jl. Flamboyan Raya No. 71 dan Flamboyan Raya"},
		{"Dewi Kartikasari Mulyono", "pelaku 0899-8888-7777, bos@contoh.test"},
		{"Orang Asing", "Orang asing di hotel. Orang Asing itu, saya orang asing, Pak Orang Asing"},
		{"Sari", "jual sari roti, Sari Roti, sari buah, di Sari Laut, intisari"},
		{"Bu Sari", "saya sari pati; beli sari kelapa"},
		{"Warga Cipondoh", "warga Cipondoh resah, di Cipondoh ada WNA"},
		{"Warga Cipondoh Indah", "di Cipondoh Indah ada WNA"},
		{"Petugas Hotel Melati", "Hotel Melati, kamar melati, petugas hotel melapor"},
		{"Hamba Allah", "Hamba Allah melihat"},
		{"WNA", "WNA masuk"},
		{"Indonesia", "paspor Indonesia, orang Indonesia asli"},
		{"Budi Baik", "orang baik dengan budi pekerti"},
		{"Cahaya", "cahaya lampu, Cahaya Motor"},
		{"Bapak", "bapak itu, Bapak Hasan"},
	} {
		r := teller()
		r.Name = tt.name
		if got := Mask(tt.told, r); got != tt.told {
			t.Errorf("for %q: %q became %q", tt.name, tt.told, got)
		}
	}
}

func TestMaskSingleNames(t *testing.T) {
	for _, tt := range []struct{ name, told, want string }{
		{"Sari", "nama saya Sari, jual sari roti", "nama saya [pelapor], jual sari roti"},
		{"Sari", "kata Bu sari, ibu Sari dan Bu Sari Dewi", "kata Bu [pelapor], ibu [pelapor] dan Bu Sari Dewi"},
		{"Sari", "Mohon ditindak. Salam, Sari", "Mohon ditindak. Salam, [pelapor]"},
		{"Sari", "SAYA SARI", "SAYA [pelapor]"},
		{"Petugas Andi", "kata Andi, petugas hotel", "kata [pelapor], petugas hotel"},
		{"Eka", "saya Eka; eka dan ekaputra", "saya [pelapor]; eka dan ekaputra"},
		{"Retno", "saya retno, retno", "saya [pelapor], retno"},
		{"Mulyono", "Kemarin Mulyono pulang", "Kemarin [pelapor] pulang"},
	} {
		if got := Mask(tt.told, model.Reporter{Name: tt.name}); got != tt.want {
			t.Errorf("for %q: Mask(%q) = %q, want %q", tt.name, tt.told, got, tt.want)
		}
	}
}

// The words of the lists are small letters, in no list twice where that would
// say two things.
func TestWordLists(t *testing.T) {
	for name, list := range map[string]string{"titles": titles, "namers": namers, "roads": roads, "desk": desk, "ordinary": ordinary, "shared": shared} {
		for _, w := range strings.Fields(list) {
			if got := words(w); len(got) != 1 || got[0] != w {
				t.Errorf("%s: %q is no folded word", name, w)
			}
		}
		if !strings.HasPrefix(list, " ") || !strings.HasSuffix(list, " ") || strings.Contains(list, "  ") {
			t.Errorf("%s is not spaced", name)
		}
	}
	for _, w := range strings.Fields(callers) {
		if !oneOf(titles, w) {
			t.Errorf("%q is a caller, but no title", w)
		}
	}
}

func FuzzMaskEverything(f *testing.F) {
	f.Add("Bu Dewi, jl flamboyan raya 17 D e w i \u200bKartikasarinya M\u0443lyono %20 +62(0)81399887766 a@b.test", "Dewi Kartikasari Mulyono", "+62 813-9988-7766", "Jl. Flamboyan Raya No. 17", "a@b.test")
	f.Add("orang asing [pelapor] Sari roti, saya Sari", "Sari", "", "", "")
	f.Add("[pela[pelapor]por] por", "pel apor", "0", "no 1 rt 2 3", "0812 1111 2222")
	f.Fuzz(func(t *testing.T, text, name, phone, address, other string) {
		r := Normal(model.Reporter{Name: name, Phone: phone, Address: address, Original: map[string]string{"Kontak": other}})
		m := NewMasker(r)
		for _, mask := range []func(string) string{m.Text, m.Place, m.Number} {
			once := mask(text)
			if again := mask(once); again != once {
				t.Fatalf("%q, then %q", once, again)
			}
			if utf8.ValidString(text) && !utf8.ValidString(once) {
				t.Fatalf("not UTF-8: %q", once)
			}
		}
	})
}
