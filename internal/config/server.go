package config

import (
	"net"
	"strconv"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// Server is how the desk serves the network.
type Server struct {
	SSH      string        // address to listen on, or Off
	Sessions int           // from the network at once
	Each     int           // of these, one officer's
	Shared   int           // the same for the key of a viewer: a desk that several people share
	Idle     time.Duration // a session in which nothing moves for so long ends; 0 never
}

// Off is the address that is none.
const Off = "off"

const (
	mostSessions = 1000
	leastIdle    = time.Minute
)

func serverSettings() []setting {
	return []setting{
		{
			table: "server", name: "ssh",
			write: func(s Settings, _ *locale.Printer) string { return quoted(s.Server.SSH) },
			read:  func(v value, s *Settings) *fault { return v.address(&s.Server.SSH) },
		},
		{
			table: "server", name: "sessions",
			write: func(s Settings, _ *locale.Printer) string { return strconv.Itoa(s.Server.Sessions) },
			read:  func(v value, s *Settings) *fault { return v.count(&s.Server.Sessions, mostSessions) },
		},
		{
			table: "server", name: "sessions-each",
			write: func(s Settings, _ *locale.Printer) string { return strconv.Itoa(s.Server.Each) },
			read:  func(v value, s *Settings) *fault { return v.count(&s.Server.Each, mostSessions) },
		},
		{
			table: "server", name: "sessions-shared",
			write: func(s Settings, _ *locale.Printer) string { return strconv.Itoa(s.Server.Shared) },
			read:  func(v value, s *Settings) *fault { return v.count(&s.Server.Shared, mostSessions) },
		},
		{
			table: "server", name: "idle",
			write: func(s Settings, _ *locale.Printer) string { return quoted(formatSpan(model.Span{Time: s.Server.Idle})) },
			read:  func(v value, s *Settings) *fault { return v.time(&s.Server.Idle) },
		},
	}
}

func lockSetting() setting {
	return setting{
		name:  "lock-after",
		write: func(s Settings, _ *locale.Printer) string { return quoted(formatSpan(model.Span{Time: s.LockAfter})) },
		read:  func(v value, s *Settings) *fault { return v.time(&s.LockAfter) },
	}
}

// ValidAddress says whether a text can be listened on: Off, or a host and a
// port of which the host may be empty. Port 0 is any that is free.
func ValidAddress(s string) bool {
	if s == Off {
		return true
	}
	_, port, err := net.SplitHostPort(s)
	_, bad := strconv.ParseUint(port, 10, 16)
	return err == nil && bad == nil && s == model.CleanLine(s)
}

func (v value) address(into *string) *fault {
	s, ok := v.raw.(string)
	if !ok || !ValidAddress(s) {
		return v.refuse("setting-bad-address", nil)
	}
	*into = s
	return nil
}

// count accepts a whole number from 1 to most.
func (v value) count(into *int, most int) *fault {
	n, ok := v.raw.(int64)
	if !ok || n < 1 || n > int64(most) {
		return v.refuse("setting-bad-count", model.Args{"max": most})
	}
	*into = int(n)
	return nil
}

// time accepts a span of minutes, hours and days, or none.
func (v value) time(into *time.Duration) *fault {
	text, _ := v.raw.(string)
	span, ok := parseSpan(text)
	if !ok || span.WorkingDays > 0 || span.Time > 0 && span.Time < leastIdle {
		return v.refuse("setting-bad-time", nil)
	}
	*into = span.Time
	return nil
}
