// Package report makes what leaves the desk on paper. So far that is the
// reporter's receipt: plain text for a thermal printer, which reads as well
// in a file. Nothing here names a reporter; a receipt that is lost tells only
// that somebody reported something.
package report
