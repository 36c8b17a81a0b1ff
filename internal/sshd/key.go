package sshd

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	gossh "golang.org/x/crypto/ssh"
)

// keyName is the file of the key that both ends prove to hold.
const keyName = "host.key"

const keyMode fs.FileMode = 0o600

// readKey reads the key beside the socket; fs.ErrNotExist when there is none,
// ErrHostKey when it is of no use.
func readKey(dir string) (gossh.Signer, error) {
	text, err := os.ReadFile(filepath.Join(dir, keyName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read host key: %w", err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrHostKey, err)
	}
	signer, err := gossh.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("%w: not a private key", ErrHostKey) // the cause could quote it
	}
	return signer, nil
}

// ensureKey reads the key, or makes it. Only the holder of the store calls
// it, so that two never make one at once.
func ensureKey(dir string) (gossh.Signer, error) {
	signer, err := readKey(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(dir)
	}
	if err != nil {
		return nil, err
	}
	return signer, tighten(filepath.Join(dir, keyName))
}

func makeKey(dir string) (gossh.Signer, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make host key: %w", err)
	}
	block, err := gossh.MarshalPrivateKey(private, "piket")
	if err != nil {
		return nil, fmt.Errorf("make host key: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, keyName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, keyMode)
	if err != nil {
		return nil, fmt.Errorf("write host key: %w", err)
	}
	_, err = f.Write(pem.EncodeToMemory(block))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("write host key: %w", err)
	}
	return readKey(dir)
}

// tighten takes a file away from everybody but its owner.
func tighten(path string) error {
	if err := os.Chmod(path, keyMode); err != nil {
		return fmt.Errorf("close %s to others: %w", filepath.Base(path), err)
	}
	return nil
}
