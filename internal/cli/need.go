package cli

import "piket/model"

// needOf is what a command asks of the officer who gives it, known before
// anything is read or asked. The desk asks again of what comes of it.
func needOf(command any) model.Need {
	switch c := command.(type) {
	case *addCommand, *setCommand, *declineCommand, *correctCommand, *questionCommand, *callBackCommand, *takeCommand,
		*handOnCommand, *giveBackCommand, *triageCommand, *noteCommand, *linkCommand, *unlinkCommand, *undoCommand,
		*unsealCommand, *googleFormCommand, *logAddCommand, *handoverBeginCommand, *handoverAddCommand, *handoverNoteCommand,
		*handoverRemarkCommand, *handoverOfferCommand, *handoverAnswerCommand, *handoverReplyCommand, *handoverSignCommand:
		return model.NeedAct
	case *officerUnlockCommand, *watchSwapCommand, *handoverCountersignCommand:
		return model.NeedLead
	case *officerAddCommand, *officerRoleCommand, *officerDisableCommand, *officerEnableCommand,
		*keyAddCommand, *keyRotateCommand, *keyRemoveCommand:
		return model.NeedRun
	case *pinCommand:
		if c.Name != "" {
			return model.NeedRun
		}
	}
	return model.NeedNothing
}

// may refuses a command whose officer's role is not enough.
func (s *seat) may(command any) error {
	need := needOf(command)
	if need == model.NeedNothing {
		return nil // there may be no desk
	}
	by, err := s.officer()
	if err != nil {
		return err
	}
	if c, ok := command.(*pinCommand); ok {
		if f, err := fullyNamed(s.app.Desk().Office(), c.Name); err == nil && f.ID == by.ID {
			return nil // their own
		}
	}
	return model.Lacks(by.Role, need) //nolint:wrapcheck // a refusal as it is
}
