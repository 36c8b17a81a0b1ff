// Package since is the screen that opens once an officer sits down again:
// what happened while they were away, by groups, each case a key away.
//
// It shows what was read then and does not follow the journal: it is read
// once, from the top, and the queue behind it is live.
package since

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"piket/internal/desk"
	"piket/ui/screen"
)

// Config is what the screen is made of.
type Config struct {
	Ctx   *screen.Ctx
	Since desk.Since
}

// jump is the intent of a group's key; the group's number follows.
const jump = "since-jump-"

// line is a line of the page: the head of a group, an item, or nothing.
type line struct {
	group int // into groups; -1 for an empty line
	item  int // into items; -1 for a head
}

// Screen is what happened while an officer was away.
type Screen struct {
	ctx    *screen.Ctx
	since  desk.Since
	groups []desk.SinceKind // those that hold something
	lines  []line
	at     int // into lines, always an item where there is one
	top    int
	size   screen.Size
}

// New makes the screen.
func New(cfg Config) *Screen {
	s := &Screen{ctx: cfg.Ctx, since: cfg.Since}
	for _, kind := range desk.SinceKinds() {
		if cfg.Since.Total[kind] > 0 {
			s.addGroup(kind)
		}
	}
	s.settle(1)
	return s
}

func (s *Screen) addGroup(kind desk.SinceKind) {
	g := len(s.groups)
	s.groups = append(s.groups, kind)
	if g > 0 {
		s.lines = append(s.lines, line{-1, -1})
	}
	s.lines = append(s.lines, line{g, -1})
	for i, item := range s.since.Items {
		if item.Kind == kind {
			s.lines = append(s.lines, line{g, i})
		}
	}
}

// Empty says that nothing happened that would be worth a screen.
func Empty(s desk.Since) bool { return len(s.Items) == 0 }

// Init has nothing to load.
func (*Screen) Init() tea.Cmd { return nil }

// Title names the screen.
func (s *Screen) Title() string { return s.ctx.Print.T("since.title") }

// Update moves, jumps and opens.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Size:
		s.size = m
	case screen.Did:
		cmd := s.did(m.Intent)
		return s, cmd
	}
	return s, nil
}

func (s *Screen) did(i screen.Intent) tea.Cmd {
	if n, moves := i.Lines(s.room()); moves {
		s.move(n)
		return nil
	}
	switch i {
	case screen.Back:
		return screen.Send(screen.Close{})
	case screen.Enter:
		if l, ok := s.marked(); ok {
			return open(s.since.Items[l.item])
		}
	default:
		s.jump(i)
	}
	return nil
}

// open leads to what an item is about.
func open(i desk.SinceItem) tea.Cmd {
	switch {
	case i.Handover != "":
		return screen.Send(screen.OpenHandover{ID: i.Handover})
	case i.Case == "":
		return screen.Send(screen.OpenHandovers{})
	}
	return screen.Send(screen.OpenCase{ID: i.Case})
}

// jump goes to the first item of a group.
func (s *Screen) jump(i screen.Intent) {
	for g := range s.groups {
		if i != screen.Intent(jump+strconv.Itoa(g+1)) {
			continue
		}
		for n, l := range s.lines {
			if l.group == g && l.item >= 0 {
				s.at, s.top = n, n-1
				return
			}
		}
	}
}

// move goes so many lines on, and on to the next item from there.
func (s *Screen) move(by int) {
	s.at = max(0, min(s.at+by, len(s.lines)-1))
	s.settle(by)
}

// settle leaves heads and empty lines the way one was going, else the other.
func (s *Screen) settle(by int) {
	step := 1
	if by < 0 {
		step = -1
	}
	for _, d := range []int{step, -step} {
		for n := s.at; n >= 0 && n < len(s.lines); n += d {
			if s.lines[n].item >= 0 {
				s.at = n
				return
			}
		}
	}
}

func (s *Screen) marked() (line, bool) {
	if s.at >= len(s.lines) || s.lines[s.at].item < 0 {
		return line{}, false
	}
	return s.lines[s.at], true
}

// Bindings are the keys of the list, and a digit a group.
func (s *Screen) Bindings() []screen.Binding {
	var list []screen.Binding
	if len(s.since.Items) > 0 {
		list = append(list, screen.Binding{Intent: screen.Enter, Keys: []string{"enter"}, Help: "key.open", Bar: true})
		list = append(list, screen.Movement()...)
	}
	for g, kind := range s.groups {
		show := ""
		if g == 0 && len(s.groups) > 1 {
			show = "1–" + strconv.Itoa(len(s.groups))
		}
		list = append(list, screen.Binding{
			Intent: screen.Intent(jump + strconv.Itoa(g+1)), Keys: []string{strconv.Itoa(g + 1)}, Show: show,
			Help: helpOf(kind, show), Bar: show != "",
		})
	}
	return append(list, screen.Binding{Intent: screen.Back, Keys: []string{"esc", "q"}, Help: "since.key.queue", Bar: true})
}

// helpOf names a group's key; the first stands for all in the help bar.
func helpOf(kind desk.SinceKind, show string) string {
	if show != "" {
		return "since.key.jump"
	}
	return "since.group-" + string(kind)
}
