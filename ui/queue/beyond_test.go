package queue

import (
	"fmt"
	"regexp"
	"testing"

	"piket/internal/locale"
	"piket/ui/uitest"
)

// TestCountsTheSameListTheSame walks through a list of every size in which a
// plus may come and go, and wants what is out of sight counted alike each
// time the same rows are in sight.
func TestCountsTheSameListTheSame(t *testing.T) {
	below := regexp.MustCompile(`↓ (\d+\+?) di bawah`)
	for rows := 36; rows <= 100; rows += 4 {
		t.Run(fmt.Sprint(rows), func(t *testing.T) {
			s := sit(t, locale.Indonesian, 80, 20)
			s.desk.Fill(rows)
			s.begin()
			most := reach(s.q.list.height) - s.q.list.height
			for step := range 3 * rows {
				first, _ := s.q.list.current()
				s.wake() // every answer is of the same list
				if again, _ := s.q.list.current(); again.ID != first.ID {
					t.Fatal("the cursor moved by itself")
				}
				hidden := rows - s.top() - s.q.list.height
				want := fmt.Sprint(hidden)
				if hidden > most {
					want = fmt.Sprint(most) + "+"
				}
				got := below.FindStringSubmatch(uitest.Text(s.q.View().Body))
				if hidden > 0 && (got == nil || got[1] != want) || hidden <= 0 && got != nil {
					t.Fatalf("step %d: says %v, want %s below", step, got, want)
				}
				if step < 2*rows {
					s.press("down")
				} else {
					s.press("up")
				}
			}
		})
	}
}

// top is how many rows of the whole list stand above those in sight.
func (s *sitting) top() int {
	first := s.q.list.visible()[0]
	for i, r := range s.desk.Rows() {
		if r.ID == first.ID {
			return i
		}
	}
	return -1
}
