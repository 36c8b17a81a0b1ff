// Package widget holds the fields that forms and dialogs are built from. A
// widget knows nothing of screens: its owner hands it the messages it is to
// have and draws it where it belongs.
package widget
