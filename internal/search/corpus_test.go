package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
)

// corpus invents cases of some 36 words each, the same for the same number: a few
// words in nearly all of them and a long tail of rare ones, names, streets,
// passports. Half of the cases say hotel, half overstay.
type corpus struct {
	n                            int
	common                       []string
	words, first, last, streets  []string
	nations                      []string
	syllables                    []string
	wordOf, firstOf, lastOf, way *rand.Zipf
	dice                         *rand.Rand
	seed                         *rand.PCG
}

func newCorpus(n int) *corpus {
	c := &corpus{
		n: n,
		common: strings.Fields("dan di yang hotel overstay warga asing negara melaporkan ke dari dengan orang izin tinggal " +
			"tidak pada untuk telah bekerja sebagai tanpa paspor kos kontrakan apartemen sudah ini itu oleh petugas " +
			"lokasi rumah kamar lantai terlihat diduga masih sejak bulan hari minggu tahun malam pagi mencurigakan"),
		nations: strings.Fields("tiongkok nigeria india pakistan korea jepang malaysia filipina vietnam rusia australia iran"),
		syllables: strings.Fields("ba be bi bo bu ca da de di do du ga gi go gu ha he hi ja jo ju ka ke ki ko ku la le li lo lu " +
			"ma me mi mo mu na ne ni no nu nga nya pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu wa wi ya yu " +
			"an en in on un ang eng ing ar er ir or as is us at it ut am em im um ak ik uk ah ih oh"),
		seed: rand.NewPCG(7, 7),
	}
	c.dice = rand.New(c.seed)
	c.words = append(c.words, c.common...)
	c.words = append(c.words, c.invent(150_000, 2, 4)...)
	c.first, c.last, c.streets = c.invent(5_000, 2, 3), c.invent(20_000, 2, 3), c.invent(4_000, 2, 4)
	c.wordOf = rand.NewZipf(c.dice, 1.07, 4, uint64(len(c.words)-1))
	c.firstOf = rand.NewZipf(c.dice, 1.1, 20, uint64(len(c.first)-1))
	c.lastOf = rand.NewZipf(c.dice, 1.1, 50, uint64(len(c.last)-1))
	c.way = rand.NewZipf(c.dice, 1.1, 50, uint64(len(c.streets)-1))
	return c
}

// invent makes n words of low to high syllables.
func (c *corpus) invent(n, low, high int) []string {
	list := make([]string, n)
	for i := range list {
		for range low + c.dice.IntN(high-low+1) {
			list[i] += c.syllables[c.dice.IntN(len(c.syllables))]
		}
	}
	return list
}

// document is case i, from 0.
func (c *corpus) document(i int) Document {
	c.seed.Seed(uint64(i), 11)
	d := Document{
		ID:        fmt.Sprintf("01J%023X", i),
		Seq:       uint64(i + 1),
		Number:    fmt.Sprintf("TNG-%d-%06d", 2010+i/62_500, i%62_500+1),
		Narrative: c.narrative(),
		Place: fmt.Sprintf("Jl. %s No. %d RT %d kel %s kec %s", c.streets[c.way.Uint64()], c.dice.IntN(200)+1,
			c.dice.IntN(12)+1, c.streets[c.way.Uint64()%300], c.streets[c.way.Uint64()%60]),
	}
	for range 1 + c.dice.IntN(2) {
		d.Subjects = append(d.Subjects, fmt.Sprintf("%s %s %s %c%07d", c.first[c.firstOf.Uint64()],
			c.last[c.lastOf.Uint64()], c.nations[c.dice.IntN(len(c.nations))], 'A'+rune(c.dice.IntN(26)), c.dice.IntN(10_000_000)))
	}
	if c.dice.IntN(3) == 0 {
		d.Notes = []string{c.text(6)}
	}
	return d
}

func (c *corpus) narrative() string {
	var often string
	for _, w := range []string{"overstay ", "hotel "} {
		if c.dice.IntN(10) < 3 {
			often += w
		}
	}
	return often + c.text(14+c.dice.IntN(6))
}

func (c *corpus) text(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = c.words[c.wordOf.Uint64()]
	}
	return strings.Join(list, " ")
}

// Head makes a corpus a Source.
func (c *corpus) Head(context.Context) (Head, error) {
	return Head{Journal: fmt.Sprint("corpus ", c.n), Seq: uint64(c.n)}, nil
}

// Documents makes a corpus a Source: an event a case.
func (c *corpus) Documents(_ context.Context, after uint64, limit int) ([]Document, uint64, error) {
	var docs []Document
	for ; after < uint64(c.n) && len(docs) < limit; after++ {
		docs = append(docs, c.document(int(after)))
	}
	return docs, after, nil
}

// queries is what officers type, by the kind of work it makes.
func (c *corpus) queries() map[string][]string {
	list := map[string][]string{}
	for i := range 40 {
		d := c.document(i * 7919 % c.n)
		for kind, text := range askFor(i, d) {
			list[kind] = append(list[kind], text)
		}
	}
	return list
}

// askFor is one query of every kind, after document d.
func askFor(i int, d Document) map[string]string {
	told, subject := strings.Fields(d.Narrative), strings.Fields(d.Subjects[0])
	first, last, nation, passport := subject[0], subject[1], subject[2], subject[3]
	rare, letter := told[len(told)-1], string(rune('a'+i%26))
	typo := last[:2] + "q" + last[min(3, len(last)):]
	return map[string]string{
		"common":          []string{"overstay", "hotel", "dan", "yang", "di"}[i%5],
		"common twice":    []string{"overstay hotel", "hotel dan", "overstay hotel dan yang"}[i%3],
		"common, letter":  "overstay " + letter,
		"common, nothing": "hotel dan yang zzqxj",
		"one letter":      letter,
		"two letters":     first[:2],
		"three letters":   last[:3],
		"name":            first + " " + last,
		"name, letter":    last + " " + told[0][:1],
		"rare":            rare,
		"two words":       told[len(told)/2] + " " + rare,
		"rare, nation, o": rare + " " + nation + " o",
		"address":         strings.Join(strings.Fields(d.Place)[:4], " "),
		"register":        d.Number,
		"serial":          strings.TrimLeft(d.Number[len(d.Number)-6:], "0"),
		"passport":        passport,
		"passport begun":  passport[:4],
		"typo":            typo,
		"name, typo":      first + " " + typo,
		"common, typo":    "hotel " + typo,
		"nothing":         fmt.Sprint("zzqxjw", i),
	}
}
