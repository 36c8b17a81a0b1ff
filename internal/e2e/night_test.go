//go:build e2e && !windows

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// night is a night at the desk: one office, one data folder, two screens.
type night struct {
	*tmux
	binary, data string
	sari         *window // Indonesian, holds the store
	second       *window // English, joins
	tracking     string
	secrets      []string
}

// The people who are promised that nobody learns of them.
const (
	walker, walkerPhone, walkerNIK = "Rahmat Hidayatullah", "0811-7700-349", "3671051203850007"
	caller, callerPhone            = "Siti Khadijah", "0812-9876-5432"
	writer, writerPhone            = "Bambang Trihatmojo", "0857-1234-9876"
)

// TestNight works a whole night at the real program in a real terminal.
func TestNight(t *testing.T) {
	n := &night{tmux: startTmux(t), data: filepath.Join(t.TempDir(), "data"), binary: build(t)}
	n.secrets = []string{
		walker, walkerPhone, walkerNIK, "08117700349", "8117700349", caller, callerPhone, "81298765432", writer, writerPhone, "85712349876",
	}
	for _, hour := range []struct {
		name string
		work func(*night, *testing.T)
	}{
		{"FirstRun", (*night).firstRun},
		{"WalkIn", (*night).walkIn},
		{"LiveArrival", (*night).liveArrival},
		{"SecondScreen", (*night).secondScreen},
		{"PhoneReport", (*night).phoneReport},
		{"Import", (*night).importAnswers},
		{"ToTheEnd", (*night).toTheEnd},
		{"FalseReport", (*night).falseReport},
		{"Search", (*night).search},
		{"StepAway", (*night).stepAway},
		{"Together", (*night).together},
		{"KilledWhileTyping", (*night).killed},
		{"Leave", (*night).leave},
		{"Morning", (*night).morning},
	} {
		start := time.Now()
		if !t.Run(hour.name, func(t *testing.T) { hour.work(n, t) }) {
			return // what comes next stands on it
		}
		t.Logf("%-18s %4.1f s", hour.name, time.Since(start).Seconds())
	}
}

// build makes the program as anybody does.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "piket")
	if out, err := exec.Command("go", "build", "-o", binary, "piket").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return binary
}

func (n *night) sit(t *testing.T, name string, width, height int, args ...string) *window {
	t.Helper()
	w := n.open(t, name, width, height, append([]string{n.binary, "--data", n.data}, args...)...)
	w.secrets = n.secrets
	return w
}

// say runs a sub-command on the office's data, whoever holds them.
func (n *night) say(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	return command(t, n.binary, stdin, append([]string{"--data", n.data}, args...)...)
}

func (n *night) firstRun(t *testing.T) {
	n.sari = n.sit(t, "sari", 80, 24)
	w := n.sari
	w.see(t, "Selamat datang di meja piket", "● Bahasa Indonesia")
	w.press(t, "Enter")
	w.write(t, "Kanim Kelas I Khusus TPI Tangerang")
	w.see(t, "Kanim Kelas I Khusus TPI Tangerang", "TNG", "● WIB")
	w.press(t, "Enter", "Enter", "Enter")
	w.write(t, "Sari Wulandari")
	w.see(t, "Sari Wulandari")
	w.press(t, "Enter", "Enter")
	w.see(t, "Antrian kosong.", "baru: datang", "Antrian 0", "Sari Wulandari")
}

