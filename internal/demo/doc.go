// Package demo invents an immigration office for trying the desk out and for
// training: believable reports from a real area's districts, cases that live
// through weeks of ordinary work, reports that arrive while somebody watches,
// and a million cases for measuring. All of it goes through the desk by the
// same commands an officer gives.
//
// Nobody in it exists. Names are put together at random, phone numbers begin
// with a prefix that was never given out, identity numbers with a province
// that there is not; words.toml holds what everything is made of.
//
// A World is the same for the same seed: report number i is the same report
// every time. It never changes once made and may be used from any number of
// goroutines.
package demo
