package seal

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"piket/model"
)

func newKeys(t testing.TB) *Keys {
	t.Helper()
	k, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func invented() model.Reporter {
	return model.Reporter{Name: "Rekaan Sentosa", Phone: "+628110000123", NIK: "9999994101900001", Address: "Jl. Karangan 7"}
}

func TestSealHidesAndOpens(t *testing.T) {
	k := newKeys(t)
	sealed, err := k.Seal(invented())
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Rekaan", "110000123", "9999994101900001", "Karangan"} {
		if bytes.Contains(sealed.Sealed, []byte(secret)) {
			t.Fatalf("%q is readable", secret)
		}
	}
	got, err := k.Open(sealed)
	if err != nil || got.Name != invented().Name || got.Phone != invented().Phone {
		t.Fatal(err)
	}
	if _, err := newKeys(t).Open(sealed); err == nil {
		t.Fatal("another office's key opened the seal")
	}
	if s, err := k.Seal(model.Reporter{}); s != nil || err != nil {
		t.Fatal("nobody was sealed")
	}
}

func TestReporterNeverPrints(t *testing.T) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if out := fmt.Sprintf(verb, invented()); strings.Contains(out, "Rekaan") {
			t.Errorf("%s prints %q", verb, out)
		}
		if out := fmt.Sprintf(verb, &model.Error{Key: "x", Args: model.Args{"r": invented()}}); strings.Contains(out, "Rekaan") {
			t.Errorf("%s in an error prints %q", verb, out)
		}
	}
}

func TestKeyFile(t *testing.T) {
	k := newKeys(t)
	again, err := Parse(k.Marshal())
	if err != nil || again.Recipient() != k.Recipient() || again.Pseudonym(invented()) != k.Pseudonym(invented()) {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(k.Marshal()), "\n")
	if _, err := Parse([]byte(lines[1] + lines[2])); err != nil {
		t.Errorf("without a check: %v", err)
	}
	for name, text := range map[string]string{
		"empty": "", "identity only": lines[1], "hash only": lines[2],
		"damaged":         strings.Replace(string(k.Marshal()), "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1X", 1),
		"short":           lines[1] + hashPrefix + "00ff\n",
		"another's hash":  lines[1] + strings.SplitAfter(string(newKeys(t).Marshal()), "\n")[2] + lines[3],
		"another's check": lines[1] + lines[2] + strings.SplitAfter(string(newKeys(t).Marshal()), "\n")[3],
	} {
		_, err := Parse([]byte(text))
		if !errors.Is(err, ErrKeyFile) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: the error quotes the key", name)
		}
	}
}

func TestPseudonym(t *testing.T) {
	k := newKeys(t)
	p := k.Pseudonym(model.Reporter{Phone: "0811-7700-349"})
	for _, same := range []string{"+62 811 7700 349", "628117700349", "(0811) 7700349"} {
		if got := k.Pseudonym(model.Reporter{Phone: same, Name: "Lain"}); got != p {
			t.Errorf("%s: %s, want %s", same, got, p)
		}
	}
	if len(p) != pseudonymLength || len(p.Short()) != 4 {
		t.Errorf("%q", p)
	}
	if k.Pseudonym(model.Reporter{Phone: "0811-7700-350"}) == p || newKeys(t).Pseudonym(model.Reporter{Phone: "0811-7700-349"}) == p {
		t.Error("not told apart")
	}
	if k.Pseudonym(model.Reporter{}) != "" {
		t.Error("anonymous has a pseudonym")
	}
}

func TestFingerprint(t *testing.T) {
	k, row := newKeys(t), []byte("+628110000123")
	if first := k.Fingerprint(row); first != k.Fingerprint(row) || len(first) != 32 {
		t.Error("a fingerprint is not stable, or not 32 digits")
	}
	if k.Fingerprint(row) == k.Fingerprint([]byte("+628110000124")) || k.Fingerprint(row) == newKeys(t).Fingerprint(row) {
		t.Error("other data, or another office's key, gives the same fingerprint")
	}
}

func TestMask(t *testing.T) {
	r := Normal(invented())
	for told, want := range map[string]string{
		"Saya Rekaan Sentosa melapor":                "Saya [pelapor] melapor",
		"saya REKAAN  SENTOSA.":                      "saya [pelapor].",
		"hubungi 0811-0000-123 atau +62 811 0000123": "hubungi [pelapor] atau [pelapor]",
		"NIK 9999994101900001":                       "NIK [pelapor]",
		"NIK 9999 9941 0190 0001":                    "NIK [pelapor]",
		"Rekaan saja, Sentosa saja":                  "Rekaan saja, Sentosa saja",
		"rumah no 123, telp 021-5550000":             "rumah no 123, telp 021-5550000",
		"paspor A1234567 tgl 20-11-2026":             "paspor A1234567 tgl 20-11-2026",
		"XRekaan SentosaY":                           "XRekaan SentosaY",
	} {
		if got := Mask(told, r); got != want {
			t.Errorf("Mask(%q) = %q, want %q", told, got, want)
		}
	}
	for _, odd := range []model.Reporter{{Phone: "?"}, {NIK: "-"}, {Name: "Al"}, {Name: "(*["}} {
		if got := Mask("Al datang 0811-0000-123 (*[", odd); odd.Name != "(*[" && got != "Al datang 0811-0000-123 (*[" {
			t.Errorf("%q", got)
		}
	}
}

func TestTracking(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		code := NewTracking()
		if seen[code] {
			t.Fatal("the same code twice")
		}
		seen[code] = true
		typed, ok := ParseTracking(" " + strings.ToLower(strings.ReplaceAll(code, "-", " ")))
		if !ok || typed != code {
			t.Fatalf("%q read back as %q", code, typed)
		}
	}
	code := NewTracking()
	raw := strings.ReplaceAll(code, "-", "")
	for i := range raw {
		for _, l := range letters {
			wrong := raw[:i] + string(l) + raw[i+1:]
			if _, ok := ParseTracking(wrong); ok != (wrong == raw) {
				t.Fatalf("%s for %s: %v", wrong, raw, ok)
			}
		}
	}
	for i := range len(raw) - 1 {
		swapped := raw[:i] + raw[i+1:i+2] + raw[i:i+1] + raw[i+2:]
		if _, ok := ParseTracking(swapped); ok && swapped != raw {
			t.Fatalf("%s for %s", swapped, raw)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("Saya Rekaan Sentosa 0811-0000-123", "Rekaan Sentosa", "0811-0000-123")
	f.Fuzz(func(t *testing.T, text, name, phone string) {
		r := Normal(model.Reporter{Name: name, Phone: phone})
		if again := Mask(Mask(text, r), r); again != Mask(text, r) && !strings.Contains(Masked, strings.ToLower(r.Name)) {
			t.Fatalf("not stable: %q", again)
		}
	})
}
