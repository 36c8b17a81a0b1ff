// Package storage keeps the journal and its views in one bbolt file.
//
// The journal is the truth and is only ever appended to; every view is a pure
// function of the cases folded from it, changed in the same transaction, and
// can be thrown away and rebuilt. The buckets:
//
//	meta              format version, head of the hash chain
//	journal           8-byte big-endian seq → envelope (JSON)
//	streams           stream → seqs of its events, packed
//	seen              idempotency key → the events it became
//	cursors           reader → seq it has read up to; one for every view too
//	drafts            officer/form → unfinished form, sealed
//	blobs             attachments, by hash
//	view/case/v1      case → row
//	view/queue/v1     urgency, deadline, received, case → facet (open cases)
//	view/closed/v1    received, case → facet (closed cases)
//	view/number/v1    register number → case
//	view/serial/v1    year → last register serial
//	view/related/v1   received, case → signature of subjects, place, reporter
//	view/counts/v1    figure → count
//	view/sitting/v1   officer → seq of the last event of their time at the desk
//
// docs/FORMAT.md has every one of them byte by byte.
//
// One goroutine writes. It gathers the commands that wait, decides each on
// the state its own transaction sees, and commits them together; a caller has
// the answer only once it is on disk. Reading goes on beside it, each read in
// a short transaction of its own. All methods of Store may be called from
// many goroutines at once.
package storage
