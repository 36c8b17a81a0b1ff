package layers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rule says that the packages in from, but for those in but, import nothing
// of what, except what is in only. Patterns are import paths; "p/..." is p and
// all below it, "p/+" only what is below it. In only, "self" is the importing
// package's own tree.
type rule struct {
	from, but  []string
	what, only []string
	why        string
}

// sharedUI lists the packages below ui that are no screens and that every
// screen may use. A package below ui that is not in here is a screen.
func sharedUI() []string {
	return []string{
		"piket/ui/cell/...",
		"piket/ui/dialog/...",
		"piket/ui/kept/...",
		"piket/ui/row/...",
		"piket/ui/screen/...",
		"piket/ui/style/...",
		"piket/ui/typed/...",
		"piket/ui/widget/...",
	}
}

// ours is every package of the module.
func ours() []string { return []string{module + "/..."} }

func rules() []rule { return slices.Concat(roomRules(), uiRules(), moduleRules()) }

// roomRules say what of ours each room may know.
func roomRules() []rule {
	return []rule{
		{
			from: []string{"piket/model/..."}, what: ours(), only: []string{"piket/model/..."},
			why: "the domain is read, tested and replayed without any of the rest",
		},
		{
			from: []string{"piket/model"},
			what: []string{"os/...", "io/fs", "net/...", "math/rand/...", "crypto/rand", "log/...", "sync/...", "database/..."},
			only: []string{"net/url", "net/netip"},
			why:  "Decide and Apply are pure: the same state and command give the same events for ever",
		},
		{
			from: []string{"piket/storage/..."}, what: ours(), only: []string{"piket/storage/...", "piket/model/..."},
			why: "the store keeps the journal and knows no screen, no desk and no words for people",
		},
		{
			from: []string{"piket/internal/desk/..."}, what: ours(),
			only: []string{"self", "piket/model/...", "piket/internal/seal/...", "piket/internal/config/..."},
			why:  "the desk declares the small interfaces it needs, so that it is tested without a store or a screen",
		},
		{
			from: []string{"piket/internal/locale/...", "piket/internal/seal/...", "piket/internal/search/..."},
			what: ours(), only: []string{"self", "piket/model/..."},
			why: "words, seal and search stand beside each other on the domain alone",
		},
		{
			from: []string{"piket/internal/config/..."}, what: ours(),
			only: []string{"self", "piket/model/...", "piket/internal/locale/..."},
			why:  "settings are read before there is a desk, and refused in the officer's words",
		},
		{
			from: []string{"piket/internal/report/..."}, what: ours(),
			only: []string{"self", "piket/model/...", "piket/internal/locale/...", "piket/internal/config/..."},
			why:  "paper is made from the domain and the words for it",
		},
		{
			from: ours(), but: []string{"piket", "piket/internal/app/...", "piket/internal/cli/...", "piket/storage/..."},
			what: []string{"piket/storage/..."},
			why:  "there is one way in, through the desk; only the wiring puts the store behind it",
		},
		{
			from: ours(), but: []string{"piket", "piket/internal/cli/..."},
			what: []string{"piket/internal/app/..."}, only: []string{"self"},
			why: "app puts the rooms together, so none of them can need it",
		},
		{
			from: ours(), but: []string{"piket"},
			what: []string{"piket/internal/cli/..."}, only: []string{"self"},
			why: "the command line is the outermost room: it uses the others and none uses it",
		},
	}
}

// uiRules keep the screens apart from each other and from the machine.
func uiRules() []rule {
	return []rule{
		{
			from: []string{"piket/ui/+"}, but: sharedUI(),
			what: []string{"piket/ui/..."}, only: append(sharedUI(), "self"),
			why: "screens never import each other or the root, so that each can be read and tested alone",
		},
		{
			from: sharedUI(), what: []string{"piket/ui/..."}, only: sharedUI(),
			why: "what screens share knows no screen",
		},
		{
			from: ours(), but: []string{"piket/ui/..."},
			what: []string{"piket/ui/+"}, only: sharedUI(),
			why: "only the root of ui knows the screens; everyone else opens the root",
		},
		{
			from: []string{"piket/ui/..."}, what: ours(),
			only: []string{"piket/ui/...", "piket/model/...", "piket/internal/locale/...", "piket/internal/desk/..."},
			why:  "a screen talks to an interface of its own, in the nouns of the domain and the desk, and so runs over a connection too",
		},
		{
			from: []string{"piket/ui/..."}, what: []string{"os/exec", "net/http/...", "github.com/atotto/clipboard/..."},
			why: "over SSH the machine a screen runs on is not the officer's",
		},
	}
}

