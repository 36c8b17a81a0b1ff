package cli

import "piket/model"

// watchRights is every command on watches, the duty log and the handover; the
// steps of a handover go by the one that "begin" began.
func watchRights() map[string]right {
	act := func(words ...string) right { return right{words: words, need: model.NeedAct} }
	open := func(words ...string) right { return right{words: words, need: model.NeedNothing} }
	lead := func(words ...string) right { return right{words: words, need: model.NeedLead} }
	const none = "20200101T0000"
	return map[string]right{
		"watch now":            open(),
		"watch list":           open(),
		"watch swap":           lead("2099-01-01 Malam", "--crew", "petugas", "--reason", "x"),
		"log show":             open(),
		"log add":              act("--kind", "call", "--text", "x"),
		"log print":            open(),
		"handover list":        open(),
		"handover show":        open(),
		"handover pdf":         open(none, "-"),
		"handover text":        open(none),
		"handover print":       open(none),
		"handover verify":      open(none),
		"handover begin":       act(),
		"handover note":        act("1", "--next", "x"),
		"handover remark":      act("x"),
		"handover offer":       act(),
		"handover answer":      act("1", "--decline", "x"),
		"handover reply":       act("1", "x"),
		"handover sign":        act("--side", "out"),
		"handover countersign": lead(none),
		"handover add":         act(none),
	}
}
