package ui

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"piket/model"
	"piket/ui/report"
	"piket/ui/screen"
	"piket/ui/signin"
	"piket/ui/uitest"
)

const sariPIN, budiPIN = "473920", "918273"

// write types a text, rune by rune.
func (s *table) write(text string) {
	for _, r := range text {
		s.tell(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// withPINs is a desk of two officers with PINs, before anybody sits at it.
func withPINs(t testing.TB, change ...func(*Config)) *table {
	s := prepare(t, append([]func(*Config){open}, change...)...)
	s.desk.SetPIN(uitest.Sari, sariPIN)
	s.desk.SetPIN(uitest.Budi, budiPIN)
	s.root.ctx.Office = s.desk.Office()
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	return s
}

// asSari sits down with her PIN.
func asSari(t testing.TB, change ...func(*Config)) *table {
	s := withPINs(t, change...)
	s.press("enter")
	s.write(sariPIN)
	s.press("enter")
	return s
}

func TestSignIn(t *testing.T) {
	var told []Sitting
	s := withPINs(t, func(c *Config) { c.Seated = func(at Sitting) { told = append(told, at) } })
	s.sees(t, "Siapa yang bertugas?", "Sari W.", "Budi")
	s.write("bud")
	s.seesNot(t, "Sari W.")
	s.press("enter")
	s.sees(t, "Masuk sebagai Budi")
	s.write("111111")
	s.sees(t, "••••••")
	s.seesNot(t, "111111")
	s.press("enter")
	s.sees(t, "! PIN salah.")
	s.press("esc")
	s.sees(t, "Siapa yang bertugas?")
	s.press("down", "enter")
	s.write(budiPIN)
	if len(told) != 0 {
		t.Fatalf("told %v before anybody sat down", told)
	}
	s.press("enter")
	s.sees(t, "Antrian kosong.", "Budi · Jaga Malam · 23:41 WIB")
	if want := []Sitting{{Officer: uitest.Budi, ID: s.sat[0].ID}}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestWrongPINsCountDownAndLock(t *testing.T) {
	s := withPINs(t)
	s.press("enter")
	for range 3 {
		s.write("111112")
		s.press("enter")
	}
	s.sees(t, "Coba lagi dalam 5 detik")
	s.now = s.now.Add(2 * time.Second)
	s.tell(ticked{s.now})
	s.sees(t, "Coba lagi dalam 3 detik")
	s.write(sariPIN)
	s.press("enter")
	if len(s.sat) != 0 {
		t.Fatal("sat down during the pause")
	}
	s.seesNot(t, "••")
	s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Locked = true })
	s.desk.Change(uitest.Budi, func(f *model.Officer) { f.Role = model.RoleSupervisor })
	s.tell(ticked{s.now})
	s.sees(t, "terkunci", "Yang dapat membukanya: Budi.")
}

func TestWhoHasNoPINChoosesOneWhereOthersSit(t *testing.T) {
	s := prepare(t, open)
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	s.press("enter")
	s.sees(t, "Buat PIN untuk Sari W.")
	s.write("123456")
	s.press("enter")
	s.sees(t, "terlalu mudah ditebak")
	s.press("ctrl+u")
	s.write(sariPIN)
	s.press("enter")
	s.write("473921")
	s.press("enter")
	s.sees(t, "Kedua PIN tidak sama")
	for range 2 {
		s.write(sariPIN)
		s.press("enter")
	}
	s.sees(t, "Antrian kosong.")
	if f, _ := s.desk.Office().Officer(uitest.Sari); string(f.PIN) != sariPIN {
		t.Error("sat down without a PIN")
	}
}

func TestFromAfarNobodyChoosesAPIN(t *testing.T) {
	s := farDesk(t, model.RoleViewer)
	s.desk.SetPIN(uitest.Budi, "")
	s.wake()
	s.sees(t, "Antrian kosong.")
	s.press(":")
	s.write("ganti p")
	s.press("enter", "down", "enter")
	s.sees(t, "belum mempunyai PIN")
	s.write("Dewi")
	s.press("enter")
	s.sees(t, "Hanya pengelola")
	s.press("esc")
	s.seesNot(t, "Dewi")
	s.press("esc")
	s.sees(t, "Antrian kosong.")
}

// farDesk is what Sari's key opens over the network.
func farDesk(t testing.TB, role model.Role) *table {
	s := prepare(t, func(c *Config) { c.Home, c.LockAfter = false, 10*time.Minute })
	s.desk.SetPIN(uitest.Budi, budiPIN)
	s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Role = role })
	s.root.ctx.Office = s.desk.Office()
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	return s
}

