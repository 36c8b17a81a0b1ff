package seal

import (
	"strings"
	"testing"

	"piket/model"
)

func TestPIN(t *testing.T) {
	k, err := New()
	if err != nil {
		t.Fatal(err)
	}
	other, err := New()
	if err != nil {
		t.Fatal(err)
	}
	hash := k.HashPIN("01SARI", "473920")
	if again := k.HashPIN("01SARI", "473920"); again == hash {
		t.Error("two hashes of one PIN are the same")
	}
	for name, tc := range map[string]struct {
		keys *Keys
		id   model.OfficerID
		hash model.PINHash
		pin  string
		want bool
	}{
		"Right":        {k, "01SARI", hash, "473920", true},
		"Wrong":        {k, "01SARI", hash, "473921", false},
		"AnothersHash": {k, "01BUDI", hash, "473920", false},
		"OtherOffice":  {other, "01SARI", hash, "473920", false},
		"None":         {k, "01SARI", "", "", false},
		"Costly":       {k, "01SARI", model.PINHash(strings.Replace(string(hash), "m=19456", "m=99999999", 1)), "473920", false},
		"Cut":          {k, "01SARI", hash[:len(hash)-4], "473920", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tc.keys.CheckPIN(tc.id, tc.hash, tc.pin); got != tc.want {
				t.Errorf("CheckPIN = %v", got)
			}
		})
	}
}
