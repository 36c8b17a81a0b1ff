package typed

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"piket/model"
)

// The shapes a pair of coordinates is copied in: as numbers, with commas for
// decimal points, in degrees and minutes, within the address of a map.
var (
	mapMark    = regexp.MustCompile(`!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)`)
	mapCentre  = regexp.MustCompile(`[@=](-?\d{1,3}\.\d+)(?:,|%2[cC])\s*(-?\d{1,3}\.\d+)`)
	plainPair  = regexp.MustCompile(`^[(\[]?\s*([-+]?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*([-+]?\d{1,3}(?:\.\d+)?)\s*[)\]]?$`)
	commaPair  = regexp.MustCompile(`^[(\[]?\s*([-+]?\d{1,3},\d+)\s*[,; ]\s*([-+]?\d{1,3},\d+)\s*[)\]]?$`)
	degreePair = regexp.MustCompile(`^` + degrees + `\s*([NSns]|LU|LS|lu|ls)[,;]?\s*` + degrees + `\s*([EWew]|BT|BB|bt|bb)$`)
)

const degrees = `(\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:"|″|”|'')\s*)?`

// Pin is a place on the map in degrees, WGS 84.
type Pin struct{ Lat, Lon float64 }

// ReadPin reads coordinates as people paste them, latitude first. False when
// there are none, or when they lie on no globe.
func ReadPin(text string) (Pin, bool) {
	text = strings.ReplaceAll(model.CleanLine(text), "−", "-")
	for _, shape := range []*regexp.Regexp{mapMark, mapCentre, plainPair, commaPair} {
		if m := shape.FindStringSubmatch(text); m != nil {
			return newPin(number(m[1]), number(m[2]))
		}
	}
	m := degreePair.FindStringSubmatch(text)
	if m == nil {
		return Pin{}, false
	}
	lat, lon := degree(m[1:4]), degree(m[5:8])
	if s := strings.ToUpper(m[4]); s == "S" || s == "LS" {
		lat = -lat
	}
	if s := strings.ToUpper(m[8]); s == "W" || s == "BB" {
		lon = -lon
	}
	return newPin(lat, lon)
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// degree is degrees, minutes and seconds as one number; what is missing is 0.
func degree(parts []string) float64 {
	sum, unit := 0.0, 1.0
	for _, p := range parts {
		if p != "" {
			sum += number(p) / unit
		}
		unit *= 60
	}
	return sum
}

// newPin puts the two numbers in their order: what cannot be a latitude was
// given first by a program that writes the longitude first.
func newPin(lat, lon float64) (Pin, bool) {
	if math.Abs(lat) > 90 && math.Abs(lon) <= 90 {
		lat, lon = lon, lat
	}
	ok := math.Abs(lat) <= 90 && math.Abs(lon) <= 180 // false for what is no number
	return Pin{lat, lon}, ok
}

// Near says whether the pin can be in Indonesia.
func (p Pin) Near() bool { return p.Lat > -11.5 && p.Lat < 6.5 && p.Lon > 94.5 && p.Lon < 141.5 }

// String is the pin with five decimals, about a metre.
func (p Pin) String() string { return fmt.Sprintf("%.5f, %.5f", p.Lat, p.Lon) }