// TestAKeyLetsOnlyItsOfficerSit keeps the PINs of others from being tried by
// whoever has a key.
func TestAKeyLetsOnlyItsOfficerSit(t *testing.T) {
	s := farDesk(t, model.RoleSupervisor)
	s.press(":")
	s.write("ganti p")
	s.seesNot(t, "ganti petugas")
	s.press("esc")
	s.desk.SetPIN(uitest.Sari, sariPIN)
	s.wake()
	s.press("ctrl+l")
	s.sees(t, "Layar terkunci")
	s.seesNot(t, "Esc")
	s.write("47")
	s.press("esc", "esc", "down")
	s.seesNot(t, "Budi")
	s.tell(letter{to: s.root.door.cover.id, msg: signin.Given{Officer: uitest.Budi, PIN: "111112"}})
	s.sees(t, "Lewat jaringan hanya pemilik kunci ini")
	if f, _ := s.desk.Office().Officer(uitest.Budi); f.Failures != 0 || len(s.sat) != 1 {
		t.Errorf("%d tries at Budi's PIN, %d sat down", f.Failures, len(s.sat))
	}
	s.write(sariPIN)
	s.press("enter")
	s.sees(t, "Antrian kosong.", "Sari W.")
}

// TestWithoutAPINAnIdleDeskSaysThatItStandsOpen once, until it is read.
func TestWithoutAPINAnIdleDeskSaysThatItStandsOpen(t *testing.T) {
	s := farDesk(t, model.RoleOfficer)
	for range 3 {
		s.now = s.now.Add(10 * time.Minute)
		s.tell(ticked{s.now})
		s.sees(t, "! Layar ini tetap terbuka", "buat atau ganti PIN saya")
	}
	s.press("j")
	s.now = s.now.Add(badShown)
	s.tell(ticked{s.now})
	s.seesNot(t, "tetap terbuka")
	s.now = s.now.Add(10 * time.Minute)
	s.tell(ticked{s.now})
	s.seesNot(t, "tetap terbuka")
	s.press(":")
	s.write("ganti pin")
	s.press("enter")
	for range 2 {
		s.write(sariPIN)
		s.press("enter")
	}
	s.sees(t, "✓ PIN Anda sudah dibuat.")
	s.now = s.now.Add(10 * time.Minute)
	s.wake()
	s.tell(ticked{s.now})
	s.sees(t, "Layar terkunci")
}

// TestALiftedLockIsSeenAtTheNextTry though nothing has told of it yet.
func TestALiftedLockIsSeenAtTheNextTry(t *testing.T) {
	s := asSari(t)
	s.press("ctrl+l")
	s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Locked, f.Failures, f.FailedAt = true, 8, s.now })
	s.wake()
	s.sees(t, "terkunci")
	s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Locked, f.Failures = false, 0 })
	s.write(sariPIN)
	s.press("enter")
	s.sees(t, "Antrian kosong.")
}

// TestWhoOnlyLooksIsOfferedNothingElse and told so by the keys.
func TestWhoOnlyLooksIsOfferedNothingElse(t *testing.T) {
	s := farDesk(t, model.RoleViewer)
	s.drafts = []Draft{{Form: "a", Report: report.About{Channel: model.WalkIn}, Saved: uitest.Now()}}
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.seesNot(t, "baru: ")
	s.seesNot(t, "ambil")
	for _, key := range []string{"b", "p", "t", "u", "M"} {
		s.root.toast = toast{}
		s.press(key)
		s.sees(t, "! Pemantau hanya dapat melihat. Tekan i untuk masuk dengan nama Anda.")
	}
	s.tell(letter{to: s.root.stack[0].id, msg: screen.OpenReport{Channel: model.Phone}})
	if len(s.opened) != 0 || len(s.root.dialogs) != 0 || len(s.raw) != 1 {
		t.Errorf("opened %d screens, %d dialogs", len(s.opened), len(s.root.dialogs))
	}
	s.press("?")
	s.seesNot(t, "baru: ")
	s.press("esc", ":")
	s.write("baru")
	s.seesNot(t, "baru: ")
	s.press("esc")
	s.desk.Change(uitest.Sari, func(f *model.Officer) { f.Role = model.RoleOfficer })
	s.wake()
	s.sees(t, "b baru: datang", "t ambil")
	s.press("b")
	if len(s.opened) != 1 {
		t.Error("an officer cannot begin a report")
	}
}

