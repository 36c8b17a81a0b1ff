// Package search finds an old case by a half-remembered word, on every key
// press, among a million of them.
//
// The index is a throw-away view: it follows the journal from its own cursor,
// never writes to the store and is thrown away and built again whenever its
// file is damaged or of another version. It knows nothing of the reporter; a
// Document carries only what may be searched.
//
// # Files
//
// One bbolt file, index-000001.db or of a later number, with three buckets:
//
//	meta      "format" → layout and word rules; "journal" → whose cases these
//	          are; "cursor" → newest journal sequence taken in (8 bytes)
//	fresh     case sequence (8 bytes) → the case's words: changed lately
//	segments  newest case sequence in the segment (8 bytes) → bucket with
//	          "docs" (table of cases), "dict" (vellum FST: word → postings),
//	          "post" (postings) and "sum" (CRC-32C over the three)
//
// Segments cover disjoint, ascending ranges of case sequences, so walking them
// from the last one back meets the newest case first and may stop at the
// first page of hits. A case in fresh hides its older self in a segment. When
// fresh grows past a bound it is folded into a segment; small segments are
// merged with their neighbours. Documents, postings and cursor change in one
// transaction, so a crash neither loses nor doubles a case.
//
// # Words
//
// Text is cut into runs of letters and digits, folded (case, accents, full-width
// forms) and kept whole: no stemming, no stop words. Digits lose their leading
// zeros, so 412 finds TNG-2026-000412. A query is the same words and
// nothing else: it has no operators.
//
// # Concurrency
//
// Query, Progress and Rebuild may be called from any goroutine. Run is the
// only writer and must run once. A Query holds a read transaction for its few
// milliseconds only; it never waits for Run, except while the file is replaced.
package search
