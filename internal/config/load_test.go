package config

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"piket/internal/locale"
	"piket/model"
)

func refusal(t *testing.T, data string) *model.Error {
	t.Helper()
	_, err := parse([]byte(data), FileName)
	if err == nil {
		t.Fatalf("accepted:\n%s", data)
	}
	return err
}

// checkTold proves that the refusal reads well in both languages.
func checkTold(t *testing.T, err *model.Error, file string) {
	t.Helper()
	if err.Kind != model.KindInvalid {
		t.Errorf("kind %q, want invalid", err.Kind)
	}
	for _, lang := range locale.Langs() {
		p, loadErr := locale.Load(lang)
		if loadErr != nil {
			t.Fatal(loadErr)
		}
		told := p.Error(err)
		if told == p.T("error.unknown") || strings.Contains(told, "⟨") || !strings.Contains(told, file) {
			t.Errorf("%s %s: told as %q", lang, err.Key, told)
		}
	}
}

// bad is a bad file, the refusal it meets and the line that names.
type bad struct {
	text, key string
	line      int
}

// refused are all of them.
func refused() map[string]bad {
	all := refusedRosters()
	maps.Copy(all, refusedFiles())
	return all
}

func refusedFiles() map[string]bad {
	return map[string]bad{
		"Unknown":           {"bell = true\nvalidators = 1", "setting-unknown", 2},
		"UnknownNear":       {"\n\nbel = true", "setting-unknown-near", 3},
		"UnknownTable":      {"[mail]\nserver = \"x\"", "setting-unknown", 1},
		"UnknownInTable":    {"[clocks.complaint]\n\nfirst = {}", "setting-unknown", 3},
		"WrongTable":        {"[clocks]\nbell = true", "setting-unknown-near", 2},
		"TableAsValue":      {"clocks = 3", "setting-not-table", 1},
		"InnerTableAsValue": {"[clocks]\ncomplaint = 3", "setting-not-table", 2},
		"ValueAsTable":      {"[bell]\nx = 1", "setting-not-bool", 1},
		"ArrayOfTables":     {"[[violations]]\ncode = \"x\"", "setting-not-list", 1},
		"NotBool":           {"bell = \"yes\"", "setting-not-bool", 1},
		"NotText":           {"section = 3", "setting-not-text", 1},
		"EmptyText":         {`section = ""`, "setting-bad-text", 1},
		"EscapeInText":      {`section = "a\u001b[2J"`, "setting-bad-text", 1},
		"LongText":          {`section = "` + strings.Repeat("a", 61) + `"`, "setting-bad-text", 1},
		"LinesInText":       {"\nsection = \"\"\"a\nb\"\"\"", "setting-bad-text", 3}, // where it ends
		"Choice":            {"colours = \"blue\"", "setting-bad-choice", 1},
		"Language":          {"language = \"fr\"", "setting-bad-choice", 1},
		"NotList":           {"print = \"lp -d desk\"", "setting-not-list", 1},
		"EmptyWord":         {"print = [\"lp\", \"\"]", "setting-bad-text", 1},
		"LongList":          {"print = [" + strings.Repeat(`"a",`, 1001) + "]", "setting-list-long", 1},
		"Repeated":          {"areas = [\"36.71\",\n\"36.71\"]", "setting-repeated", 1},
		"BadCode":           {"violations = [\"Over stay\"]", "setting-bad-code", 1},
		"BadArea":           {"areas = [\"3671\"]", "setting-bad-area", 1},
		"NoSuchRegency":     {"bell = true\nareas = [\"99.99\"]", "setting-bad-area", 2},
		"NoSuchDistrict":    {"areas = [\"36.71.05\", \"36.71.99\"]", "setting-bad-area", 1},
		"NoSuchProvince":    {"areas = [\"00\"]", "setting-bad-area", 1},
		"BadDate":           {"holidays = [\"2026-02-30\"]", "setting-bad-date", 1},
		"DateTime":          {"holidays = [2026-12-25T00:00:00Z]", "setting-bad-date", 1},
		"BadWeekday":        {"working-days = [\"mo\"]", "setting-bad-weekday", 1},
		"SameWeekday":       {"working-days = [\"senin\", \"Monday\"]", "setting-repeated", 1},
		"NoWorkingDay":      {"working-days = []", "setting-no-working-day", 1},
		"NotClock":          {"[clocks.complaint]\nresolution = \"3d\"", "setting-bad-clock", 2},
		"BadUrgency":        {"[clocks.complaint]\nresolution = { low = \"3d\" }", "setting-bad-urgency", 2},
		"BadSpan":           {"[clocks.presence.resolution]\nhigh = \"3d\"\nurgent = \"3 days\"", "setting-bad-span", 3},
		"SpanNotText":       {"[clocks.presence.resolution]\nurgent = 3", "setting-bad-span", 2},
		"LabelNotTable":     {"[labels]\nviolation = 1", "setting-bad-label", 2},
		"LabelOneLanguage":  {"[labels.violation]\nx = { id = \"X\" }", "setting-bad-label", 2},
		"LabelThree":        {"[labels.violation]\nx = { id = \"X\", en = \"X\", fr = \"X\" }", "setting-bad-label", 2},
		"LabelOther":        {"[labels.violation]\nx = { id = \"X\", fr = \"X\" }", "setting-bad-label", 2},
		"LabelLong":         {"[labels.violation.x]\nid = \"X\"\nen = \"" + strings.Repeat("a", 61) + "\"", "setting-bad-text", 3},
		"LabelBadCode":      {"[labels.violation]\nX = { id = \"X\", en = \"X\" }", "setting-bad-code", 2},
		"NoLabel":           {"bell = true\nviolations = [\"overstay\", \"smuggling\"]", "setting-no-label", 2},
		"NoLabelOutcome":    {"dispositions = [\"city-police\"]", "setting-no-label", 1},
		"AddressNoPort":     {"[server]\nssh = \"localhost\"", "setting-bad-address", 2},
		"AddressPort":       {"[server]\nssh = \":99999\"", "setting-bad-address", 2},
		"AddressNotText":    {"[server]\nssh = 2222", "setting-bad-address", 2},
		"NoSessions":        {"[server]\nsessions = 0", "setting-bad-count", 2},
		"NoSessionsEach":    {"[server]\nsessions-each = 0", "setting-bad-count", 2},
		"ManyShared":        {"[server]\nsessions-shared = 1001", "setting-bad-count", 2},
		"SessionsText":      {"[server]\nsessions = \"5\"", "setting-bad-count", 2},
		"IdleWorkingDays":   {"[server]\nidle = \"1wd\"", "setting-bad-time", 2},
		"LockNumber":        {"lock-after = 10", "setting-bad-time", 1},
		"Syntax":            {"bell = true\nsection = Inteldakim", "setting-syntax", 2},
		"OpenList":          {"bell = true\nprint = [\"a\"", "setting-syntax", 2},
		"Twice":             {"bell = true\ntitle = true\nbell = false", "setting-twice", 3},
		"LoneCR":            {"bell = true\rtitle = true", "setting-syntax", 1},
		"Latin1":            {"bell = true\nsection = \"Se\xe9\"", "setting-not-utf8", 2},
		"UTF16":             {"\xff\xfeb\x00e\x00l\x00l\x00", "setting-not-utf8", 1},
		"NUL":               {"bell = true\n# \x00", "setting-not-utf8", 2},
		"Giant":             {strings.Repeat("# padding\n", 30_000), "setting-too-big", 1},
		"ManyNames":         {"bell = true\n" + strings.Repeat("a.", 30_000) + "a = 1", "setting-too-deep", 2},
		"ManyNamesInside":   {"a = { " + strings.Repeat("a.", 20) + "a = 1 }", "setting-too-deep", 1},
		"QuotedNames":       {strings.Repeat(`"".`, 20) + "a = 1", "setting-too-deep", 1},
		"ManyBrackets":      {"print = " + strings.Repeat("[\n", 20_000), "setting-too-deep", 17},
		"ManyBraces":        {"bell = " + strings.Repeat("{a=", 20_000), "setting-too-deep", 1},
		"BehindString":      {"section = '''\n]]]'''\nprint = " + strings.Repeat("[", 20), "setting-too-deep", 3},
		"EarliestLine":      {"[labels.violation]\nX = 1\n[clocks.complaint]\nresolution = 1", "setting-bad-code", 2},
		"EarliestOfBoth":    {"bell = 1\nzzz = 1\nviolations = [\"x\"]", "setting-not-bool", 1},
	}
}