func TestOneOfficerWithoutPINSitsDownAtOnce(t *testing.T) {
	s := prepare(t, open)
	s.desk.Disable(uitest.Budi)
	s.root.ctx.Office = s.desk.Office()
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	s.sees(t, "Antrian kosong.", "Sari W.")
}

func TestWhoMayPutOthersOnTheListHasAPINFirst(t *testing.T) {
	s := prepare(t, open)
	s.desk.Disable(uitest.Budi)
	s.root.ctx.Office = s.desk.Office()
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	s.press(":")
	s.write("ganti p")
	s.press("enter")
	s.sees(t, "PIN Sari W.", "Buat dahulu PIN Anda sendiri")
	s.seesNot(t, "Siapa yang bertugas?")
	for range 2 {
		s.write(sariPIN)
		s.press("enter")
	}
	s.sees(t, "Siapa yang bertugas?") // that was asked for; no key is pressed twice
	s.write("Dewi")
	s.press("enter", "y")
	for range 2 {
		s.write("604813")
		s.press("enter")
	}
	s.sees(t, "Dewi bertugas di meja ini.")
}

func TestARefusedKeyClosesWithALine(t *testing.T) {
	s := prepare(t, func(c *Config) {
		c.SignIn = func(context.Context, SignIn) (Seat, error) {
			return Seat{}, &model.Error{Kind: model.KindForbidden, Key: "signin-disabled", Args: model.Args{"officer": "Sari W."}}
		}
	})
	s.settle(s.root.Init())
	if !s.quit || !errors.Is(s.root.Parting(), &model.Error{Key: "signin-disabled"}) {
		t.Errorf("quit %v, told %v", s.quit, s.root.Parting())
	}
}

func TestChangeOfficer(t *testing.T) {
	s := asSari(t)
	s.press("b")
	form := s.last()
	s.press(":")
	s.write("ganti p")
	s.press("enter")
	s.sees(t, "Siapa yang bertugas?", "Budi", "sedang di meja")
	s.press("esc")
	if s.last() != form || len(s.root.stack) != 2 {
		t.Fatal("Esc lost the form")
	}
	s.press(":")
	s.write("ganti p")
	s.press("enter", "down", "enter")
	s.write(budiPIN)
	s.press("enter")
	s.sees(t, "✓ Budi bertugas di meja ini.", "Budi · Jaga Malam · 23:41 WIB")
	if form.kept != 1 || len(s.root.stack) != 1 || !slices.Equal(s.sat[0].Did, []string{"relieved"}) {
		t.Errorf("kept %d, %d screens, Sari %v", form.kept, len(s.root.stack), s.sat[0].Did)
	}
	s.root.Leave(model.LineLost)
	if !slices.Equal(s.sat[1].Did, []string{"lost"}) {
		t.Errorf("Budi %v", s.sat[1].Did)
	}
}

func TestANewNameNeedsAnAdministrator(t *testing.T) {
	s := asSari(t)
	change := func() {
		s.press(":")
		s.write("ganti p")
		s.press("enter")
	}
	for _, typed := range []string{"zz", "petugas", string(uitest.Budi)[:2], "udi"} {
		before := len(s.desk.Office().Officers)
		change()
		s.write(typed)
		s.press("enter")
		s.sees(t, "Daftarkan "+typed+" sebagai petugas baru?")
		s.press("enter")
		s.sees(t, "Siapa yang bertugas?")
		s.press("esc")
		if len(s.desk.Office().Officers) != before {
			t.Errorf("%q was registered without a yes", typed)
		}
	}
	change()
	s.write("Dewi")
	s.press("enter", "y")
	s.sees(t, "Buat PIN untuk Dewi")
	for range 2 {
		s.write("604812")
		s.press("enter")
	}
	s.sees(t, "Dewi · Jaga Malam · 23:41 WIB")
	change()
	s.write("Rudi")
	s.press("enter")
	s.sees(t, "Rudi belum terdaftar. Hanya pengelola")
}

