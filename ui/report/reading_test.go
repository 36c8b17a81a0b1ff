package report

import (
	"testing"
)

func TestReadNIK(t *testing.T) {
	for text, want := range map[string]string{
		"3671056502900001":    "",
		"3671 0565 0290 0001": "",
		"3671052502900001":    "",
		"36710565029000":      "length",
		"36710565029000011":   "length",
		"367105650290000A":    "letters",
		"3671057202900001":    "born", // 32 February
		"3671050013900001":    "born",
		"3671053002900001":    "born", // 30 February
	} {
		if _, problem := readNIK(text); problem != want {
			t.Errorf("%q: problem %q, want %q", text, problem, want)
		}
	}
	n, _ := readNIK("3671056502900001")
	if want := (nik{area: "36.71.05", day: 25, month: 2, year: "90", female: true}); n != want {
		t.Errorf("read as %+v, want %+v", n, want)
	}
}

func FuzzReadNIK(f *testing.F) {
	f.Add("3671056502900001")
	f.Add("３６７１０５６５０２９００００１")
	f.Fuzz(func(t *testing.T, text string) {
		if n, problem := readNIK(text); problem == "" && (n.day < 1 || n.day > 31 || n.month < 1 || n.month > 12) {
			t.Errorf("%q is read as %+v", text, n)
		}
	})
}

func TestReadAge(t *testing.T) {
	for text, want := range map[string]int{"": 0, "35": 35, "± 35 th": 35, "30-an": 30, "sekitar 40 tahun": 40, "130": 130} {
		if years, ok := readAge(text); !ok || years != want {
			t.Errorf("%q is read as %d, %v; want %d", text, years, ok, want)
		}
	}
	for _, text := range []string{"tua", "0", "131", "9999999999999"} {
		if years, ok := readAge(text); ok {
			t.Errorf("%q is read as %d", text, years)
		}
	}
}
