package cli

import (
	"context"
	"time"
)

// serverWait is how long a screen waits for a server that stopped to be back:
// as long as a restart takes, and a little more.
const serverWait = 15 * time.Second

// moved says that whoever showed the screen closed the store under it.
func (p *process) moved() {
	p.request.Moved = true
	p.until = time.Time{}
	if p.server {
		p.until = time.Now().Add(serverWait)
		p.note(p.print.T("cli.serve.awaited"))
	}
}

// madeWay says that a server holds the store from here, as soon as it is up.
func (p *process) madeWay() {
	p.server, p.request.Moved = true, true
	p.until = time.Now().Add(serverWait)
	p.note(p.print.T("cli.serve.takes-over"))
}

// awaits is one moment of waiting for a server; false once nobody need wait.
// Where a desk held the store, whoever is left takes it over at once.
func (p *process) awaits(ctx context.Context) bool {
	if !time.Now().Before(p.until) {
		return false
	}
	select {
	case <-ctx.Done():
	case <-time.After(lockTry):
	}
	return true
}
