package report

import (
	"strings"
	"testing"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/uitest"
)

// scenes are what an officer sees on the way. No reporter is in them.
func scenes() map[string]func(r *rig) {
	return map[string]func(r *rig){
		"empty": func(r *rig) { r.open(model.WalkIn, "") },
		"event": func(r *rig) {
			r.open(model.WalkIn, "").fill("occurred", "kemarin 21:00", "narrative", "Tiga orang asing bekerja di bengkel belakang pasar, datang malam hari dengan mobil boks putih.")
			r.at("violation").typeText("i")
		},
		"people": func(r *rig) {
			r.desk.alikeCase()
			people(r.open(model.WalkIn, "")).rest()
			r.at("person.1.passport")
		},
		"area": func(r *rig) {
			r.open(model.Phone, "").at("kind").press("right").fill("place", "Hotel Melati", "lodging", "hotel", "check-in", "kemarin", "check-out", "1/11")
			r.at("area").typeText("cipo")
		},
		"reporter": func(r *rig) {
			r.open(model.WalkIn, "").fill("nik", "3671057202900001", "phone", "12")
		},
		"interview": func(r *rig) {
			people(r.open(model.WalkIn, "")).fill("narrative", "Tiga orang asing bekerja di bengkel belakang pasar.", "answer.saw", "Melihat sendiri.")
			r.at("answer.when").typeText("sejak Senin").press("ctrl+x")
		},
		"callback": func(r *rig) {
			r.open(model.Phone, "").fill("narrative", "Tiga orang asing bekerja di bengkel.")
			r.at("reached").press("right").at("confirmed").press("right").at("call-note").typeText("suara sama")
		},
		"review": func(r *rig) { reviewed(r) },
		"alike": func(r *rig) {
			r.desk.alikeCase()
			people(r.open(model.WalkIn, "")).rest().press("ctrl+y")
		},
		"done": func(r *rig) {
			r.desk.alikeCase()
			reviewed(r).press("s", "p")
		},
		"repeated": func(r *rig) {
			reviewed(r)
			r.s.begun = r.s.draft.mark() // taken up again after it was saved
			r.desk.byKey[r.s.draft.Key] = model.Receipt{Case: "01CASE412", Number: "TNG-2026-000412"}
			r.press("s")
		},
	}
}

func people(r *rig) *rig {
	return r.fill(
		"person.0.name", "Chen Wei", "person.0.nationality", "rrt", "person.0.age", "35", "person.0.permit", "itk", "person.0.permit-expiry", "1/11/2026",
	).press("ctrl+t").fill("person.1.name", "Nguyen Van An", "person.1.nationality", "vietnam", "person.1.passport", "C1234567")
}

func reviewed(r *rig) *rig {
	people(r.open(model.WalkIn, "")).fill(
		"narrative", strings.Repeat("Tiga orang asing bekerja di bengkel belakang pasar. ", 9), "occurred", "kemarin malam",
		"violation", "izin", "place", "Kos Melati", "lodging", "kos", "area", "kampung xyzzy", "pin", "-6.1783, 106.6319",
	)
	r.at("urgency").press("right", "right")
	r.at("anonymous").press("space")
	return r.rest().press("ctrl+r")
}

func TestGoldenScreens(t *testing.T) {
	for name, scene := range scenes() {
		for _, lang := range locale.Langs() {
			r := newRig(t, lang)
			scene(r)
			for _, size := range []struct {
				name          string
				width, height int
			}{{"80x24", 80, 24}, {"120x40", 120, 40}} {
				r.size(size.width, size.height)
				view := r.view()
				if r.dialog != nil {
					view = r.dialog.View(size.width-2, size.height-4).Body
				}
				t.Run(name+"/"+string(lang)+"/"+size.name, func(t *testing.T) {
					uitest.Fits(t, view, size.width, size.height-4)
					uitest.Golden(t, *update, name+"."+string(lang)+"."+size.name, view)
				})
			}
		}
	}
}
