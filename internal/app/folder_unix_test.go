//go:build !windows

package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"piket/model"
)

// Who else may write to the data folder is a reason not to use it; who may
// only look is shut out, but not from a folder with other things in it.
func TestFolderIsPrivate(t *testing.T) {
	for _, c := range []struct {
		name    string
		mode    os.FileMode
		holds   string
		refused bool
		after   os.FileMode
	}{
		{"Ours", 0o700, "piket.db", false, 0o700},
		{"EverybodyWrites", 0o777, "piket.db", true, 0o777},
		{"GroupWrites", 0o770, "", true, 0o770},
		{"EverybodyLooks", 0o755, "piket.db", false, 0o700},
		{"Empty", 0o755, "", false, 0o700},
		{"OtherThings", 0o755, "surat.txt", false, 0o755},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if c.holds != "" {
				if err := os.WriteFile(filepath.Join(dir, c.holds), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(dir, c.mode); err != nil {
				t.Fatal(err)
			}
			_, err := Folder(dir).HasStore()
			if refused := errors.Is(err, &model.Error{Key: "folder-open-to-others"}); refused != c.refused || (err != nil) != c.refused {
				t.Errorf("%v", err)
			}
			if made := Folder(dir).make(); (made != nil) != c.refused {
				t.Errorf("make: %v", made)
			}
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != c.after {
				t.Errorf("afterwards %v, %v", info.Mode(), err)
			}
		})
	}
	if _, err := Folder(filepath.Join(t.TempDir(), "nowhere")).HasStore(); err != nil {
		t.Errorf("no folder: %v", err)
	}
}
