package report

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"testing"
)

func pack(t *testing.T, path string, picture []byte) {
	t.Helper()
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	z.Write(picture)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unpack(t *testing.T, path string) []byte {
	t.Helper()
	packed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	picture, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// differ is the share of dots that are not nearly as dark in the other
// picture. Versions of the renderer soften edges differently.
func differ(t *testing.T, got, want []byte) float64 {
	t.Helper()
	if len(got) != len(want) {
		return 1
	}
	const near = 64
	off := 0
	for i := range got {
		if d := int(got[i]) - int(want[i]); d > near || d < -near {
			off++
		}
	}
	return float64(off) / float64(len(got))
}
