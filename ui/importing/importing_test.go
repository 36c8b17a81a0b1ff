package importing_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"piket/internal/locale"
	"piket/model"
	"piket/ui/importing"
	"piket/ui/screen"
	"piket/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden screens")

// shelf is a machine with files; it remembers what was asked of it.
type shelf struct {
	mu    sync.Mutex // guards asked
	asked []importing.Ask
	told  importing.Told
	err   error
	begun chan struct{} // not nil: reading waits to be stopped
}

func (*shelf) Found(context.Context) ([]importing.File, error) {
	at := uitest.Now().Add(-time.Hour)
	return []importing.File{
		{Path: "/rumah/Unduhan/Laporan WNA (Jawaban).csv", Name: "Laporan WNA (Jawaban).csv", Folder: "Unduhan", Size: 214 << 10, Changed: at},
		{Path: "/rumah/Unduhan/\x1b[31mjahat\u202e.csv", Name: "\x1b[31mjahat\u202e.csv", Folder: "Unduhan", Size: 3 << 20, Changed: at},
	}, nil
}

func (s *shelf) Read(ctx context.Context, ask importing.Ask) (importing.Told, error) {
	ask.Progress(1, 4)
	s.mu.Lock()
	s.asked = append(s.asked, ask)
	told, err := s.told, s.err
	s.mu.Unlock()
	if s.begun != nil && !ask.Try {
		close(s.begun)
		<-ctx.Done()
		return importing.Told{Rows: 9, Added: 5}, ctx.Err()
	}
	if ask.Dates != "" {
		err = nil
	}
	if len(ask.Story) > 0 {
		told.Unknown = nil
	}
	return told, err
}

func (s *shelf) last() importing.Ask {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[len(s.asked)-1]
}

func answers() *shelf {
	return &shelf{told: importing.Told{
		Rows: 1228, Added: 1224, Present: 1, Refused: 3, Unknown: []string{"Hobi"},
		Lines: []string{"Tanggal dibaca sebagai hari/bulan/tahun.", "Baris 4: Waktu pengiriman tidak terbaca."},
	}}
}

func stage(t *testing.T, lang locale.Lang, r importing.Reader, width, height int) *uitest.Stage {
	t.Helper()
	return uitest.NewStage(t, importing.New(importing.Config{Ctx: uitest.Ctx(t, lang), Reader: r}), width, height)
}

func body(s *uitest.Stage) string { return uitest.Text(s.Screen.View().Body) }

func shows(t *testing.T, s *uitest.Stage, want string) {
	t.Helper()
	if got := strings.Join(strings.Fields(body(s)), " "); !strings.Contains(got, want) {
		t.Errorf("not shown: %s\n%s", want, body(s))
	}
}

func TestNothingGoesInBeforeItIsAgreed(t *testing.T) {
	files := answers()
	s := stage(t, locale.Indonesian, files, 80, 20)
	s.Write("wna")
	s.Press("enter")
	if got := files.last(); !got.Try || got.Path != "/rumah/Unduhan/Laporan WNA (Jawaban).csv" {
		t.Errorf("asked %+v", got)
	}
	shows(t, s, "1.225 baris dapat dibaca, 3 tidak.")
	s.Press("u")
	if got := files.last(); !got.Try || strings.Join(got.Story, " ") != "Hobi" {
		t.Errorf("asked %+v", got)
	}
	s.Press("t", "enter")
	if got := files.last(); got.Try || got.Kind != model.Presence || strings.Join(got.Story, " ") != "Hobi" {
		t.Errorf("asked %+v", got)
	}
	shows(t, s, "1.224 laporan baru masuk, 1 sudah ada, 3 ditolak.")
	s.Press("esc")
	if !s.Closed {
		t.Error("the screen stayed")
	}
}

func TestOpenDatesAreSettledHere(t *testing.T) {
	files := answers()
	files.told, files.err = importing.Told{}, &model.Error{Kind: model.KindInvalid, Key: "import-dates-ambiguous"}
	s := stage(t, locale.Indonesian, files, 80, 20)
	s.Press("enter")
	shows(t, s, "Tekan d untuk memilih")
	if s.Bound("enter") {
		t.Error("a file whose dates are open can be taken in")
	}
	files.told = importing.Told{Rows: 2}
	s.Press("d")
	if got := files.last(); got.Dates != "dmy" || !got.Try {
		t.Errorf("asked %+v", got)
	}
	s.Press("d", "enter")
	if got := files.last(); got.Dates != "mdy" || got.Try {
		t.Errorf("asked %+v", got)
	}
}

// TestADateIsShownBothWays lets the officer see what they choose between, and
// what they chose.
func TestADateIsShownBothWays(t *testing.T) {
	for key, says := range map[string]string{
		"import-dates-ambiguous": "Semua tanggal di berkas ini dapat dibaca dua cara.",
		"import-dates-mixed":     "Dari 4 tanggal, separuh menulis hari dahulu dan separuh bulan dahulu.",
	} {
		files := answers()
		files.told, files.err = importing.Told{}, &model.Error{Kind: model.KindInvalid, Key: key, Args: model.Args{
			"n": 4, "date": "05/06/2026", "dmy": model.Date("2026-06-05"), "mdy": model.Date("2026-05-06"),
		}}
		s := stage(t, locale.Indonesian, files, 80, 20)
		s.Press("enter")
		shows(t, s, says)
		shows(t, s, "05/06/2026: hari dahulu → Jumat, 5 Juni 2026; bulan dahulu → Rabu, 6 Mei 2026.")
		files.told = importing.Told{Rows: 2}
		s.Press("d")
		shows(t, s, "05/06/2026 dibaca Jumat, 5 Juni 2026.")
		s.Press("d")
		shows(t, s, "05/06/2026 dibaca Rabu, 6 Mei 2026.")
	}
}

