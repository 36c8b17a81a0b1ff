package cli

import (
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// full is an output with no room left.
type full struct{}

// Write refuses everything.
func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// typed carries a command line out as the program would.
func typed(t *testing.T, dir string, out io.Writer, in string, args ...string) (code int, said string) {
	t.Helper()
	var wrong strings.Builder
	code = Main(t.Context(), Config{
		Args: append([]string{"--data", dir, "--lang", "id"}, args...), Stdin: strings.NewReader(in), Stdout: out, Stderr: &wrong,
		Env: func(string) string { return "" },
	})
	return code, wrong.String()
}

// TestAnswerThatCannotBeWritten says that the report is in all the same, so
// that nobody takes it in twice.
func TestAnswerThatCannotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if code, said := typed(t, dir, io.Discard, "", "init", "--office", "Kanim Uji", "--code", "UJI", "--zone", "WIB", "--officer", "Budi"); code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	code, said := typed(t, dir, full{}, `{"kind":"complaint","channel":"phone","narrative":"Ada tamu."}`, "case", "add")
	if code != exitFailed || !strings.Contains(said, "Perintah dijalankan, tetapi jawabannya tidak dapat ditulis") {
		t.Errorf("exit %d: %s", code, said)
	}
	var listed strings.Builder
	if code, said := typed(t, dir, &listed, "", "case", "list", "--json"); code != exitDone || strings.Count(listed.String(), "\n") != 1 {
		t.Errorf("exit %d: %s%s", code, said, listed.String())
	}
}
