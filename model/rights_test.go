package model

import (
	"errors"
	"fmt"
	"testing"
)

// TestRightsOfEveryCommand is the whole table: who may give which command.
func TestRightsOfEveryCommand(t *testing.T) {
	everybody := []Role{RoleViewer, RoleOfficer, RoleSupervisor, RoleAdmin}
	act, lead, run := everybody[1:], everybody[2:], everybody[3:]
	for _, tc := range []struct {
		command func(Meta) Command
		may     []Role
	}{
		{func(m Meta) Command { return SignIn{Meta: m} }, everybody},
		{func(m Meta) Command { return PauseSitting{Meta: m} }, everybody},
		{func(m Meta) Command { return ResumeSitting{Meta: m} }, everybody},
		{func(m Meta) Command { return EndSitting{Meta: m} }, everybody},
		{func(m Meta) Command { return FailSignIn{Meta: m} }, everybody},
		{func(m Meta) Command { return SetPIN{Meta: m, Officer: m.Actor.Officer} }, everybody},
		{func(m Meta) Command { return SetPIN{Meta: m, Officer: "01OTHER"} }, run},
		{func(m Meta) Command { return OpenCase{Meta: m} }, act},
		{func(m Meta) Command { return CorrectFacts{Meta: m} }, act},
		{func(m Meta) Command { return CorrectReporter{Meta: m} }, act},
		{func(m Meta) Command { return Triage{Meta: m} }, act},
		{func(m Meta) Command { return TakeCase{Meta: m} }, act},
		{func(m Meta) Command { return HandOn{Meta: m} }, act},
		{func(m Meta) Command { return GiveBack{Meta: m} }, act},
		{func(m Meta) Command { return ChangeStatus{Meta: m} }, act},
		{func(m Meta) Command { return DeclineFalseReport{Meta: m} }, act},
		{func(m Meta) Command { return AddNote{Meta: m} }, act},
		{func(m Meta) Command { return RecordReinterview{Meta: m} }, act},
		{func(m Meta) Command { return RecordCallback{Meta: m} }, act},
		{func(m Meta) Command { return LinkDuplicate{Meta: m} }, act},
		{func(m Meta) Command { return UnlinkDuplicate{Meta: m} }, act},
		{func(m Meta) Command { return OpenSeal{Meta: m} }, act},
		{func(m Meta) Command { return Undo{Meta: m} }, act},
		{func(m Meta) Command { return WriteLog{Meta: m} }, act},
		{func(m Meta) Command { return OpenHandover{Meta: m} }, act},
		{func(m Meta) Command { return NoteLine{Meta: m} }, act},
		{func(m Meta) Command { return RemarkHandover{Meta: m} }, act},
		{func(m Meta) Command { return OfferHandover{Meta: m} }, act},
		{func(m Meta) Command { return AnswerLine{Meta: m} }, act},
		{func(m Meta) Command { return ReplyLine{Meta: m} }, act},
		{func(m Meta) Command { return SignHandover{Meta: m} }, act},
		{func(m Meta) Command { return LiftLock{Meta: m} }, lead},
		{func(m Meta) Command { return SwapWatch{Meta: m} }, lead},
		{func(m Meta) Command { return CountersignHandover{Meta: m} }, lead},
		{func(m Meta) Command { return RegisterOfficer{Meta: m} }, run},
		{func(m Meta) Command { return ChangeRole{Meta: m} }, run},
		{func(m Meta) Command { return DisableOfficer{Meta: m} }, run},
		{func(m Meta) Command { return EnableOfficer{Meta: m} }, run},
		{func(m Meta) Command { return AddKey{Meta: m} }, run},
		{func(m Meta) Command { return RemoveKey{Meta: m} }, run},
	} {
		allowed := map[Role]bool{}
		for _, role := range tc.may {
			allowed[role] = true
		}
		for _, role := range append(everybody, "boss") {
			f := Officer{ID: "01ME", Name: "Saya", Role: role}
			c := tc.command(Meta{Actor: Actor{Officer: f.ID}})
			t.Run(fmt.Sprintf("%T/%s", c, role), func(t *testing.T) {
				err := Authorise(Office{Version: 1, Officers: []Officer{f}}, c)
				if (err == nil) != allowed[role] || err != nil && KindOf(err) != KindForbidden {
					t.Errorf("Authorise = %v", err)
				}
			})
		}
		gone := Officer{ID: "01ME", Role: RoleAdmin, Disabled: true}
		c := tc.command(Meta{Actor: Actor{Officer: gone.ID}})
		if err := Authorise(Office{Version: 1, Officers: []Officer{gone}}, c); !closing(c) && !errors.Is(err, &Error{Key: "no-officer"}) {
			t.Errorf("%T of a disabled admin: %v", c, err)
		}
	}
}
