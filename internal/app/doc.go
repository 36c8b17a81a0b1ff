// Package app opens a data folder: it puts store, key, settings, search and
// log behind one desk, in that order, and takes them down in the other. Every
// goroutine it starts ends in Close.
//
//	piket.toml   settings
//	office.key   opens the sealed reporters (0600); never in a backup
//	piket.db     journal and views
//	piket.lock   who holds the store
//	piket.sock   where the holder answers (0600), with host.key beside it
//	search/      index, built again when it is lost
//	receipts/    receipts written to files
//	piket.log    what went wrong, never whom it concerned
package app
