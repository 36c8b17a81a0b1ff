package cli

import (
	"context"
	"runtime"
)

// deskCommand opens the desk; piket without a command.
type deskCommand struct{}

// versionCommand tells which piket this is.
type versionCommand struct{}

func (versionCommand) home(_ context.Context, p *process) error {
	p.say("piket " + p.cfg.Version + " " + runtime.GOOS + "/" + runtime.GOARCH)
	return nil
}
