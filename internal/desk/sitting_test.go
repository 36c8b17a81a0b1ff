package desk_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"
	gossh "golang.org/x/crypto/ssh"

	"piket/internal/desk"
	"piket/internal/seal"
	"piket/model"
	"piket/storage"
	"piket/storage/storagetest"
)

// watched is an office whose clock the test moves.
type watched struct {
	shifts []model.Shift // in place of those of the default roster
	office
	mu  sync.Mutex // guards now
	now time.Time
}

func (w *watched) later(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func (w *watched) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func watch(t testing.TB) *watched {
	t.Helper()
	w := &watched{now: night}
	w.dir = t.TempDir()
	var err error
	if w.keys, err = seal.New(); err != nil {
		t.Fatal(err)
	}
	w.store = storagetest.Open(t, func(c *storage.Config) {
		c.Path, c.Now = filepath.Join(w.dir, storage.FileName), w.clock
	})
	w.Desk = w.another()
	return w
}

// another is a desk over the same store, as the next process has it.
func (w *watched) another() *desk.Desk {
	return desk.New(desk.Config{
		Journal: w.store, Cases: w.store, Drafts: w.store, Keys: w.keys, Duty: w.store, Sittings: w.store,
		Rules: func() model.Rules {
			r := model.DefaultRules(model.WIB)
			if len(w.shifts) > 0 {
				r.Roster.Shifts = w.shifts
			}
			return r
		},
		Now:   w.clock,
		NewID: func() string { return ulid.Make().String() },
	})
}

func refused(t *testing.T, what string, err error, key string) {
	t.Helper()
	if !errors.Is(err, &model.Error{Key: key}) {
		t.Errorf("%s: %v, want %s", what, err, key)
	}
}

const pin = "473920"

func withPIN(t *testing.T) *watched {
	t.Helper()
	w := watch(t)
	s, err := w.SignIn(t.Context(), desk.SignIn{Officer: storagetest.Officer, Door: "desk", Home: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ChangePIN(t.Context(), "", pin); err != nil {
		t.Fatal(err)
	}
	if err := s.End(t.Context(), model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *watched) try(t *testing.T, pin string) (*desk.Session, error) {
	t.Helper()
	return w.SignIn(t.Context(), desk.SignIn{Officer: storagetest.Officer, Door: "desk", PIN: pin, Home: true})
}

func TestSignInWithPIN(t *testing.T) {
	w, ctx := withPIN(t), t.Context()
	_, err := w.try(t, "000000")
	refused(t, "wrong", err, "signin-wrong")
	s, err := w.try(t, pin)
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := w.Office().Officer(storagetest.Officer); f.Failures != 0 {
		t.Error("the right PIN does not clear the wrong ones")
	}
	if err := s.Pause(ctx); err != nil {
		t.Fatal(err)
	}
	refused(t, "resume with a wrong PIN", s.Resume(ctx, "111112"), "signin-wrong")
	if err := s.Resume(ctx, pin); err != nil {
		t.Fatal(err)
	}
	refused(t, "another PIN without the old", s.ChangePIN(ctx, "999999", "839201"), "signin-wrong")
	refused(t, "an easy PIN", s.ChangePIN(ctx, pin, "123456"), "signin-pin-easy")
	if err := s.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	refused(t, "ended twice", s.End(ctx, model.LeftDesk), "sitting-over")
}

func TestWrongPINsWaitLongerAndLock(t *testing.T) {
	w, ctx := withPIN(t), t.Context()
	var waits []time.Duration
	for range 8 {
		_, err := w.try(t, "000000")
		if err == nil {
			t.Fatal("a wrong PIN let somebody in")
		}
		f, _ := w.Office().Officer(storagetest.Officer)
		if f.Locked {
			break
		}
		wait := f.Wait(w.as(storagetest.Officer).Now())
		waits = append(waits, wait)
		if wait > 0 {
			_, err = w.try(t, pin)
			refused(t, "the right PIN, too soon", err, "signin-wait")
		}
		w.later(wait)
	}
	want := []time.Duration{0, 0, 5 * time.Second, 10 * time.Second, 20 * time.Second, 40 * time.Second, 80 * time.Second}
	if len(waits) != len(want) {
		t.Fatal(waits)
	}
	for i := range want {
		if waits[i] != want[i] {
			t.Errorf("wait %d: %v, want %v", i, waits[i], want[i])
		}
	}
	w.later(24 * time.Hour)
	_, err := w.try(t, pin)
	refused(t, "locked", err, "signin-locked")
	public, _, _ := ed25519.GenerateKey(rand.Reader)
	key, err := desk.ParseKey(authorized(t, public))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.as(storagetest.Admin).AddKey(ctx, storagetest.Officer, key, false); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "ssh", Key: key.Fingerprint}); err != nil {
		t.Errorf("wrong PINs at the desk shut a key out: %v", err)
	}
	refused(t, "an officer lifts a lock", w.as(storagetest.Officer).LiftLock(ctx, storagetest.Officer), "kasi-needed")
	if err := w.as(storagetest.Admin).LiftLock(ctx, storagetest.Officer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.try(t, pin); err != nil {
		t.Error(err)
	}
}

func TestManyTriesAtOnceCountEach(t *testing.T) {
	w := withPIN(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { w.SignIn(t.Context(), desk.SignIn{Officer: storagetest.Officer, Door: "desk", PIN: "000000"}) })
	}
	wg.Wait()
	if f, _ := w.Office().Officer(storagetest.Officer); f.Failures != 3 {
		t.Errorf("%d wrong PINs were looked at, want 3 and a pause", f.Failures)
	}
}

func TestSignInWithoutPINOnlyAtHome(t *testing.T) {
	w, ctx := watch(t), t.Context()
	_, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "ssh"})
	refused(t, "from afar", err, "signin-pin-set")
	_, err = w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "ssh", Key: "SHA256:x"})
	refused(t, "with a key of nobody", err, "signin-unproved")
	s, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "desk", Home: true})
	if err != nil {
		t.Fatal(err)
	}
	refused(t, "covered without a PIN", s.Pause(ctx), "signin-pin-set")
}

