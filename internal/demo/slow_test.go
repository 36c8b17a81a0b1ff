//go:build slow

package demo

import (
	"fmt"
	"testing"
)

// TestPlayManySeeds looks for a world in which a command is refused.
func TestPlayManySeeds(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) { play(t, seed) })
	}
}
