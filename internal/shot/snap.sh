#!/usr/bin/env bash
# Runs a program in a terminal of its own and pictures its screen.
#
#   [KEYS="j j Enter"] [THEME=light] [TITLE=...] [SETTLE=2] snap.sh OUT.svg|OUT.png COLS ROWS COMMAND [ARG...]
#
# KEYS are tmux key names, pressed one by one; SETTLE is how many seconds the program has to draw its first
# screen. ZOOM and SHOT are those of look.sh.
set -euo pipefail
if [ $# -lt 4 ]; then
	sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
	exit 2
fi
out=$1 cols=$2 rows=$3
shift 3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
unset TMUX
export TMUX_SOCKET="snap$$"
terminal=(tmux -L "$TMUX_SOCKET")
socket=''
trap '"${terminal[@]}" kill-server 2>/dev/null || true; rm -f "$socket"' EXIT
"${terminal[@]}" -u -f /dev/null new-session -d -s snap -x "$cols" -y "$rows" \
	env -u TMUX TERM=xterm-256color COLORTERM=truecolor "$@" # as tmux itself, a program would limit its colours
socket=$("${terminal[@]}" display-message -p -t snap '#{socket_path}')
sleep "${SETTLE:-2}"
for key in ${KEYS:-}; do
	"${terminal[@]}" send-keys -t snap "$key"
	sleep 0.2
done
"$here/look.sh" snap "$out" "${THEME:-dark}" "${TITLE:-}"
