package demo

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"piket/internal/desk"
	"piket/model"
)

// Report is report number i, received at a time.
func (w *World) Report(i uint64, at time.Time) desk.Report {
	return w.report(w.dice(diceReport, i), at, w.urgency(w.dice(diceReport, i)))
}

// Urgent is Report, but one that cannot wait.
func (w *World) Urgent(i uint64, at time.Time) desk.Report {
	return w.report(w.dice(diceReport, i), at, model.Urgent)
}

// Reports are the first n reports, spread over the time between, earliest
// first.
func (w *World) Reports(n int, from, until time.Time) iter.Seq[desk.Report] {
	return func(yield func(desk.Report) bool) {
		for i, at := range w.arrivals(n, from, until) {
			if !yield(w.Report(uint64(i), at)) {
				return
			}
		}
	}
}

// arrivals are n times between two, earliest first; nights are quieter.
func (w *World) arrivals(n int, from, until time.Time) []time.Time {
	r := w.dice(diceTime, 0)
	span := until.Sub(from)
	times := make([]time.Time, n)
	for i := range times {
		at := from.Add(time.Duration(r.Float64() * float64(span)))
		if h := at.In(w.cfg.Zone.Location()).Hour(); h < 6 && chance(r, 70) {
			if at = at.Add(9 * time.Hour); at.After(until) {
				at = at.Add(-24 * time.Hour)
			}
		}
		times[i] = at.Truncate(time.Second)
	}
	slices.SortFunc(times, time.Time.Compare)
	return times
}

func (w *World) urgency(r *rand.Rand) model.Urgency {
	switch n := r.IntN(100); {
	case n < 7:
		return model.Urgent
	case n < 27:
		return model.High
	}
	return model.Normal
}

func (w *World) report(r *rand.Rand, at time.Time, u model.Urgency) desk.Report {
	out := desk.Report{Received: at, Urgency: u, Reporter: w.reporter(r)}
	if u != model.Urgent && chance(r, 22) {
		w.presence(r, &out)
	} else {
		w.complaint(r, &out)
	}
	return out
}

// scene is where a report plays, and with whom.
type scene struct {
	facts model.Facts
	slots *strings.Replacer
}

func (w *World) scene(r *rand.Rand, at time.Time, lodgings []model.Lodging) scene {
	district := w.districts[min(r.IntN(len(w.districts)), r.IntN(len(w.districts)))] // some have more than others
	nation := weighted(r, w.words.Nations, func(n nationWords) int { return n.Weight })
	var s scene
	s.facts.Place = w.place(r, one(r, lodgings), district.Code)
	count := 1 + min(r.IntN(4), r.IntN(5))
	for range count {
		who := w.subject(r, nation, at)
		if slices.ContainsFunc(s.facts.Subjects, func(s model.Subject) bool { return s.Name == who.Name }) {
			who.Name = "" // two of one name would be read as one person
		}
		s.facts.Subjects = append(s.facts.Subjects, who)
	}
	s.slots = strings.NewReplacer(
		"{jumlah}", []string{"seorang", "dua orang", "tiga orang", "empat orang"}[count-1],
		"{wn}", "warga negara "+w.nations[nation.Code],
		"{tempat}", s.facts.Place.Name+" di "+strings.SplitN(s.facts.Place.Address, ",", 2)[0],
		"{lama}", one(r, w.words.Sentences.Since), "{waktu}", one(r, w.words.Sentences.Hours),
		"{usaha}", one(r, w.words.Places.Businesses), "{kec}", district.Name,
	)
	return s
}

func (w *World) place(r *rand.Rand, l model.Lodging, district string) model.Place {
	p := w.words.Places
	names := map[model.Lodging][]string{
		"kos": p.Kos, "rental": p.Rental, "apartment": p.Apartment, "hotel": p.Hotel, "guest-house": p.GuestHouse, "mess": p.Mess,
		"losmen": p.Losmen, "villa": p.Villa,
	}[l]
	name := strings.NewReplacer("{ibu}", one(r, w.words.Reporters.Women), "{bapak}", one(r, w.words.Reporters.Men), "{bunga}", one(r, p.Flowers)).Replace(one(r, names))
	place := model.Place{Name: name, Lodging: l, Address: w.street(r), Area: district}
	if w.pins && chance(r, 25) {
		o := w.words.Office
		lat, lon := o.Lat+(r.Float64()*2-1)*o.Spread, o.Lon+(r.Float64()*2-1)*o.Spread
		place.Lat, place.Lon = &lat, &lon
	}
	return place
}

