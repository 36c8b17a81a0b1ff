#!/usr/bin/env bash
# Renders the pictures in the README from the real screens, on the practice office of `piket demo`.
#
#   docs/pictures/make.sh             all of them
#   docs/pictures/make.sh queue case  only these
#
# Needs Go and tmux; takes a minute or two.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
wanted=" ${*:-first-run queue report case search-light} "
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

if is_wanted first-run; then
	desk 80 24 --data "$work/new" --lang id
	shows 'Selamat datang'
	press Enter
	write 'Kanim Kelas I Khusus TPI Tangerang'
	press Enter Enter Enter
	write 'Sari W'
	picture first-run dark
fi

if is_wanted queue; then
	desk 120 36 demo --lang id
	shows 'lewat batas'
	press j j j j
	picture queue dark
fi

if is_wanted report; then
	desk 120 36 demo --lang id
	shows 'lewat batas'
	press p
	shows 'Laporan telepon'
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
	shows '▌ Tiongkok'
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
	write ko
	shows '▌ Ko'
	picture report dark
fi

if is_wanted case; then
	desk 120 36 demo --lang id
	shows 'lewat batas'
	light 'ketik sebagian' 'latar terang'
	press j j j Enter
	shows RIWAYAT
	picture case light
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