// TestFirstPINNeedsSomebodyWhoAnswersForIt: once an administrator has a PIN,
// nobody chooses a first one but with an administrator at that desk.
func TestFirstPINNeedsSomebodyWhoAnswersForIt(t *testing.T) {
	w, ctx := withPIN(t), t.Context()
	sit := func(id, voucher model.OfficerID) (*desk.Session, error) {
		return w.SignIn(ctx, desk.SignIn{Officer: id, Door: "desk", Home: true, Voucher: voucher})
	}
	admin, err := sit(storagetest.Admin, "") // nobody could vouch yet
	if err != nil {
		t.Fatal(err)
	}
	if err := admin.ChangePIN(ctx, "", "592817"); err != nil {
		t.Fatal(err)
	}
	fresh, err := admin.RegisterOfficer(ctx, "Baru", model.RoleAdmin)
	if err != nil {
		t.Fatal(err)
	}
	for _, voucher := range []model.OfficerID{"", storagetest.Officer, fresh.ID + "x"} {
		_, err = sit(fresh.ID, voucher)
		refused(t, "a first PIN, vouched for by "+string(voucher), err, "signin-pin-set")
	}
	if _, err := sit(fresh.ID, storagetest.Admin); err != nil {
		t.Error(err)
	}
}

func TestDisabledIsShutOut(t *testing.T) {
	w, ctx := watch(t), t.Context()
	admin := w.as(storagetest.Admin)
	if err := admin.DisableOfficer(ctx, storagetest.Officer, "pindah tugas"); err != nil {
		t.Fatal(err)
	}
	before := w.store.Seq()
	for range 5 {
		_, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "desk", Home: true})
		refused(t, "disabled", err, "signin-disabled")
	}
	if n := w.store.Seq() - before; n != 1 {
		t.Errorf("%d entries for five tries, want one", n)
	}
	refused(t, "the last admin goes", admin.DisableOfficer(ctx, storagetest.Admin, ""), "last-admin")
	refused(t, "the last admin steps down", admin.ChangeRole(ctx, storagetest.Admin, model.RoleViewer), "last-admin")
	if err := admin.EnableOfficer(ctx, storagetest.Officer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "desk", Home: true}); err != nil {
		t.Error(err)
	}
}

