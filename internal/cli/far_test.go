package cli

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	gossh "golang.org/x/crypto/ssh"

	"piket/internal/app"
	"piket/internal/desk"
	"piket/internal/locale"
	"piket/internal/sshd"
	"piket/internal/terminal"
	"piket/model"
)

// staffed is an office with an officer of every role, each with a key.
type staffed struct {
	*host
	t    testing.TB
	keys map[model.Role]string // fingerprints
}

func staff(t testing.TB) *staffed {
	t.Helper()
	a, err := app.Create(t.Context(), app.Config{Folder: app.Folder(filepath.Join(t.TempDir(), "data"))})
	if err != nil {
		t.Fatal(err)
	}
	s := &staffed{t: t, keys: map[model.Role]string{}, host: &host{app: a, version: "test"}}
	t.Cleanup(func() {
		if err := s.app.Close(); err != nil {
			t.Error(err)
		}
	})
	first, err := a.SetUp(t.Context(), model.OfficeSetUp{Name: "Kanim Uji", Code: "UJI", Zone: model.WIB}, "admin", locale.English)
	if err != nil {
		t.Fatal(err)
	}
	admin := a.Desk().Session(model.Actor{Officer: first.ID, Door: door})
	for _, role := range model.Roles() {
		key := publicKey(t)
		s.keys[role] = key.Fingerprint
		if role == model.RoleAdmin {
			err = admin.AddKey(t.Context(), first.ID, key, false)
		} else {
			_, err = admin.Enrol(t.Context(), string(role), role, []model.OfficerKey{key})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func publicKey(t testing.TB) model.OfficerKey {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	k, err := desk.ParseKey(string(gossh.MarshalAuthorizedKey(key)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// said is what a call came to.
type said struct {
	code      int
	out, errs string
}

// far calls from another machine.
func (s *staffed) far(role model.Role, input string, words ...string) said {
	s.t.Helper()
	var out, errs bytes.Buffer
	code := s.handle(s.t.Context(), sshd.Call{
		Door: sshd.Network, Key: s.keys[role], From: "192.0.2.1", Words: words,
		In: strings.NewReader(input), Out: &out, Err: &errs,
	})
	return said{code, out.String(), errs.String()}
}

// near calls from this machine, as somebody with the folder's key.
func (s *staffed) near(role model.Role, input string, words ...string) said {
	s.t.Helper()
	payload, err := Request{Args: append([]string{"--officer=" + string(role)}, words...), Dir: s.t.TempDir()}.encode()
	if err != nil {
		s.t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := s.handle(s.t.Context(), sshd.Call{Payload: payload, In: strings.NewReader(input), Out: &out, Err: &errs})
	return said{code, out.String(), errs.String()}
}

// right is a command, and what it needs.
type right struct {
	words []string
	input string
	need  model.Need
	local bool // only at the machine itself
}

const plainReport = `{"kind":"complaint","channel":"walk-in","narrative":"Orang asing."}`

// rights is every command there is.
func rights(key string) map[string]right {
	act := func(words ...string) right { return right{words: words, need: model.NeedAct} }
	run := func(words ...string) right { return right{words: words, need: model.NeedRun} }
	open := func(words ...string) right { return right{words: words, need: model.NeedNothing} }
	local := func(words ...string) right { return right{words: words, local: true} }
	return map[string]right{
		"case add":           {words: []string{"--json", "-"}, input: plainReport, need: model.NeedAct},
		"case list":          open(),
		"case show":          open("1"),
		"case set":           act("1", "--status", "analysing"),
		"case decline":       act("1", "--reason", "x"),
		"case correct":       {words: []string{"1", "--facts", "-", "--reason", "x"}, input: plainReport, need: model.NeedAct},
		"case question":      {words: []string{"1", "--answers", "-"}, input: `{"answers":[{"question":"a","first":"b","second":"c"}]}`, need: model.NeedAct},
		"case call-back":     act("2", "--reached", "--note", "x"),
		"case take":          act("1"),
		"case hand-on":       act("1", "--to", "kasi"),
		"case give-back":     act("1"),
		"case triage":        act("1", "--urgency", "high"),
		"case note":          act("1", "halo"),
		"case link":          act("1", "2"),
		"case unlink":        act("1", "2"),
		"case receipt":       open("1"),
		"case undo":          act("1"),
		"case unseal":        act("2", "--reason", "x"),
		"import google-form": {words: []string{"-"}, input: "Stempel waktu,Deskripsi Pengaduan\n20/11/2025 21:15:00,Kos\n", need: model.NeedAct},
		"officer add":        run("Dewi"),
		"officer list":       open(),
		"officer role":       run("petugas", "petugas"),
		"officer disable":    run("nobody"),
		"officer enable":     run("petugas"),
		"officer unlock":     {words: []string{"petugas"}, need: model.NeedLead},
		"officer pin":        {words: []string{"admin"}, input: "\n739204\n", need: model.NeedRun},
		"officer key add":    {words: []string{"viewer", "--key", "-"}, input: key, need: model.NeedRun},
		"officer key rotate": {words: []string{"nobody", "--key", "-"}, input: key, need: model.NeedRun},
		"officer key remove": run("viewer", "SHA256:x"),
		"check":              open(),
		"health":             open(),
		"version":            open(),
		"backup":             local("copy.db"),
		"restore":            local("copy.db"),
		"init":               local("--office", "X", "--code", "XX", "--zone", "WIB"),
		"demo":               local(),
		"serve":              local(),
	}
}

// TestRightsAtEveryDoor tries every command in every role at both doors.
func TestRightsAtEveryDoor(t *testing.T) {
	s := staff(t)
	for _, report := range []string{plainReport, strings.Replace(plainReport, "walk-in", "phone", 1)} {
		if got := s.far(model.RoleAdmin, report, "case", "add", "--json", "-"); got.code != 0 {
			t.Fatal(got)
		}
	}
	table := rights(publicKey(t).Line)
	maps.Copy(table, watchRights())
	for _, path := range leaves(t) {
		r, ok := table[path]
		if !ok {
			t.Errorf("nobody said who may %s", path)
			continue
		}
		words := append(strings.Fields(path), r.words...)
		for _, role := range model.Roles() {
			if r.local {
				s.wantFar(t, s.far(role, r.input, words...), words)
				continue
			}
			s.wantRight(t, role, r.need, s.far(role, r.input, words...), words)
			s.wantRight(t, role, r.need, s.near(role, r.input, words...), words)
		}
	}
}

// leaves are the paths of all commands.
func leaves(t *testing.T) []string {
	t.Helper()
	k, err := kong.New(&tree{})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, leaf := range k.Model.Leaves(true) {
		paths = append(paths, nodePath(leaf))
	}
	return paths
}

// wantFar wants a refusal because of the door.
func (s *staffed) wantFar(t *testing.T, got said, words []string) {
	t.Helper()
	if got.code != 1 || !strings.Contains(got.errs, "is not open over SSH") || got.out != "" {
		t.Errorf("%s over ssh: %+v", words, got)
	}
}

// wantRight wants a refusal exactly where the role has no right.
func (s *staffed) wantRight(t *testing.T, role model.Role, need model.Need, got said, words []string) {
	t.Helper()
	refused := slices.ContainsFunc([]string{"admin-needed", "kasi-needed", "role-may-not"}, func(key string) bool {
		return got.errs == "piket: "+s.printer().Error(&model.Error{Key: key, Args: model.Args{"role": string(role)}})+"\n"
	})
	switch {
	case role.May(need) && refused:
		t.Errorf("%s is refused %s: %+v", role, words, got)
	case !role.May(need) && (!refused || got.code != 1) && !strings.Contains(got.errs, "nobody"):
		t.Errorf("%s, who may not, is answered to %s: %+v", role, words, got)
	}
}

// TestFarIsNobodyElse tries to act as somebody else, or on other data.
func TestFarIsNobodyElse(t *testing.T) {
	s := staff(t)
	for name, tt := range map[string]struct {
		words []string
		says  string
	}{
		"Officer":      {[]string{"case", "list", "--officer", "admin"}, "under their own name"},
		"OfficerJoint": {[]string{"case", "list", "--officer=admin"}, "under their own name"},
		"OfficerFirst": {[]string{"--officer=admin", "case", "list"}, "under their own name"},
		"NoSuch":       {[]string{"--officer", "x", "case", "list"}, "under their own name"},
		"Data":         {[]string{"--data", "/tmp", "case", "list"}, "--data"},
		"DataInHelp":   {[]string{"--data=/tmp", "--help"}, "--data"},
		"DataAtDesk":   {[]string{"--data=/tmp"}, "--data"},
		"File":         {[]string{"case", "add", "--json", "/etc/passwd"}, "cannot read files"},
		"Facts":        {[]string{"case", "correct", "1", "--facts=x"}, "cannot read files"},
		"Answers":      {[]string{"case", "question", "1", "--answers", "x"}, "cannot read files"},
		"Form":         {[]string{"import", "google-form", "x.csv"}, "cannot read files"},
		"Mapping":      {[]string{"import", "google-form", "-", "--mapping", "x"}, "cannot read files"},
		"MappingDash":  {[]string{"import", "google-form", "-", "--mapping", "-"}, "cannot read files"},
		"Key":          {[]string{"officer", "key", "add", "viewer", "--key", "x"}, "cannot read files"},
		"NewOfficer":   {[]string{"officer", "add", "x", "--key=x"}, "cannot read files"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := s.far(model.RoleOfficer, "", tt.words...); got.code != 1 || !strings.Contains(got.errs, tt.says) || got.out != "" {
				t.Errorf("%+v", got)
			}
		})
	}
	t.Run("Oneself", func(t *testing.T) {
		if got := s.far(model.RoleOfficer, "", "case", "list", "--officer", "petugas", "--json"); got.code != 0 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("NoKey", func(t *testing.T) {
		s.keys["none"] = "SHA256:none"
		for _, words := range [][]string{{"case", "list"}, {"version"}, {"check"}, nil} {
			if got := s.far("none", "", words...); got.code == 0 || got.out != "" {
				t.Errorf("%s: %+v", words, got)
			}
		}
	})
	t.Run("IdentityOfALocalPayload", func(t *testing.T) { // none of it travels
		payload := []byte(`{"args":["case","list"],"network":true,"key":"SHA256:x","Key":"x"}`)
		r, err := decodeRequest(sshd.Call{Payload: payload})
		if err != nil || r.network || r.key != "" {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

// TestFarScreen signs the officer of the key in, and writes down why they left.
func TestFarScreen(t *testing.T) {
	s := staff(t)
	size := &terminal.Terminal{Remote: true, Term: "xterm", Size: terminal.Size{Width: 80, Height: 24}}
	show := func(cause error, screen Screen) said {
		ctx, end := context.WithCancelCause(t.Context())
		defer end(nil)
		s.screen = func(_ context.Context, d Desk, t terminal.Terminal) error {
			end(cause)
			return screen(ctx, d, t)
		}
		var out, errs bytes.Buffer
		code := s.handle(ctx, sshd.Call{
			Door: sshd.Network, Key: s.keys[model.RoleOfficer], Terminal: size,
			In: strings.NewReader(""), Out: &out, Err: &errs,
		})
		return said{code, out.String(), errs.String()}
	}
	for cause, says := range map[error]string{
		sshd.ErrClosing: "The server is closing", sshd.ErrIdle: "nothing was pressed", sshd.ErrDismissed: "opens the desk no more",
		errors.New("line lost"): "",
	} {
		got := show(cause, func(_ context.Context, d Desk, _ terminal.Terminal) error {
			f, _ := d.App.Desk().Office().Officer(d.Officer)
			if f.Role != model.RoleOfficer || d.Session == nil || d.Session.Actor() != (model.Actor{Officer: f.ID, Door: "ssh"}) {
				t.Errorf("sits as %+v, acts as %+v", f, d.Session)
			}
			return nil
		})
		if (says == "") != (got.code == 0) || !strings.Contains(got.errs, says) {
			t.Errorf("%v: %+v", cause, got)
		}
	}
	got := show(nil, func(context.Context, Desk, terminal.Terminal) error { return terminal.ErrPanic })
	if got.code != 1 || !strings.Contains(got.errs, "fault") {
		t.Errorf("a broken screen: %+v", got)
	}
}

// TestRefusalsStayShort whatever was typed.
func TestRefusalsStayShort(t *testing.T) {
	s, giant := staff(t), strings.Repeat("é", 70_000)
	for _, words := range [][]string{{"case", "list", giant}, {"case", "show", giant}, {giant}, {"case", "list", "--" + giant}, {"--lang", giant}} {
		if got := s.far(model.RoleOfficer, "", words...); got.code == 0 || len(got.errs) > 4*mostSaid || strings.Count(got.errs, "\n") != 1 {
			t.Errorf("%s…: code %d, %d bytes said", words[0][:4], got.code, len(got.errs))
		}
	}
}

// TestShareOfAnOfficer is a person's, or that of a desk several people share.
func TestShareOfAnOfficer(t *testing.T) {
	s := staff(t)
	for _, tt := range []struct {
		role model.Role
		most int
		says string
	}{
		{model.RoleOfficer, 8, "one officer may (8)"}, {model.RoleSupervisor, 8, "(8)"}, {model.RoleAdmin, 8, "(8)"}, {model.RoleViewer, 32, "(32)"},
	} {
		f, _ := s.app.Desk().Office().OfficerByKey(s.keys[tt.role])
		if owner, most := (gate{s.host}).Share(s.keys[tt.role]); owner != string(f.ID) || most != tt.most {
			t.Errorf("%s: %q may have %d, want %q and %d", tt.role, owner, most, f.ID, tt.most)
		}
		var errs bytes.Buffer
		r := sshd.Call{Door: sshd.Network, Key: s.keys[tt.role], Err: &errs}
		if code := s.refuse(r, sshd.ErrShare); code != 1 || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), tt.says) {
			t.Errorf("%s: code %d, said %q", tt.role, code, &errs)
		}
	}
}

// TestGate refuses a disabled officer in words, and has it written down once.
func TestGate(t *testing.T) {
	s := staff(t)
	g, key := gate{s.host}, s.keys[model.RoleOfficer]
	if !g.Known(key) || g.Known("SHA256:none") || g.Known("") || g.Admit(t.Context(), key, "") != nil || !g.welcome(key) {
		t.Fatal("the gate does not know its officers")
	}
	if got := s.far(model.RoleAdmin, "", "officer", "disable", "petugas"); got.code != 0 {
		t.Fatal(got)
	}
	before := s.app.Desk().Session(model.Actor{}).Seq()
	for range 3 {
		if err := g.Admit(t.Context(), key, ""); err == nil || !strings.Contains(err.Error(), "petugas is not active") {
			t.Errorf("admitted, or %v", err)
		}
	}
	if n := s.app.Desk().Session(model.Actor{}).Seq() - before; n != 1 || g.welcome(key) {
		t.Errorf("%d entries for three tries, want one", n)
	}
	if got := s.far(model.RoleOfficer, "", "case", "list"); got.code != 1 {
		t.Errorf("a call of theirs that is under way: %+v", got)
	}
}