func TestRefusals(t *testing.T) {
	for name, tt := range refused() {
		t.Run(name, func(t *testing.T) {
			err := refusal(t, tt.text)
			if err.Key != tt.key || err.Args["line"] != tt.line || err.Args["file"] != FileName {
				t.Errorf("refused as %v, want %s on line %d", err, tt.key, tt.line)
			}
			checkTold(t, err, FileName)
		})
	}
}

// TestEveryRefusalIsTried keeps the table above whole.
func TestEveryRefusalIsTried(t *testing.T) {
	tried := make(map[string]bool)
	for _, tt := range refused() {
		tried["error."+tt.key] = true
	}
	for _, key := range locale.Keys("error") {
		if strings.HasPrefix(key, "error.setting-") && !tried[key] {
			t.Errorf("no file is refused with %s", key)
		}
	}
}

// TestEverySettingIsGuarded gives each a value that fits none, and misspells
// each name.
func TestEverySettingIsGuarded(t *testing.T) {
	const above = "# one\r\n# two\r\n\r\n"
	for _, row := range settings() {
		name := strings.Join(row.path(), ".")
		t.Run(name, func(t *testing.T) {
			err := refusal(t, above+name+" = 07:32:00\r\n")
			if err.Args["key"] != name || err.Args["line"] != 4 {
				t.Errorf("a bad value is refused as %v, want %s on line 4", err, name)
			}
			checkTold(t, err, FileName)
			err = refusal(t, above+name+"x = 1\r\n")
			if err.Key != "setting-unknown-near" || err.Args["near"] != name || err.Args["line"] != 4 {
				t.Errorf("a misspelt name is refused as %v, want %s on line 4", err, name)
			}
			checkTold(t, err, FileName)
		})
	}
}

