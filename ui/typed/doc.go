// Package typed reads what officers type where a form wants a time, a day or a
// place on the map: the way people write or paste it, in either language. It
// never guesses: what is not understood is said to be so.
package typed
