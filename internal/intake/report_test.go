package intake

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"piket/internal/desk"
	"piket/internal/locale"
	"piket/model"
	"piket/model/area"
)

// refs are the areas of the whole country, seen from Kota Tangerang.
func refs(t testing.TB) Refs {
	t.Helper()
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Refs{Areas: areas, Near: "36.71", Fingerprint: func(data []byte) string { return "print of " + string(data) }}
}

const whole = `{
  "kind": "Complaint", "channel": "WALK-IN",
  "occurred": "2026-11-21T22:10:00+07:00", "received": "2026-11-21T23:41:00+07:00",
  "violation": "Overstay", "urgency": "URGENT", "key": "wamid.628110000123",
  "place": {"name": "Kos Melati", "lodging": "KOS", "address": "Jl. Maulana 7", "area": "kec. Cipondoh", "lat": -6.18, "lon": 106.67},
  "narrative": "Dua orang.\nIzin habis.",
  "subjects": [
    {"name": "Rekaan Satu", "alias": "Satu", "nationality": "RRT", "passport": "ZZ000001", "sex": "f", "age": 31, "age_about": true,
     "permit": "itas", "permit_expiry": "2026-01-02", "note": "rambut pendek"},
    {"nationality": "nga", "permit": "None"}
  ],
  "check_in": "2026-11-01", "check_out": "2026-11-30",
  "evidence": ["https://contoh.example/foto", "  "],
  "reporter": {"name": "Rekaan Sentosa", "phone": "0840-0000-1234", "nik": "9999994101900001", "address": "Jl. Karangan 7"}
}`

func TestParseReport(t *testing.T) {
	lat, lon := -6.18, 106.67
	want := desk.Report{
		Key:      "report:print of wamid.628110000123",
		Received: time.Date(2026, 11, 21, 16, 41, 0, 0, time.UTC),
		Facts: model.Facts{
			Kind: model.Complaint, Channel: model.WalkIn, Occurred: time.Date(2026, 11, 21, 15, 10, 0, 0, time.UTC),
			Narrative: "Dua orang.\nIzin habis.",
			Place:     model.Place{Name: "Kos Melati", Lodging: "kos", Address: "Jl. Maulana 7", Area: "36.71.05", Lat: &lat, Lon: &lon},
			Subjects: []model.Subject{
				{
					Name: "Rekaan Satu", Alias: "Satu", Nationality: "CHN", Passport: "ZZ000001", Sex: "F", Age: 31, AgeAbout: true,
					Permit: "ITAS", PermitExpiry: "2026-01-02", Note: "rambut pendek",
				},
				{Nationality: "NGA", Permit: "none"},
			},
			CheckIn: "2026-11-01", CheckOut: "2026-11-30", Evidence: []string{"https://contoh.example/foto"},
		},
		Violation: model.Overstay, Urgency: model.Urgent,
		Reporter: model.Reporter{Name: "Rekaan Sentosa", Phone: "0840-0000-1234", NIK: "9999994101900001", Address: "Jl. Karangan 7"},
	}
	got, warnings, err := ParseReport(strings.NewReader(whole), refs(t))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if err := got.Facts.Validate(want.Received); err != nil {
		t.Errorf("the desk refuses it: %v", err)
	}
	if len(warnings) != 1 || warnings[0].Key != "nik-area" {
		t.Errorf("warnings %v", warnings)
	}
}

