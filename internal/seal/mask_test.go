package seal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"piket/model"
)

// signer is a reporter of whom everything is known.
func signer() model.Reporter {
	return Normal(model.Reporter{
		Name: "Ibu Rekaan Sentosa, S.H.", Phone: "0811-0000-123 / 021-55500123", NIK: "9999994101900001",
		Address: "Jl. Khayalan No. 7, Cipondoh",
	})
}

func TestMaskEverySpelling(t *testing.T) {
	m := NewMasker(signer())
	for told, want := range map[string]string{
		"saya rekaan sentosa":                        "saya [pelapor]",
		"Rekaan-Sentosa, rekaan_sentosa":             "[pelapor], [pelapor]",
		"https://x.test/Rekaan%20Sentosa.jpg":        "https://x.test/[pelapor].jpg",
		"https://x.test/?q=Rekaan+Sentosa":           "https://x.test/?q=[pelapor]",
		"surel rekaansentosa88@contoh.test":          "surel [pelapor]@contoh.test",
		"SENTOSA, Rekaan":                            "[pelapor]",
		"Ｒｅｋａａｎ Sentosa":                             "[pelapor]",
		"Rékaan Sentosa":                             "[pelapor]",
		"Rekaan S. dan R. Sentosa":                   "[pelapor]. dan [pelapor]",
		"Bu Rekaan datang, kata saudari Sentosa":     "Bu [pelapor] datang, kata saudari [pelapor]",
		"Bu Rekaan Makmur yang lain":                 "Bu Rekaan Makmur yang lain",
		"Rekaan Makmur dan Makmur Sentosa":           "Rekaan Makmur dan Makmur Sentosa",
		"0811–0000–123":                              "[pelapor]",
		"0811 - 0000 - 123":                          "[pelapor]",
		"0811_0000_123, 0811,0000,123":               "[pelapor], [pelapor]",
		"０８１１００００１２３ atau ٠٨١١٠٠٠٠١٢٣":               "[pelapor] atau [pelapor]",
		"0811\n0000123":                              "[pelapor]",
		"tel:0811%200000%20123":                      "tel:[pelapor]",
		"(0811) 0000 123":                            "[pelapor]",
		"+62 (811) 0000123":                          "[pelapor]",
		"wa.me/628110000123":                         "wa.me/[pelapor]",
		"kantor 021 555 00123":                       "kantor [pelapor]",
		"NIK9999994101900001x":                       "NIK[pelapor]x",
		"99-99-99-410190-0001":                       "[pelapor]",
		"Rp2.000.000 dan 0811-0000-124":              "Rp2.000.000 dan 0811-0000-124",
		"rumah saya jalan khayalan 7 Cipondoh, biru": "rumah saya [pelapor], biru",
		"di Jl. Khayalan 9, Cipondoh":                "di Jl. Khayalan 9, Cipondoh",
	} {
		if got := m.Text(told); got != want {
			t.Errorf("Text(%q) = %q, want %q", told, got, want)
		}
	}
}

func TestMaskPlaceKeepsAddress(t *testing.T) {
	m := NewMasker(signer())
	if got := m.Place("Jl. Khayalan No. 7, Cipondoh, rumah Rekaan Sentosa"); got != "Jl. Khayalan No. 7, Cipondoh, rumah [pelapor]" {
		t.Errorf("place %q", got)
	}
	if got := m.Number("Rekaan Sentosa 08110000123"); got != "Rekaan Sentosa [pelapor]" {
		t.Errorf("number %q", got)
	}
}

func TestMaskLeavesOrdinaryWords(t *testing.T) {
	for name, told := range map[string]string{
		"Ali":            "Ali dan kali",
		"Pelapor":        "[pelapor] datang",
		"Muhammad Hasan": "Muhammad Rizky dan Pak Hasanudin, juga M. Hasan Basri",
		"":               "0811-0000-123",
		"(*[":            "(*[ ada",
	} {
		if got := Mask(told, model.Reporter{Name: name}); got != told {
			t.Errorf("Mask(%q) for %q = %q", told, name, got)
		}
	}
}

func FuzzMasker(f *testing.F) {
	f.Add("Bu Rekaan, jl khayalan 7 cipondoh, R. Sentosa %20 0811-0000-123", "Rekaan Sentosa", "0811-0000-123", "Jl. Khayalan 7 Cipondoh")
	f.Fuzz(func(t *testing.T, text, name, phone, address string) {
		text = model.Clean(text)
		m := NewMasker(Normal(model.Reporter{Name: name, Phone: phone, Address: address}))
		once := m.Text(text)
		if !utf8.ValidString(once) {
			t.Fatalf("not UTF-8: %q", once)
		}
		for _, number := range m.numbers {
			if strings.Contains(once, number) {
				t.Fatalf("%q still holds %s", once, number)
			}
		}
	})
}
