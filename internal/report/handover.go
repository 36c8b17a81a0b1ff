package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"piket/internal/locale"
	"piket/model"
)

// Minutes are what the handover's paper, the Berita Acara Serah Terima Jaga,
// is made from. A record names no reporter, and nothing else is printed.
type Minutes struct {
	Record        model.Record
	Section       string // of the office, as printed; may be empty
	Countersigned *model.Countersign
}

// VerifyLine is the command that proves a paper, as its QR code holds it.
func VerifyLine(r model.Record) string {
	return "piket handover verify " + string(r.Handover) + " " + r.Digest
}

// clerk writes a sheet in one language.
type clerk struct {
	*locale.Printer
	m    Minutes
	zone *time.Location
}

// minutes is the sheet of a handover.
func minutes(p *locale.Printer, m Minutes) sheet {
	c := clerk{Printer: p, m: m, zone: m.Record.Zone.Location()}
	r := m.Record
	s := sheet{
		office: strings.ToUpper(model.CleanLine(r.Office)),
		title:  c.T("paper.title"),
		under:  []string{c.T("paper.number", locale.A{"id": string(r.Handover)})},
		foot:   c.T("paper.title-short", locale.A{"id": string(r.Handover)}) + " - " + short(r.Digest),
		parts:  []part{c.opening(), c.watches()},
	}
	if m.Section != "" {
		s.section = c.T("receipt.section", locale.A{"section": model.CleanLine(m.Section)})
	}
	if r.AddsTo != "" {
		s.under = append(s.under, c.T("paper.adds-to", locale.A{"id": string(r.AddsTo)}))
	}
	if r.Exceptional() {
		s.parts = append(s.parts, c.exceptions())
	}
	s.parts = append(s.parts, c.open(), c.declined(), c.seals(), c.logs(), c.duty(), c.locks(), c.closed(), c.remark(), c.signatures(), c.proof())
	return s
}

// shortDigest is as much of a digest as proves a paper by hand.
const shortDigest = 16

func short(digest string) string { return digest[:min(shortDigest, len(digest))] }

func (c clerk) opening() part {
	r := c.m.Record
	key := "paper.opening"
	switch {
	case r.AddsTo != "":
		key = "paper.opening-addition"
	case r.In.Officer == "" && r.In.Name == "":
		key = "paper.opening-nobody"
	case r.Out.Officer == "" && r.Out.Name == "":
		key = "paper.opening-taken"
	}
	return part{text: []string{c.T(key, locale.A{
		"date": c.Date(r.Sealed, c.zone), "hour": hour(c.Printer, r.Sealed, c.zone), "out": c.watch(r.Watch), "in": c.watch(r.Next),
	})}}
}

// watch is a watch's name and hours with the zone.
func (c clerk) watch(w model.Watch) string {
	return c.T("paper.watch", locale.A{
		"shift": model.CleanLine(w.Shift), "from": c.Stamp(w.From, c.zone), "to": c.Stamp(w.To, c.zone),
	})
}

func (c clerk) watches() part {
	r := c.m.Record
	return part{title: c.T("paper.watches"), pairs: []pair{
		{c.T("paper.out"), append(c.side(r.Watch, r.Team, r.Crew, r.Out), c.attended()...)},
		{c.T("paper.in"), c.side(r.Next, r.NextTeam, r.NextCrew, r.In)},
		{c.T("paper.taken"), []string{c.T("paper.taken-span", locale.A{
			"from": c.Stamp(r.Opened, c.zone), "to": c.Stamp(r.Sealed, c.zone), "span": c.Span(r.Sealed.Sub(r.Opened)),
		})}},
	}}
}

// side is a watch, its crew as the roster has it, and who was there.
func (c clerk) side(w model.Watch, team string, crew []string, by model.Signature) []string {
	out := []string{c.watch(w)}
	if names := strings.Join(clean(crew), ", "); names != "" && team != "" {
		out = append(out, c.T("paper.crew-team", locale.A{"team": model.CleanLine(team), "names": names}))
	} else if names != "" {
		out = append(out, c.T("paper.crew", locale.A{"names": names}))
	}
	switch {
	case by.Name == "":
		out = append(out, c.T("paper.absent"))
	case len(crew) > 0 && !slices.Contains(crew, by.Name):
		out = append(out, c.T("paper.present-other", locale.A{"name": model.CleanLine(by.Name)}))
	default:
		out = append(out, c.T("paper.present", locale.A{"name": model.CleanLine(by.Name)}))
	}
	return out
}

