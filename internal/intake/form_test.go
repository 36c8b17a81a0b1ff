package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"piket/internal/desk"
	"piket/internal/intake/sheet"
	"piket/internal/locale"
	"piket/internal/seal"
	"piket/model"
)

const header = "Cap waktu,Tanggal Pengaduan,Nama Lengkap Pelapor,Jenis Kelamin,Alamat,Nomor WhatsApp aktif," +
	"Sasaran Pengaduan,Deskripsi Pengaduan,Bukti Pendukung\n"

// office takes reports in the way the desk does, by their keys.
type office struct {
	mu      sync.Mutex
	keys    map[string]time.Time // when what has the key was received
	reports []desk.Report
	refuse  func(desk.Report) error
}

func (o *office) add(ctx context.Context, r desk.Report) (desk.Added, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.refuse != nil {
		if err := o.refuse(r); err != nil {
			return desk.Added{}, err
		}
	}
	if err := r.Facts.Validate(now()); err != nil {
		return desk.Added{}, err
	}
	if o.keys == nil {
		o.keys = map[string]time.Time{}
	}
	if before, ok := o.keys[r.Key]; ok {
		opened := []model.Envelope{{Event: model.CaseOpened{Received: before}}}
		return desk.Added{Receipt: model.Receipt{Repeated: true, Events: opened}}, nil
	}
	o.keys[r.Key] = r.Received
	o.reports = append(o.reports, r)
	return desk.Added{}, ctx.Err()
}

func now() time.Time { return time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC) }

func options(t testing.TB) FormOptions {
	t.Helper()
	keys, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	r := refs(t)
	r.Fingerprint = keys.Fingerprint
	return FormOptions{Refs: r, Zone: model.WIB}
}

// taken imports a file into a fresh office that must refuse nothing.
func taken(t *testing.T, file string, o FormOptions) ([]desk.Report, Result) {
	t.Helper()
	var to office
	result, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add)
	if err != nil || result.RefusedCount > 0 {
		t.Fatalf("%v, refused %v", err, result.Refused)
	}
	slices.SortFunc(to.reports, func(a, b desk.Report) int { return a.Received.Compare(b.Received) })
	return to.reports, result
}

