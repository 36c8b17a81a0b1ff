package model

import (
	"encoding/json"
	"fmt"
)

// DecodeEvent reads an event's JSON back by its written-out type. A type this
// release does not know is an error: it was written by a newer one.
func DecodeEvent(kind string, data []byte) (Event, error) {
	decode := decoder(kind)
	if decode == nil {
		return nil, fmt.Errorf("event type %q is not known", kind)
	}
	e, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", kind, err)
	}
	return e, nil
}

// EventTypes lists every type a journal may hold.
func EventTypes() []string {
	var types []string
	for _, e := range samples() {
		types = append(types, e.Type())
	}
	return types
}

func samples() []Event {
	return []Event{
		OfficeSetUp{},
		OfficerRegistered{},
		RoleChanged{},
		OfficerDisabled{},
		OfficerEnabled{},
		KeyAdded{},
		KeyRemoved{},
		PINSet{},
		SignInFailed{},
		SignInCleared{},
		SatDown{},
		SittingPaused{},
		SittingResumed{},
		SittingEnded{},
		WatchSwapped{},
		LogWritten{},
		HandoverOpened{},
		HandoverWithdrawn{},
		LineNoted{},
		HandoverRemarked{},
		HandoverOffered{},
		LineAnswered{},
		LineReplied{},
		HandoverSigned{},
		HandoverSealed{},
		HandoverCountersigned{},
		CaseOpened{},
		FactsCorrected{},
		ReporterCorrected{},
		Triaged{},
		Assigned{},
		StatusChanged{},
		FalseReportProposed{},
		FalseReportDeclined{},
		NoteAdded{},
		NoteWithdrawn{},
		Reinterviewed{},
		CalledBack{},
		CaseLinked{},
		CaseUnlinked{},
		SealOpened{},
	}
}

func into[E Event](data []byte) (Event, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, err
	}
	return e, nil
}

func decoder(kind string) func([]byte) (Event, error) {
	switch kind {
	case OfficeSetUp{}.Type():
		return into[OfficeSetUp]
	case OfficerRegistered{}.Type():
		return into[OfficerRegistered]
	case RoleChanged{}.Type():
		return into[RoleChanged]
	case OfficerDisabled{}.Type():
		return into[OfficerDisabled]
	case OfficerEnabled{}.Type():
		return into[OfficerEnabled]
	case KeyAdded{}.Type():
		return into[KeyAdded]
	case KeyRemoved{}.Type():
		return into[KeyRemoved]
	case PINSet{}.Type():
		return into[PINSet]
	case SignInFailed{}.Type():
		return into[SignInFailed]
	case SignInCleared{}.Type():
		return into[SignInCleared]
	case SatDown{}.Type():
		return into[SatDown]
	case SittingPaused{}.Type():
		return into[SittingPaused]
	case SittingResumed{}.Type():
		return into[SittingResumed]
	case SittingEnded{}.Type():
		return into[SittingEnded]
	case WatchSwapped{}.Type():
		return into[WatchSwapped]
	case LogWritten{}.Type():
		return into[LogWritten]
	case HandoverOpened{}.Type():
		return into[HandoverOpened]
	case HandoverWithdrawn{}.Type():
		return into[HandoverWithdrawn]
	case LineNoted{}.Type():
		return into[LineNoted]
	case HandoverRemarked{}.Type():
		return into[HandoverRemarked]
	case HandoverOffered{}.Type():
		return into[HandoverOffered]
	case LineAnswered{}.Type():
		return into[LineAnswered]
	case LineReplied{}.Type():
		return into[LineReplied]
	case HandoverSigned{}.Type():
		return into[HandoverSigned]
	case HandoverSealed{}.Type():
		return into[HandoverSealed]
	case HandoverCountersigned{}.Type():
		return into[HandoverCountersigned]
	}
	return caseDecoder(kind)
}

// caseDecoder is decoder of what happens to a case.
func caseDecoder(kind string) func([]byte) (Event, error) {
	switch kind {
	case CaseOpened{}.Type():
		return into[CaseOpened]
	case FactsCorrected{}.Type():
		return into[FactsCorrected]
	case ReporterCorrected{}.Type():
		return into[ReporterCorrected]
	case Triaged{}.Type():
		return into[Triaged]
	case Assigned{}.Type():
		return into[Assigned]
	case StatusChanged{}.Type():
		return into[StatusChanged]
	case FalseReportProposed{}.Type():
		return into[FalseReportProposed]
	case FalseReportDeclined{}.Type():
		return into[FalseReportDeclined]
	case NoteAdded{}.Type():
		return into[NoteAdded]
	case NoteWithdrawn{}.Type():
		return into[NoteWithdrawn]
	case Reinterviewed{}.Type():
		return into[Reinterviewed]
	case CalledBack{}.Type():
		return into[CalledBack]
	case CaseLinked{}.Type():
		return into[CaseLinked]
	case CaseUnlinked{}.Type():
		return into[CaseUnlinked]
	case SealOpened{}.Type():
		return into[SealOpened]
	}
	return nil
}
