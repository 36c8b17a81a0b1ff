package officers_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/officers"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden screens")

// A key made for this test; nobody has its other half.
const (
	key      = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEzJ2YEqNqUhTPyhZsLWkBYYgPzTeWTyq0pKJvNDIAzZ hp-dewi"
	otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUbQZkmUoPm6ZzNvrLVN4xUZzfHFFVdXyN0sYcq3N4E laptop"
)

// office is the screen on a stage, over staff that can be changed.
type office struct {
	*uitest.Stage
	t     *testing.T
	ctx   *screen.Ctx
	staff *uitest.Staff
}

func open(t *testing.T, lang locale.Lang, role model.Role, width, height int) *office {
	t.Helper()
	o := &office{t: t, ctx: uitest.Ctx(t, lang), staff: &uitest.Staff{Desk: uitest.NewDesk()}}
	o.staff.Change(uitest.Sari, func(f *model.Officer) { f.Role, f.PIN = role, "x" })
	o.staff.Change(uitest.Budi, func(f *model.Officer) { f.Failures, f.Locked, f.PIN = 8, true, "x" })
	o.ctx.Present = map[model.OfficerID]bool{uitest.Sari: true}
	o.look()
	o.Stage = uitest.NewStage(t, officers.New(officers.Config{Ctx: o.ctx, Roll: o.staff, Proofs: o.staff}), width, height)
	return o
}

// look has the screen know of what was changed.
func (o *office) look() {
	o.ctx.Office = o.staff.Office()
	o.ctx.Officer, _ = o.ctx.Office.Officer(uitest.Sari)
}

// plays presses keys; what begins with = is typed.
func (o *office) plays(keys ...string) {
	o.t.Helper()
	for _, k := range keys {
		if text, ok := strings.CutPrefix(k, "="); ok && text != "" {
			o.Write(text)
		} else {
			o.Press(k)
		}
		o.look()
	}
}

func (o *office) did(want ...string) {
	o.t.Helper()
	if !slices.Equal(o.staff.Did, want) {
		o.t.Errorf("did %q, want %q", o.staff.Did, want)
	}
}

func (o *office) sees(texts ...string) {
	o.t.Helper()
	view := o.Screen.View().Body
	if d := o.Dialog(); d != nil {
		view = d.View(100, 30).Body
	}
	flat := strings.Join(strings.Fields(strings.ReplaceAll(uitest.Text(view), "│", " ")), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			o.t.Errorf("no %q in:\n%s", text, uitest.Text(view))
		}
	}
}

func TestActs(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []string
		want []string
		says string
	}{
		{"Add", []string{"b", "=Dewi", "enter", "=kepala", "enter", "enter"}, []string{"enrol Dewi"}, "Dewi terdaftar."},
		{"AddWithKey", []string{"b", "=Dewi", "enter", "enter", "=" + key, "enter"}, []string{"enrol Dewi"}, "Dewi terdaftar."},
		{"Role", []string{"r", "=kepala", "enter"}, []string{"role kasi"}, "Budi sekarang Kepala seksi."},
		{"SameRole", []string{"r", "enter"}, nil, ""},
		{"Disable", []string{"x", "=pindah tugas", "enter", "tab", "enter"}, []string{"disable pindah tugas"}, "Budi dinonaktifkan."},
		{"DisableNo", []string{"x", "=pindah tugas", "enter", "enter"}, nil, ""},
		{"Enable", []string{"x", "=pindah", "enter", "y", "x", "y"}, []string{"disable pindah", "enable"}, "Budi aktif lagi."},
		{"Key", []string{"s", "=" + key, "enter", "y"}, []string{"key"}, "Kunci Budi ditambahkan."},
		{"KeyBeside", []string{"s", "=" + key, "enter", "y", "s", "=" + otherKey, "enter", "enter"}, []string{"key", "key"}, "Kunci Budi ditambahkan."},
		{"KeyOnly", []string{"s", "=" + key, "enter", "y", "s", "=" + otherKey, "enter", "down", "enter"}, []string{"key", "only key"}, "Kunci Budi ditambahkan."},
		{"KeyGone", []string{"s", "=" + key, "enter", "y", "h", "y"}, []string{"key", "no key"}, "Kunci Budi dihapus."},
		{"PIN", []string{"p", "=473920", "enter", "=473920", "enter"}, []string{"pin ••••••"}, "PIN Budi diganti."},
		{"Lift", []string{"l"}, []string{"lift"}, "Kunci masuk Budi dibuka."},
		{"ByList", []string{"enter", "=buka kunci", "enter"}, []string{"lift"}, "Kunci masuk Budi dibuka."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := open(t, locale.Indonesian, model.RoleAdmin, 80, 20)
			o.plays("g")
			o.plays(tt.keys...)
			o.did(tt.want...)
			if o.Said() == "" != (tt.says == "") || !strings.HasPrefix(o.Said(), tt.says) || o.Dialog() != nil {
				t.Errorf("said %q, want %q; dialog open: %v", o.Said(), tt.says, o.Dialog() != nil)
			}
		})
	}
}

// TestWhoAddsOthersHasAPINOfTheirOwn first: nobody else shall choose it.
func TestWhoAddsOthersHasAPINOfTheirOwn(t *testing.T) {
	o := open(t, locale.Indonesian, model.RoleAdmin, 80, 20)
	o.staff.Change(uitest.Sari, func(f *model.Officer) { f.PIN = "" })
	o.look()
	o.plays("b")
	o.sees("Buat dahulu PIN Anda sendiri")
	o.plays("esc")
	o.did()
	o.plays("b", "=473920", "enter", "=473920", "enter", "=Dewi", "enter", "enter", "enter")
	o.did("pin ••••••", "enrol Dewi")
}

