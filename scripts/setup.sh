#!/usr/bin/env bash
# Sets up what `make demo` and `make test` need on Debian (12 bookworm and later); quick where it is already there.
# Debian packages named as arguments are installed too.
set -euo pipefail
cd "$(dirname "$0")/.."

# --- Debian's packages -------------------------------------------------------------------------
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
new_enough() { [ -n "$1" ] && dpkg --compare-versions "${1#*:}" ge 3.40; }
installed=$(dpkg-query -W -f '${Version}' qgis 2>/dev/null || true)
if ! new_enough "$installed" || ! dpkg -s python3-qgis >/dev/null 2>&1; then
  as_root apt-get update -q
  suite=()
  if ! new_enough "$(LC_ALL=C apt-cache policy qgis | sed -n 's/^ *Candidate: //p' | grep -v none)"; then
    # bookworm itself has 3.22; later releases bring a QGIS that is new enough.
    suite=(-t "$release-backports")
    # All of /etc/apt is searched: sources.list is not on every machine.
    sources() { grep -r --include='*.list' --include='*.sources' "$@" /etc/apt; }
    if ! sources -qs "$release-backports"; then
      mirror=$(sources -hoE 'https?://[^ ]+/debian/?( |$)' | grep -v snapshot | sed -n '1s/ *$//p')
      echo "deb ${mirror:?no Debian mirror found in the apt sources} $release-backports main" |
        as_root tee /etc/apt/sources.list.d/soranome-backports.list >/dev/null
      as_root apt-get update -q
    fi
  fi
  echo "Installing QGIS ${suite[*]:+from ${suite[1]} }(once, about 1 GB) ..."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    "${suite[@]}" qgis python3-qgis qgis-providers
fi
missing=()
for package in python3-venv xvfb xauth fonts-noto-cjk pyqt5-dev-tools qttools5-dev-tools libreoffice-calc-nogui poppler-utils "$@"; do
  case $package in
    libreoffice-calc-nogui) dpkg -s libreoffice-calc >/dev/null 2>&1 && continue ;;
  esac
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]} ..."
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

# --- Python packages in .venv -------------------------------------------------------------------
stamp=.venv/requirements.stamp
wanted=$(cat requirements.txt requirements-dev.txt | sha256sum)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
  echo "Installing Python packages into .venv ..."
  [ -x .venv/bin/python ] || /usr/bin/python3 -m venv --system-site-packages .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
  echo "$wanted" > $stamp
fi

# --- The plugin of this checkout in a QGIS profile of its own -----------------------------------
mkdir -p .venv/plugins .venv/config
ln -sfn "$PWD" .venv/plugins/soranome
scripts/translations.sh build
.venv/bin/python scripts/help.py
if [ ! -e .venv/plugin.stamp ]; then
  scripts/qgis.sh qgis_process plugins enable soranome >/dev/null
  touch .venv/plugin.stamp
fi
