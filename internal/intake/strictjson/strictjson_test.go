package strictjson

import (
	"errors"
	"strings"
	"testing"

	"piket/model"
)

func TestLinesAndPaths(t *testing.T) {
	var name string
	var numbers [2]int
	shape := Object(Fields{
		"name": Line(&name),
		"list": List(2, "subjects-too-many", func(i int) Into { return Object(Fields{"n": Whole(&numbers[i])}) }),
	})
	for text, want := range map[string]string{
		"{\"name\": \" a\\tb \", \"list\": [{\"n\": 1}, {\"n\": 2}]}": "",
		"{\"name\": null, \"list\": [{}, {\"n\":\n\n\"2\"}]}":         "report-not-whole field=list[1].n line=3",
		"{\n\"name\":\n7}":                         "report-not-text field=name line=3",
		"{\"list\": [{\"n\":1,\n\"n\":1}]}":        "report-field-twice field=list[0].n line=2",
		"{\"list\": [null]}":                       "report-not-object field=list[0] line=1",
		"{\"\\u001b[2J\": 1}":                      "report-field-unknown field=[2J line=1",
		"{\"list\": [{},{},{}]}":                   "subjects-too-many max=2",
		"{\"" + strings.Repeat("x", 60) + "\": 1}": "report-field-unknown field=" + strings.Repeat("x", 40) + "… line=1",
	} {
		v, err := Read(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		got := ""
		if err := shape(v, ""); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if name != "" && name != "a b" || numbers != [2]int{1, 2} {
		t.Errorf("read %q, %v", name, numbers)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"{}", "[1,\"a\",null,true,{\"b\":[]}]", "{\"a\":1}{", "\xff\xfe{\x00}\x00", "\"\\ud800\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Read(strings.NewReader(string(data))); err != nil {
			if e, ok := errors.AsType[*model.Error](err); !ok || e.Kind != model.KindInvalid {
				t.Fatalf("%v", err)
			}
		}
	})
}