func TestImportGoogleForm(t *testing.T) {
	file := header +
		"21/11/2026 23.41.05,21/11/2026,Rekaan Sentosa,Perempuan,\"Jl. Karangan 7, Cipondoh\",0840-0000-1234,Rekaan Li (RRT),\"Sering ribut \n\"\"malam\"\".\",\"https://a.example/1, https://a.example/2\"\n" +
		"22/11/2026 07.05.00,20/11/2026,Anonim,,,,Beberapa WNA di ruko,Tidak ada surat.,foto menyusul\n"
	got, result := taken(t, file, options(t))
	want := []desk.Report{
		{
			Received: time.Date(2026, 11, 21, 16, 41, 5, 0, time.UTC),
			Facts: model.Facts{
				Kind: model.Complaint, Channel: model.GoogleForm, Narrative: "Sering ribut \n\"malam\".",
				Subjects: []model.Subject{{Name: "Rekaan Li", Nationality: "CHN"}},
				Evidence: []string{"https://a.example/1", "https://a.example/2"},
			},
			Reporter: model.Reporter{
				Name: "Rekaan Sentosa", Phone: "0840-0000-1234", Address: "Jl. Karangan 7, Cipondoh",
				Original: map[string]string{"Jenis Kelamin": "Perempuan"},
			},
		},
		{
			Received: time.Date(2026, 11, 22, 0, 5, 0, 0, time.UTC),
			Facts: model.Facts{
				Kind: model.Complaint, Channel: model.GoogleForm,
				Narrative: "Beberapa WNA di ruko\nTidak ada surat.\nTanggal Pengaduan: 20/11/2026\nBukti Pendukung: foto menyusul",
			},
		},
	}
	for i := range got {
		if !strings.HasPrefix(got[i].Key, "gform:") || strings.Contains(got[i].Key, "0840") {
			t.Errorf("key %q", got[i].Key)
		}
		got[i].Key = ""
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got[0].Reporter.Original["Jenis Kelamin"] != "Perempuan" || got[0].Reporter.Address != want[0].Reporter.Address {
		t.Error("the reporter's answers are not behind the seal")
	}
	if result.Rows != 2 || result.Added != 2 || result.DateOrder != DayFirst || result.Delimiter != ',' || result.Encoding != sheet.UTF8 {
		t.Errorf("result %+v", result)
	}
}

// exports are the same three rows as different programs write them.
func exports(t *testing.T) map[string]string {
	t.Helper()
	plain := header +
		"21/11/2026 23.41.05,,Rekaan Sentosa,,,0840-0000-1234,,\"Satu\ndua\",\n" +
		"01/02/2026 01.02.03,,,,,,,Tiga,\n" +
		"01/02/2026 01.02.03,,,,,,,Tiga,\n"
	lines := strings.SplitAfter(plain, "\n")
	english := strings.NewReplacer("Cap waktu", "Timestamp", "Tanggal Pengaduan", "Complaint date", "Nama Lengkap Pelapor", "Full name",
		"Nomor WhatsApp aktif", "WhatsApp number", "Deskripsi Pengaduan", "Description", "Sasaran Pengaduan", "Reported person").Replace(plain)
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"Plain":     plain,
		"BOM":       "\ufeff" + plain,
		"UTF16":     wide,
		"Windows":   strings.ReplaceAll(plain, "\n", "\r\n"),
		"Semicolon": strings.ReplaceAll(plain, ",", ";"),
		"Tab":       strings.ReplaceAll(plain, ",", "\t"),
		"Sep":       "sep=;\r\n" + strings.ReplaceAll(plain, ",", ";"),
		"American":  strings.NewReplacer("21/11/2026 23.41.05", "11/21/2026 11:41:05 PM", "01/02/2026 01.02.03", "2/1/2026 1:02:03 AM").Replace(english),
		"Forms":     strings.NewReplacer("21/11/2026 23.41.05", "2026/11/21 11:41:05 PM GMT+7", "01/02/2026 01.02.03", "2026/02/01 1:02:03 AM GMT+7").Replace(english),
		"Reordered": lines[0] + lines[3] + lines[1] + lines[2] + lines[4],
		"Longer":    plain + "30/11/2026 10.00.00,,,,,,,Baru,\n",
		"Column":    "Setuju?," + strings.NewReplacer("\n21", "\n,21", "\n01", "\n,01").Replace(plain),
	}
}

func TestImportAgainAddsNothing(t *testing.T) {
	o := options(t)
	for first, file := range exports(t) {
		var to office
		if r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add); err != nil || r.Present != 0 || r.RefusedCount != 0 {
			t.Fatalf("%s: %+v, %v", first, r, err)
		}
		for second, file := range exports(t) {
			want := 0
			if second == "Longer" && len(to.reports) == 3 {
				want = 1
			}
			r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add)
			if err != nil || r.Added != want || r.Present != r.Rows-want {
				t.Errorf("%s after %s: %d added, %d present of %d; %v", second, first, r.Added, r.Present, r.Rows, err)
			}
		}
	}
}

// Whoever takes the day for the month the second time, or has an export that
// leaves no doubt, finds the rows there already.
func TestImportInTheOtherDateOrderAddsNothing(t *testing.T) {
	row := func(stamp string) string { return header + stamp + ",,Rekaan Sentosa,,,,Rekaan Li,Tidak ada surat.,\n" }
	for _, first := range []string{"03/04/2026 09.15.00", "04/03/2026 09.15.00"} {
		for _, order := range []DateOrder{DayFirst, MonthFirst} {
			var to office
			o := options(t)
			for i, again := range []struct {
				stamp string
				order DateOrder
			}{{first, order}, {first, DayFirst}, {first, MonthFirst}, {"2026-04-03 09:15:00", ""}, {"2026/03/04 9:15:00 AM", ""}} {
				o.Dates = again.order
				result, err := ImportGoogleForm(t.Context(), strings.NewReader(row(again.stamp)), o, to.add)
				if err != nil || result.Added != max(0, 1-i) || result.Present != min(1, i) {
					t.Errorf("%s by %s, then %s by %q: %+v, %v", first, order, again.stamp, again.order, result, err)
				}
			}
			o.Dates = map[DateOrder]DateOrder{DayFirst: MonthFirst, MonthFirst: DayFirst}[order]
			other, err := ImportGoogleForm(t.Context(), strings.NewReader(row(first)), o, to.add)
			o.Dates = order
			same, again := ImportGoogleForm(t.Context(), strings.NewReader(row(first)), o, to.add)
			if err != nil || again != nil || other.OtherTime != 1 || same.OtherTime != 0 {
				t.Errorf("%s by %s: %d in the other order have another time, %d in the same; %v %v", first, order, other.OtherTime, same.OtherTime, err, again)
			}
			if len(to.reports) != 1 {
				t.Errorf("%s by %s: %d reports", first, order, len(to.reports))
			}
		}
	}
}

