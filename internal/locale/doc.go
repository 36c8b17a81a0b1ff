// Package locale holds every word a person reads, in Indonesian and in
// English, and writes dates, deadlines and counts the way each language does.
//
// # Catalogues
//
// Texts live in catalogue/<section>.id.toml and catalogue/<section>.en.toml.
// The two files of a section are found by their names: adding a section is
// adding two files. Every key starts with its section and is written out in
// full, so that searching the source for a key finds its text:
//
//	queue.title = "Antrian"
//	queue.arrived = "{n} baru"
//
// and in English, where the noun changes with the count:
//
//	queue.arrived.one = "{n} new report"
//	queue.arrived.other = "{n} new reports"
//
// A section may be spread over files named after their owners: the refusals
// of an import stand in error_import.id.toml as error.<key>.
//
// A pair of keys named one and other is chosen between by the argument n.
// A language that needs no such pair writes the plain key.
//
// Placeholders take these forms:
//
//	{name}          the argument as it is; whole numbers are grouped (1.000)
//	{#name}         a number that names something, never grouped (a line, a pid)
//	{name:status}   a code, written as Word("status", code) has it
//
// Tests prove that both languages have the same keys with the same
// placeholders, that every key the program asks for exists, that the
// arguments fit, and that no key lies unused.
//
// A Printer never changes after Load and may be shared by any number of
// goroutines.
package locale
