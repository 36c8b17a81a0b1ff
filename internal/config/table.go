package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"piket/internal/locale"
	"piket/model"
)

// setting is one row: where it stands in the file, how it is written and how
// it is read.
type setting struct {
	table string                                     // the TOML table it stands in; empty at the top
	name  string                                     // empty when the setting is the whole table
	write func(s Settings, p *locale.Printer) string // its value as TOML, a table's as lines
	read  func(v value, s *Settings) *fault
}

// path is the setting's full name: its table's names and its own.
func (s setting) path() []string {
	return strings.Split(strings.Trim(s.table+"."+s.name, "."), ".")
}

// settings is the table, in the order of the file.
func settings() []setting {
	return slices.Concat(screenSettings(), officeSettings(), listSettings(), serverSettings(), watchSettings(), clockSettings(), labelSettings())
}

func screenSettings() []setting {
	return []setting{
		{
			name:  "language",
			write: func(s Settings, _ *locale.Printer) string { return quoted(string(s.Language)) },
			read: func(v value, s *Settings) *fault {
				return choice(v, &s.Language, locale.Langs()...)
			},
		},
		{
			name:  "colours",
			write: func(s Settings, _ *locale.Printer) string { return quoted(string(s.Colours)) },
			read: func(v value, s *Settings) *fault {
				return choice(v, &s.Colours, ColoursAuto, ColoursLight, ColoursDark, ColoursNone)
			},
		},
		{
			name:  "bell",
			write: func(s Settings, _ *locale.Printer) string { return strconv.FormatBool(s.Bell) },
			read:  func(v value, s *Settings) *fault { return v.bool(&s.Bell) },
		},
		{
			name:  "title",
			write: func(s Settings, _ *locale.Printer) string { return strconv.FormatBool(s.Title) },
			read:  func(v value, s *Settings) *fault { return v.bool(&s.Title) },
		},
		lockSetting(),
	}
}

func officeSettings() []setting {
	return []setting{
		{
			name:  "section",
			write: func(s Settings, _ *locale.Printer) string { return quoted(s.Section) },
			read:  func(v value, s *Settings) *fault { return v.text(&s.Section, 60) },
		},
		{
			name:  "areas",
			write: func(s Settings, _ *locale.Printer) string { return quotedList(s.Areas) },
			read:  func(v value, s *Settings) *fault { return readAreas(v, &s.Areas) },
		},
		{
			name:  "villages",
			write: func(s Settings, _ *locale.Printer) string { return strconv.FormatBool(s.Villages) },
			read:  func(v value, s *Settings) *fault { return v.bool(&s.Villages) },
		},
		{
			name:  "print",
			write: func(s Settings, _ *locale.Printer) string { return quotedList(s.Print) },
			read:  func(v value, s *Settings) *fault { return list(v, &s.Print, wordOf) },
		},
	}
}

func listSettings() []setting {
	return []setting{
		{
			name:  "working-days",
			write: writeWorkingDays,
			read:  readWorkingDays,
		},
		{
			name:  "holidays",
			write: func(s Settings, _ *locale.Printer) string { return quotedList(s.Holidays) },
			read:  func(v value, s *Settings) *fault { return set(v, &s.Holidays, dateOf) },
		},
		{
			name:  "violations",
			write: func(s Settings, p *locale.Printer) string { return glossed(s.Violations, p, "violation") },
			read:  func(v value, s *Settings) *fault { return set(v, &s.Violations, codeOf[model.Violation]) },
		},
		{
			name:  "dispositions",
			write: func(s Settings, p *locale.Printer) string { return glossed(s.Dispositions, p, "disposition") },
			read:  func(v value, s *Settings) *fault { return set(v, &s.Dispositions, codeOf[model.Disposition]) },
		},
	}
}

func writeWorkingDays(s Settings, p *locale.Printer) string {
	column := slices.Index(locale.Langs(), p.Lang())
	var names []string
	for _, d := range s.WorkingDays {
		names = append(names, dayNames()[d][column])
	}
	return quotedList(names)
}

// readWorkingDays wants at least one day: without any, a deadline counted in
// working days would never come.
func readWorkingDays(v value, s *Settings) *fault {
	if f := set(v, &s.WorkingDays, weekdayOf); f != nil {
		return f
	}
	if len(s.WorkingDays) == 0 {
		return v.refuse("setting-no-working-day", nil)
	}
	return nil
}