func TestParseReportTakesWhatEditorsWrite(t *testing.T) {
	const text = "{\r\n\"kind\":\"presence\",\"channel\":\"phone\",\"reporter\":null,\"narrative\":\"é\"}\r\n"
	wide := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, file := range map[string]string{"BOM": "\ufeff" + text, "UTF16": string(wide)} {
		r, _, err := ParseReport(strings.NewReader(file), Refs{})
		if err != nil || r.Facts.Kind != model.Presence || r.Facts.Narrative != "é" || !r.Reporter.Empty() {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestParseReportRefuses(t *testing.T) {
	r := refs(t)
	for name, tt := range map[string]struct {
		text, key string
		args      model.Args
	}{
		"Empty":      {" \n", "report-empty", nil},
		"NoText":     {"PK\x03\x04", "report-no-json", nil},
		"Syntax":     {"{\n\"kind\": complaint}", "report-syntax", model.Args{"line": 2}},
		"CutOff":     {"{\n\"kind\":\n\"comp", "report-syntax", model.Args{"line": 3}},
		"Comma":      {"{\"kind\":\"complaint\",\n}", "report-syntax", model.Args{"line": 2}},
		"Two":        {"{} {}", "report-more", nil},
		"List":       {"\n[]", "report-not-object", model.Args{"field": "{…}", "line": 2}},
		"Null":       {"null", "report-not-object", model.Args{"field": "{…}", "line": 1}},
		"Unknown":    {"{\"place\":{\n\"adresse\":\"x\"}}", "report-field-unknown", model.Args{"field": "place.adresse", "line": 2}},
		"LetterCase": {"{\"Kind\":\"complaint\"}", "report-field-unknown", model.Args{"field": "Kind", "line": 1}},
		"Twice":      {"{\"kind\":\"complaint\",\n\"kind\":null}", "report-field-twice", model.Args{"field": "kind", "line": 2}},
		"Missing": {"{\"kind\":\"complaint\"}", "report-field-missing", model.Args{
			"field": "channel", "choices": "walk-in, phone, whatsapp, web, google-form, letter, other-office",
		}},
		"MissingKind":  {"{\"channel\":\"phone\"}", "report-field-missing", model.Args{"field": "kind", "choices": "complaint, presence"}},
		"NotText":      {"{\"reporter\":{\"nik\":3671}}", "report-not-text", model.Args{"field": "reporter.nik", "line": 1}},
		"NotList":      {"{\"subjects\":{}}", "report-not-list", model.Args{"field": "subjects", "line": 1}},
		"NotObject":    {"{\"subjects\":[{},\n\"x\"]}", "report-not-object", model.Args{"field": "subjects[1]", "line": 2}},
		"NotNumber":    {"{\"place\":{\"lat\":\"6\"}}", "report-not-number", model.Args{"field": "place.lat", "line": 1}},
		"NotFinite":    {"{\"place\":{\"lat\":1e999}}", "report-not-number", model.Args{"field": "place.lat", "line": 1}},
		"NotTruth":     {"{\"subjects\":[{\"age_about\":1}]}", "report-not-truth", model.Args{"field": "subjects[0].age_about", "line": 1}},
		"NotWhole":     {"{\"subjects\":[{\"age\":3.5}]}", "report-not-whole", model.Args{"field": "subjects[0].age", "line": 1}},
		"NoZone":       {"{\"occurred\":\"2026-11-21T23:41:00\"}", "report-time", model.Args{"field": "occurred", "line": 1}},
		"NoSuchDay":    {"{\"check_in\":\"2026-02-30\"}", "report-date", model.Args{"field": "check_in", "line": 1}},
		"Nationality":  {"{\"subjects\":[{},{\"nationality\":\"Atlantis\"}]}", "nationality-unknown", model.Args{"n": 2, "nationality": "Atlantis"}},
		"Area":         {"{\"place\":{\"area\":\"Antah Berantah\"}}", "report-area-unknown", model.Args{"area": "Antah Berantah"}},
		"Deep":         {strings.Repeat("[", 9) + strings.Repeat("]", 9), "report-too-deep", model.Args{"line": 1}},
		"VeryDeep":     {strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000), "report-syntax", nil},
		"TooLarge":     {strings.Repeat(" ", 1<<20) + "{}", "report-too-large", model.Args{"max": 1}},
		"ManySubjects": {"{\"subjects\":[" + strings.Repeat("{},", 50) + "{}]}", "subjects-too-many", model.Args{"max": 50}},
		"LongName": {
			"{\"kind\":\"complaint\",\"channel\":\"phone\",\"reporter\":{\"name\":\"" + strings.Repeat("x", 201) + "\"}}",
			"text-too-long",
			model.Args{"field": "name", "max": 200},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := ParseReport(strings.NewReader(tt.text), r)
			e, ok := errors.AsType[*model.Error](err)
			if !ok || e.Kind != model.KindInvalid || e.Key != tt.key {
				t.Fatalf("err = %v, want %s", err, tt.key)
			}
			if tt.args != nil && !reflect.DeepEqual(e.Args, tt.args) {
				t.Errorf("args %v, want %v", e.Args, tt.args)
			}
		})
	}
}

func TestParseReportSaysWhenItCannotRead(t *testing.T) {
	closed, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	if _, _, err := ParseReport(closed, Refs{}); model.KindOf(err) != model.KindUnavailable {
		t.Errorf("err = %v", err)
	}
}

func TestArea(t *testing.T) {
	r := refs(t)
	for text, want := range map[string]string{
		"36.71.05": "36.71.05", "367105": "36.71.05", "3671051001": "36.71.05.1001", "36": "36", "99.99.99": "99.99.99",
		"cipondoh": "36.71.05", "Kecamatan Cipondoh, Kota Tangerang": "36.71.05", "KOTA TANGERANG": "36.71",
		"batu ceper": "36.71.03", "Curug, Kota Serang": "36.73.04", "Belakang Padang": "21.71.01", "": "",
	} {
		if got, err := r.area(text); err != nil || got != want {
			t.Errorf("area(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	_, err := r.area("Karanganyar")
	e, ok := errors.AsType[*model.Error](err)
	if !ok || e.Key != "report-area-ambiguous" || strings.Count(e.Args["candidates"].(string), ";") != maxCandidates-1 {
		t.Errorf("Karanganyar: %v", err)
	}
	r.Near = "33.05" // Kabupaten Kebumen has one of them
	if got, err := r.area("Karanganyar"); err != nil || !strings.HasPrefix(got, "33.05.") {
		t.Errorf("Karanganyar of Kebumen = %q, %v", got, err)
	}
}

func TestWarnings(t *testing.T) {
	r := refs(t)
	for name, tt := range map[string]struct {
		fields string
		want   []string
	}{
		"None":    {`"reporter":{"phone":"0811-7700-349","nik":"367105 410190 0001"}`, nil},
		"Phone":   {`"reporter":{"phone":"08"}`, []string{"phone-odd"}},
		"Length":  {`"reporter":{"nik":"367105"}`, []string{"nik-length"}},
		"Letters": {`"reporter":{"nik":"36710541019000O1"}`, []string{"nik-length"}},
		"Date":    {`"reporter":{"nik":"3671053202900001"}`, []string{"nik-date"}},
		"Leap":    {`"reporter":{"nik":"3671052902910001"}`, []string{"nik-date"}},
		"Woman":   {`"reporter":{"nik":"3671057112900001"}`, nil},
		"Area":    {`"reporter":{"nik":"0000003112900001"},"place":{"area":"99.99.99"}`, []string{"nik-area", "area-not-listed"}},
		"Links":   {`"evidence":["https://contoh.id/a","HTTP://contoh.id:8080/b?c=d#e"]`, nil},
		"NoLinks": {`"evidence":["https://contoh.id/a","javascript:alert(1)"]`, []string{"evidence-no-link"}},
		"Words":   {`"evidence":["bukan tautan"]`, []string{"evidence-no-link"}},
		"NoHost":  {`"evidence":["https://"]`, []string{"evidence-no-link"}},
		"Both":    {`"evidence":["https://contoh.id/a dan lain"]`, []string{"evidence-no-link"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, warnings, err := ParseReport(strings.NewReader(`{"kind":"presence","channel":"phone",`+tt.fields+`}`), r)
			var keys []string
			for _, w := range warnings {
				keys = append(keys, w.Key)
			}
			if err != nil || !slices.Equal(keys, tt.want) {
				t.Errorf("%v, %v; want %v", keys, err, tt.want)
			}
		})
	}
}

func TestWarningsHaveTheirTexts(t *testing.T) {
	for _, lang := range locale.Langs() {
		p, err := locale.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"phone-odd", "nik-length", "nik-date", "nik-area", "area-not-listed", "evidence-no-link"} {
			text := Warning{key, model.Args{"area": "99.99.99", "which": "1, 3"}}.Text(p)
			if strings.Contains(text, "⟨") {
				t.Errorf("%s %s: %s", lang, key, text)
			}
		}
	}
}

// naughty is the list of strings that break programs.
func naughty(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/blns/blns.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 500 {
		t.Fatalf("only %d strings", len(list))
	}
	return append(list, escapes()...)
}

// escapes are what terminals obey: every introducer, in both widths, before
// everything it is used for.
func escapes() []string {
	var all []string
	for _, begin := range []string{"\x1b[", "\u009b", "\x9b", "\x1b]", "\u009d", "\x1bP", "\u0090", "\x1b_", "\x1b^", "\x1bX", "\x1b", "\x1b#"} {
		for _, rest := range []string{
			"2J", "31m", "?1049h", "6n", "c", "8", "0;judul\x07", "52;c;YQ==\x1b\\", "8;;http://a\x1b\\x", "1337;File=:x\u009c", "\x18",
		} {
			all = append(all, "a"+begin+rest+"b")
		}
	}
	for r := rune(0); r < 0x20; r++ {
		all = append(all, "a"+string(r)+"b")
	}
	for r := rune(0x7f); r < 0xa0; r++ {
		all = append(all, "a"+string(r)+"b")
	}
	return append(all, "a\u202eb\u2066c\u2069", "\u200b\ufeff", "x\u0336\u200d\u0336\u0336\u0336\u0336", "\xff\xfe\xc3(", "\U000e0041b")
}

func TestNaughtyStringsAsJSON(t *testing.T) {
	for _, s := range naughty(t) {
		q, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(`{"kind":"presence","channel":"phone","violation":?,"urgency":?,"narrative":?,"key":?,
			"place":{"name":?,"address":?,"lodging":?},"subjects":[{"name":?,"alias":?,"passport":?,"note":?,"sex":?,"permit":?}],
			"evidence":[?],"reporter":{"name":?}}`, "?", string(q))
		r, _, err := ParseReport(strings.NewReader(text), Refs{Fingerprint: func([]byte) string { return "" }})
		if err != nil {
			if model.KindOf(err) != model.KindInvalid {
				t.Errorf("%q: %v", s, err)
			}
			continue
		}
		checkClean(t, r)
	}
}

// checkClean fails when any text of a report is not as Clean leaves it.
func checkClean(t testing.TB, r desk.Report) {
	t.Helper()
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			if s := v.String(); s != model.Clean(s) {
				t.Errorf("not clean: %q", s)
			}
		case reflect.Struct:
			if _, ok := v.Interface().(time.Time); ok {
				return
			}
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(k)
				walk(v.MapIndex(k))
			}
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		default:
		}
	}
	walk(reflect.ValueOf(r))
}

func FuzzParseReport(f *testing.F) {
	for _, s := range []string{whole, "{}", "[", "{\"kind\":\"presence\",\"channel\":\"phone\",\"subjects\":[{\"note\":\"\x1b[2J\"}]}", "\ufeff{}"} {
		f.Add([]byte(s))
	}
	r := refs(f)
	r.Fingerprint = func([]byte) string { return "x" }
	f.Fuzz(func(t *testing.T, data []byte) {
		report, _, err := ParseReport(strings.NewReader(string(data)), r)
		if err != nil {
			if k := model.KindOf(err); k != model.KindInvalid {
				t.Fatalf("%v", err)
			}
			return
		}
		checkClean(t, report)
	})
}
