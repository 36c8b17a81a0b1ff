package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// read is every record of a text, each as "row/line cell|cell" or
// "row/line !what is wrong".
func read(t testing.TB, text string, delim byte) []string {
	t.Helper()
	r := NewReader(strings.NewReader(text), delim)
	var got []string
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		at := fmt.Sprintf("%d/%d ", rec.Row, rec.Line)
		if rec.Err != nil {
			got = append(got, at+"!"+rec.Err.Error())
			continue
		}
		got = append(got, at+strings.Join(rec.Cells, "|"))
	}
}

func TestReader(t *testing.T) {
	broken := "!" + ErrQuote.Error()
	for name, tt := range map[string]struct {
		text  string
		delim byte
		want  []string
	}{
		"Plain":         {"a,b\nc,d\n", ',', []string{"1/1 a|b", "2/2 c|d"}},
		"NoLastNewline": {"a,b\nc,d", ',', []string{"1/1 a|b", "2/2 c|d"}},
		"Empty":         {"", ',', nil},
		"EmptyCells":    {",\n,,\n", ',', []string{"1/1 |", "2/2 ||"}},
		"Semicolon":     {"a;b,c\n", ';', []string{"1/1 a|b,c"}},
		"Quoted":        {`"a,b","c ""d"" e",""` + "\n", ',', []string{`1/1 a,b|c "d" e|`}},
		"LineBreaks":    {"1,\"dua\ntiga\n\",4\n5\n", ',', []string{"1/1 1|dua\ntiga\n|4", "2/4 5"}},
		"BlankRows":     {"a\n\nb\n", ',', []string{"1/1 a", "2/2 ", "3/3 b"}},
		"BareQuote":     {"5\" x,y\n", ',', []string{`1/1 5" x|y`}},
		"InnerQuote":    {"1,\"dia \"bilang\" begitu\",x\n2,y\n", ',', []string{"1/1 " + broken, "2/2 2|y"}},
		"NeverClosed":   {"1,\"abc\n2,def\n3,ghi\n", ',', []string{"1/1 " + broken, "2/2 2|def", "3/3 3|ghi"}},
		"ClosedByOther": {"1,\"abc\n2,\"def\"\n3,\"g\nh\"\n", ',', []string{"1/1 " + broken, "2/2 2|def", "3/3 3|g\nh"}},
		"AtTheEnd":      {"1,a\n2,\"b", ',', []string{"1/1 1|a", "2/2 " + broken}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, tt.text, tt.delim); !slices.Equal(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestReaderRefusesLongRowsOnly(t *testing.T) {
	long := strings.Repeat("x", maxRecord+1)
	for name, text := range map[string]string{
		"OneLine":   "a\n" + long + "\nb\n",
		"ManyLines": "a\n\"" + strings.Repeat("\n", maxLines+1) + "\nb\n",
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, text, ',')
			if !strings.HasSuffix(got[0], " a") || !strings.Contains(got[1], "!") || !strings.HasSuffix(got[len(got)-1], " b") {
				t.Errorf("%d records: %.60q", len(got), got)
			}
		})
	}
}

