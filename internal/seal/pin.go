package seal

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"piket/model"
)

// The cost of one try, after OWASP: it takes an old PC a tenth of a second,
// and 19 MiB while it lasts.
const (
	pinTime   = 2
	pinMemory = 19 << 10 // KiB
	pinSalt   = 16
	pinSize   = 32
)

// HashPIN is what an officer's PIN is checked against. The office's own key
// goes into it: six digits alone are guessed in a day by whoever steals the
// store.
func (k *Keys) HashPIN(id model.OfficerID, pin string) model.PINHash {
	salt := make([]byte, pinSalt)
	rand.Read(salt)
	e := base64.RawStdEncoding
	return model.PINHash(fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, pinMemory, pinTime,
		e.EncodeToString(salt), e.EncodeToString(k.pin(id, pin, salt, pinTime, pinMemory))))
}

func (k *Keys) pin(id model.OfficerID, pin string, salt []byte, time, memory uint32) []byte {
	mac := hmac.New(sha256.New, k.hash)
	fmt.Fprintf(mac, "pin:%s:%s", id, pin)
	return argon2.IDKey(mac.Sum(nil), salt, time, memory, 1, pinSize)
}

// most that a hash from a store may cost: the store may be forged.
const (
	mostTime   = 10
	mostMemory = 256 << 10
)

// CheckPIN says whether a PIN is the one that was hashed.
func (k *Keys) CheckPIN(id model.OfficerID, hash model.PINHash, pin string) bool {
	parts := strings.Split(string(hash), "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	var version int
	var time, memory uint32
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=1", &version, &memory, &time); err != nil {
		return false
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	want, errWant := base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errWant != nil || version != argon2.Version || time < 1 || time > mostTime || memory > mostMemory || len(want) != pinSize {
		return false
	}
	return subtle.ConstantTimeCompare(k.pin(id, pin, salt, time, memory), want) == 1
}