func (w *World) complaint(r *rand.Rand, out *desk.Report) {
	kind := weighted(r, w.words.Complaints, func(c complaintWords) int { return c.Weight })
	s := w.scene(r, out.Received, []model.Lodging{"kos", "kos", "kos", "rental", "rental", "apartment", "apartment", "mess", "guest-house", "hotel"})
	lines := []string{one(r, kind.Told), one(r, kind.Added)}
	if out.Urgency == model.Urgent {
		lines = append(lines, one(r, w.words.Sentences.Urgent))
	}
	if chance(r, 70) {
		lines = append(lines, one(r, w.words.Sentences.Closing))
	}
	out.Facts = s.facts
	if kind.Violation == model.Overstay {
		expire(r, out.Facts.Subjects, out.Received, -1)
	}
	out.Facts.Kind, out.Facts.Narrative = model.Complaint, story(s.slots, lines)
	out.Facts.Channel = weightedChannel(r)
	if chance(r, 65) {
		out.Facts.Occurred = out.Received.Add(-time.Duration(1+r.IntN(60*48)) * time.Minute).Truncate(5 * time.Minute)
	}
	if chance(r, 18) {
		out.Facts.Evidence = []string{"https://bukti.example/foto/" + lower(r, 8)}
	}
	if out.Facts.Channel == model.WalkIn || chance(r, 60) {
		out.Violation = kind.Violation
	}
	w.asked(r, out)
}

func weightedChannel(r *rand.Rand) model.Channel {
	type row struct {
		channel model.Channel
		weight  int
	}
	return weighted(r, []row{
		{model.WalkIn, 28}, {model.Phone, 32}, {model.WhatsApp, 20}, {model.Web, 7}, {model.GoogleForm, 9}, {model.Letter, 3}, {model.OtherOffice, 1},
	}, func(c row) int { return c.weight }).channel
}

// asked is the second questioning, where the officer did it with the report.
func (w *World) asked(r *rand.Rand, out *desk.Report) {
	switch {
	case out.Facts.Channel == model.WalkIn && chance(r, 75):
		answers := slices.Clone(w.words.Answers[:2+r.IntN(len(w.words.Answers)-1)])
		if chance(r, 8) {
			answers[1].Contradiction = true
		}
		out.Reinterview = &model.Reinterview{Answers: answers, Impression: one(r, w.words.Notes.Impression)}
	case out.Facts.Channel == model.Phone && !out.Reporter.Empty() && chance(r, 55):
		reached := chance(r, 85)
		note := w.words.Notes.Callback[1]
		if reached {
			note = w.words.Notes.Callback[2*r.IntN(2)]
		}
		out.Callback = &model.Callback{Reached: reached, Confirmed: reached && chance(r, 90), Note: note}
	}
}

func (w *World) presence(r *rand.Rand, out *desk.Report) {
	s := w.scene(r, out.Received, []model.Lodging{"hotel", "hotel", "hotel", "guest-house", "apartment", "mess", "mess", "losmen", "villa", "kos"})
	out.Facts = s.facts
	out.Facts.Kind = model.Presence
	expire(r, out.Facts.Subjects, out.Received, 1)
	out.Facts.Channel = one(r, []model.Channel{model.WhatsApp, model.WhatsApp, model.Web, model.GoogleForm, model.WalkIn, model.Letter})
	out.Facts.Narrative = story(s.slots, []string{one(r, w.words.Sentences.Presence), one(r, w.words.Sentences.PresenceAdded)})
	in := out.Received.In(w.cfg.Zone.Location()).AddDate(0, 0, -r.IntN(3))
	out.Facts.CheckIn = model.Date(in.Format(time.DateOnly))
	out.Facts.CheckOut = model.Date(in.AddDate(0, 0, 1+r.IntN(30)).Format(time.DateOnly))
	for i := range out.Facts.Subjects {
		if s := &out.Facts.Subjects[i]; s.Passport == "" {
			s.Passport = "ZZ" + digits(r, 7)
		}
	}
}

// expire has permits end on the side of a day that the story tells of: before
// it, or after.
func expire(r *rand.Rand, subjects []model.Subject, day time.Time, side int) {
	for i := range subjects {
		if subjects[i].PermitExpiry != "" {
			subjects[i].PermitExpiry = model.Date(day.AddDate(0, 0, side*(5+r.IntN(150))).Format(time.DateOnly))
		}
	}
}

// story is the lines with their slots filled, each beginning with a capital.
func story(slots *strings.Replacer, lines []string) string {
	for i, l := range lines {
		l = slots.Replace(l)
		first, n := utf8.DecodeRuneInString(l)
		lines[i] = string(unicode.ToUpper(first)) + l[n:]
	}
	return strings.Join(lines, " ")
}

func digits(r *rand.Rand, n int) string { return letters(r, n, "0123456789") }
func lower(r *rand.Rand, n int) string  { return letters(r, n, "abcdefghjkmnpqrstuvwxyz") }

func letters(r *rand.Rand, n int, of string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = of[r.IntN(len(of))]
	}
	return string(b)
}
