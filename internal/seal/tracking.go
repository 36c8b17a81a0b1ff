package seal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// trackingLength is 12 random letters, log2(23)·12 ≈ 54 bits, and one check letter.
const trackingLength = 13

// NewTracking is a code for the reporter to ask after their case with, such
// as "K7QF-M4PX-9RTD-E". Only its hash is kept.
func NewTracking() string {
	raw := make([]byte, 0, trackingLength)
	for b := make([]byte, 1); len(raw) < trackingLength-1; {
		rand.Read(b)
		if int(b[0]) < 256-256%len(letters) { // no letter more likely than another
			raw = append(raw, letters[int(b[0])%len(letters)])
		}
	}
	raw = append(raw, checkLetter(raw))
	return group(string(raw))
}

func group(s string) string {
	var parts []string
	for len(s) > 4 {
		parts, s = append(parts, s[:4]), s[4:]
	}
	return strings.Join(append(parts, s), "-")
}

// checkLetter catches one wrong letter and two neighbours swapped: weights
// 1, 2, 3 … modulo 23, a prime.
func checkLetter(raw []byte) byte {
	sum := 0
	for i, c := range raw {
		sum += (i + 1) * strings.IndexByte(letters, c)
	}
	return letters[sum%len(letters)]
}

// ParseTracking reads a code as people type it; false when it cannot be one.
func ParseTracking(s string) (string, bool) {
	s = strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, s))
	if len(s) != trackingLength || strings.Trim(s, letters) != "" {
		return "", false
	}
	raw := []byte(s[:trackingLength-1])
	return group(s), checkLetter(raw) == s[trackingLength-1]
}

// HashTracking is what the journal keeps of a code: hex SHA-256 of its
// grouped form.
func HashTracking(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}