func TestReaderGivesUpOnWhatIsNoTable(t *testing.T) {
	r := NewReader(strings.NewReader(strings.Repeat("\"x\"y\n", maxBroken+2)), ',')
	for range maxBroken + 2 {
		if _, err := r.Read(); err != nil {
			if !errors.Is(err, ErrNotText) {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatal("it read on")
}

func TestReaderSaysWhenTheFileCannotBeRead(t *testing.T) {
	cause := errors.New("disk gone")
	r := NewReader(io.MultiReader(strings.NewReader("a\nb\n"), iotest.ErrReader(cause)), ',')
	var err error
	for range 3 {
		_, err = r.Read()
	}
	if !errors.Is(err, cause) {
		t.Errorf("err = %v", err)
	}
}

func TestEncodings(t *testing.T) {
	const text = "Pelapor;Café 🏠 ü\nbaris\n"
	utf16 := func(e unicode.Endianness) string {
		s, err := unicode.UTF16(e, unicode.UseBOM).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	latin, err := charmap.Windows1252.NewEncoder().String("Café “ü”\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		file string
		enc  Encoding
		want string
	}{
		"UTF8":        {text, UTF8, text},
		"BOM":         {"\ufeff" + text, UTF8, text},
		"UTF16LE":     {utf16(unicode.LittleEndian), UTF16LE, text},
		"UTF16BE":     {utf16(unicode.BigEndian), UTF16BE, text},
		"Windows1252": {latin, Windows1252, "Café “ü”\n"},
		"Damaged":     {"é ü 🏠 \xff x", Damaged, "é ü 🏠 \ufffd x"},
		"CutOff":      {"é ü 🏠 \xc3", Damaged, "é ü 🏠 \ufffd"},
		"DamagedBOM":  {"\ufeffa\xff", Damaged, "a\ufffd"},
		"LineEnds":    {"a\r\nb\rc\n\r\nd", UTF8, "a\nb\nc\n\nd"},
		"Empty":       {"", UTF8, ""},
	} {
		t.Run(name, func(t *testing.T) {
			enc, size, err := Sniff(iotest.OneByteReader(strings.NewReader(tt.file)), 1000)
			if err != nil || enc != tt.enc || size != int64(len(tt.file)) {
				t.Fatalf("Sniff = %q, %d, %v; want %q, %d", enc, size, err, tt.enc, len(tt.file))
			}
			got, err := io.ReadAll(enc.Decode(iotest.HalfReader(strings.NewReader(tt.file))))
			if err != nil || string(got) != tt.want {
				t.Errorf("Decode = %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestSniffRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want error
	}{
		"TooLarge": {strings.Repeat("x", 1001), ErrTooLarge},
		"Excel":    {"PK\x03\x04\x14", ErrNotText},
		"PDF":      {"%PDF-1.7", ErrNotText},
		"NUL":      {"a\x00b", ErrNotText},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := Sniff(strings.NewReader(tt.file), 1000); !errors.Is(err, tt.want) {
				t.Errorf("err = %v, want %v", err, tt.want)
			}
		})
	}
}

func TestGuess(t *testing.T) {
	most := func(cells []string) int {
		n := 0
		for _, c := range cells {
			if c == "Timestamp" || c == "Alamat" {
				n++
			}
		}
		return n
	}
	for text, want := range map[string]byte{
		"Timestamp,Alamat\n":          ',',
		"Timestamp;Alamat\n":          ';',
		"Timestamp\tAlamat\n":         '\t',
		"Timestamp;\"Kota, desa\";\n": ';',
		"a,b;c;d\n":                   ';',
		"\"never closed":              ',',
		"":                            ',',
	} {
		if got := Guess([]byte(text), most); got != want {
			t.Errorf("Guess(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzReader holds the reader to two promises: what encoding/csv writes is
// read back as it was, and of any bytes every line is either in a record or
// refused.
func FuzzReader(f *testing.F) {
	for _, s := range []string{"a,b\nc,d", "\"a\nb\",c\n", "\"", "a\"b,\"c\n\"\"\n", "\"a\"b\n\"c\n", ",,\n\n"} {
		f.Add(s, s, uint8(0))
	}
	f.Fuzz(func(t *testing.T, file, cell string, n uint8) {
		if enc, _, err := Sniff(strings.NewReader(file), 1<<20); err == nil {
			accounted(t, enc.Decode(strings.NewReader(file)))
		}
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, "\r", ""), "\x00", "")
		row := slices.Repeat([]string{cell, "x"}, int(n%5)+1)
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		if err := w.WriteAll([][]string{row, {"next"}}); err != nil {
			t.Fatal(err)
		}
		r := NewReader(&out, ',')
		for _, want := range [][]string{row, {"next"}} {
			if rec, err := r.Read(); err != nil || !slices.Equal(rec.Cells, want) {
				t.Fatalf("read %q, %v; want %q", rec.Cells, err, want)
			}
		}
	})
}

// accounted checks that records follow one another without a gap.
func accounted(t *testing.T, decoded io.Reader) {
	t.Helper()
	text, err := io.ReadAll(decoded)
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(bytes.NewReader(text), ',')
	next := 1
	for row := 1; ; row++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || rec.Row != row || rec.Line != next {
			t.Fatalf("%q: row %d line %d, %v; want row %d line %d", text, rec.Row, rec.Line, err, row, next)
		}
		next++
		for _, c := range rec.Cells {
			next += strings.Count(c, "\n")
		}
	}
	lines := bytes.Count(text, []byte("\n"))
	if len(text) > 0 && text[len(text)-1] != '\n' {
		lines++
	}
	if next != lines+1 {
		t.Fatalf("%q: read %d lines of %d", text, next-1, lines)
	}
}
