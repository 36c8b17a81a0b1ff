package cli

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"piket/internal/intake"
	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/model"
	"piket/model/area"
	"piket/ui/cell"
)

func printers(t *testing.T) []*locale.Printer {
	t.Helper()
	var all []*locale.Printer
	for _, lang := range locale.Langs() {
		p, err := locale.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// TestHelp has every command explain itself, in both languages and no wider
// than the terminal.
func TestHelp(t *testing.T) {
	k, err := kong.New(&tree{}, kong.Name("piket"))
	if err != nil {
		t.Fatal(err)
	}
	commands := append(k.Model.Leaves(true), k.Model.Children...)
	for _, node := range commands {
		if node.Hidden {
			continue
		}
		args := append(strings.Fields(nodePath(node)), "--help")
		p, err := parse(args)
		if err != nil || !p.help || p.path != nodePath(node) {
			t.Errorf("%v: help %v for %q, %v", args, p.help, p.path, err)
			continue
		}
		for _, print := range printers(t) {
			for _, width := range []int{0, 40, 200} {
				checkHelp(t, p, print, width)
			}
		}
	}
}

func checkHelp(t *testing.T, p parsed, print *locale.Printer, width int) {
	t.Helper()
	var out strings.Builder
	if err := writeHelp(&out, print, p.context, width, false); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "⟨⟩") {
		t.Errorf("%s in %s: a text is missing:\n%s", p.path, print.Lang(), out.String())
	}
	if !strings.Contains(out.String(), "piket "+p.path) || !strings.Contains(out.String(), "--officer") {
		t.Errorf("%s in %s does not name itself:\n%s", p.path, print.Lang(), out.String())
	}
	for line := range strings.Lines(out.String()) {
		if width != 40 && cell.Width(strings.TrimRight(line, "\n")) > helpWidth {
			t.Errorf("%s in %s is too wide: %s", p.path, print.Lang(), line)
		}
	}
}

// TestHelpNamesValuesInItsLanguage has no English word stand in capitals in
// Indonesian help, nor in a refusal of what is missing.
func TestHelpNamesValuesInItsLanguage(t *testing.T) {
	k, err := kong.New(&tree{}, kong.Name("piket"))
	if err != nil {
		t.Fatal(err)
	}
	neutral := []string{"WIB", "WITA", "WIT"}
	all := printers(t)
	for _, node := range k.Model.Leaves(true) {
		var names []string
		for _, v := range node.Positional {
			names = append(names, strings.ToUpper(v.Name))
		}
		for _, f := range node.Flags {
			names = append(names, f.PlaceHolder)
		}
		for _, name := range placeName.FindAllString(strings.Join(names, " "), -1) {
			if len(name) > 1 && !slices.Contains(neutral, name) && inWords(all[0], name) == name {
				t.Errorf("%s: %s is no Indonesian", nodePath(node), name)
			}
			if inWords(all[1], name) != name {
				t.Errorf("%s: %s is another word in English", nodePath(node), name)
			}
		}
	}
	for line, want := range map[string][2]string{
		"case show":       {"Belum lengkap: NOMOR.", "NUMBER"},
		"case note":       {"NOMOR TEKS.", "NUMBER TEXT"},
		"case link 1":     {"ASAL.", "ORIGINAL"},
		"case unlink 1":   {"LAIN.", "OTHER"},
		"case hand-on 1":  {"--to=NAMA.", "--to=NAME"},
		"case set 1":      {"--status=S.", "--status=S"},
		"case set 1 ACTS": {"ACTS", "ACTS"},
	} {
		_, err := parse(strings.Fields(line))
		for i, p := range all {
			if said := p.Error(missed(p, err)); !strings.Contains(said, want[i]) {
				t.Errorf("%s: says %q, want %q", line, said, want[i])
			}
		}
	}
}

// TestExampleReport takes in what the help shows, and has it show each field.
func TestExampleReport(t *testing.T) {
	areas, err := area.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := parse([]string{"case", "add", "--help"})
	if err != nil {
		t.Fatal(err)
	}
	for _, print := range printers(t) {
		r, odd, err := intake.ParseReport(strings.NewReader(exampleReport(print)), intake.Refs{Areas: areas})
		if err != nil || len(odd) > 0 || r.Facts.Validate(time.Now()) != nil || r.Facts.Place.Area == "" || r.Reporter.Empty() {
			t.Errorf("%s: the example is refused: %v, %v, %+v", print.Lang(), err, odd, r.Facts)
		}
		var out strings.Builder
		if err := writeHelp(&out, print, p.context, 80, false); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "other-office") || !strings.Contains(out.String(), "guest-house") {
			t.Errorf("%s: a code is broken in two:\n%s", print.Lang(), out.String())
		}
		for _, field := range reportFields() {
			if _, _, err := intake.ParseReport(strings.NewReader(`{"`+field+`": null}`), intake.Refs{}); errors.Is(err, &model.Error{Key: "report-field-unknown"}) {
				t.Errorf("%s is no field of a report", field)
			}
			if !strings.Contains(out.String(), "\n  "+field+" ") {
				t.Errorf("%s: the help does not tell of %s", print.Lang(), field)
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct{ line, key, what, command string }{
		{"nonsense", "usage-word-unknown", "nonsense", "piket"},
		{"melayani", "usage-word-unknown", "melayani", "piket"},
		{"petugas list", "usage-word-unknown", "petugas", "piket"},
		{"--nonsense", "usage-flag-unknown", "--nonsense", "piket"},
		{"-x", "usage-flag-unknown", "-x", "piket"},
		{"case", "usage-command-missing", "add, list, show", "piket case"},
		{"case nonsense", "usage-word-unknown", "nonsense", "piket case"},
		{"case show", "usage-word-missing", "NUMBER", "piket case show"},
		{"case show 1 2", "usage-word-unknown", "2", "piket case show"},
		{"case set 1", "usage-flag-missing", "--status", "piket case set"},
		{"case set 1 --status", "usage-value", "--status", "piket case set"},
		{"case list --limit many", "usage-value", "--limit", "piket case list"},
		{"case set 1 --status acting --expect -1", "usage-value", "--expect", "piket case set"},
		{"case set 1 --status acting --note -n", "usage-value-dash", "--note", "piket case set"},
		{"case note 1", "usage-word-missing", "TEXT", "piket case note"},
		{"import", "usage-command-missing", "google-form", "piket import"},
		{"import google-form", "usage-word-missing", "FILE", "piket import google-form"},
		{"init", "usage-flag-missing", "--office", "piket init"},
		{"backup", "usage-word-missing", "FILE", "piket backup"},
		{"restore", "usage-word-missing", "FILE", "piket restore"},
		{"check now", "usage-word-unknown", "now", "piket check"},
		{"version extra", "usage-word-unknown", "extra", "piket version"},
		{"demo --fill many", "usage-value", "--fill", "piket demo"},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			_, err := parse(strings.Fields(tt.line))
			e, ok := errors.AsType[*model.Error](err)
			if !ok || e.Key != tt.key || e.Args["command"] != tt.command {
				t.Fatalf("err %v, want %s of %s", err, tt.key, tt.command)
			}
			if what, _ := e.Args["what"].(string); !strings.Contains(what, tt.what) {
				t.Errorf("names %q, want %q", what, tt.what)
			}
			for _, p := range printers(t) {
				if text := p.Error(err); strings.ContainsAny(text, "⟨\n") || !strings.Contains(text, tt.command+" --help") {
					t.Errorf("says %q", text)
				}
			}
		})
	}
}

// TestParseRefusesTheNameless has an empty text name nothing, but be a note.
func TestParseRefusesTheNameless(t *testing.T) {
	for _, line := range [][]string{{"case", "show", ""}, {"case", "link", "1", " "}, {"backup", ""}, {"restore", ""}, {"import", "google-form", ""}} {
		if _, err := parse(line); !errors.Is(err, &model.Error{Key: "usage-word-missing"}) {
			t.Errorf("%q: err %v, want usage-word-missing", line, err)
		}
	}
	if _, err := parse([]string{"case", "note", "1", ""}); err != nil {
		t.Errorf("an empty note: %v", err)
	}
}

// TestLabelsFit has every label of a case file stand in its column.
func TestLabelsFit(t *testing.T) {
	for _, print := range printers(t) {
		for _, field := range []string{
			"number", "kind", "status", "urgency", "violation", "officer", "due", "received", "occurred", "reporter", "place",
			"address", "area", "pin", "check-in", "check-out", "subjects", "narrative", "evidence", "links", "name", "phone", "nik",
		} {
			if label := print.Word("field", field) + ":"; cell.Width(label) > labelWidth {
				t.Errorf("%q is wider than its column", label)
			}
		}
	}
}

func TestParseUnderstands(t *testing.T) {
	tests := map[string]struct {
		args []string
		want func(p parsed) bool
	}{
		"Nothing":   {nil, func(p parsed) bool { _, ok := p.command.(*deskCommand); return ok && p.path == "" }},
		"FlagsOnly": {[]string{"--data", "x", "--lang=en"}, func(p parsed) bool { return p.tree.Data == "x" && p.tree.Lang == "en" }},
		"Dash":      {[]string{"case", "add", "--json", "-"}, func(p parsed) bool { return p.command.(*addCommand).JSON == "-" }},
		"DashFile":  {[]string{"import", "google-form", "-"}, func(p parsed) bool { return p.command.(*googleFormCommand).File == "-" }},
		"Dashes": {[]string{"case", "note", "1", "--", "--officer=x"}, func(p parsed) bool {
			return p.command.(*noteCommand).Text == "--officer=x" && p.tree.Officer == ""
		}},
		"Odd": {[]string{"case", "note", "1", "a'\"$(b)\n\\"}, func(p parsed) bool { return p.command.(*noteCommand).Text == "a'\"$(b)\n\\" }},
		"Several": {[]string{"case", "list", "--status", "acting,waiting", "--status=closed"}, func(p parsed) bool {
			return slices.Equal(p.command.(*listCommand).Status, []string{"acting", "waiting", "closed"})
		}},
		"LateFlags": {[]string{"case", "show", "1", "--data", "x"}, func(p parsed) bool { return p.tree.Data == "x" }},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if p, err := parse(tt.args); err != nil || !tt.want(p) {
				t.Errorf("%q: %v, %+v", tt.args, err, p.command)
			}
		})
	}
}

