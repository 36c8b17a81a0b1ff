package typed

import (
	"math"
	"testing"
)

func TestReadPin(t *testing.T) {
	for text, want := range map[string]string{
		"-6.1783, 106.6319":           "-6.17830, 106.63190",
		"-6.1783,106.6319":            "-6.17830, 106.63190",
		"(-6.17834, 106.63192)":       "-6.17834, 106.63192",
		"-6.1783 106.6319":            "-6.17830, 106.63190",
		"−6,1783; 106,6319":           "-6.17830, 106.63190",
		"-6,1783, 106,6319":           "-6.17830, 106.63190",
		"106.6319, -6.1783":           "-6.17830, 106.63190",
		"6°10'41.9\"S 106°37'54.8\"E": "-6.17831, 106.63189",
		"6.1783 LS 106.6319 BT":       "-6.17830, 106.63190",
		"https://www.google.com/maps/place/X/@-6.1754,106.8272,17z/data=!3m1!3d-6.1783!4d106.6319": "-6.17830, 106.63190",
		"https://maps.google.com/?q=-6.1783,106.6319":                                              "-6.17830, 106.63190",
		"https://www.google.com/maps/@-6.1783,106.6319,15z":                                        "-6.17830, 106.63190",
		"0, 0": "0.00000, 0.00000",

		"":                        "",
		"dekat pasar":             "",
		"-6.1783":                 "",
		"200.5, 300.5":            "",
		"https://goo.gl/maps/abc": "",
		"-6.1783, 206.1":          "",
	} {
		at, ok := ReadPin(text)
		got := ""
		if ok {
			got = at.String()
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func FuzzReadPin(f *testing.F) {
	f.Add("-6.1783, 106.6319")
	f.Add("6°10'41.9\"S 106°37'54.8\"E")
	f.Add("https://x/@-6.1754,106.8272,17z!3d-6.1!4d106.6")
	f.Fuzz(func(t *testing.T, text string) {
		at, ok := ReadPin(text)
		if ok && (math.IsNaN(at.Lat) || math.IsNaN(at.Lon) || math.Abs(at.Lat) > 90 || math.Abs(at.Lon) > 180) {
			t.Errorf("%q is read as %v", text, at)
		}
	})
}