// TestWrongAnswersAreToldInPlace leaves each dialog open with what was typed.
func TestWrongAnswersAreToldInPlace(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []string
		says string
	}{
		{"NoName", []string{"b", "enter"}, "Ketik namanya."},
		{"TwiceTheName", []string{"b", "=budi", "enter"}, "Petugas bernama budi sudah terdaftar."},
		{"NoReason", []string{"x", "enter"}, "Tulis alasannya"},
		{"NoKey", []string{"s", "enter"}, "Tempel kuncinya"},
		{"OddKey", []string{"s", "=halo", "enter"}, "bukan kunci publik SSH"},
		{"KeyOfAnother", []string{"s", "=" + key, "enter", "y", "j", "s", "=" + key, "enter"}, "sudah terdaftar atas nama Budi"},
		{"EasyPIN", []string{"p", "=123456", "enter"}, "terlalu mudah"},
		{"OtherPIN", []string{"p", "=473920", "enter", "=473921", "enter"}, "Tidak sama dengan yang pertama"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := open(t, locale.Indonesian, model.RoleAdmin, 80, 20)
			o.plays("g")
			o.plays(tt.keys...)
			if o.Dialog() == nil {
				t.Fatal("the dialog closed")
			}
			o.sees(tt.says)
		})
	}
}

func TestPINsAreNotShown(t *testing.T) {
	o := open(t, locale.Indonesian, model.RoleAdmin, 80, 20)
	o.plays("p", "=473920")
	if view := o.Dialog().View(80, 20).Body; strings.Contains(view, "4") || !strings.Contains(view, "••••••") {
		t.Error(view)
	}
}

func TestRefusalStandsOnTheScreen(t *testing.T) {
	o := open(t, locale.Indonesian, model.RoleAdmin, 80, 20)
	o.staff.Err = &model.Error{Kind: model.KindConflict, Key: "last-admin", Args: model.Args{"officer": "Sari W."}}
	o.plays("G", "r", "=petugas", "enter")
	o.sees("! Sari W. satu-satunya pengelola.")
	o.plays("k")
	if strings.Contains(o.Screen.View().Body, "satu-satunya") {
		t.Error("the refusal stays for ever")
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	for role, want := range map[model.Role]string{
		model.RoleAdmin: "enter b r x s p l", model.RoleSupervisor: "enter l", model.RoleOfficer: "", model.RoleViewer: "",
	} {
		o := open(t, locale.Indonesian, role, 80, 20)
		o.plays("g")
		var keys []string
		for _, b := range o.Screen.Bindings() {
			if len(b.Keys) == 1 && b.Keys[0] != "pgup" && b.Keys[0] != "pgdown" {
				keys = append(keys, b.Keys[0])
			}
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("%s: %q, want %q", role, got, want)
		}
	}
}

func TestBindings(t *testing.T) {
	for _, lang := range locale.Langs() {
		uitest.Bindings(t, uitest.Printer(t, lang), open(t, lang, model.RoleAdmin, 80, 20).Screen.Bindings())
	}
}

// TestFits has names, comments and reasons nobody should type, in every size,
// bare and under each dialog.
func TestFits(t *testing.T) {
	hostile := "\x1b[2J\u202eا東京👩‍👩‍👧" + strings.Repeat("e\u0301\u0302", 70)
	for _, keys := range [][]string{nil, {"G"}, {"enter"}, {"b"}, {"r"}, {"x"}, {"s"}, {"h"}, {"p"}} {
		o := open(t, locale.Indonesian, model.RoleAdmin, 80, 20)
		for i := range 30 {
			o.staff.RegisterOfficer(t.Context(), fmt.Sprint("Petugas ", i), model.RoleOfficer)
		}
		o.staff.Change(uitest.Budi, func(f *model.Officer) {
			f.Name, f.Disabled, f.Disabling = hostile, true, hostile
			for i := range 10 {
				f.Keys = append(f.Keys, model.OfficerKey{Fingerprint: fmt.Sprint("SHA256:", i, strings.Repeat("A", 42)), Comment: hostile})
			}
		})
		o.look()
		o.plays("G")
		o.plays(keys...)
		for w := 60; w <= 240; w += 20 {
			for h := 12; h <= 66; h += 9 {
				o.Tell(screen.Size{Width: w, Height: h})
				uitest.Fits(t, o.Screen.View().Body, w, h)
				if d := o.Dialog(); d != nil {
					uitest.Fits(t, d.View(w-2, h).Body, w-2, h)
				}
			}
		}
	}
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range [][2]int{{80, 20}, {120, 36}} {
			o := open(t, lang, model.RoleAdmin, size[0], size[1])
			o.plays("g", "s", "="+key, "enter", "y")
			o.staff.RegisterOfficer(t.Context(), "Dewi Lestari Kusumaningrum", model.RoleViewer)
			o.staff.Change("01OFFICERDEWI LESTARI KUSUMANINGRUM", func(f *model.Officer) { f.Disabled, f.Disabling = true, "pindah tugas" })
			o.look()
			uitest.Golden(t, *update, fmt.Sprintf("officers-%dx%d-%s", size[0], size[1]+4, lang), o.Screen.View().Body)
		}
	}
}
