package report

// sheet is what a paper says, before anybody sets it: as text for a plain
// printer or as pages.
type sheet struct {
	office, section string
	title           string
	under           []string // below the title, in the middle
	foot            string   // of every page
	parts           []part
}

// part is a piece of a sheet. Each has one kind of content.
type part struct {
	title string
	boxed bool     // to be seen first
	text  []string // paragraphs
	pairs []pair
	table *table
	signs []signature
	code  string // as a QR code, beside text
}

// pair is a label and what stands beside it, a paragraph a value.
type pair struct {
	label  string
	values []string
}

// table is rows under column heads. Every paragraph of a cell makes sense
// without its head: plain text sets them below each other.
type table struct {
	columns []column
	rows    [][][]string // row, cell, paragraph
	none    string       // said where there is no row
}

type column struct {
	head  string
	share float64 // of the width
}

// signature is where somebody signed, or has to.
type signature struct {
	as, name string
	how      []string
	open     bool // still to be signed by hand
}
