#!/usr/bin/env bash
# update: bring i18n/soranome_ja.ts up to the strings in the code. build: make the .qm QGIS reads.
# check: fail where a string is missing or not translated.
set -euo pipefail
cd "$(dirname "$0")/.."
lrelease=$(command -v lrelease || echo /usr/lib/qt5/bin/lrelease)
ts=i18n/soranome_ja.ts

update() { # FILE
  local sources
  mapfile -t sources < <(git ls-files -co --exclude-standard 'plugin/*.py')
  pylupdate5 -noobsolete "${sources[@]}" -ts "$1" 2> >(grep -v -e locale -e encoding >&2)
}

case "${1:?update, build or check}" in
  update) update $ts ;;
  build) [ i18n/soranome_ja.qm -nt $ts ] || "$lrelease" -silent $ts -qm i18n/soranome_ja.qm ;;
  check)
    fresh=i18n/.check.ts
    trap 'rm -f $fresh' EXIT
    cp $ts $fresh
    update $fresh
    if grep -q 'type="unfinished"' $fresh; then
      echo "Not translated (run 'make translations' and complete $ts):" >&2
      grep -B3 'type="unfinished"' $fresh | grep '<source>' | head -20 >&2
      exit 1
    fi ;;
esac
