//go:build slow

package storage

import "testing"

func TestMuchDamageIsSurvived(t *testing.T) { torture(t, 3_000) }
