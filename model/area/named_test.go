package area

import "testing"

func TestNamed(t *testing.T) {
	s := load(t)
	for text, want := range map[string]string{
		"Kanim Tangerang":                       "36.03,36.71",
		"Kanim Kelas I Khusus TPI Tangerang":    "36.03,36.71",
		"Kantor Imigrasi Tangerang Selatan":     "36.74",
		"Kanim Kelas II TPI Belakang Padang":    "21.71.01",
		"Kantor Imigrasi Kelas I TPI Padang":    "13.71",
		"Kanim Natuna":                          "21.03",
		"Kanim Kelas I Non TPI Jakarta Selatan": "31.74",
		"Kanim Uji":                             "",
		"":                                      "",
		"\x1b[31m Kota Kabupaten":               "",
	} {
		if got := s.Named(text); got != want {
			t.Errorf("Named(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNamedPutsTheOfficeFirst(t *testing.T) {
	s := load(t)
	if got := s.Search("cipo", s.Named("Kanim Tangerang"), 1); len(got) == 0 || got[0].Label != "Cipondoh, Kota Tangerang" {
		t.Errorf("%+v", got)
	}
}
