package storage

import (
	"context"
	"strconv"
	"strings"

	"piket/model"
)

// serials are the last register serials given out, by year.
type serials map[int]uint64

// note takes a case's register number into account.
func (s serials) note(c *model.Case) {
	if year, serial, ok := splitNumber(c.Number); ok && serial > s[year] {
		s[year] = serial
	}
}

// splitNumber reads the year and the serial at the end of a register number.
func splitNumber(number string) (year int, serial uint64, ok bool) {
	parts := strings.Split(number, "-")
	if len(parts) < 2 {
		return 0, 0, false
	}
	year, err := strconv.Atoi(parts[len(parts)-2])
	if err != nil || year < 0 || year > 9999 {
		return 0, 0, false
	}
	serial, err = strconv.ParseUint(parts[len(parts)-1], 10, 64)
	return year, serial, err == nil
}

// serial is the last register serial of a year.
func (t *tables) serial(year int) (uint64, error) {
	raw := t.view(viewSerial).Get(yearKey(year))
	n, ok := number64(raw)
	if !ok && raw != nil {
		return 0, damaged(viewPath(viewSerial), strconv.Itoa(year), "value-odd", nil)
	}
	return n, nil
}

// Resolve finds the case a person means: a register number in any letter
// case, with or without the office's code, a bare serial of the current year,
// or a case's ID. The error is a not-found "case-not-found".
func (s *Store) Resolve(ctx context.Context, number string) (model.CaseID, error) {
	given := model.CleanLine(number)
	full := s.fullNumber(given)
	var id model.CaseID
	err := s.view(ctx, func(t *tables) error {
		if raw := t.view(viewNumber).Get([]byte(full)); raw != nil {
			id = model.CaseID(raw)
			return nil
		}
		for _, as := range []string{given, strings.ToUpper(given)} {
			if as != "" && model.StreamID(as).Kind() == model.OfCase && t.streams.Get([]byte(as)) != nil {
				id = model.CaseID(as)
				return nil
			}
		}
		return caseNotFound(given)
	})
	return id, err
}

// fullNumber completes and pads what was typed, where it can be a number.
func (s *Store) fullNumber(given string) string {
	o := s.Office()
	parts := strings.Split(strings.ToUpper(strings.TrimPrefix(given, "#")), "-")
	if len(parts) == 1 {
		year := s.cfg.Now().In(o.Zone.Location()).Year()
		parts = []string{strconv.Itoa(year), parts[0]}
	}
	if len(parts) == 2 {
		parts = append([]string{o.Code}, parts...)
	}
	full := strings.Join(parts, "-")
	if year, serial, ok := splitNumber(full); ok {
		return model.Number(strings.Join(parts[:len(parts)-2], "-"), year, serial)
	}
	return full
}

func caseNotFound(number string) error {
	return &model.Error{Kind: model.KindNotFound, Key: "case-not-found", Args: model.Args{"number": number}}
}