// walkIn types a walk-in report field by field, in windows of three sizes.
func (n *night) walkIn(t *testing.T) {
	w := n.sari
	w.typing = true
	w.press(t, "b")
	w.see(t, "Laporan datang langsung", "▸1 Kejadian")
	w.press(t, "Up") // from the story to its time
	w.write(t, "kemarin malam")
	w.see(t, "jamnya kira-kira")
	w.press(t, "Tab")
	w.write(t, "Saya "+walker+". Dua orang asing bekerja di proyek ruko, paspornya ditahan mandor.")
	w.see(t, "ditahan mandor.")
	w.press(t, "Tab")
	w.write(t, "izin")
	w.see(t, "▌ Penyalahgunaan izin tinggal")
	w.press(t, "Enter", "Right")
	w.see(t, "Penyalahgunaan izin tinggal", "● Tinggi")

	w.resize(t, 120, 36)
	w.see(t, "Laporan mirip", "ditahan mandor.", "● Tinggi")
	w.press(t, "Tab")
	w.write(t, "Li Wei")
	w.press(t, "Tab", "Tab")
	w.write(t, "RRT")
	w.see(t, "▌ Tiongkok")
	w.press(t, "Enter", "Tab", "Tab")
	w.write(t, "E12345678")
	w.see(t, "E12345678")
	w.press(t, "C-t")
	w.write(t, "Chen Jie")
	w.see(t, "Terlapor 1", "Li Wei · Tiongkok · E12345678", "Chen Jie")
	n.walkInPlace(t)
	n.walkInReporter(t)
}

func (n *night) walkInPlace(t *testing.T) {
	w := n.sari
	w.press(t, "C-n")
	w.see(t, "▸3 Tempat")
	w.write(t, "Ruko Permata Blok C")
	w.press(t, "Tab", "Tab", "Tab")
	w.write(t, "cipond")
	w.see(t, "▌ Cipondoh, Kota Tangerang")
	w.press(t, "Enter")

	w.resize(t, 60, 16)
	w.see(t, "Ruko Permata Blok C", "Cipondoh, Kota Tangerang")
	w.press(t, "C-n")
	w.see(t, "▸4 Pelapor")
	w.resize(t, 80, 24)
}

func (n *night) walkInReporter(t *testing.T) {
	w := n.sari
	w.write(t, walker)
	w.press(t, "Tab")
	w.write(t, walkerPhone)
	w.press(t, "Tab")
	w.write(t, walkerNIK)
	w.see(t, walker, walkerPhone, "lahir 12 Mar '85")
	w.press(t, "C-n")
	w.see(t, "▸5 Tanya ulang", "Cerita awal")
	w.write(t, "Proyeknya di belakang pasar, bukan ruko")
	w.press(t, "C-x")
	w.see(t, "di belakang pasar", "bertentangan dengan cerita awal")

	w.press(t, "C-r")
	w.see(t, "Simpan laporan", "Datang langsung")
	w.press(t, "s")
	screen := w.see(t, "Laporan tersimpan", "-000001", "hanya tampil sekali")
	w.typing = false
	code := regexp.MustCompile(`│ +((?:[0-9A-Z] +){13})│`).FindStringSubmatch(screen)
	if code == nil {
		t.Fatalf("no tracking code:\n%s", screen)
	}
	n.tracking = strings.ReplaceAll(code[1], " ", "")
	w.press(t, "p")
	w.see(t, "Tanda terima:")
	n.receipt(t)
	w.press(t, "Escape")
	w.see(t, "Antrian 1", "-000001", "Cipondoh")
}

// receipt is on paper what was on the screen, and names no reporter.
func (n *night) receipt(t *testing.T) {
	t.Helper()
	found := ""
	err := filepath.WalkDir(n.data, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".txt") {
			text, err := os.ReadFile(path)
			found += string(text)
			return err
		}
		return err
	})
	paper := strings.NewReplacer(" ", "", "-", "").Replace(found)
	if err != nil || !strings.Contains(paper, n.tracking) || !strings.Contains(found, "-000001") {
		t.Errorf("the receipt lacks its code or number (%v):\n%s", err, found)
	}
}

// liveArrival brings a report in through another process: it shows without a
// key, and the mark stays where it was.
func (n *night) liveArrival(t *testing.T) {
	w := n.sari
	w.see(t, "▌ ▲  ", "-000001")
	out := n.say(t, `{"kind":"complaint","channel":"whatsapp","urgency":"urgent","violation":"overstay",
		"narrative":"Tiga orang asing tinggal di Wisma Melati, izinnya habis sejak Maret.",
		"subjects":[{"name":"Okafor","nationality":"NGA"}],"place":{"name":"Wisma Melati","area":"36.71.05"},
		"reporter":{"name":"`+caller+`","phone":"`+callerPhone+`"}}`, "case", "add", "--json", "-")
	var added struct {
		Number, ID, Tracking string
		Version              int
	}
	if err := json.Unmarshal([]byte(out), &added); err != nil || added.Version != 1 || added.ID == "" || added.Tracking == "" {
		t.Fatalf("case add says %q: %v", out, err)
	}
	screen := w.see(t, "Antrian 2", "▲▲ 1", "-000002", "-000001", "Mendesak: "+added.Number)
	if row := marked(screen); !strings.Contains(row, "-000001") {
		t.Errorf("the mark went to %q", row)
	}
}