func TestPeek(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"--lang", "en"}, "en"},
		{[]string{"case", "--lang=en", "--nonsense"}, "en"},
		{[]string{"--lang"}, ""},
		{[]string{"note", "--", "--lang", "en"}, ""},
		{nil, ""},
	} {
		if got := peek(tt.args, "--lang"); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.args, got, tt.want)
		}
	}
}

// TestDecodeRequest takes nothing from the line but what a request may hold.
func TestDecodeRequest(t *testing.T) {
	r, err := decodeRequest(sshd.Call{Payload: []byte(`{"args":["case","list"],"env":["LANG=en","PATH=/x","LD_PRELOAD=x","PIKET_DATA=/y","nonsense"]}`)})
	if err != nil || !slices.Equal(r.Args, []string{"case", "list"}) || !slices.Equal(r.Env, []string{"LANG=en"}) {
		t.Errorf("got %+v, %v", r, err)
	}
	for _, bad := range []string{"", "[]", "null1", `{"args":"case"}`, "\x00"} {
		if _, err := decodeRequest(sshd.Call{Payload: []byte(bad)}); model.KindOf(err) != model.KindInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("case set 1 --status acting")
	f.Add("case list --limit=-1 --")
	f.Add("--lang\x00--data\x00-\x00")
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == 0 })
		if _, err := parse(args); err != nil && model.KindOf(err) != model.KindInvalid {
			t.Errorf("%q: %v is no refusal", args, err)
		}
	})
}

func TestUntilDone(t *testing.T) {
	r, w := io.Pipe()
	done := make(chan struct{})
	u := untilDone{in: r, done: done}
	go io.WriteString(w, "satu")
	got := make([]byte, 10)
	if n, err := u.Read(got); err != nil || string(got[:n]) != "satu" {
		t.Errorf("read %q, %v", got[:n], err)
	}
	close(done)
	if _, err := u.Read(got); !errors.Is(err, errInterrupted) {
		t.Errorf("err %v, want errInterrupted", err)
	}
	if all, err := io.ReadAll(untilDone{in: strings.NewReader(strings.Repeat("x", 100_000)), done: nil}); err != nil || len(all) != 100_000 {
		t.Errorf("%d bytes, %v", len(all), err)
	}
}

func TestStackLines(t *testing.T) {
	var got []string
	said := "Caught panic:\r\n\r\nRahmat Hidayat\r\n\r\nRestoring terminal...\r\n\r\ngoroutine 7 [running]:\r\nmain.f()\r\n"
	stackLines(strings.NewReader(said+said), func(line string) { got = append(got, line) })
	want := []string{"goroutine 7 [running]:", "main.f()", "Caught panic:", "goroutine 7 [running]:", "main.f()"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
