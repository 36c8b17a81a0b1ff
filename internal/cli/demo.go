package cli

import "context"

// demoCommand opens a throw-away desk, or fills a folder with invented cases.
type demoCommand struct {
	Fill int `placeholder:"N"`
}

func (c *demoCommand) home(ctx context.Context, p *process) error { return nil }