// attended is who sat at the desk in the watch, and who of its crew never did.
func (c clerk) attended() []string {
	r := c.m.Record
	var names, out []string
	for _, a := range r.Sat {
		names = append(names, c.T("paper.sat-from", locale.A{
			"name": model.CleanLine(a.Name), "from": c.Hour(a.From, c.zone), "to": c.Hour(a.To, c.zone),
		}))
	}
	if len(names) > 0 {
		out = append(out, c.T("paper.sat", locale.A{"names": strings.Join(names, ", ")}))
	}
	if absent := clean(r.NeverSat()); len(absent) > 0 {
		out = append(out, c.T("paper.never-sat", locale.A{"names": strings.Join(absent, ", ")}))
	}
	return out
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func clean(in []string) []string {
	var out []string
	for _, s := range in {
		out = append(out, model.CleanLine(s))
	}
	return out
}

// exceptions say why a supervisor has to countersign.
func (c clerk) exceptions() part {
	r := c.m.Record
	var told []string
	if r.Early > 0 {
		told = append(told, c.T("paper.early", locale.A{"span": c.Span(time.Duration(r.Early)*time.Minute + time.Hour)}))
	}
	if r.Late > 0 {
		told = append(told, c.T("paper.late", locale.A{"span": c.Span(time.Duration(r.Late) * time.Minute)}))
	}
	if r.Lone != "" {
		told = append(told, c.T("paper.lone", locale.A{"reason": model.CleanLine(r.Lone)}))
	}
	if len(r.Missed) > 0 {
		var names []string
		for _, id := range r.Missed {
			names = append(names, c.missed(id))
		}
		told = append(told, c.T("paper.missed", locale.A{"n": len(names), "watches": strings.Join(names, "; ")}))
	}
	key := "paper.owed"
	if c.m.Countersigned != nil {
		key = "paper.countersigned"
	}
	return part{title: c.T("paper.exceptions"), boxed: true, text: append(told, c.T(key))}
}

// missed is when a watch began of which nothing but its name is kept.
func (c clerk) missed(id model.WatchID) string {
	if from, ok := id.Begins(c.m.Record.Zone); ok {
		return c.Stamp(from, c.zone)
	}
	return model.CleanLine(string(id))
}

func (c clerk) remark() part {
	text := strings.Split(model.Clean(c.m.Record.Remark), "\n")
	if c.m.Record.Remark == "" {
		text = []string{c.T("paper.none")}
	}
	return part{title: c.T("paper.remark"), text: text}
}

func (c clerk) signatures() part {
	r := c.m.Record
	signs := []signature{
		c.signature(c.T("paper.signs-out"), r.Out),
		c.signature(c.T("paper.signs-in"), r.In),
	}
	chief := signature{as: c.T("paper.signs-chief"), open: true}
	if s := c.m.Countersigned; s != nil {
		chief = signature{as: chief.as, name: model.CleanLine(s.Name), how: []string{c.Stamp(s.At, c.zone)}}
		if s.By != "" {
			chief.how = append([]string{c.T("paper.proof." + string(s.By))}, chief.how...)
		}
		if s.Note != "" {
			chief.how = append(chief.how, model.CleanLine(s.Note))
		}
	}
	return part{title: c.T("paper.signatures"), signs: append(signs, chief)}
}

func (c clerk) signature(as string, s model.Signature) signature {
	if s.Name == "" {
		return signature{as: as, how: []string{c.T("paper.absent")}, open: true}
	}
	return signature{as: as, name: model.CleanLine(s.Name), how: []string{
		c.T("paper.proof." + string(s.By)), c.Stamp(s.At, c.zone),
	}}
}

// proof is how the paper is held against the journal.
func (c clerk) proof() part {
	r := c.m.Record
	return part{title: c.T("paper.proof-title"), code: VerifyLine(r), text: []string{
		c.T("paper.segment", locale.A{"from": r.Since + 1, "to": r.Upto}),
		c.T("paper.chain", locale.A{"hash": grouped(r.Hash)}),
		c.T("paper.digest", locale.A{"digest": grouped(r.Digest)}),
		c.T("paper.verify", locale.A{"command": "piket handover verify " + string(r.Handover) + " " + short(r.Digest)}),
	}}
}

// grouped sets a long hexadecimal number in groups of eight.
func grouped(hex string) string {
	var groups []string
	for g := range slices.Chunk([]byte(hex), 8) {
		groups = append(groups, string(g))
	}
	return strings.Join(groups, " ")
}

func number(n int) string { return strconv.Itoa(n) + "." }
