// Package config reads an office's settings from piket.toml in the data
// folder and writes that file for a new office.
//
// Every setting is one row of the table in table.go: its name, how its value
// is written and how it is read. Template and Load both walk that table, so
// the file an office starts with and the file the desk accepts cannot
// disagree. The comments stand in the section "setting" of the catalogues.
//
// A setting that is left out has its default, and so has a file that is not
// there. Whatever else is wrong, be it an unknown name, a bad value, a broken
// line or bytes that are not text, is refused as a *model.Error that names
// the file and the line and says what to write instead. Of several faults the
// one on the earliest line is told.
//
// Settings are plain values without locks: load them once, hand out copies.
package config
