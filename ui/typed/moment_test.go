package typed

import (
	"testing"
	"time"

	"piket/model"
	"piket/ui/uitest"
)

func TestReadMoment(t *testing.T) {
	// now is Saturday 21 November 2026, 23:41 WIB.
	tests := map[string]string{
		"":                      "2026-11-21 23:41",
		"baru saja":             "2026-11-21 23:41",
		"23:10":                 "2026-11-21 23:10",
		"23.10":                 "2026-11-21 23:10",
		"2310":                  "2026-11-21 23:10",
		"20/11 2015":            "2026-11-20 20:15",
		"20/11 2200":            "2026-11-20 22:00",
		"20 nov 2200":           "2026-11-20 22:00",
		"20 nov 2025 2200":      "2025-11-20 22:00",
		"20/11/2025 2200":       "2025-11-20 22:00",
		"23:50":                 "2026-11-20 23:50",
		"jam 9":                 "2026-11-21 09:00",
		"jam 9 malam":           "2026-11-21 21:00",
		"9pm":                   "2026-11-21 21:00",
		"9:30 pm":               "2026-11-21 21:30",
		"pukul 21.15 WIB":       "2026-11-21 21:15",
		"tadi pagi":             "2026-11-21 08:00",
		"tadi siang jam 1":      "2026-11-21 13:00",
		"kemarin 21:00":         "2026-11-20 21:00",
		"Kemarin, jam 21.00":    "2026-11-20 21:00",
		"kemarin malam":         "2026-11-20 20:00",
		"kemarin lusa 10:00":    "2026-11-19 10:00",
		"yesterday 9pm":         "2026-11-20 21:00",
		"hari ini":              "2026-11-21 23:41",
		"20/11 22.15":           "2026-11-20 22:15",
		"20/11":                 "2026-11-20 00:00",
		"22/11 10:00":           "2025-11-22 10:00",
		"20-11-2026 22:15":      "2026-11-20 22:15",
		"20.11.2026":            "2026-11-20 00:00",
		"2026-11-20 22:15":      "2026-11-20 22:15",
		"20 Nov 22:15":          "2026-11-20 22:15",
		"20 november 2026 8:05": "2026-11-20 08:05",
		"tanggal 20 jam 8":      "",
		"5 mei":                 "2026-05-05 00:00",
		"senin 21:00":           "2026-11-16 21:00",
		"sabtu 21:00":           "2026-11-21 21:00",
		"senin lalu malam":      "2026-11-16 20:00",
		"jum'at jam 2 siang":    "2026-11-20 14:00",
		"2 jam lalu":            "2026-11-21 21:41",
		"2 jam yang lalu":       "2026-11-21 21:41",
		"30 minutes ago":        "2026-11-21 23:11",
		"sejam lalu":            "2026-11-21 22:41",
		"3 hari lalu":           "2026-11-18 23:41",
		"seminggu lalu":         "2026-11-14 23:41",
		"jam 12 malam":          "2026-11-21 00:00",
		"besok 10:00":           "2026-11-22 10:00",
		"dini hari":             "2026-11-21 04:00",
		"24:00":                 "2026-11-21 00:00",

		"entah":             "",
		"25:00":             "",
		"23:60":             "",
		"31/2":              "",
		"29/2/2026":         "",
		"20/13":             "",
		"20/11 20/11":       "",
		"99999 jam lalu":    "",
		"kemarin sekali ya": "",
		"-5 jam lalu":       "",
		"23:10 22:10":       "",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			m, ok := ReadMoment(text, uitest.Now())
			got := ""
			if ok {
				got = m.At.Format("2006-01-02 15:04")
			}
			if got != want {
				t.Errorf("read as %q, want %q", got, want)
			}
		})
	}
}

func TestReadMomentInTheSmallHours(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 10, 0, 0, model.WIB.Location())
	tests := map[string]string{
		"23:50":             "2026-11-21 23:50",
		"0:05":              "2026-11-22 00:05",
		"0:14":              "2026-11-22 00:14", // a clock that runs ahead
		"semalam":           "2026-11-21 20:00",
		"tadi malam 23:10":  "2026-11-21 23:10",
		"tadi malam jam 1":  "2026-11-22 01:00",
		"tadi malam 22.30":  "2026-11-21 22:30",
		"last night 10 pm":  "2026-11-21 22:00",
		"kemarin 23:50":     "2026-11-21 23:50",
		"tadi sore":         "2026-11-21 16:00",
		"1 menit lalu":      "2026-11-22 00:09",
		"31/12":             "2025-12-31 00:00",
		"minggu 0:05":       "2026-11-22 00:05",
		"minggu lalu 10:00": "2026-11-15 10:00",
	}
	for text, want := range tests {
		m, ok := ReadMoment(text, now)
		if got := m.At.Format("2006-01-02 15:04"); !ok || got != want {
			t.Errorf("%q is read as %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestVagueMoments(t *testing.T) {
	for text, want := range map[string]bool{
		"kemarin": true, "20/11": true, "kemarin malam": true, "3 hari lalu": true,
		"kemarin 21:00": false, "": false, "2 jam lalu": false, "jam 9 malam": false,
	} {
		if m, ok := ReadMoment(text, uitest.Now()); !ok || m.Vague != want {
			t.Errorf("%q: vague = %v, %v; want %v", text, m.Vague, ok, want)
		}
	}
}

func TestReadDay(t *testing.T) {
	for text, want := range map[string]model.Date{
		"20/11/2026": "2026-11-20", "20-11-26": "2026-11-20", "2026-11-20": "2026-11-20", "20112026": "2026-11-20",
		"201126": "2026-11-20", "20 nov": "2026-11-20", "20 Agustus 2027": "2027-08-20", "5/1": "2027-01-05", "30/6": "2026-06-30",
		"hari ini": "2026-11-21", "kemarin": "2026-11-20", "besok": "2026-11-22", "lusa": "2026-11-23", "tomorrow": "2026-11-22",
		"31/12/99": "1999-12-31", "20.11.2026": "2026-11-20",
		"": "", "30/2/2026": "", "20/11 10:00": "", "selamanya": "", "11/2026": "", "kemarin malam": "", "1/1/9999": "",
	} {
		day, ok := ReadDay(text, uitest.Now())
		if day != want || ok != (want != "") {
			t.Errorf("%q is read as %q, %v; want %q", text, day, ok, want)
		}
	}
}

// FuzzReadMoment looks for texts that stop the reader, or times that no
// report could hold.
func FuzzReadMoment(f *testing.F) {
	for _, s := range []string{"kemarin 21:00", "20/11 22.15", "2 jam lalu", "31/02/0000", "senin last night 99", "\x1b[31m٣:١٠"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, ok := ReadMoment(text, uitest.Now())
		if ok && (m.At.Year() < 0 || m.At.Year() > 9999) {
			t.Errorf("%q is read as %v", text, m.At)
		}
		if day, ok := ReadDay(text, uitest.Now()); ok {
			if _, exists := model.ParseDate(string(day)); !exists {
				t.Errorf("%q is read as the day %q", text, day)
			}
		}
	})
}
