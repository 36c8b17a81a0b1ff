// Command piket is the 24-hour duty desk of an immigration office.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"piket/internal/cli"
)

// version is set by the linker for a release.
var version = "dev"

func main() { os.Exit(run()) }

// run ends in good order on every signal that asks for it: the store closes
// and the terminal is given back.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	return cli.Main(ctx, cli.Config{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Env: os.Getenv, Version: version,
	})
}
