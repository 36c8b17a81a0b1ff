package cli

import (
	"context"
	"fmt"
	"runtime"
)

// deskCommand opens the desk; piket without a command.
type deskCommand struct{}

// versionCommand tells which piket this is.
type versionCommand struct{}

func (versionCommand) home(_ context.Context, p *process) error {
	_, err := fmt.Fprintln(p.streams.Out, "piket", p.cfg.Version, runtime.GOOS+"/"+runtime.GOARCH)
	return err //nolint:wrapcheck // the caller's own stream
}
