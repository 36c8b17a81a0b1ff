package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// everyCommand is one of each; that none is missing is looked up in the source.
func everyCommand() []Command {
	return []Command{
		SetUpOffice{},
		OpenCase{},
		CorrectFacts{},
		CorrectReporter{},
		Triage{},
		TakeCase{},
		HandOn{},
		GiveBack{},
		ChangeStatus{},
		DeclineFalseReport{},
		AddNote{},
		RecordReinterview{},
		RecordCallback{},
		LinkDuplicate{},
		UnlinkDuplicate{},
		OpenSeal{},
		Undo{},
		RegisterOfficer{},
		ChangeRole{},
		DisableOfficer{},
		EnableOfficer{},
		AddKey{},
		RemoveKey{},
		SetPIN{},
		LiftLock{},
		SignIn{},
		FailSignIn{},
		PauseSitting{},
		ResumeSitting{},
		EndSitting{},
		SwapWatch{},
		WriteLog{},
		OpenHandover{},
		NoteLine{},
		RemarkHandover{},
		OfferHandover{},
		WithdrawHandover{},
		AnswerLine{},
		ReplyLine{},
		SignHandover{},
		CountersignHandover{},
	}
}

// notFree are strings that nobody types, and why.
var notFree = map[string]string{
	"Meta":                  "made by the door",
	"OpenCase.TrackingHash": "a hash",
	"SignHandover.Hash":     "a hash",
	"Officer.Disabling":     "of the state alone, in no event",
	"SealedReporter":        "sealed",
	"OfferHandover.Lines":   "drafted by the desk from texts that came in through a command",
	"SignHandover.Lines":    "likewise",
	"AnswerLine.Line":       "likewise",
	"SignHandover.Sat":      "read from the journal by the desk",
}

// fill puts a text of its own into every string somebody can type, and
// returns where they are.
func fill(v reflect.Value, path string, into map[string]string) {
	if notFree[path] != "" || notFree[v.Type().Name()] != "" {
		return
	}
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString("told in " + path)
			into[v.String()] = path
		}
	case reflect.Pointer:
		if v.Type().Elem().Kind() != reflect.Float64 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), path, into)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), path, into)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && notFree[v.Type().Name()+"."+f.Name] == "" {
				fill(v.Field(i), path+"."+f.Name, into)
			}
		}
	default: // holds no text
	}
}

// TestEveryFreeTextIsReached: whatever is typed is cleaned and masked, of
// every command, and what the command was given stays as it was.
func TestEveryFreeTextIsReached(t *testing.T) {
	for _, c := range everyCommand() {
		v := reflect.New(reflect.TypeOf(c)).Elem()
		typed := map[string]string{}
		fill(v, v.Type().Name(), typed)
		given := v.Interface().(Command)
		reached := map[string]int{}
		edited := Edited(given, func(text Text, told string) string {
			reached[told]++
			if text.Field == "" {
				t.Errorf("%s: a text has no name", typed[told])
			}
			return told + ", edited"
		})
		for told, path := range typed {
			if reached[told] != 1 {
				t.Errorf("%s is reached %d times", path, reached[told])
			}
		}
		kept := map[string]bool{}
		every(reflect.ValueOf(edited), func(s string) { kept[s] = true })
		unchanged := map[string]bool{}
		every(reflect.ValueOf(given), func(s string) { unchanged[s] = true })
		for told, path := range typed {
			if !kept[told+", edited"] || kept[told] {
				t.Errorf("%s is not as it was edited", path)
			}
			if !unchanged[told] {
				t.Errorf("%s was changed in the command given", path)
			}
		}
	}
}

func every(v reflect.Value, see func(string)) {
	switch v.Kind() {
	case reflect.String:
		see(v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			every(v.Elem(), see)
		}
	case reflect.Slice:
		for i := range v.Len() {
			every(v.Index(i), see)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			every(v.Field(i), see)
		}
	default: // holds no text
	}
}

func TestEveryCommandIsListed(t *testing.T) {
	var listed []string
	for _, c := range everyCommand() {
		listed = append(listed, reflect.TypeOf(c).Name())
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	decides := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "decide" {
				continue
			}
			decides++
			if name := f.Recv.List[0].Type.(*ast.Ident).Name; !slices.Contains(listed, name) {
				t.Errorf("%s is not among the commands that are looked through", name)
			}
		}
	}
	if decides != len(listed) {
		t.Errorf("%d commands decide, %d are listed", decides, len(listed))
	}
}
