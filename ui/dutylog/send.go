package dutylog

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/screen"
	"piket/ui/typed"
)

// happened is the hour as typed: one that is still ahead was yesterday's.
func (e *Entry) happened() (time.Time, bool) {
	text := strings.TrimSpace(e.hour.Value())
	now := e.ctx.Now().In(e.ctx.Zone())
	if text == "" || text == e.hourShown() {
		if e.cfg.Corrects == nil {
			return time.Time{}, true // as it is written: now, to the second
		}
		return e.began, true
	}
	if h, ok := model.ParseDayTime(text); ok {
		at := time.Date(now.Year(), now.Month(), now.Day(), int(h)/60, int(h)%60, 0, 0, now.Location())
		if at.After(now.Add(5 * time.Minute)) {
			at = at.AddDate(0, 0, -1)
		}
		return at, true
	}
	m, ok := typed.ReadMoment(text, now)
	return m.At, ok && !m.Vague
}

// wrote is what came of an entry.
type wrote struct {
	entry model.LogEntry
	err   error
}

// write writes the entry in the log.
func (e *Entry) write() tea.Cmd {
	if e.busy {
		return nil
	}
	at, ok := e.happened()
	if !ok {
		e.wrong = e.ctx.Print.T("dutylog.hour-odd")
		e.focus(partHour)
		return nil
	}
	note := model.LogNote{Kind: e.kind, Text: strings.TrimSpace(model.Clean(e.text.Value())), Forward: e.forward}
	if e.cfg.Corrects != nil {
		note.Corrects = e.cfg.Corrects.Seq
	}
	if e.kind == model.LogDetainees {
		n, err := strconv.Atoi(strings.TrimSpace(e.count.Value()))
		if err != nil {
			e.wrong = e.ctx.Print.T("dutylog.count-odd")
			e.focus(partCount)
			return nil
		}
		note.Count = &n
	}
	e.busy, e.wrong = true, ""
	return e.send(note, at, fields(e.cases.Value()))
}

// fields are the case numbers of a text.
func fields(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == '#' })
}

func (e *Entry) send(note model.LogNote, at time.Time, cases []string) tea.Cmd {
	d := e.cfg.Desk
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		for _, number := range cases {
			id, err := d.Resolve(ctx, number)
			if err != nil {
				return wrote{err: err}
			}
			note.Cases = append(note.Cases, id)
		}
		entry, err := d.WriteLog(ctx, note, at)
		return wrote{entry: entry, err: err}
	}
}

func (e *Entry) wrote(m wrote) tea.Cmd {
	e.busy = false
	if m.err != nil {
		e.wrong = e.ctx.Print.Error(m.err)
		return nil
	}
	said := e.ctx.Print.T("dutylog.wrote", locale.A{"when": e.ctx.Print.Clock(m.entry.Happened, e.ctx.Zone())})
	e.forget()
	return tea.Batch(e.kept.Keep(), screen.Send(screen.Toast{Text: said}), screen.Send(screen.CloseDialog{Result: Written{m.entry}}))
}
