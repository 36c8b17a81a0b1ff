package sshd

import "time"

const (
	graceTime   = 5 * time.Second // for commands under way when the store closes
	partingTime = time.Second     // for the other ends to hang up after that
)

// Limits are how much the network may ask of a Server. What is zero is as
// usual; Idle alone has no usual, and zero never ends a session.
type Limits struct {
	Sessions int           // calls from the network at once
	Idle     time.Duration // a call that nothing moves in for so long ends

	Strangers     int           // lines at once that have not proved who they are; one more takes an old one's place
	StrangersEach int           // the same, from one address
	Handshake     time.Duration // until they must have
	Tries         int           // keys that one line may try
	PerLine       int           // sessions at once on one line
	Unused        time.Duration // a line without a call for so long is cut
	Alive         time.Duration // between two questions whether the other end is there; three without an answer cut the line
	Write         time.Duration // a line that takes nothing for so long is cut
	Frozen        time.Duration // a screen that takes nothing for so long is cut
}

func (l Limits) orUsual() Limits {
	for _, count := range []struct {
		n     *int
		usual int
	}{{&l.Sessions, 200}, {&l.Strangers, 64}, {&l.StrangersEach, 16}, {&l.Tries, 10}, {&l.PerLine, 8}} {
		if *count.n <= 0 {
			*count.n = count.usual
		}
	}
	for _, span := range []struct {
		d     *time.Duration
		usual time.Duration
	}{
		{&l.Handshake, 10 * time.Second},
		{&l.Unused, 30 * time.Second},
		{&l.Alive, 15 * time.Second},
		{&l.Write, 15 * time.Second},
		{&l.Frozen, 2 * time.Minute},
	} {
		if *span.d <= 0 {
			*span.d = span.usual
		}
	}
	return l
}
