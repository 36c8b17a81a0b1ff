package cli

import (
	"context"
	"fmt"
	"io"
	"runtime"
)

// deskCommand opens the desk; piket without a command.
type deskCommand struct{}

// versionCommand tells which piket this is.
type versionCommand struct{}

func (versionCommand) home(_ context.Context, p *process) error {
	return tellVersion(p.streams.Out, p.cfg.Version)
}

// run answers an officer at another machine, who asks for the server's.
func (versionCommand) run(_ context.Context, s *seat) error {
	return tellVersion(s.out, s.host.version)
}

func tellVersion(to io.Writer, version string) error {
	_, err := fmt.Fprintln(to, "piket", version, runtime.GOOS+"/"+runtime.GOARCH)
	return err //nolint:wrapcheck // the caller's own stream
}
