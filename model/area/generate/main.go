// Command generate makes the embedded area data from the npm package
// idn-area-data (https://github.com/fityannugroho/idn-area-data), unpacked:
//
//	npm pack idn-area-data@4.0.1 && tar xzf idn-area-data-4.0.1.tgz
//	go run ./model/area/generate package
//
// The build does not run it. The same package and Go release give the same
// bytes. The form of the output is in the documentation of package area.
package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	out := flag.String("out", filepath.Join("model", "area", "data"), "`folder` to write to")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: generate [-out folder] unpacked-package")
		os.Exit(2)
	}
	if err := generate(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(source, out string) error {
	areas, err := areasFile(source)
	if err != nil {
		return err
	}
	villages, err := villagesFile(source)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(out, "areas.z"), areas); err != nil {
		return err
	}
	return write(filepath.Join(out, "villages.z"), villages)
}

// write is for everyone to read: the data is part of the source.
func write(path string, data []byte) error {
	return os.WriteFile(path, data, 0o644)
}

// areasFile holds provinces, regencies and districts.
func areasFile(source string) ([]byte, error) {
	release, err := release(source)
	if err != nil {
		return nil, err
	}
	var areas []area
	for _, level := range []string{"provinces", "regencies", "districts"} {
		read, err := readAreas(source, level)
		if err != nil {
			return nil, err
		}
		areas = append(areas, read...)
	}
	sortAreas(areas)
	text := new(bytes.Buffer)
	fmt.Fprintln(text, release)
	for i := range areas {
		areas[i].digits += "000000"[len(areas[i].digits):]
	}
	if err := writeAreas(text, areas); err != nil {
		return nil, err
	}
	return deflate(text.Bytes())
}

// villagesFile holds the villages, a deflated part a regency, behind a
// directory.
func villagesFile(source string) ([]byte, error) {
	villages, err := readAreas(source, "villages")
	if err != nil {
		return nil, err
	}
	sortAreas(villages)
	var directory, parts []byte
	count := 0
	for ; len(villages) > 0; count++ {
		regency := villages[0].digits[:4]
		n := 1
		for n < len(villages) && villages[n].digits[:4] == regency {
			n++
		}
		part, err := villagesPart(villages[:n])
		if err != nil {
			return nil, fmt.Errorf("regency %s: %w", regency, err)
		}
		number, err := strconv.ParseUint(regency, 10, 16)
		if err != nil {
			return nil, fmt.Errorf("regency %s: %w", regency, err)
		}
		directory = binary.BigEndian.AppendUint16(directory, uint16(number))
		directory = binary.BigEndian.AppendUint16(directory, uint16(len(part)))
		parts = append(parts, part...)
		villages = villages[n:]
	}
	return slices.Concat(binary.BigEndian.AppendUint16(nil, uint16(count)), directory, parts), nil
}

// villagesPart is the villages of one regency.
func villagesPart(villages []area) ([]byte, error) {
	for i := range villages {
		villages[i].digits = villages[i].digits[4:]
	}
	text := new(bytes.Buffer)
	if err := writeAreas(text, villages); err != nil {
		return nil, err
	}
	part, err := deflate(text.Bytes())
	if err == nil && len(part) > math.MaxUint16 {
		err = fmt.Errorf("%d bytes are too many for the directory", len(part))
	}
	return part, err
}

// area is a code without its dots, and a name.
type area struct{ digits, name string }

func sortAreas(areas []area) {
	slices.SortFunc(areas, func(a, b area) int { return cmp.Compare(a.digits, b.digits) })
}

// release is the name and version of the package.
func release(source string) (string, error) {
	data, err := os.ReadFile(filepath.Join(source, "package.json"))
	if err != nil {
		return "", err
	}
	var manifest struct{ Name, Version string }
	if err := json.Unmarshal(data, &manifest); err != nil {
		return "", fmt.Errorf("read package.json: %w", err)
	}
	return manifest.Name + " " + manifest.Version, nil
}

// readAreas reads one of the package's tables; the columns are found by name.
func readAreas(source, level string) ([]area, error) {
	data, err := os.ReadFile(filepath.Join(source, "data", level+".csv"))
	if err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", level, err)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%s: empty", level)
	}
	code, name := slices.Index(records[0], "code"), slices.Index(records[0], "name")
	if code < 0 || name < 0 {
		return nil, fmt.Errorf("%s: no columns code and name in %q", level, records[0])
	}
	areas := make([]area, 0, len(records)-1)
	for _, r := range records[1:] {
		areas = append(areas, area{strings.ReplaceAll(r[code], ".", ""), properName(r[name])})
	}
	return areas, nil
}

// writeAreas writes a line an area, without its number where that is the one
// before plus one.
func writeAreas(text *bytes.Buffer, areas []area) error {
	previous := 0
	for _, a := range areas {
		number, err := strconv.Atoi(a.digits)
		if err != nil {
			return fmt.Errorf("code of %s: %w", a.name, err)
		}
		if number != previous+1 {
			fmt.Fprintf(text, "%d\t", number)
		}
		fmt.Fprintln(text, a.name)
		previous = number
	}
	return nil
}

func deflate(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
