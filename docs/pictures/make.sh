#!/usr/bin/env bash
# Renders the pictures in the README from the real screens, on the invented office of `piket demo`.
#
#   docs/pictures/make.sh             all of them
#   docs/pictures/make.sh queue case  only these
#
# Needs Go and tmux; takes a minute or two.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
wanted=" ${*:-queue report case handover search-light} "
work=$(mktemp -d)
export SHOT="$work/shot" TMPDIR="$work" TMUX_TMPDIR="$work" TMUX_SOCKET=''
unset TMUX
terminal=(true)
trap '"${terminal[@]}" kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
go build -o "$work/piket" .
go build -o "$SHOT" ./internal/shot

# desk COLUMNS ROWS ARGUMENT... opens piket on a terminal of its own.
desk() {
	local cols=$1 rows=$2
	shift 2
	TMUX_SOCKET="pictures-$$-$SECONDS-$RANDOM" # a new server: the one before may still be going
	terminal=(tmux -L "$TMUX_SOCKET" -u)
	"${terminal[@]}" -f /dev/null new-session -d -s desk -x "$cols" -y "$rows" \
		env -u TMUX -u NO_COLOR TERM=xterm-256color COLORTERM=truecolor "$work/piket" "$@" \; set-option -g status off \; \
		resize-window -t desk -x "$cols" -y "$rows"
}

# shows TEXT waits until the screen does.
shows() {
	local i
	for ((i = 0; i < 1200; i++)); do
		! "${terminal[@]}" capture-pane -p -t desk | grep -qF -- "$1" || return 0
		sleep 0.1
	done
	echo "the screen never showed: $1" >&2
	"${terminal[@]}" capture-pane -p -t desk >&2
	return 1
}

press() { "${terminal[@]}" send-keys -t desk "$@"; }
write() { "${terminal[@]}" send-keys -t desk -l -- "$1"; }

# light paints for a light background, by the palette.
light() {
	press F2
	shows "$1"
	write "$2"
	sleep 0.5
	press Enter
	sleep 0.5
}

# picture NAME THEME renders what stands there and closes the desk.
picture() {
	sleep 1
	internal/shot/look.sh desk "docs/pictures/$1.svg" "$2" Piket
	"${terminal[@]}" kill-server
	echo "docs/pictures/$1.svg"
}

is_wanted() { [[ $wanted == *" $1 "* ]]; }

if is_wanted queue; then
	desk 120 36 demo --lang en
	shows overdue
	press j j j j
	picture queue dark
fi

if is_wanted report; then
	desk 120 36 demo --lang en
	shows overdue
	press p
	shows 'Phone'
	write 'Tiga orang asing tinggal di kos belakang pasar. Kata penjaganya izin mereka habis bulan lalu; tiap malam ada mobil yang menjemput.'
	press BTab
	write 'kemarin jam 9 malam'
	press Tab
	press Tab
	write overs
	shows '▌ Overstay'
	press Enter Right Tab
	write 'Chen Jie'
	press Tab Tab
	write tiong
	shows '▌ China'
	press Enter Tab Tab
	write E12345678
	press C-t
	write 'Okafor'
	press C-n
	shows '▸3'
	write 'Kos Wisma Flamboyan'
	press Tab Tab Tab
	write 'tanger'
	shows '▌ Tangerang, Kota Tangerang'
	press Enter BTab BTab BTab
	write board
	shows '▌ Boarding house'
	picture report dark
fi

if is_wanted case; then
	desk 120 36 demo --lang en
	shows overdue
	light 'type part' 'light background'
	press j j j Enter
	shows TIMELINE
	picture case light
fi

# passing fills an office whose night ended a moment ago, and has its
# outgoing officer write what comes next and the incoming one begin.
passing() {
	local data=$1 out='Budi Prakoso' in='Sari Wulandari' from to end by lines i=0
	local next=('Telepon pemilik, minta buku tamu' 'Datangi bersama tim, cek paspor' 'Pastikan saksi datang pukul sembilan' 'Surati penjamin')
	local if=('tidak diangkat' 'penghuni menolak' 'tidak datang' 'tidak dijawab')
	local then=('datangi bersama ketua RT' 'minta surat tugas' 'jemput dengan kendaraan dinas' 'panggil lewat kedutaan')
	piket() { "$work/piket" --data "$data" "$@" >/dev/null; }
	piket demo --fill 120
	from=$(TZ=WIB-7 date -d '-8 hours -4 minutes' +%H:%M)
	to=$(TZ=WIB-7 date -d '-4 minutes' +%H:%M)
	end=$(TZ=WIB-7 date -d '+7 hours 56 minutes' +%H:%M)
	by=$(TZ=WIB-7 date -d '+3 hours' +%H:%M)
	cat >"$data/piket.toml" <<-END
		[watch]
		shifts = [{ name = "Malam", from = "$from", to = "$to" }, { name = "Pagi", from = "$to", to = "$end" }]
		rotation = ["Regu B", "Regu A"]
		rotation-since = "2026-01-01"
		[teams]
		"Regu A" = ["$in", "$out"]
		"Regu B" = ["$in", "$out"]
	END
	printf '\n604812\n' | piket officer pin --officer "$in"
	piket handover begin --officer "$out"
	lines=$("$work/piket" --data "$data" handover show --json | tr '{' '\n')
	for number in $(sed -n 's/.*"number":"\([^"]*\)".*"asks":true.*/\1/p' <<<"$lines"); do
		piket handover note --officer "$out" "$number" --next "${next[i % 4]}" --by "$by" --who "$in" --if "${if[i % 4]}" --then "${then[i % 4]}"
		i=$((i + 1))
	done
	piket handover offer --officer "$out"
	i=0
	for number in $(sed -n 's/.*"number":"\([^"]*\)".*"grave":false.*/\1/p' <<<"$lines"); do
		case $((i++)) in
		0 | 2 | 3) piket handover answer --officer "$in" "$number" --accept ;;
		1) piket handover answer --officer "$in" "$number" --question 'Apakah suratnya sudah dikirim?' ;;
		4) piket handover answer --officer "$in" "$number" --decline 'paspor aslinya belum ada di berkas' ;;
		*) break ;;
		esac
	done
}

if is_wanted handover; then
	passing "$work/passing"
	desk 120 36 --data "$work/passing" --lang en --officer 'Sari Wulandari'
	shows 'Sari Wulandari'
	write 604812
	press Enter
	shows Sorted
	press H
	shows GRAVE
	press Space
	write 'Pemilik saya telepon dulu, lalu ke sana bersama RT'
	picture handover dark
fi

if is_wanted search-light; then
	desk 120 30 demo --lang en
	shows overdue
	light 'type part' 'light background'
	press s
	shows 'Search'
	write 'melati cipo'
	picture search-light light
fi
