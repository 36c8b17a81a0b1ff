package cli

// tree is the whole command line. Flags and commands have their help in the
// catalogues, found by their names: see help.go.
type tree struct {
	Data    string `placeholder:"DIR"`
	Lang    string `placeholder:"id|en"`
	Officer string `placeholder:"NAME"`

	Desk     deskCommand    `cmd:"" default:"1" hidden:""`
	Init     initCommand    `cmd:""`
	Case     caseTree       `cmd:""`
	Import   importTree     `cmd:""`
	Officers officerTree    `cmd:"" name:"officer"`
	Watch    watchTree      `cmd:""`
	Log      logTree        `cmd:""`
	Handover handoverTree   `cmd:""`
	Check    checkCommand   `cmd:""`
	Backup   backupCommand  `cmd:""`
	Restore  restoreCommand `cmd:""`
	Demo     demoCommand    `cmd:""`
	Serve    serveCommand   `cmd:""`
	Health   healthCommand  `cmd:""`
	Version  versionCommand `cmd:""`
}

type caseTree struct {
	Add      addCommand      `cmd:""`
	List     listCommand     `cmd:""`
	Show     showCommand     `cmd:""`
	Set      setCommand      `cmd:""`
	Decline  declineCommand  `cmd:""`
	Correct  correctCommand  `cmd:""`
	Question questionCommand `cmd:""`
	CallBack callBackCommand `cmd:"" name:"call-back"`
	Take     takeCommand     `cmd:""`
	HandOn   handOnCommand   `cmd:"" name:"hand-on"`
	GiveBack giveBackCommand `cmd:"" name:"give-back"`
	Triage   triageCommand   `cmd:""`
	Note     noteCommand     `cmd:""`
	Link     linkCommand     `cmd:""`
	Unlink   unlinkCommand   `cmd:""`
	Undo     undoCommand     `cmd:""`
	Unseal   unsealCommand   `cmd:""`
	Receipt  receiptCommand  `cmd:""`
}

type importTree struct {
	GoogleForm googleFormCommand `cmd:"" name:"google-form"`
}