func TestOwnPIN(t *testing.T) {
	s := asSari(t)
	s.press(":")
	s.write("pin")
	s.press("enter")
	s.sees(t, "PIN Sari W.", "PIN lama")
	s.write(sariPIN)
	s.press("enter")
	for range 2 {
		s.write("604812")
		s.press("enter")
	}
	s.sees(t, "✓ PIN Anda sudah diganti.")
	if f, _ := s.desk.Office().Officer(uitest.Sari); f.PIN != "604812" {
		t.Errorf("the PIN is still the old one")
	}
}

// lockedOver is a desk covered while a report is typed, in a case's queue.
func lockedOver(t testing.TB, change ...func(*Config)) *table {
	s := asSari(t, change...)
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.press("b")
	s.last().typing = true
	s.press("ctrl+l")
	return s
}

func TestLockHidesAllAndKeepsAll(t *testing.T) {
	var told []Sitting
	s := lockedOver(t, func(c *Config) { c.Seated = func(at Sitting) { told = append(told, at) } })
	form := s.last()
	s.sees(t, "Layar terkunci", "Sari W. sedang bertugas")
	for _, hidden := range []string{"TNG-2026", "Antrian", "report walk-in", "▲▲", "000001"} {
		s.seesNot(t, hidden)
	}
	if form.kept != 1 || !told[len(told)-1].Locked {
		t.Errorf("kept %d times, told %v", form.kept, told)
	}
	form.told = nil
	s.press("x", "?", ":", "ctrl+f", "f1", "esc", "esc")
	s.write("999999")
	s.press("enter")
	s.sees(t, "! PIN salah.")
	form.told = slices.DeleteFunc(form.told, func(m tea.Msg) bool { _, ok := m.(screen.Changed); return ok })
	if len(form.told) != 0 || len(s.root.dialogs) != 0 {
		t.Errorf("the form was told %v under the cover", form.told)
	}
	s.write(sariPIN)
	s.press("enter")
	s.sees(t, "report walk-in", "Antrian 1")
	if !slices.Equal(s.sat[0].Did, []string{"pause", "resume"}) || told[len(told)-1].Locked {
		t.Errorf("did %v, told %v", s.sat[0].Did, told)
	}
}

// TestLockCoversDialogs too, and they are there again afterwards.
func TestLockCoversDialogs(t *testing.T) {
	s := asSari(t)
	s.press("q", "ctrl+l")
	s.sees(t, "Layar terkunci")
	s.seesNot(t, "Tinggalkan")
	s.press("y")
	s.write(sariPIN)
	s.press("backspace", "ctrl+u")
	s.write(sariPIN)
	s.press("enter")
	s.sees(t, "Tinggalkan meja piket?")
	if s.quit {
		t.Error("a key went under the cover")
	}
}

func TestUnderTheCoverTimeGoesOn(t *testing.T) {
	s := lockedOver(t)
	form := s.last()
	form.told = nil
	s.desk.Add(urgent(), model.Case{})
	s.wake()
	s.tell(ticked{s.now})
	if !slices.Equal(s.raw, []string{"\a", "\a"}) {
		t.Errorf("written %q, want the bell again", s.raw)
	}
	s.sees(t, "● Ada kabar mendesak")
	s.seesNot(t, "Overstay")
	if !slices.ContainsFunc(form.told, func(m tea.Msg) bool { _, ok := m.(screen.Tick); return ok }) {
		t.Error("the form's clock stands still")
	}
	if s.sat[0].Open != "" {
		t.Error("a covered case is said to be open")
	}
}

func TestAnotherOfficerTakesACoveredDesk(t *testing.T) {
	s := lockedOver(t)
	form := s.last()
	s.press("esc", "down", "enter")
	s.sees(t, "Masuk sebagai Budi")
	s.write(budiPIN)
	s.press("enter")
	s.sees(t, "Budi · Jaga Malam · 23:41 WIB", "Antrian 1")
	if form.kept != 2 || len(s.root.stack) != 1 || !slices.Equal(s.sat[0].Did, []string{"pause", "relieved"}) {
		t.Errorf("kept %d, %d screens, did %v", form.kept, len(s.root.stack), s.sat[0].Did)
	}
}

