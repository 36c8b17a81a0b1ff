#!/usr/bin/env bash
# Draws the pictures of the README from the real screens: bash docs/pictures/make.sh (needs tmux).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
go build -o "$dir/piket" .
go build -o "$dir/shot" ./internal/shot
export SHOT="$dir/shot" SETTLE=3
"$dir/piket" demo --fill 400 --data "$dir/office" >/dev/null
snap() { bash internal/shot/snap.sh "$@"; }
export PIKET_OFFICER="Sari Wulandari"
desk=("$dir/piket" --data "$dir/office")
snap docs/pictures/first-run.svg 80 24 "$dir/piket" --data "$dir/new"
KEYS="j j" snap docs/pictures/queue.svg 120 36 "${desk[@]}"
KEYS="j j Enter" snap docs/pictures/case.svg 120 36 "${desk[@]}"
sed -i "s/^#* *colours *=.*/colours = \"light\"/" "$dir/office/piket.toml"
KEYS="s m e l a t i Space c i p o" THEME=light snap docs/pictures/search-light.svg 120 30 "${desk[@]}" --lang en
sed -i "s/^colours *=.*/colours = \"dark\"/" "$dir/office/piket.toml"
KEYS="p D u a Space W N A Space t i n g g a l Space d i Space k o s Tab o v e r" snap docs/pictures/report.svg 100 30 "${desk[@]}"
