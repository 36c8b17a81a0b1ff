package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"piket/model"
)

// reporters is how many people report at all: some of them come again.
const reporters = 50_000

// reporter is somebody who reports; nobody, where they give no name.
func (w *World) reporter(r *rand.Rand) model.Reporter {
	if chance(r, 22) {
		return model.Reporter{}
	}
	n := r.IntN(reporters)
	if chance(r, 30) {
		n = r.IntN(40) // those who come again and again
	}
	who := w.person(uint64(n))
	if chance(r, 45) {
		who.NIK = ""
	}
	if chance(r, 50) {
		who.Address = ""
	}
	return who
}

// person is reporter number n, always the same.
func (w *World) person(n uint64) model.Reporter {
	r := w.dice(dicePerson, n)
	words := w.words.Reporters
	day, given := 1+r.IntN(28), one(r, words.Men)
	if chance(r, 50) {
		day, given = day+40, one(r, words.Women)
	}
	return model.Reporter{
		Name:    given + " " + one(r, words.Family),
		Phone:   fmt.Sprintf("0840-%04d-%04d", n/10_000, n%10_000),
		NIK:     fmt.Sprintf("999999%02d%02d%02d%04d", day, 1+r.IntN(12), r.IntN(100), n%10_000),
		Address: w.street(r),
	}
}

func (w *World) street(r *rand.Rand) string {
	return fmt.Sprintf("%s No. %d, RT %02d/RW %02d", one(r, w.words.Reporters.Streets), 1+r.IntN(140), 1+r.IntN(9), 1+r.IntN(14))
}

// subject is somebody of a nation, as far as the reporter knows them.
func (w *World) subject(r *rand.Rand, n nationWords, at time.Time) model.Subject {
	s := model.Subject{Nationality: n.Code, Sex: "M"}
	given := one(r, n.Men)
	if chance(r, 30) {
		s.Sex, given = "F", one(r, n.Women)
	}
	if chance(r, 72) {
		family := one(r, n.Family)
		if s.Name = given + " " + family; n.First {
			s.Name = family + " " + given
		}
		if s.Sex == "F" {
			s.Name = strings.Replace(s.Name, " bin ", " binti ", 1)
		}
	}
	if chance(r, 60) {
		s.Age = 20 + r.IntN(38)
	}
	if chance(r, 30) {
		s.Passport = fmt.Sprintf("ZZ%07d", r.IntN(10_000_000))
	}
	if chance(r, 55) {
		s.Permit = one(r, []model.Permit{"ITK", "ITK", "ITAS", "ITAS", "VoA", "BVK", "unknown"})
	}
	if s.Permit == "ITAS" || s.Permit == "ITK" && chance(r, 40) {
		s.PermitExpiry = model.Date(at.AddDate(0, 0, r.IntN(400)-150).Format(time.DateOnly))
	}
	if chance(r, 35) {
		s.Note = one(r, w.words.Sentences.Looks)
	}
	return s
}
