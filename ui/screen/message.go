package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/internal/locale"
	"piket/model"
)

// What the root tells screens.
type (
	// Size is the room a screen has for its body.
	Size struct{ Width, Height int }
	// Did says what a key press meant. Only the top screen or dialog is told.
	Did struct{ Intent Intent }
	// Tick comes every second to the top screen and the dialogs over it, for
	// clocks that run.
	Tick struct{ Now time.Time }
	// Wake comes to every screen on the stack after the journal grew to Seq:
	// ask again from your own cursor.
	Wake struct{ Seq uint64 }
	// Changed says that something in Ctx did: draw anew.
	Changed struct{}
	// Shown comes to a screen that is on top again, or for the first time.
	Shown struct{}
)

// What screens ask of the root, each as the message of a returned command.
type (
	// Close takes the sending screen off the stack.
	Close struct{}
	// CloseDialog takes the dialog away; Result goes to the top screen.
	CloseDialog struct{ Result tea.Msg }
	// Toast says something in passing; without a text it takes the last refusal
	// back, which is no longer so.
	Toast struct {
		Text string
		Bad  bool
	}
	// Alert rings the bell and marks the title, where the office wants that.
	Alert struct{ Text string }
	// Acted remembers the case whose last act Undo would take back.
	Acted struct {
		Case   model.CaseID
		Number string
	}
)

// Routes: what a screen wants open.
type (
	// OpenQueue shows the first screen, narrowed as the screen itself writes it
	// down, with a case under the cursor; both may be empty.
	OpenQueue struct {
		Case   model.CaseID
		Filter string
	}
	// OpenDrafts asks whether to go on with an unfinished report.
	OpenDrafts struct{}
	// OpenCase shows a case file, scrolled to a line of a pane.
	OpenCase struct {
		ID         model.CaseID
		Pane, Line int
	}
	// OpenReport begins a report; Draft takes an unfinished one up again. Field
	// is where its cursor stands, as the screen itself names it; who says so
	// was there before, and is offered no other draft.
	OpenReport struct {
		Channel model.Channel
		Draft   string // form name as desk.SaveDraft knows it
		Field   string
	}
	// OpenHandover shows a handover; without an ID that of the watch that ends.
	// Line is where its cursor goes, and Writing what is taken up of it again,
	// as the screen itself names it; both may be empty.
	OpenHandover struct {
		ID      model.HandoverID
		Line    model.LineKey
		Writing string
	}
	// OpenDutyLog shows the duty log of the watch that runs.
	OpenDutyLog struct{}
	// OpenHandovers shows the handovers of the last weeks.
	OpenHandovers struct{}
	// OpenOfficers shows who may sit at the desk, one of them under the mark.
	OpenOfficers struct{ Mark model.OfficerID }
	// OpenSearch opens the search, with words already typed if any.
	OpenSearch struct{ Text string }
	// ShowDialog puts a dialog on top. One that nobody asked for takes no keys
	// until the keyboard has been quiet for a moment.
	ShowDialog struct {
		Dialog  Dialog
		Unasked bool
	}
	// Run carries out an intent as if its key had been pressed: the palette.
	Run struct{ Intent Intent }
	// Speak changes the language of the session.
	Speak struct{ Lang locale.Lang }
)