func TestIdleCovers(t *testing.T) {
	s := asSari(t, func(c *Config) { c.LockAfter = 10 * time.Minute })
	s.now = s.now.Add(9 * time.Minute)
	s.press("j")
	s.now = s.now.Add(9 * time.Minute)
	s.tell(ticked{s.now})
	s.seesNot(t, "Layar terkunci")
	s.now = s.now.Add(2 * time.Minute)
	s.tell(ticked{s.now})
	s.sees(t, "Layar terkunci")

	s = asSari(t, func(c *Config) { c.LockAfter = 10 * time.Minute })
	s.press(":")
	s.write("ganti p")
	s.press("enter")
	s.sees(t, "Siapa yang bertugas?")
	s.now = s.now.Add(11 * time.Minute)
	s.tell(ticked{s.now})
	s.press("esc", "esc")
	s.sees(t, "Layar terkunci")

	s = sitDown(t, 80, 24, func(c *Config) { c.LockAfter = time.Minute })
	s.now = s.now.Add(time.Hour)
	s.tell(ticked{s.now})
	s.seesNot(t, "Layar terkunci")
	s.press("ctrl+l")
	s.sees(t, "! Layar baru bisa dikunci setelah Anda punya PIN.")
}

// TestGoesOnWhereAClosedDeskLeftOff has somebody type on while their desk is
// taken over: nothing of it acts, and nobody is asked who they are.
func TestGoesOnWhereAClosedDeskLeftOff(t *testing.T) {
	var told []Sitting
	at := Sitting{Officer: uitest.Budi, ID: "01ELSEWHERE", Open: screen.WritePlaces([]screen.Route{screen.OpenDrafts{}}), Typing: TypingDialog}
	s := prepare(t, open, func(c *Config) {
		c.Moved, c.Sitting = true, at
		c.Seated = func(at Sitting) { told = append(told, at) }
	})
	s.drafts = []Draft{{Form: "a", Report: report.About{Channel: model.WalkIn}, Saved: uitest.Now()}}
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	init := s.root.Init()
	for _, k := range []string{"b", "enter", "p", "y"} {
		s.now = s.now.Add(quiet / 2)
		s.press(k)
	}
	s.settle(init)
	s.press("b", "enter")
	s.sees(t, "✓ Meja utama ditutup; meja ini melanjutkan.", "Belum selesai diketik", "Budi")
	if len(s.opened) != 0 || !slices.Equal(told, []Sitting{at}) {
		t.Fatalf("%d screens opened by keys meant for another, told %v", len(s.opened), told)
	}
	s.now = s.now.Add(quiet)
	s.press("enter")
	if s.last().title != "report walk-ina" {
		t.Errorf("opened %q, want the draft", s.last().title)
	}
	s.root.Leave("")
	if !slices.Equal(s.sat[0].Did, []string{"step"}) {
		t.Errorf("did %v, want the sitting to go on elsewhere", s.sat[0].Did)
	}
}

func TestATakeoverDoesNotUncover(t *testing.T) {
	s := prepare(t, open, func(c *Config) {
		c.Moved, c.Sitting = true, Sitting{Officer: uitest.Sari, ID: "01ELSEWHERE", Locked: true}
	})
	s.desk.SetPIN(uitest.Sari, sariPIN)
	s.root.ctx.Office = s.desk.Office()
	s.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.settle(s.root.Init())
	s.now = s.now.Add(quiet)
	s.sees(t, "Layar terkunci", "Sari W.")
	s.seesNot(t, "Antrian")
}

func TestWhoIsDisabledIsShutOut(t *testing.T) {
	s := lockedOver(t)
	form := s.last()
	s.desk.Disable(uitest.Sari)
	s.wake()
	s.sees(t, "Siapa yang bertugas?", "Sari W. sudah tidak aktif")
	s.seesNot(t, "Layar terkunci")
	if form.kept != 2 || !slices.Equal(s.sat[0].Did, []string{"pause", "shut-out"}) {
		t.Errorf("kept %d, did %v", form.kept, s.sat[0].Did)
	}
	s.write("4739")
	s.seesNot(t, "4739")
	s.now = s.now.Add(quiet)
	s.press("enter")
	s.write(budiPIN)
	s.press("enter")
	s.sees(t, "Antrian 1", "Budi")

	far := sitDown(t, 80, 24, func(c *Config) { c.Home = false })
	far.desk.Disable(uitest.Sari)
	far.wake()
	far.root.Leave(model.LeftDesk)
	if !far.quit || !errors.Is(far.root.Parting(), &model.Error{Key: "signin-disabled"}) || !slices.Equal(far.sat[0].Did, []string{"shut-out"}) {
		t.Errorf("quit %v, told %v, did %v", far.quit, far.root.Parting(), far.sat[0].Did)
	}
}