func TestAccepted(t *testing.T) {
	set := func(change func(s *Settings)) Settings {
		s := Default()
		change(&s)
		return s
	}
	tests := map[string]struct {
		text string
		want Settings
	}{
		"Empty":     {"", Default()},
		"Remarks":   {"# nothing\n\n", Default()},
		"BareDates": {"holidays = [2026-12-25, \"2027-01-01\"]", set(func(s *Settings) { s.Holidays = []model.Date{"2026-12-25", "2027-01-01"} })},
		"Weekdays":  {"working-days = [\"Senin\", \"sunday\"]", set(func(s *Settings) { s.WorkingDays = []time.Weekday{time.Monday, time.Sunday} })},
		"OneSpan": {"[clocks.complaint]\nfirst-status = { normal = \"5wd\" }", set(func(s *Settings) {
			s.Clocks[0].Spans[2] = model.Span{WorkingDays: 5}
		})},
		"NoDeadline": {"[clocks.presence.first-status]\nurgent = \"none\"", set(func(s *Settings) {
			s.Clocks[1].Spans[0] = model.Span{}
		})},
		"NewCode": {"violations = [\"smuggling\", \"other\"]\n[labels.violation]\nsmuggling = { id = \"Penyelundupan\", en = \"Smuggling\" }", set(func(s *Settings) {
			s.Violations = []model.Violation{"smuggling", "other"}
			s.ViolationLabels = map[model.Violation]Label{"smuggling": {"Penyelundupan", "Smuggling"}}
		})},
		"MarksInText": {"# " + strings.Repeat(".", 99) + "\nsection = \"" + strings.Repeat(".", 30) + `\"` + strings.Repeat("[", 18) + "\"", set(func(s *Settings) {
			s.Section = strings.Repeat(".", 30) + `"` + strings.Repeat("[", 18)
		})},
		"Server": {"lock-after = \"none\"\n[server]\nssh = \"off\"\nsessions = 3\nsessions-each = 2\nsessions-shared = 1\nidle = \"1h30m\"", set(func(s *Settings) {
			s.LockAfter, s.Server = 0, Server{SSH: Off, Sessions: 3, Each: 2, Shared: 1, Idle: 90 * time.Minute}
		})},
		"SameWordTwice": {"print = [\"lp\", \"-o\", \"a\", \"-o\", \"b\"]", set(func(s *Settings) {
			s.Print = []string{"lp", "-o", "a", "-o", "b"}
		})},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := parse([]byte(tt.text), FileName)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("parsed\n%+v\nwant\n%+v", got, tt.want)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Run("Missing", func(t *testing.T) {
		got, err := Load(filepath.Join(dir, "none.toml"))
		if err != nil || !reflect.DeepEqual(got, Default()) {
			t.Errorf("Load = %+v, %v; want the defaults", got, err)
		}
	})
	t.Run("Read", func(t *testing.T) {
		got, err := Load(write("good.toml", "bell = false"))
		if err != nil || got.Bell {
			t.Errorf("Load = %+v, %v; want no bell", got, err)
		}
	})
	t.Run("Refused", func(t *testing.T) {
		path := write("bad.toml", "bell = 1")
		_, err := Load(path)
		e, ok := errors.AsType[*model.Error](err)
		if !ok || e.Key != "setting-not-bool" || e.Args["file"] != path {
			t.Fatalf("Load: %v, want setting-not-bool of %s", err, path)
		}
	})
	t.Run("Folder", func(t *testing.T) {
		_, err := Load(dir)
		e, ok := errors.AsType[*model.Error](err)
		if !ok || e.Key != "settings-unreadable" || e.Kind != model.KindUnavailable || e.Unwrap() == nil {
			t.Errorf("Load of a folder: %v, want settings-unreadable with its cause", err)
		}
	})
}

func TestRules(t *testing.T) {
	s := Default()
	if got, want := s.Rules(model.WIT), model.DefaultRules(model.WIT); !reflect.DeepEqual(got, want) {
		t.Errorf("Rules = %+v, want %+v", got, want)
	}
	r := s.Rules(model.WIB)
	r.Violations[0], r.Clocks[0].Spans[0].Time = "changed", 0
	if !reflect.DeepEqual(s, Default()) {
		t.Error("a change of the rules reached the settings")
	}
}

func TestWordsAndArea(t *testing.T) {
	s := example()
	p, err := locale.Load(locale.English)
	if err != nil {
		t.Fatal(err)
	}
	p = p.With(s.Words(locale.English))
	if got, want := p.Word("violation", "smuggling"), "People smuggling"; got != want {
		t.Errorf("Word = %q, want %q", got, want)
	}
	id := s.Words(locale.Indonesian)
	if !slices.Contains(id, locale.Label{Group: "disposition", Code: "city-police", Text: "Limpah Polres"}) {
		t.Errorf("Indonesian words: %v", id)
	}
	if got, want := s.Area(), "36.71,36.74,36.03"; got != want {
		t.Errorf("Area = %q, want %q", got, want)
	}
}

// FuzzParse holds parse to its promise: settings that can be worked by, or a
// refusal that names a line of the file.
func FuzzParse(f *testing.F) {
	for _, lang := range locale.Langs() {
		b, err := Template(lang)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, tt := range refused() {
		if len(tt.text) < 1000 {
			f.Add([]byte(tt.text))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parse(data, FileName)
		if err == nil {
			checkSettings(t, s)
			return
		}
		line, ok := err.Args["line"].(int)
		if most := 1 + strings.Count(string(data), "\n"); !ok || line < 1 || line > most {
			t.Errorf("%v: line %d of a file with %d", err, line, most)
		}
	})
}

func checkSettings(t *testing.T, s Settings) {
	t.Helper()
	if s.Section == "" || len(s.WorkingDays) == 0 || !slices.Contains(locale.Langs(), s.Language) {
		t.Errorf("accepted %+v", s)
	}
	for _, l := range append(s.Words(locale.Indonesian), s.Words(locale.English)...) {
		if l.Text == "" || l.Text != model.CleanLine(l.Text) || utf8.RuneCountInString(l.Text) > maxLabel {
			t.Errorf("accepted the label %q", l.Text)
		}
	}
	for _, c := range s.Clocks {
		for _, span := range c.Spans {
			if span.Time < 0 || span.Time > maxSpanTime || span.WorkingDays < 0 || span.WorkingDays > maxWorkingDays {
				t.Errorf("accepted the span %+v", span)
			}
		}
	}
}