func TestImportCountsWhatIsNew(t *testing.T) {
	o, to := options(t), office{}
	base := "Timestamp,Deskripsi\n2026-01-01 10:00:00,A\n"
	for _, tt := range []struct {
		name, file string
		added      int
	}{
		{"First", base, 1},
		{"OtherText", strings.ReplaceAll(base, "A\n", "B\n"), 1},
		{"OtherSecond", strings.ReplaceAll(base, ":00,", ":01,"), 1},
		{"TwiceInOneFile", base + "2026-01-01 10:00:00,A\n", 1},
		{"TwiceAgain", base + "2026-01-01 10:00:00,A\n", 0},
	} {
		r, err := ImportGoogleForm(t.Context(), strings.NewReader(tt.file), o, to.add)
		if err != nil || r.Added != tt.added {
			t.Errorf("%s: %+v, %v", tt.name, r, err)
		}
	}
}

func TestImportDates(t *testing.T) {
	day := func(d int, m time.Month) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, model.WIB.Location()) }
	for name, tt := range map[string]struct {
		stamps  []string
		decided DateOrder
		want    []time.Time // zero: refused
		order   DateOrder
		key     string // the file is refused
	}{
		"DayProven":    {[]string{"01/02/2026 0:00", "13/02/2026 0:00"}, "", []time.Time{day(1, 2), day(13, 2)}, DayFirst, ""},
		"MonthProven":  {[]string{"01/02/2026 0:00", "02/13/2026 0:00"}, "", []time.Time{day(2, 1), day(13, 2)}, MonthFirst, ""},
		"YearFirst":    {[]string{"2026-02-01 00:00"}, "", []time.Time{day(1, 2)}, YearFirst, ""},
		"SameEither":   {[]string{"11/11/2026 00.00"}, "", []time.Time{day(11, 11)}, DayFirst, ""},
		"Contradicts":  {[]string{"13/02/2026 0:00", "14/02/2026 0:00", "02/15/2026 0:00"}, "", []time.Time{day(13, 2), day(14, 2), {}}, DayFirst, ""},
		"Odd":          {[]string{"kemarin", "31/02/2026 0:00", "13/02/2026 25:00", "", "13/02/2026 0:00"}, "", []time.Time{{}, {}, {}, {}, day(13, 2)}, DayFirst, ""},
		"Ambiguous":    {[]string{"01/02/2026 0:00", "11/11/2026 0:00"}, "", nil, "", "import-dates-ambiguous"},
		"Mixed":        {[]string{"13/02/2026 0:00", "02/14/2026 0:00"}, "", nil, "", "import-dates-mixed"},
		"DecidedDay":   {[]string{"01/02/2026 0:00"}, DayFirst, []time.Time{day(1, 2)}, DayFirst, ""},
		"DecidedMonth": {[]string{"01/02/2026 0:00"}, MonthFirst, []time.Time{day(2, 1)}, MonthFirst, ""},
		"Against":      {[]string{"13/02/2026 0:00"}, MonthFirst, []time.Time{{}}, MonthFirst, ""},
		"DecidedYear":  {[]string{"2026-02-13 0:00", "01/02/2026 0:00"}, YearFirst, []time.Time{day(13, 2), {}}, YearFirst, ""},
		"NoSuchOption": {[]string{"13/02/2026 0:00"}, "ydm", nil, "", "import-dates-option"},
		"None":         {nil, "", nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			o, to := options(t), office{}
			o.Dates = tt.decided
			file := "Timestamp,Deskripsi\n"
			for i, s := range tt.stamps {
				file += fmt.Sprintf("%s,%d\n", s, i)
			}
			r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add)
			if tt.key != "" {
				if !errors.Is(err, &model.Error{Key: tt.key}) || model.KindOf(err) != model.KindInvalid || len(to.reports) > 0 {
					t.Fatalf("%v, %d went in; want %s", err, len(to.reports), tt.key)
				}
				return
			}
			if r.RefusedCount == r.Rows && r.Rows > 0 && errors.Is(err, &model.Error{Key: "import-nothing-in"}) {
				err = nil
			}
			if err != nil || r.DateOrder != tt.order {
				t.Fatalf("%+v, %v", r, err)
			}
			got := make([]time.Time, len(tt.stamps))
			for _, rep := range to.reports {
				got[int(rep.Facts.Narrative[0]-'0')] = rep.Received
			}
			for i, want := range tt.want {
				if !got[i].Equal(want) {
					t.Errorf("%s = %v, want %v", tt.stamps[i], got[i], want)
				}
			}
		})
	}
}

