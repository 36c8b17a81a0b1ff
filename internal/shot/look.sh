#!/usr/bin/env bash
# Pictures a running tmux pane, colours and cursor included.
#
#   look.sh SESSION OUT.svg|OUT.png [light|dark] [TITLE]
#
# TMUX_SOCKET names the server when the session runs under `tmux -L NAME`; ZOOM enlarges a PNG (needs
# rsvg-convert and a monospace font); SHOT is a built shot program, otherwise `go run` builds it.
set -euo pipefail
session=${1:?session}
out=${2:?OUT.svg or OUT.png}
theme=${3:-dark}
title=${4:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
unset TMUX
inner=(tmux)
[ -z "${TMUX_SOCKET:-}" ] || inner=(tmux -L "$TMUX_SOCKET")

facts=$("${inner[@]}" display-message -p -t "$session" \
	'#{socket_path} #{pane_width} #{pane_height} #{cursor_x} #{cursor_y} #{cursor_flag} #{?#{==:#{status},off},0,#{?#{==:#{status},on},1,#{status}}}')
read -r socket cols rows cx cy shown status <<<"$facts"
[ "$shown" = 1 ] || { cx=-1 cy=-1; }

# capture-pane leaves out coloured cells that were erased rather than written, which is how most programs
# fill a bar to the edge. So the session is watched from a second server by a client whose terminal cannot
# erase with a colour: tmux then writes those cells as spaces, and they are there to capture.
work=$(mktemp -d)
outer=(tmux -S "$work/socket")
trap '"${outer[@]}" kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
"${outer[@]}" -u -f /dev/null new-session -d -x "$cols" -y $((rows + status)) \
	"env -u TMUX TERM=screen tmux -S '$socket' -T RGB,256,strikethrough -u attach-session -f read-only,ignore-size -t '$session'"
"${outer[@]}" set-option -g status off
"${outer[@]}" resize-window -t 0 -x "$cols" -y $((rows + status))

screen='' before=none
for _ in 1 2 3 4 5 6 7 8 9 10; do # until it stands still
	[ -z "$screen" ] || [ "$screen" != "$before" ] || break
	sleep 0.2
	before=$screen
	screen=$("${outer[@]}" capture-pane -e -p -N)
done

draw() {
	local shot=(go run "$here")
	[ -z "${SHOT:-}" ] || shot=("$SHOT")
	"${shot[@]}" -cols "$cols" -rows "$rows" -cursor-x "$cx" -cursor-y "$cy" -theme "$theme" -title "$title" <<<"$screen"
}
case $out in
*.png) draw | rsvg-convert -z "${ZOOM:-1}" -o "$out" ;;
*) draw >"$out" ;;
esac