// secondScreen joins the desk from another terminal in English.
func (n *night) secondScreen(t *testing.T) {
	n.second = n.sit(t, "second", 120, 36, "--lang", "en")
	n.second.see(t, "Queue 2", "-000001", "-000002", "Received")
	n.sari.press(t, "g", "t")
	n.sari.see(t, "sekarang Anda pegang")
	n.second.see(t, "Sari Wul")
}

// phoneReport takes a call on the second screen; a report like it is pointed
// out while typing, and the first screen sees the new one at once.
func (n *night) phoneReport(t *testing.T) {
	w := n.second
	w.typing = true
	w.press(t, "p")
	w.see(t, "Phone report", "▸1 Event")
	w.write(t, "Noise every night from the house in the alley.")
	w.press(t, "Tab")
	w.write(t, "overst")
	w.see(t, "▌ Overstay")
	w.press(t, "Enter", "C-n")
	w.see(t, "▸2 People")
	w.write(t, "Okafor")
	w.press(t, "C-n")
	w.write(t, "Wisma Melati")
	w.press(t, "Tab", "Tab", "Tab")
	w.write(t, "cipond")
	w.see(t, "Cipondoh, Kota Tangerang")
	w.press(t, "Enter")
	w.see(t, "Similar reports", "-000002")
	w.press(t, "C-n")
	w.write(t, caller)
	w.press(t, "Tab")
	w.write(t, callerPhone)
	w.see(t, caller, callerPhone)
	w.press(t, "C-n")
	w.see(t, "▸5 Call back", "● Not called yet")
	w.press(t, "Right")
	w.see(t, "● Reached", "The number")
	w.press(t, "Tab", "Right")
	w.see(t, "● Is the reporter's own")
	w.press(t, "C-r")
	w.see(t, "Save the report", "Phone")
	w.press(t, "s")
	w.see(t, "Report saved", "-000003", "shown once")
	w.typing = false
	n.sari.see(t, "Antrian 3", "-000003")
	w.press(t, "o")
	w.see(t, "CALLED BACK", "Wisma Melati", "phone given")
	w.press(t, "Escape")
	w.see(t, "Report saved")
	w.press(t, "Escape")
	w.see(t, "Sorted by", "Queue 3")
}

// answers is an export of a form, with a quoted line break, and a row whose
// time cannot be read.
const answers = "\ufeffStempel waktu;Nama Lengkap Pelapor;Nomor WhatsApp aktif;Sasaran Pengaduan;Deskripsi Pengaduan\r\n" +
	"20/11/2025 21.15.00;" + writer + ";" + writerPhone + ";John Doe;\"Saya " + writer + ",\r\nada kelompok penari di kelab malam.\"\r\n" +
	"21/11/2025 06.00.00;;;Chen Wei;Berdagang obat di pasar lama\r\n" +
	"entah;;;Li Na;Bekerja di salon\r\n"

// importAnswers brings the answers of a form in, and a second time nothing.
func (n *night) importAnswers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "jawaban.csv")
	if err := os.WriteFile(file, []byte(answers), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ added, present, open int }{{2, 0, 5}, {0, 2, 5}} {
		cmd := exec.Command(n.binary, "--data", n.data, "import", "google-form", file, "--json")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("import: %v\n%s", err, out)
		}
		if text := fmt.Sprintf(`"added":%d,"present":%d,"other_time":0,"refused":1`, want.added, want.present); !bytes.Contains(out, []byte(text)) {
			t.Errorf("import says %s, want %s", out, text)
		}
		n.sari.see(t, fmt.Sprintf("Antrian %d", want.open))
		n.second.see(t, fmt.Sprintf("Queue %d", want.open))
	}
}
