#!/usr/bin/env bash
# update: bring i18n/soranome_ja.ts up to the strings in the code; build: make the .qm QGIS reads.
set -euo pipefail
cd "$(dirname "$0")/.."
lrelease=$(command -v lrelease || echo /usr/lib/qt5/bin/lrelease)
case "${1:?update or build}" in
  update) mapfile -t sources < <(git ls-files -co --exclude-standard 'plugin/*.py'); pylupdate5 -noobsolete "${sources[@]}" -ts i18n/soranome_ja.ts ;;
  build) [ i18n/soranome_ja.qm -nt i18n/soranome_ja.ts ] || "$lrelease" -silent i18n/soranome_ja.ts -qm i18n/soranome_ja.qm ;;
esac
