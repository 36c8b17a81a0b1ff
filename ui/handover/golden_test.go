package handover_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/handover"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// scene is the handover at one point.
type scene struct {
	name string
	me   model.OfficerID
	own  bool // over the network: nobody else signs here
	make func(*fake)
	then func(*uitest.Stage)
}

func scenes() []scene {
	return []scene{
		{name: "out", me: uitest.Budi},
		{name: "plan", me: uitest.Budi, then: func(s *uitest.Stage) { s.Press("n"); s.Write("Cek ulang ke ruko bersama tim") }},
		{name: "in", me: uitest.Sari},
		{name: "read-back", me: uitest.Sari, then: func(s *uitest.Stage) { s.Press("space"); s.Write("Pemilik kos saya telepon dulu") }},
		{name: "doubts", me: uitest.Sari, make: func(f *fake) {
			f.p.Answers[f.p.Lines[1].Key] = model.LineAnswer{Verdict: model.Questioned, Text: "Siapa mandornya?", Reply: "Pak Rusdi", Seq: 102, By: uitest.Sari, At: at}
			f.p.Answers[f.p.Lines[2].Key] = model.LineAnswer{Verdict: model.Declined, Text: "berkasnya belum lengkap", Seq: 103, By: uitest.Sari, At: at}
			f.p.Answers[f.p.Lines[3].Key] = model.LineAnswer{Verdict: model.Accepted, Seq: 90, By: uitest.Sari, At: at}
		}},
		{name: "sealed", me: uitest.Sari, make: func(f *fake) {
			goneThrough(f)
			f.p.Signed = []model.Signature{{Side: model.SideOut, Officer: uitest.Budi, Name: "Budi", At: at}, {Side: model.SideIn, Officer: uitest.Sari, Name: "Sari W.", At: at}}
			f.seal("")
			f.p.Record.Late = 42
		}},
		{name: "sign", me: uitest.Sari, make: goneThrough, then: func(s *uitest.Stage) { s.Press("s"); s.Write("123") }},
		{name: "declined", me: uitest.Sari, make: func(f *fake) {
			l := f.p.Lines[2]
			l.Declined = &model.Refusal{Watch: "20261121T1400", Since: at.Add(-8 * time.Hour), From: "Budi", By: "Sari W.", Reason: "paspor aslinya belum ada di berkas"}
			f.p.Lines = append([]model.Line{l}, append(f.p.Lines[:2:2], f.p.Lines[3:]...)...)
		}},
		{name: "long", me: uitest.Sari, make: longOutlook},
		{name: "whole", me: uitest.Sari, make: longOutlook, then: func(s *uitest.Stage) { s.Press("v") }},
		{name: "sign-own", me: uitest.Sari, own: true, make: goneThrough, then: func(s *uitest.Stage) { s.Press("s") }},
		{name: "sign-shut", me: uitest.Sari, make: func(f *fake) {
			goneThrough(f)
			delete(f.p.Answers, f.p.Lines[1].Key)
		}, then: func(s *uitest.Stage) { s.Press("s"); s.Write("123") }},
		{name: "answered", me: uitest.Sari, make: longReply},
		{name: "early", me: uitest.Sari, make: func(f *fake) { goneThrough(f); f.early() }},
		{name: "early-sign", me: uitest.Sari, make: func(f *fake) { goneThrough(f); f.early() }, then: func(s *uitest.Stage) { s.Press("s"); s.Write("123") }},
		{name: "begin-past", me: uitest.Sari, make: func(f *fake) { f.begun, f.before = false, before(true) }},
		{name: "begin", me: uitest.Sari, make: func(f *fake) { f.begun = false }},
	}
}

func (c scene) stage(t testing.TB, lang locale.Lang, w, h int) *uitest.Stage {
	f := busyNight()
	if c.make != nil {
		c.make(f)
	}
	cfg := config(t, f, lang, c.me)
	cfg.Own = c.own
	s := uitest.NewStage(t, handover.New(cfg), w, h)
	if c.then != nil {
		c.then(s)
	}
	return s
}

// picture is the dialog, if there is one, else the screen.
func picture(s *uitest.Stage, w, h int) string {
	if d := s.Dialog(); d != nil {
		return d.View(w-2, h).Body
	}
	return s.Screen.View().Body
}

func TestGolden(t *testing.T) {
	for _, c := range scenes() {
		for _, lang := range locale.Langs() {
			for _, size := range [][2]int{{80, 20}, {120, 36}} {
				name := fmt.Sprintf("%s-%dx%d-%s", c.name, size[0], size[1]+4, lang)
				t.Run(name, func(t *testing.T) {
					s := c.stage(t, lang, size[0], size[1])
					uitest.Golden(t, *update, name, picture(s, size[0], size[1]))
				})
			}
		}
	}
}

func TestFits(t *testing.T) {
	all := scenes()
	rapid.Check(t, func(r *rapid.T) {
		w, h := rapid.IntRange(60, 240).Draw(r, "width"), rapid.IntRange(12, 66).Draw(r, "height")
		c := all[rapid.IntRange(0, len(all)-1).Draw(r, "scene")]
		lang := locale.Langs()[rapid.IntRange(0, 1).Draw(r, "lang")]
		s := c.stage(t, lang, w, h)
		for range rapid.IntRange(0, 8).Draw(r, "down") {
			if s.Dialog() == nil && s.Bound("down") {
				s.Press("down")
			}
		}
		uitest.Fits(t, picture(s, w, h), w, h)
		if t.Failed() {
			r.Fatalf("%s at %d×%d", c.name, w, h)
		}
	})
}

func TestHostileTexts(t *testing.T) {
	worst := []string{
		"\x1b[31mmerah\x1b[0m\x1b]0;judul\a", "abc\u202egnirts\u202c", strings.Repeat("Z̸̡̢̛̗͇̪̥̼̣̘̳̞̗͎̻̮͎̓̀̎̏̚͜͝", 20),
		strings.Repeat("國家移民管理局", 12), strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 9), "\t\tdua\ntiga\r\nempat", strings.Repeat("x", 4000),
	}
	for i, bad := range worst {
		f := busyNight()
		clean := model.CleanLine(bad)
		for k := range f.p.Lines {
			l := &f.p.Lines[k]
			l.Row.Headline, l.Row.Place, l.Text, l.Waiting = clean, clean, clean, clean
			f.p.Outlooks[l.Key] = model.Outlook{Next: clean, Who: clean, If: clean, Then: clean}
			f.p.Answers[l.Key] = model.LineAnswer{Verdict: model.Questioned, Text: clean, Reply: clean, Seq: l.Seq}
		}
		f.p.Remark = model.Clean(bad)
		for _, size := range [][2]int{{60, 12}, {80, 20}, {120, 36}} {
			s := stage(t, f, locale.Indonesian, uitest.Budi, size[0], size[1])
			for range 9 {
				uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
				s.Press("down")
			}
			s.Press("enter")
			s.Tell(uitest.Paste(bad))
			uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
			if t.Failed() {
				t.Fatalf("text %d at %v", i, size)
			}
		}
	}
}

func TestBindings(t *testing.T) {
	for _, c := range scenes() {
		s := c.stage(t, locale.English, 120, 36)
		uitest.Bindings(t, uitest.Printer(t, locale.English), s.Screen.Bindings())
		if d := s.Dialog(); d != nil {
			uitest.Bindings(t, uitest.Printer(t, locale.English), d.Bindings())
		}
	}
}
