package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"piket/model"
)

// mostCopies is how many receipts of one number a folder takes.
const mostCopies = 100

// Save writes a receipt to a file of the folder that only this account can
// read: it holds the reporter's code. A file that is there already stays, and
// the new one is told apart by a number. The refusal is receipt-unwritten, of
// kind unavailable.
func Save(dir, number string, text []byte) (path string, err error) {
	return save(dir, number, ".txt", text)
}

// SavePages is Save for a paper of pages.
func SavePages(dir, name string, pages []byte) (path string, err error) {
	return save(dir, name, ".pdf", pages)
}

func save(dir, number, ending string, text []byte) (path string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", unwritten(dir, err)
	}
	for i := 1; i <= mostCopies; i++ {
		path = filepath.Join(dir, fileName(number, ending, i))
		err = write(path, text)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", unwritten(path, err)
	}
	return path, nil
}

func unwritten(path string, err error) error {
	return &model.Error{Kind: model.KindUnavailable, Key: "receipt-unwritten", Args: model.Args{"path": path}, Err: err}
}

func fileName(number, ending string, copy int) string {
	name := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return '_'
	}, number)
	if copy > 1 {
		name += fmt.Sprintf("-%d", copy)
	}
	return name + ending
}

func write(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err //nolint:wrapcheck // the caller names the file
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path)) // half a receipt is none
	}
	return nil
}