// moduleRules say who may use which module.
func moduleRules() []rule {
	return []rule{
		{
			from: ours(), but: []string{"piket/storage/...", "piket/internal/search/..."}, what: []string{"go.etcd.io/bbolt/..."},
			why: "the store has one keeper, and anyone else reading buckets would be a second way in; search keeps an index of its own",
		},
		{
			from: ours(), but: []string{"piket/internal/search/...", "piket/storage/..."}, what: []string{"github.com/blevesearch/..."},
			why: "the index can be replaced as long as one room knows it",
		},
		{
			from: ours(), but: []string{"piket/ui/...", "piket/internal/terminal/...", "piket/internal/sshd/..."},
			what: []string{"charm.land/bubbletea/...", "charm.land/lipgloss/...", "charm.land/bubbles/..."},
			why:  "screens are the business of ui and of what carries them to a terminal; line mode works without them",
		},
		{
			from: ours(), but: []string{"piket/internal/seal/..."}, what: []string{"filippo.io/age/..."},
			why: "one room opens and closes the seal",
		},
		{
			from: ours(),
			what: []string{
				"github.com/charmbracelet/bubbletea/...", "github.com/charmbracelet/lipgloss/...", "github.com/charmbracelet/bubbles/...",
			},
			why: "the second version lives at charm.land; the first does not mix with it",
		},
		{
			from: ours(), what: []string{"log", "io/ioutil", "github.com/pkg/errors", "github.com/jung-kurt/gofpdf/..."},
			why: "replaced by log/slog, io and os, %w, and codeberg.org/go-pdf/fpdf",
		},
	}
}

// match reports whether an import path is meant by one of the patterns.
func match(p string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if under, ok := strings.CutSuffix(pattern, "/+"); ok {
			return strings.HasPrefix(p, under+"/")
		}
		if under, ok := strings.CutSuffix(pattern, "/..."); ok {
			return p == under || strings.HasPrefix(p, under+"/")
		}
		return p == pattern
	})
}

// broken returns why pkg may not import p, or "".
func (r rule) broken(pkg, p string) string {
	if !match(pkg, r.from) || match(pkg, r.but) || !match(p, r.what) || match(p, r.only) {
		return ""
	}
	if slices.Contains(r.only, "self") && match(p, []string{room(pkg) + "/..."}) {
		return ""
	}
	return r.why
}

// room is the top of a package's own tree: piket/ui/queue of
// piket/ui/queue/row, piket/internal/desk of piket/internal/desk.
func room(pkg string) string {
	parts := strings.Split(pkg, "/")
	if len(parts) > 3 {
		parts = parts[:3]
	}
	return strings.Join(parts, "/")
}

// violations checks a graph of imports, given as package to import paths.
func violations(graph map[string][]string) []string {
	var found []string
	for _, r := range rules() {
		for pkg, imports := range graph {
			for _, p := range imports {
				if why := r.broken(pkg, p); why != "" {
					found = append(found, fmt.Sprintf("%s imports %s: %s", pkg, p, why))
				}
			}
		}
	}
	return found
}

func TestImports(t *testing.T) {
	graph := map[string][]string{}
	for _, s := range tree(t) {
		if !s.test {
			graph[s.pkg] = append(graph[s.pkg], s.imports()...)
		}
	}
	report(t, violations(graph))
}

