package locale

import (
	"strings"
	"testing"

	"piket/model"
)

func codes[C ~string](list []C) []string {
	var out []string
	for _, c := range list {
		out = append(out, string(c))
	}
	return out
}

// TestEveryCodeHasALabel walks the lists of the domain, so that a code added
// there cannot reach a screen without words.
func TestEveryCodeHasALabel(t *testing.T) {
	groups := map[string][]string{
		"kind":        codes(model.Kinds()),
		"channel":     codes(model.Channels()),
		"status":      codes(model.Statuses()),
		"urgency":     codes(model.Urgencies()),
		"violation":   codes(model.DefaultViolations()),
		"disposition": codes(model.DefaultDispositions()),
		"lodging":     codes(model.Lodgings()),
		"permit":      codes(model.Permits()),
		"sex":         codes(model.Sexes()),
		"zone":        codes(model.Zones()),
		"lang":        codes(Langs()),
		"event":       model.EventTypes(),
		"clock":       codes([]model.ClockName{model.FirstStatus, model.Resolution, model.FieldCheck}),
		"role":        codes([]model.Role{model.RoleOfficer, model.RoleSupervisor, model.RoleAdmin, model.RoleViewer}),
		"link":        codes([]model.LinkRole{model.DuplicateOf, model.OriginalOf}),
	}
	for _, lang := range Langs() {
		p := loaded(t, lang)
		for group, list := range groups {
			if len(list) == 0 {
				t.Errorf("group %s is empty", group)
			}
			for _, code := range list {
				if !p.Has("word." + group + "." + code) {
					t.Errorf("%s: no label for %s %s", lang, group, code)
				}
			}
		}
	}
}

func TestWordAndShort(t *testing.T) {
	id, en := both(t)
	tests := []struct{ group, code, idWord, idShort, enWord string }{
		{"status", "acting", "Ditindaklanjuti", "T. lanjut", "Acting"},
		{"channel", "phone", "Telepon", "Telepon", "Phone"},
		{"event", "case.opened.v1", "Laporan diterima", "Laporan diterima", "Report received"},
		{"violation", "other", "Lainnya", "Lainnya", "Other"},
		{"violation", "added-here", "added-here", "added-here", "added-here"},
	}
	for _, tt := range tests {
		if got := id.Word(tt.group, tt.code); got != tt.idWord {
			t.Errorf("Word(%s, %s) = %q, want %q", tt.group, tt.code, got, tt.idWord)
		}
		if got := id.Short(tt.group, tt.code); got != tt.idShort {
			t.Errorf("Short(%s, %s) = %q, want %q", tt.group, tt.code, got, tt.idShort)
		}
		if got := en.Word(tt.group, tt.code); got != tt.enWord {
			t.Errorf("English Word(%s, %s) = %q, want %q", tt.group, tt.code, got, tt.enWord)
		}
	}
}

// TestRefusalsNameTheChoices keeps the way out true when the domain grows.
func TestRefusalsNameTheChoices(t *testing.T) {
	choices := map[string][]string{
		"kind-unknown":    codes(model.Kinds()),
		"channel-unknown": codes(model.Channels()),
		"urgency-unknown": codes(model.Urgencies()),
		"status-unknown":  codes(model.Statuses()),
		"lodging-unknown": codes(model.Lodgings()),
		"permit-unknown":  codes(model.Permits()),
		"sex-unknown":     codes(model.Sexes()),
		"office-zone":     codes(model.Zones()),
	}
	for _, lang := range Langs() {
		p := loaded(t, lang)
		for key, list := range choices {
			for _, code := range list {
				if got := p.Error(&model.Error{Key: key}); !strings.Contains(got, code) {
					t.Errorf("%s error.%s does not offer %s: %s", lang, key, code, got)
				}
			}
		}
	}
}

func TestWith(t *testing.T) {
	p := loaded(t, Indonesian)
	own := p.With([]Label{
		{"violation", "smuggling", "Penyelundupan {manusia}"},
		{"violation", "false-documents", "Surat palsu"},
	})
	if got, want := own.Word("violation", "smuggling"), "Penyelundupan {manusia}"; got != want {
		t.Errorf("own code: %q, want %q", got, want)
	}
	if got, want := own.Short("violation", "false-documents"), "Surat palsu"; got != want {
		t.Errorf("own label, short: %q, want %q", got, want)
	}
	if got, want := p.Short("violation", "false-documents"), "Dok. palsu"; got != want {
		t.Errorf("the first printer changed: %q, want %q", got, want)
	}
}