func TestParseStamp(t *testing.T) {
	const want = "2026-11-21T16:41:05Z"
	for _, s := range []string{
		"21/11/2026 23.41.05", "21/11/2026 23:41:05", "21/11/2026, 23.41.05", "21-11-2026 23:41:05", "21.11.2026 23:41:05",
		"21/11/26 23.41.05", "2026-11-21 23:41:05", "2026/11/21 11:41:05 PM GMT+7", "2026/11/21 4:41:05 PM GMT", "2026-11-21T23:41:05+07:00",
		"2026-11-21T16:41:05Z", "2026-11-21T16:41:05.123Z", "21/11/2026 11:41:05 pm", "21/11/2026 11:41:05\u202fPM", "21/11/2026 11.41.05 p.m.",
		"21/11/2026 pukul 23.41.05", "22/11/2026 1:41:05 WIT", "21/11/2026 23:41:05 GMT+07:00", " 21/11/2026  23:41:05 ",
	} {
		st, ok := parseStamp(s)
		got, in := st.in(DayFirst, model.WIB.Location())
		if !ok || !in || got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q = %v, %t", s, got.UTC(), ok && in)
		}
	}
	for _, s := range []string{
		"", "x", "21/11", "21/11-2026", "32/13/2026", "21/11/2026 24:00", "21/11/2026 23:60", "21/11/2026 23:41 besok", "21/11/2026 PM",
		"1/1/1900 0:00", "21/11/2026 10:00 11:00", "21/11/2026 GMT+7", "21/11/2026 10:00+99", strings.Repeat("1", 70), "+", "-", "z",
	} {
		if st, ok := parseStamp(s); ok {
			t.Errorf("%q = %+v", s, st)
		}
	}
}

func TestImportRefusesRowsByLine(t *testing.T) {
	o, to := options(t), office{}
	file := "Timestamp,Deskripsi,Alamat\n" + // line 1
		"13/02/2026 10:00,\"satu\ndua\",x\n" + // 2–3
		"13/02/2026 10:00,\"tiga \"empat\" lima\",x\n" + // 4, row 3
		"kemarin,enam,x\n" + // 5
		"\n" + // 6
		",,\n" + // 7
		"13/02/2026 10:01,,x\n" + // 8
		"13/02/2026 10:01,tujuh,x,lebih\n" + // 9
		"13/02/2026 10:01,tujuh,x,,\n" + // 10 is good
		"13/02/2026 10:02,\"delapan\n" + // 11
		"13/02/2026 10:03,sembilan\n" + // 12 is good
		",sepuluh,x\n" // 13
	r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, bad := range r.Refused {
		reason, _ := errors.AsType[*model.Error](bad.Reason)
		got = append(got, fmt.Sprintf("%d/%d %s", bad.Row, bad.Line, reason.Key))
	}
	want := []string{
		"3/4 import-quote", "4/5 import-time-odd", "7/8 narrative-missing", "8/9 import-row-cells", "10/11 import-quote", "12/13 import-time-missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("refused\n%v\nwant\n%v", got, want)
	}
	if r.Added != 3 || r.Rows != 9 || r.RefusedCount != 6 {
		t.Errorf("%+v", r)
	}
}

