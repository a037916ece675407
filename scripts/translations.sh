#!/usr/bin/env bash
# update: bring i18n/soranome_ja.ts up to the strings in the code. build: make the .qm QGIS reads.
# check: fail where a string is missing or not translated.
set -euo pipefail
cd "$(dirname "$0")/.."
lrelease=$(command -v lrelease || echo /usr/lib/qt5/bin/lrelease)
ts=i18n/soranome_ja.ts

update() { # FILE
  local copy file
  file=$(realpath "$1")
  copy=$(mktemp -d)
  git ls-files -co --exclude-standard 'plugin/*.py' | tar -cT - | tar -xC "$copy"
  mkdir "$copy/i18n"
  cp "$file" "$copy/i18n/words.ts"
  (
    cd "$copy"
    mapfile -t sources < <(find plugin -name '*.py' | sort)
    # pylupdate5 passes over QT_TRANSLATE_NOOP calls whose last argument has a comma after it, as ruff wraps them.
    perl -0pi -e 's/,(\s*\))/$1/g' "${sources[@]}"
    pylupdate5 -noobsolete "${sources[@]}" -ts i18n/words.ts 2> >(grep -v -e locale -e encoding >&2)
  )
  cp "$copy/i18n/words.ts" "$file"
  rm -r "$copy"
}

case "${1:?update, build or check}" in
  update) update $ts ;;
  build) [ i18n/soranome_ja.qm -nt $ts ] || {
    # Whole or not at all: a running QGIS has the old file mapped into its memory.
    "$lrelease" -silent $ts -qm i18n/.new.qm && mv i18n/.new.qm i18n/soranome_ja.qm
  } ;;
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
