package main

import (
	"bytes"
	"compress/flate"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProperName(t *testing.T) {
	for name, want := range map[string]string{
		"Kota Tangerang":                     "Kota Tangerang",
		"Kabupaten Pangkajene dan Kepulauan": "Kabupaten Pangkajene dan Kepulauan",
		"Timang gajah":                       "Timang Gajah",
		"2 x 11 Kayu Tanam":                  "2 x 11 Kayu Tanam",
		"Na IX - X":                          "Na IX - X",
		"UPT. Prode SP.I":                    "UPT. Prode SP.I",
		"KI'E":                               "Ki'e",
		`Ra"as`:                              "Ra'as",
		"Regapu’u":                           "Regapu'u",
		"Teuw*":                              "Teuw",
		"Air Sialang Hilir.":                 "Air Sialang Hilir",
		"Konda/ Kondaga":                     "Konda/Kondaga",
		"Pulo Lon / Pulo Dayah":              "Pulo Lon/Pulo Dayah",
		"  lamuk ":                           "Lamuk",
		"Lawe Sigala-Gala":                   "Lawe Sigala-Gala",
	} {
		if got := properName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

// fixture is a package with areas out of order, gaps in the numbers and a
// quoted name.
func fixture(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"package.json":       `{"name":"idn-area-data","version":"9.9.9"}`,
		"data/provinces.csv": "code,name\n36,Banten\n11,Aceh\n",
		"data/regencies.csv": "code,province_code,name\n36.71,36,Kota Tangerang\n",
		"data/districts.csv": "code,regency_code,name\n36.71.01,36.71,Tangerang\n36.71.02,36.71,Jatiuwung\n36.71.05,36.71,Cipondoh\n",
		"data/villages.csv":  "code,district_code,name\n36.71.05.1001,36.71.05,\"Cipondoh I,II\"\n36.71.05.1002,36.71.05,Makmur\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func inflated(t *testing.T, data []byte) string {
	t.Helper()
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestGenerate(t *testing.T) {
	source := fixture(t)
	var made [2][2][]byte
	for i := range made {
		out := t.TempDir()
		if err := generate(source, out); err != nil {
			t.Fatal(err)
		}
		for j, name := range []string{"areas.z", "villages.z"} {
			data, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			made[i][j] = data
		}
	}
	areas, villages := made[0][0], made[0][1]
	if !bytes.Equal(areas, made[1][0]) || !bytes.Equal(villages, made[1][1]) {
		t.Error("the same package gives other bytes the second time")
	}
	want := "idn-area-data 9.9.9\n110000\tAceh\n360000\tBanten\n367100\tKota Tangerang\nTangerang\nJatiuwung\n367105\tCipondoh\n"
	if got := inflated(t, areas); got != want {
		t.Errorf("areas\n%s\nwant\n%s", got, want)
	}
	directory := []byte{0, 1, 3671 >> 8, 3671 & 0xff, 0, byte(len(villages) - 6)}
	if !bytes.HasPrefix(villages, directory) {
		t.Errorf("directory % x, want % x", villages[:6], directory)
	}
	if got, want := inflated(t, villages[6:]), "51001\tCipondoh I,II\nMakmur\n"; got != want {
		t.Errorf("villages %q, want %q", got, want)
	}
}

func TestGenerateRefuses(t *testing.T) {
	for file, text := range map[string]string{
		"package.json":       "{",
		"data/provinces.csv": "kode,nama\n36,Banten\n",
		"data/districts.csv": "code,name\n\"36.71.01,Tangerang\n",
		"data/villages.csv":  "code,name\n36.71.05.x,Makmur\n",
		"data/regencies.csv": "",
	} {
		source := fixture(t)
		if err := os.WriteFile(filepath.Join(source, filepath.FromSlash(file)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		err := generate(source, out)
		if err == nil || strings.Contains(err.Error(), "failed") {
			t.Errorf("%s damaged: error %v", file, err)
		}
		if left, _ := os.ReadDir(out); len(left) > 0 {
			t.Errorf("%s damaged, and still %d files written", file, len(left))
		}
	}
}
