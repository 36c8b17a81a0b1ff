//go:build slow

package storage_test

import "testing"

func TestKilledOften(t *testing.T) { killRounds(t, 300) }
