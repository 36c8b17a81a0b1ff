package model

// Move is one row of the workflow: from where to where a case may go.
type Move struct {
	From, To    Status
	Reason      bool    // the officer must say why
	Disposition bool    // the officer must say how it ended
	Only        Urgency // the row holds for this urgency alone; empty for all
}

// Workflow is the whole table. Verification never blocks an urgent dispatch:
// an urgent case may go straight from received to acting.
func Workflow() []Move {
	return []Move{
		{From: Received, To: Analysing},
		{From: Received, To: Acting, Only: Urgent},
		{From: Received, To: Waiting, Reason: true},
		{From: Analysing, To: Acting},
		{From: Analysing, To: Waiting, Reason: true},
		{From: Analysing, To: Closed, Disposition: true},
		{From: Acting, To: Analysing},
		{From: Acting, To: Waiting, Reason: true},
		{From: Acting, To: Closed, Disposition: true},
		{From: Waiting, To: Analysing},
		{From: Waiting, To: Acting},
		{From: Waiting, To: Closed, Disposition: true},
		{From: Closed, To: Analysing, Reason: true},
	}
}

// Moves are the rows open to a case now.
func Moves(from Status, u Urgency) []Move {
	var rows []Move
	for _, m := range Workflow() {
		if m.From == from && (m.Only == "" || m.Only == u) {
			rows = append(rows, m)
		}
	}
	return rows
}

func moveFor(c Case, to Status) (Move, bool) {
	for _, m := range Moves(c.Status, c.Urgency) {
		if m.To == to {
			return m, true
		}
	}
	return Move{}, false
}