// importCases breaks each rule once and keeps to it beside that.
func importCases() []importCase {
	return []importCase{
		{"piket/model", "piket/storage", "read, tested and replayed"},
		{"piket/model", "piket/model/area", ""},
		{"piket/model/area", "piket/internal/locale", "read, tested and replayed"},
		{"piket/model", "os", "pure"},
		{"piket/model", "math/rand/v2", "pure"},
		{"piket/model", "time", ""},
		{"piket/model", "net/netip", ""},
		{"piket/model/area/generate", "os", ""},
		{"piket/storage", "piket/model", ""},
		{"piket/storage", "piket/internal/desk", "knows no screen"},
		{"piket/storage", "piket/internal/locale", "knows no screen"},
		{"piket/storage", "go.etcd.io/bbolt", ""},
		{"piket/internal/search", "go.etcd.io/bbolt", ""},
		{"piket/storage/storagetest", "piket/storage", ""},
		{"piket/internal/desk", "piket/internal/seal", ""},
		{"piket/internal/desk", "piket/storage", "small interfaces"},
		{"piket/internal/desk", "piket/ui", "small interfaces"},
		{"piket/internal/desk", "go.etcd.io/bbolt", "second way in"},
		{"piket/internal/desk", "charm.land/bubbletea/v2", "business of ui"},
		{"piket/internal/locale", "piket/internal/config", "beside each other"},
		{"piket/internal/locale", "piket/model", ""},
		{"piket/internal/config", "piket/internal/locale", ""},
		{"piket/internal/config", "piket/internal/desk", "before there is a desk"},
		{"piket/internal/report", "piket/internal/locale", ""},
		{"piket/internal/report", "piket/internal/desk", "paper"},
		{"piket/internal/intake", "piket/storage", "one way in"},
		{"piket/internal/sshd", "piket/storage", "one way in"},
		{"piket/internal/cli", "piket/storage", ""},
		{"piket", "piket/storage", ""},
		{"piket/internal/app", "piket/storage", ""},
		{"piket/internal/sshd", "piket/internal/app", "puts the rooms together"},
		{"piket/internal/cli", "piket/internal/app", ""},
		{"piket/internal/sshd", "piket/internal/cli", "outermost"},
		{"piket", "piket/internal/cli", ""},
		{"piket/internal/cli/line", "piket/internal/cli", ""},
		{"piket/ui", "piket/ui/queue", ""},
		{"piket/ui/queue", "piket/ui/form", "never import each other"},
		{"piket/ui/queue", "piket/ui", "never import each other"},
		{"piket/ui/queue", "piket/ui/widget", ""},
		{"piket/ui/queue", "piket/ui/queue/row", ""},
		{"piket/ui/queue/row", "piket/ui/queue", ""},
		{"piket/ui/widget", "piket/ui/queue", "knows no screen"},
		{"piket/internal/sshd", "piket/ui", ""},
		{"piket/internal/sshd", "piket/ui/queue", "only the root"},
		{"piket/internal/sshd", "charm.land/bubbletea/v2", ""},
		{"piket/internal/terminal", "charm.land/bubbletea/v2", ""},
		{"piket/ui/queue", "piket/storage", "interface of its own"},
		{"piket/ui/queue", "piket/internal/search", "interface of its own"},
		{"piket/ui/queue", "piket/internal/desk", ""},
		{"piket/ui/queue", "piket/internal/locale", ""},
		{"piket/ui/queue", "os/exec", "not the officer's"},
		{"piket/internal/cli", "charm.land/lipgloss/v2", "business of ui"},
		{"piket/ui", "github.com/charmbracelet/lipgloss", "charm.land"},
		{"piket/ui", "github.com/charmbracelet/x/ansi", ""},
		{"piket/internal/cli", "filippo.io/age", "the seal"},
		{"piket/internal/cli", "github.com/blevesearch/bleve/v2", "one room knows it"},
		{"piket/internal/cli", "log", "log/slog"},
		{"piket/internal/cli", "log/slog", ""},
	}
}

type importCase struct {
	pkg, imports string
	want         string // part of the reason; "" for allowed
}

// TestImportRules tries the rules on an invented graph.
func TestImportRules(t *testing.T) {
	untested := map[string]bool{}
	for _, r := range rules() {
		untested[r.why] = true
	}
	for _, tt := range importCases() {
		for _, r := range rules() {
			delete(untested, r.broken(tt.pkg, tt.imports))
		}
		t.Run(tt.pkg+"→"+tt.imports, func(t *testing.T) {
			got := strings.Join(violations(map[string][]string{tt.pkg: {tt.imports}}), "\n")
			if tt.want == "" && got != "" {
				t.Errorf("refused: %s", got)
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("violations = %q, want one saying %q", got, tt.want)
			}
		})
	}
	for why := range untested {
		t.Errorf("no row breaks the rule %q", why)
	}
}