func TestBoard(t *testing.T) {
	w, ctx := watch(t), t.Context()
	sit := func(id model.OfficerID) *desk.Session {
		t.Helper()
		s, err := w.SignIn(ctx, desk.SignIn{Officer: id, Door: "desk", Home: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	one, other := sit(storagetest.Officer), sit(storagetest.Admin)
	one.Look("01CASE")
	other.Look("01CASE")
	if got := one.Others("01CASE"); len(got) != 1 || got[0] != storagetest.Admin {
		t.Errorf("others: %v", got)
	}
	other.Look("")
	if got := one.Others("01CASE"); len(got) != 0 {
		t.Errorf("others after they closed it: %v", got)
	}
	if err := other.End(ctx, model.LeftDesk); err != nil {
		t.Fatal(err)
	}
	if p := one.Present(); len(p) != 1 || !p[storagetest.Officer] {
		t.Errorf("present: %v", p)
	}
}

func authorized(t *testing.T, key any) string {
	t.Helper()
	k, err := gossh.NewPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(gossh.MarshalAuthorizedKey(k))
}

func TestParseKey(t *testing.T) {
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	short, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	good := authorized(t, public)
	k, err := desk.ParseKey(strings.TrimSpace(good) + " hp Sari\x1b[31m\n")
	if err != nil || !strings.HasPrefix(k.Fingerprint, "SHA256:") || strings.Contains(k.Comment, "\x1b") {
		t.Fatalf("%+v %v", k, err)
	}
	for name, line := range map[string]string{
		"Empty": "", "Text": "halo", "Two": good + good, "Options": `command="rm" ` + good, "ShortRSA": authorized(t, &short.PublicKey),
		"Private": "-----BEGIN OPENSSH PRIVATE KEY-----",
	} {
		if _, err := desk.ParseKey(line); !errors.Is(err, &model.Error{Key: "key-odd"}) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestKeys(t *testing.T) {
	w, ctx := watch(t), t.Context()
	public, _, _ := ed25519.GenerateKey(rand.Reader)
	key, err := desk.ParseKey(authorized(t, public))
	if err != nil {
		t.Fatal(err)
	}
	admin := w.as(storagetest.Admin)
	if err := admin.AddKey(ctx, storagetest.Officer, key, false); err != nil {
		t.Fatal(err)
	}
	refused(t, "one key for two", admin.AddKey(ctx, storagetest.Admin, key, false), "key-taken")
	refused(t, "by an officer", w.as(storagetest.Officer).RemoveKey(ctx, storagetest.Officer, key.Fingerprint), "admin-needed")
	if f, ok := w.Office().OfficerByKey(key.Fingerprint); !ok || f.ID != storagetest.Officer {
		t.Fatal(f, ok)
	}
	if _, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "ssh", Key: key.Fingerprint}); err != nil {
		t.Error(err)
	}
	other, _, _ := ed25519.GenerateKey(rand.Reader)
	next, err := desk.ParseKey(authorized(t, other))
	if err != nil {
		t.Fatal(err)
	}
	if err := admin.AddKey(ctx, storagetest.Officer, next, true); err != nil {
		t.Fatal(err)
	}
	if _, ok := w.Office().OfficerByKey(key.Fingerprint); ok {
		t.Error("a key that was replaced still opens the door")
	}
}

// TestNobodyChoosesThePINOfAViewerByTheirKey though others choose their own
// that way, and an administrator that of the viewer.
func TestNobodyChoosesThePINOfAViewerByTheirKey(t *testing.T) {
	w, ctx := watch(t), t.Context()
	public, _, _ := ed25519.GenerateKey(rand.Reader)
	key, err := desk.ParseKey(authorized(t, public))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.as(storagetest.Admin).AddKey(ctx, storagetest.Officer, key, false); err != nil {
		t.Fatal(err)
	}
	own, err := w.SignIn(ctx, desk.SignIn{Officer: storagetest.Officer, Door: "ssh", Key: key.Fingerprint})
	if err != nil {
		t.Fatal(err)
	}
	if err := own.ChangePIN(ctx, "", pin); err != nil {
		t.Errorf("an officer's own: %v", err)
	}
	if err := w.as(storagetest.Admin).ChangeRole(ctx, storagetest.Officer, model.RoleViewer); err != nil {
		t.Fatal(err)
	}
	refused(t, "on a screen", own.ChangePIN(ctx, pin, "918273"), "pin-shared")
	refused(t, "as a command", w.as(storagetest.Officer).ByKey().SetPIN(ctx, storagetest.Officer, "918273"), "pin-shared")
	if err := w.as(storagetest.Admin).ByKey().SetPIN(ctx, storagetest.Officer, "918273"); err != nil {
		t.Errorf("by an administrator: %v", err)
	}
}

// TestWhoWasKilledIsNotThereForEver: a sitting whose process is no more ends
// when that is noticed, unless its screen came back.
func TestWhoWasKilledIsNotThereForEver(t *testing.T) {
	w := watch(t)
	var sat []*desk.Session
	for _, id := range []model.OfficerID{storagetest.Officer, storagetest.Admin} {
		s, err := w.SignIn(t.Context(), desk.SignIn{Officer: id, Door: "desk", Home: true})
		if err != nil {
			t.Fatal(err)
		}
		sat = append(sat, s)
	}
	w.later(time.Minute)
	next, noticed := w.another(), w.now
	next.Rejoin(storagetest.Admin, sat[1].Sitting(), "desk")
	w.later(time.Minute)
	for range 2 { // the second time there is nothing left to end
		if err := next.EndLost(t.Context(), noticed); err != nil {
			t.Fatal(err)
		}
	}
	history, err := w.store.Records(t.Context(), sat[0].Sitting().Stream())
	if err != nil {
		t.Fatal(err)
	}
	last := history[len(history)-1]
	if len(history) != 2 || last.Event != (model.SittingEnded{Why: model.LineLost}) || !last.Time.Equal(noticed) {
		t.Errorf("%+v", history)
	}
	if history, err = w.store.Records(t.Context(), sat[1].Sitting().Stream()); err != nil || !model.SitsStill(history) {
		t.Errorf("who came back was sent away: %+v %v", history, err)
	}
}
