package casefile_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/uitest"
)

// reporter is an obviously invented one.
func reporter() model.Reporter {
	return model.Reporter{
		Name: "Rekaan Sentosa", Phone: "+6281100000123", NIK: "3671056001900001", Address: "Jl. Rekaan No. 9",
		Original: map[string]string{"narrative": "Saya, Rekaan Sentosa,\x1b[31m melihatnya."},
	}
}

// names are what must not be seen unless the seal is open.
func names() []string { return []string{"Rekaan Sentosa", "+6281100000123", "3671056001900001"} }

func sealed(t *testing.T) (*office, *uitest.Stage) {
	t.Helper()
	o := newOffice(t)
	o.reports()
	o.who = reporter()
	return o, stage(t, o, complaint, locale.Indonesian, 80, 20)
}

func TestSealNeedsAReason(t *testing.T) {
	o, s := sealed(t)
	play(s, "R")
	sees(t, s, "60 detik", "dicatat dalam riwayat kasus dengan nama Anda")
	if b := s.Dialog().Bindings()[0]; b.Help != "case.key.open-seal" {
		t.Errorf("%v does %q", b.Keys, b.Help)
	}
	play(s, "ctrl+d")
	sees(t, s, "! Alasan wajib diisi")
	play(s, "= ", "ctrl+d")
	if len(o.given) > 0 || len(s.Dialogs) != 1 {
		t.Errorf("gave %v without a reason", o.given)
	}
}

func TestSealIsWrittenDownFirst(t *testing.T) {
	o, s := sealed(t)
	o.err = &model.Error{Kind: model.KindUnavailable, Key: "search-off"}
	play(s, "R", "=Menanyakan alamat kos.", "ctrl+d")
	if len(s.Dialogs) > 0 || !s.Toasts[0].Bad {
		t.Fatalf("opened though it could not be written down: %v", s.Toasts)
	}
	o.err = nil
	play(s, "R")
	sees(t, s, "Menanyakan alamat kos.")
	play(s, "ctrl+d")
	if got := o.last(); got != (model.OpenSeal{Case: complaint, Reason: "Menanyakan alamat kos."}) {
		t.Errorf("gave %#v", got)
	}
	sees(t, s, append(names(), "Jl. Rekaan No. 9", "Kalimat asli · Kronologi", "[31m melihatnya.", "Tertutup sendiri dalam 60 detik")...)
	if got := uitest.Text(s.Screen.View().Body); strings.Contains(got, "Rekaan Sentosa") {
		t.Error("the file itself shows the reporter")
	}
	play(s, "esc", "tab")
	sees(t, s, "Segel identitas pelapor dibuka", "“Menanyakan alamat kos.”")
}

func TestSealClosesByItself(t *testing.T) {
	o, s := sealed(t)
	play(s, "R", "=Perlu.", "ctrl+d")
	for _, second := range []int{60, 59, 30, 1} {
		sees(t, s, "dalam "+map[int]string{60: "60", 59: "59", 30: "30", 1: "1"}[second]+" detik")
		o.later(time.Duration(map[int]int{60: 1, 59: 29, 30: 29, 1: 0}[second]) * time.Second)
		s.TellDialog(screen.Tick{Now: o.now})
	}
	o.later(time.Second)
	if got := text(s); strings.Contains(got, "Rekaan") {
		t.Errorf("shown past its time:\n%s", got)
	}
	s.TellDialog(screen.Tick{Now: o.now})
	if len(s.Dialogs) > 0 {
		t.Error("the dialog is still open")
	}
	holdsNobody(t, s)
}

func TestSealClosedByHandIsForgotten(t *testing.T) {
	_, s := sealed(t)
	play(s, "R", "=Perlu.", "ctrl+d", "enter")
	holdsNobody(t, s)
	s.Tell(screen.Changed{})
	holdsNobody(t, s)
}

// holdsNobody walks through everything the stage still holds.
func holdsNobody(t *testing.T, s *uitest.Stage) {
	t.Helper()
	for _, n := range names() {
		if strings.Contains(text(s), n) {
			t.Errorf("%q is to be seen", n)
		}
		if holds(reflect.ValueOf(s.Screen), n, map[uintptr]bool{}) || holds(reflect.ValueOf(s.Toasts), n, map[uintptr]bool{}) {
			t.Errorf("%q is still held", n)
		}
	}
}

// holds says whether a text is anywhere below a value. The desk itself, which
// can open the seal again, does not count.
func holds(v reflect.Value, text string, seen map[uintptr]bool) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.Contains(v.String(), text)
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] || v.Type() == reflect.TypeFor[*office]() {
			return false
		}
		seen[v.Pointer()] = true
		return holds(v.Elem(), text, seen)
	case reflect.Interface:
		return !v.IsNil() && holds(v.Elem(), text, seen)
	case reflect.Struct:
		for i := range v.NumField() {
			if holds(v.Field(i), text, seen) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if holds(v.Index(i), text, seen) {
				return true
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if holds(k, text, seen) || holds(v.MapIndex(k), text, seen) {
				return true
			}
		}
	default:
	}
	return false
}

// TestHolds proves that the walk itself finds what is there.
func TestHolds(t *testing.T) {
	type inner struct{ m map[string]any }
	v := struct{ p *inner }{&inner{map[string]any{"x": []string{"Rekaan Sentosa"}}}}
	if !holds(reflect.ValueOf(v), "Rekaan", map[uintptr]bool{}) || holds(reflect.ValueOf(v), "Nyata", map[uintptr]bool{}) {
		t.Error("the walk does not tell what is there from what is not")
	}
}

func TestSealNeedsNoCertainVersion(t *testing.T) {
	o, s := sealed(t)
	play(s, "R", "=Perlu.")
	noted(o, "Sementara itu.")
	play(s, "ctrl+d")
	sees(t, s, "Identitas pelapor")
}
