package e2e

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"piket/internal/cli"
)

// asPiket makes this test program start as piket.
const asPiket = "PIKET_E2E_AS_PIKET"

func TestMain(m *testing.M) {
	if os.Getenv(asPiket) == "" {
		os.Exit(m.Run())
	}
	os.Exit(piket())
}

// piket does what main does.
func piket() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cli.Main(ctx, cli.Config{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Getenv, Version: "e2e",
	})
}
