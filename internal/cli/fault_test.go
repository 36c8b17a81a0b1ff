package cli

import (
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/storage"
)

// A fault reads well in both languages, wherever it is.
func TestFaultLine(t *testing.T) {
	for _, c := range []struct {
		fault  storage.Fault
		id, en string
	}{
		{
			storage.Fault{Where: "journal", Key: "512", Says: "chain-broken"},
			"entri 512: isinya berubah: rantai putus di sini", "entry 512: is not what was written: the chain breaks here",
		},
		{
			storage.Fault{Where: "file", Key: "page 1", Says: "meta-newer"},
			"halaman 1 berkas: kepala berkas, isinya berubah; simpanan terakhir mungkin hilang",
			"page 1 of the file: is a head and not what was written; what was saved last may be missing",
		},
		{
			storage.Fault{Where: "file, bucket view/queue", Key: "page 9000", Says: "page-twice"},
			"halaman 9000 berkas, di view/queue: dipakai dua kali", "page 9000 of the file, in view/queue: is used twice",
		},
		{
			storage.Fault{Where: "view/counts/v1", Key: "open/urgent", Says: "view-figure", Args: model.Args{"is": int64(3), "want": int64(2)}},
			"tampilan counts/v1, open/urgent: berisi 3; menurut catatan 2", "view counts/v1, open/urgent: is 3; the entries say 2",
		},
		{
			storage.Fault{Where: "view/serial/v1", Says: "view-years"},
			"tampilan serial/v1: tidak memuat semua tahun", "view serial/v1: does not have every year",
		},
		{storage.Fault{Where: "meta", Key: "head", Says: "value-odd"}, "meta head: nilainya bukan dari program ini", "meta head: is not a value of this program"},
		{
			storage.Fault{Where: "file", Says: "cut-short", Args: model.Args{"size": int64(8192), "lost": int64(4096)}},
			"berkas: panjangnya 8192 bita, 4096 bita hilang", "file: is 8192 bytes long, 4096 bytes are missing",
		},
		{storage.Fault{Where: "file", Key: "bucket \x1b[2Jjournal", Says: "bucket-missing"}, "[2Jjournal di berkas: tidak ada", "[2Jjournal in the file: is missing"},
	} {
		for lang, want := range map[locale.Lang]string{locale.Indonesian: c.id, locale.English: c.en} {
			p, err := locale.Load(lang)
			if err != nil {
				t.Fatal(err)
			}
			if got := faultLine(p, c.fault); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}
