// Package area knows where in Indonesia a place is: every province, regency
// (kabupaten or kota), district (kecamatan) and village (kelurahan or desa)
// by its Kemendagri code, such as 36 › 36.71 › 36.71.05 › 36.71.05.1001.
//
// Names recur all over the country (there are six districts called
// Karanganyar), so the code is what is kept and the label, such as
// "Cipondoh, Kota Tangerang", is what is shown.
//
// # Data
//
// data/areas.z holds the first three levels and is decoded by Load. data/villages.z
// holds the villages, packed by regency, so that an office decodes only its own.
// Both are made by `go run ./model/area/generate DIR` from the data of the npm
// package idn-area-data, whose licence (ODbL) is in NOTICE. Spelling follows
// the source; only stray punctuation and missing capitals are mended.
//
// Both files hold the same text, deflated: one area a line in code order,
// `number TAB name`, the number left out where it is the one before plus one.
// In areas.z, after a line naming the source, the number is PPKKDD: two digits
// each of province, regency and district, zero below the area's own level. In
// villages.z it is DDVVVV within a regency; a directory of big-endian 16-bit
// numbers comes first: the count of regencies, then for each its PPKK and the
// length of its part in bytes.
//
// A Set never changes once made and may be read from any goroutine.
package area
