// Package report makes what leaves the desk on paper: the reporter's receipt
// as plain text for a thermal printer, and the record of a handover as A4
// pages or as text of eighty columns. Nothing here names a reporter; a paper
// that is lost tells only that somebody reported something.
//
// A handover's paper is made in two steps: a clerk writes what it says, as a
// sheet, and that is set as text or as pages. It is made from the sealed
// record alone, so the same record gives the same bytes for ever.
package report
