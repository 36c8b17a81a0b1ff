package typed

import "testing"

func TestReadAge(t *testing.T) {
	const about = true
	for text, want := range map[string]Age{
		"": {}, "35": {35, !about}, "130": {130, !about}, "35 tahun": {35, !about}, "35 th.": {35, !about}, "Umur: 35": {35, !about},
		"aged 40": {40, !about}, "28 years old": {28, !about},
		"± 35 th": {35, about}, "±35": {35, about}, "~ 35": {35, about}, "30-an": {30, about}, "40an": {40, about}, "40an tahun": {40, about},
		"30-35": {30, about}, "50s": {50, about}, "sekitar 40 tahun": {40, about}, "kira-kira 40 tahun": {40, about}, "kira2 40": {40, about},
		"+/- 25": {25, about}, "Usia sekitar 50": {50, about}, "about 33": {33, about}, "35?": {35, about},
	} {
		if age, ok := ReadAge(text); !ok || age != want {
			t.Errorf("%q is read as %+v, %v; want %+v", text, age, ok, want)
		}
	}
	for _, text := range []string{"tua", "0", "131", "200", "9999999999999", "abc -5 tahun", "-5", "dua puluh"} {
		if age, ok := ReadAge(text); ok {
			t.Errorf("%q is read as %+v", text, age)
		}
	}
}
