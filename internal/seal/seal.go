// Package seal keeps reporters secret. Identities and drafts are encrypted
// with age to the office's recipient; the identity that opens them lives in
// its own file of mode 0600 outside the store, so that a stolen store or
// backup tells nobody.
//
// A key file holds three lines: the age identity, the key of the hash that
// turns phone numbers into pseudonyms, and a check over both, for a hash key
// with one wrong digit would be a key as well. Lines that begin with # are
// comments. Without its check a file is taken as it is.
package seal

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"piket/model"
)

// Keys are what an office seals and opens with. They are safe for use by
// many goroutines at once.
type Keys struct {
	identity  *age.X25519Identity
	recipient *age.X25519Recipient
	hash      []byte // HMAC-SHA-256 key of the pseudonyms
}

const (
	hashPrefix  = "PIKET-PSEUDONYM-KEY-1-"
	checkPrefix = "PIKET-KEY-CHECK-1-"
)

// ErrKeyFile says that a key file is not one, or is damaged.
var ErrKeyFile = errors.New("not a key file of an office")

// New makes fresh keys for an office.
func New() (*Keys, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make identity: %w", err)
	}
	hash := make([]byte, sha256.Size)
	rand.Read(hash)
	return &Keys{identity: id, recipient: id.Recipient(), hash: hash}, nil
}

// Parse reads a key file. It returns ErrKeyFile when a line is missing or bad.
func Parse(data []byte) (*Keys, error) {
	var k Keys
	var check string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, hashPrefix):
			hash, err := hex.DecodeString(strings.TrimPrefix(line, hashPrefix))
			if err != nil || len(hash) != sha256.Size {
				return nil, ErrKeyFile
			}
			k.hash = hash
		case strings.HasPrefix(line, checkPrefix):
			check = line
		default:
			id, err := age.ParseX25519Identity(line)
			if err != nil {
				return nil, ErrKeyFile // the cause would quote the key
			}
			k.identity, k.recipient = id, id.Recipient()
		}
	}
	if k.identity == nil || k.hash == nil || check != "" && check != k.check() {
		return nil, ErrKeyFile
	}
	return &k, nil
}

// Marshal is the key file's text.
func (k *Keys) Marshal() []byte {
	return fmt.Appendf(nil, "# Piket: opens the office's sealed reporters. Keep a copy in a safe place, never beside a backup.\n%s\n%s%x\n%s\n",
		k.identity, hashPrefix, k.hash, k.check())
}

// check is the line that vouches for the two secrets.
func (k *Keys) check() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%x", k.identity, k.hash))
	return checkPrefix + hex.EncodeToString(sum[:8])
}

// Recipient is the public half, to which anybody can seal.
func (k *Keys) Recipient() string { return k.recipient.String() }

// Encrypt seals any bytes to the office.
func (k *Keys) Encrypt(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, k.recipient)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return out.Bytes(), nil
}

// Decrypt opens what Encrypt sealed; another office's seal is an error.
func (k *Keys) Decrypt(sealed []byte) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), k.identity)
	if err != nil {
		return nil, fmt.Errorf("open seal: %w", err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("open seal: %w", err)
	}
	return plain, nil
}

// Seal hides a reporter; nil when there is nobody to hide. Of whom only
// answers are kept they cannot be told apart by, the pseudonym is new.
func (k *Keys) Seal(r model.Reporter) (*model.SealedReporter, error) {
	if r.Empty() && len(r.Original) == 0 {
		return nil, nil
	}
	plain, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	sealed, err := k.Encrypt(plain)
	if err != nil {
		return nil, err
	}
	pseudonym := k.Pseudonym(r)
	if pseudonym == "" {
		fresh := make([]byte, sha256.Size)
		rand.Read(fresh)
		pseudonym = spelled(fresh)
	}
	return &model.SealedReporter{
		Pseudonym: pseudonym, Sealed: sealed, HasPhone: r.Phone != "", HasNIK: r.NIK != "",
	}, nil
}

// Open shows a sealed reporter. Only the desk calls it, after the opening
// has been written down.
func (k *Keys) Open(s *model.SealedReporter) (model.Reporter, error) {
	plain, err := k.Decrypt(s.Sealed)
	if err != nil {
		return model.Reporter{}, err
	}
	var r model.Reporter
	if err := json.Unmarshal(plain, &r); err != nil {
		return model.Reporter{}, fmt.Errorf("open seal: %w", err)
	}
	return r, nil
}

// letters leaves out what is misread or misheard: 0 O 1 I L 2 Z 5 S 8 B U V.
const letters = "34679ACDEFGHJKMNPQRTWXY"

const pseudonymLength = 8

// Pseudonym recognises a repeat reporter without knowing them: by phone,
// else by NIK, else by name and address. Empty for an anonymous report.
func (k *Keys) Pseudonym(r model.Reporter) model.Pseudonym {
	var of string
	switch {
	case r.Phone != "":
		of = "phone:" + NormalPhone(r.Phone)
	case r.NIK != "":
		of = "nik:" + digits(r.NIK)
	case r.Empty():
		return ""
	default:
		of = "name:" + model.Fold(r.Name) + "|" + model.Fold(r.Address)
	}
	mac := hmac.New(sha256.New, k.hash)
	mac.Write([]byte(of))
	return spelled(mac.Sum(nil))
}

// spelled is a pseudonym in letters.
func spelled(sum []byte) model.Pseudonym {
	out := make([]byte, pseudonymLength)
	for i := range out {
		out[i] = letters[(int(sum[2*i])<<8|int(sum[2*i+1]))%len(letters)]
	}
	return model.Pseudonym(out)
}

// Fingerprint recognises outside data that was seen before, such as a row of
// an import, in 32 hex digits. Without the key nobody can guess their way
// from it to what a reporter wrote.
func (k *Keys) Fingerprint(data []byte) string {
	mac := hmac.New(sha256.New, k.hash)
	mac.Write([]byte("fingerprint:"))
	mac.Write(data)
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