func TestARefusedFileLeadsBackToTheFiles(t *testing.T) {
	files := answers()
	files.told, files.err = importing.Told{}, &model.Error{Kind: model.KindInvalid, Key: "import-not-csv"}
	s := stage(t, locale.Indonesian, files, 80, 20)
	s.Write("/tidak/ada.csv")
	s.Press("enter")
	if got := files.last().Path; got != "/tidak/ada.csv" {
		t.Errorf("asked for %q", got)
	}
	shows(t, s, "Berkas itu bukan CSV.")
	shows(t, s, "/tidak/ada.csv")
}

func TestStopping(t *testing.T) {
	files := answers()
	files.begun = make(chan struct{})
	var reads importing.Reader = files
	s := importing.New(importing.Config{Ctx: uitest.Ctx(t, locale.English), Reader: reads})
	s.Update(screen.Size{Width: 80, Height: 20})
	s.Update(s.Init()())
	_, look := s.Update(screen.Did{Intent: screen.Enter})
	s.Update(look())
	_, take := s.Update(screen.Did{Intent: screen.Enter})
	ended := make(chan any)
	go func() { ended <- take() }()
	<-files.begun
	if text := uitest.Text(s.View().Body); !strings.Contains(text, "25 %") {
		t.Errorf("no progress:\n%s", text)
	}
	s.Update(screen.Did{Intent: s.Bindings()[0].Intent})
	s.Update(screen.Did{Intent: s.Bindings()[0].Intent}) // twice harms nothing
	s.Update(<-ended)
	if text := uitest.Text(s.View().Body); !strings.Contains(text, "Stopped: 5 new reports are in.") {
		t.Errorf("not told:\n%s", text)
	}
}

func TestFilesElsewhere(t *testing.T) {
	s := stage(t, locale.Indonesian, nil, 80, 20)
	shows(t, s, "piket import google-form BERKAS.csv")
	if s.Bound("enter") {
		t.Error("there is nothing to look through")
	}
}

func TestBindings(t *testing.T) {
	for _, lang := range locale.Langs() {
		s := stage(t, lang, answers(), 80, 20)
		for _, key := range []string{"enter", "enter"} {
			uitest.Bindings(t, uitest.Printer(t, lang), s.Screen.Bindings())
			s.Press(key)
		}
		uitest.Bindings(t, uitest.Printer(t, lang), s.Screen.Bindings())
	}
}

func TestFits(t *testing.T) {
	for _, size := range [][2]int{{60, 12}, {61, 13}, {80, 20}, {100, 30}, {240, 66}} {
		uitest.Fits(t, stage(t, locale.English, nil, size[0], size[1]).Screen.View().Body, size[0], size[1])
		s := stage(t, locale.Indonesian, answers(), size[0], size[1])
		uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
		for range 2 {
			s.Press("enter")
			uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
			s.Press("G", "pgup", "down")
			uitest.Fits(t, s.Screen.View().Body, size[0], size[1])
		}
	}
	many := answers()
	for n := range 400 {
		many.told.Lines = append(many.told.Lines, fmt.Sprintf("Baris %d: \u202e%s", n, strings.Repeat("panjang ", 30)))
	}
	s := stage(t, locale.English, many, 60, 12)
	s.Press("enter", "G")
	uitest.Fits(t, s.Screen.View().Body, 60, 12)
	shows(t, s, "Baris 399")
}

func TestGolden(t *testing.T) {
	for _, lang := range locale.Langs() {
		for _, size := range [][2]int{{80, 20}, {120, 36}} {
			name := fmt.Sprintf("%s-%dx%d", lang, size[0], size[1])
			s := stage(t, lang, answers(), size[0], size[1])
			uitest.Golden(t, *update, "files-"+name, s.Screen.View().Body)
			s.Press("enter")
			uitest.Golden(t, *update, "looked-"+name, s.Screen.View().Body)
			s.Press("enter")
			uitest.Golden(t, *update, "done-"+name, s.Screen.View().Body)
		}
	}
}

func TestAFaultInTheMiddleIsTold(t *testing.T) {
	files := answers()
	s := stage(t, locale.English, files, 80, 20)
	s.Press("enter")
	files.told, files.err = importing.Told{Rows: 9, Added: 4}, errors.New("disk")
	s.Press("enter")
	shows(t, s, "4 new reports taken in")
	if !s.Bound("n") {
		t.Error("no way to another file")
	}
}

func TestWhatAFileLacksIsTold(t *testing.T) {
	for want, give := range map[string]*shelf{
		"Belum ada jawaban di berkas ini":            {},
		"google-form BERKAS.csv --mapping PETA.toml": {err: &model.Error{Kind: model.KindInvalid, Key: "import-no-account"}},
	} {
		s := stage(t, locale.Indonesian, give, 80, 20)
		s.Press("enter")
		shows(t, s, want)
		if give.err == nil && s.Bound("enter") {
			t.Error("nothing can be taken in twice")
		}
	}
}