func TestImportRefusesFiles(t *testing.T) {
	for name, tt := range map[string]struct{ file, key string }{
		"Empty":       {"", "import-empty"},
		"NoCSV":       {"PK\x03\x04", "import-not-csv"},
		"NoTimestamp": {"Nama,Deskripsi\nA,B\n", "import-no-timestamp"},
		"NoAccount":   {"Timestamp,Alamat\n2026-01-01,B\n", "import-no-account"},
		"TooLarge":    {strings.Repeat("x", maxFile+1), "import-too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			var to office
			_, err := ImportGoogleForm(t.Context(), io.MultiReader(strings.NewReader(tt.file)), options(t), to.add)
			if !errors.Is(err, &model.Error{Key: tt.key}) || model.KindOf(err) != model.KindInvalid {
				t.Errorf("err = %v, want %s", err, tt.key)
			}
		})
	}
}

func TestImportStops(t *testing.T) {
	file := "Timestamp,Deskripsi\n" + strings.Repeat("2026-01-01 10:00:00,A\n", 500)
	full := &model.Error{Kind: model.KindUnavailable, Key: "store-full"}
	n := 0
	to := office{refuse: func(desk.Report) error {
		if n++; n > 200 {
			return full
		}
		return nil
	}}
	r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), options(t), to.add)
	if !errors.Is(err, full) || r.Added != 200 || r.RefusedCount != 0 {
		t.Errorf("%d added, %v", r.Added, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	to = office{refuse: func(desk.Report) error { cancel(); return ctx.Err() }}
	if _, err := ImportGoogleForm(ctx, strings.NewReader(file), options(t), to.add); !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancel: %v", err)
	}
}

func TestImportNamesManyRefusedRowsOnlyOnce(t *testing.T) {
	o := options(t)
	var told []int64
	o.Progress = func(done, total int64) { told = append(told, done*100/total) }
	file := "Timestamp,Deskripsi\n" + strings.Repeat("x,A\n", 20_000)
	var to office
	r, err := ImportGoogleForm(t.Context(), strings.NewReader(file), o, to.add)
	if !errors.Is(err, &model.Error{Key: "import-nothing-in"}) || r.RefusedCount != 20_000 || len(r.Refused) != maxRefused || r.Refused[999].Line != 1001 {
		t.Errorf("%d refused, %d named, %v", r.RefusedCount, len(r.Refused), err)
	}
	if len(told) < 2 || !slices.IsSorted(told) || told[len(told)-1] != 100 {
		t.Errorf("progress %v", told)
	}
}

func TestImportLines(t *testing.T) {
	r := Result{
		Rows: 1500, Added: 1200, Present: 297, OtherTime: 2, RefusedCount: 3, DateOrder: DayFirst, Encoding: sheet.Windows1252,
		InAccount: []string{"Catatan"}, Sealed: []string{"Email", "Setuju?"}, Unknown: []string{"Setuju?"},
		Refused: []Refused{{3, 3, badInput("import-quote", nil)}, {9, 12, badInput("import-time-order", model.Args{"order": "dd/mm/yyyy"})}},
	}
	for lang, want := range map[locale.Lang]string{
		locale.Indonesian: "1.500 baris dibaca: 1.200 laporan baru masuk, 297 sudah ada, 3 ditolak.",
		locale.English:    "1,500 rows read: 1,200 taken in as new, 297 already here, 3 refused.",
	} {
		p, err := locale.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		lines := r.Lines(p)
		if len(lines) != 10 || lines[0] != want || !strings.HasPrefix(lines[1], "2 ") || strings.Contains(strings.Join(lines, ""), "⟨") {
			t.Errorf("%s:\n%s", lang, strings.Join(lines, "\n"))
		}
		if !strings.HasSuffix(lines[5], ": Email.") || !strings.Contains(lines[6], `"Setuju?" = "other"`) || strings.Contains(lines[6], "Email") {
			t.Errorf("%s\n%s", lines[5], lines[6])
		}
		if !strings.Contains(lines[8], "12") || !strings.Contains(lines[8], "dd/mm/yyyy") {
			t.Errorf("%s", lines[8])
		}
	}
}

func date(y int, m time.Month, d, h, minute int) time.Time {
	return time.Date(y, m, d, h, minute, 0, 0, model.WIB.Location()).UTC()
}