// clockSettings has a row for every clock of the domain.
func clockSettings() []setting {
	var rows []setting
	for _, kind := range model.Kinds() {
		for i, rule := range Default().Clocks {
			if rule.Kind == kind {
				rows = append(rows, clockSetting(i, rule))
			}
		}
	}
	return rows
}

// clockSetting reads and writes the i-th clock rule.
func clockSetting(i int, rule model.ClockRule) setting {
	return setting{
		table: "clocks." + string(rule.Kind),
		name:  string(rule.Name),
		write: func(s Settings, _ *locale.Printer) string {
			var parts []string
			for _, u := range model.Urgencies() {
				span := formatSpan(s.Clocks[i].Spans[u.Rank()])
				parts = append(parts, string(u)+" = "+quoted(span))
			}
			return "{ " + strings.Join(parts, ", ") + " }"
		},
		read: func(v value, s *Settings) *fault { return readClock(v, &s.Clocks[i]) },
	}
}

// readClock leaves an urgency that is not named at its default.
func readClock(v value, rule *model.ClockRule) *fault {
	inner, ok := v.raw.(map[string]any)
	if !ok {
		return v.refuse("setting-bad-clock", model.Args{"choices": `{ urgent = "30m", high = "3h", normal = "3d" }`})
	}
	for _, name := range slices.Sorted(maps.Keys(inner)) {
		entry := v.inside(name, inner[name])
		u := model.Urgency(name)
		if !slices.Contains(model.Urgencies(), u) {
			return entry.refuse("setting-bad-urgency", nil)
		}
		text, _ := entry.raw.(string)
		span, ok := parseSpan(text)
		if !ok {
			return entry.refuse("setting-bad-span", nil)
		}
		rule.Spans[u.Rank()] = span
	}
	return nil
}

func (v value) inside(name string, raw any) value {
	return value{raw: raw, path: append(slices.Clone(v.path), name)}
}

func labelSettings() []setting {
	return []setting{
		{
			table: "labels.violation",
			write: func(s Settings, _ *locale.Printer) string { return labelLines(s.ViolationLabels) },
			read:  func(v value, s *Settings) *fault { return readLabels(v, &s.ViolationLabels) },
		},
		{
			table: "labels.disposition",
			write: func(s Settings, _ *locale.Printer) string { return labelLines(s.DispositionLabels) },
			read:  func(v value, s *Settings) *fault { return readLabels(v, &s.DispositionLabels) },
		},
	}
}

func readLabels[C ~string](v value, into *map[C]Label) *fault {
	tree, ok := v.raw.(map[string]any)
	if !ok {
		return v.refuse("setting-bad-label", model.Args{"choices": labelShape})
	}
	labels := make(map[C]Label)
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		entry := v.inside(name, tree[name])
		if !code.MatchString(name) {
			return entry.refuse("setting-bad-code", model.Args{"value": name})
		}
		l, f := readLabel(entry)
		if f != nil {
			return f
		}
		labels[C(name)] = l
	}
	if len(labels) > 0 {
		*into = labels
	}
	return nil
}

const (
	maxLabel   = 60
	labelShape = `{ id = "…", en = "…" }`
)

// readLabel wants both languages: an officer may sit at either.
func readLabel(v value) (Label, *fault) {
	var l Label
	tree, ok := v.raw.(map[string]any)
	if !ok || len(tree) != 2 || tree["id"] == nil || tree["en"] == nil {
		return l, v.refuse("setting-bad-label", model.Args{"choices": labelShape})
	}
	if f := v.inside("id", tree["id"]).text(&l.ID, maxLabel); f != nil {
		return l, f
	}
	return l, v.inside("en", tree["en"]).text(&l.EN, maxLabel)
}

func labelLines[C ~string](labels map[C]Label) string {
	var lines []string
	for c, l := range labels {
		lines = append(lines, fmt.Sprintf("%s = { id = %s, en = %s }", c, quoted(l.ID), quoted(l.EN)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// quoted writes a clean line as a TOML string.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// quotedList writes a list on one line.
func quotedList[C ~string](entries []C) string {
	var parts []string
	for _, e := range entries {
		parts = append(parts, quoted(string(e)))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// glossed writes a picklist with the label of each code behind it.
func glossed[C ~string](codes []C, p *locale.Printer, group string) string {
	var b strings.Builder
	b.WriteString("[\n")
	for _, c := range codes {
		fmt.Fprintf(&b, "  %-22s # %s\n", quoted(string(c))+",", p.Word(group, string(c)))
	}
	return b.String() + "]"
}
