#!/usr/bin/env bash
# Runs a QGIS program with this checkout's plugin, in a profile of its own under .venv/.
root=$(cd "$(dirname "$0")/.." && pwd)
version=$("$root/.venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
export PYTHONPATH="${SORANOME_SITE:-$root/.venv/lib/python$version/site-packages}${PYTHONPATH:+:$PYTHONPATH}"
export QGIS_PLUGINPATH="$root/.venv/plugins"
export QGIS_CUSTOM_CONFIG_PATH="${SORANOME_PROFILES:-$root/.venv/config}"  # each process of the tests has its own
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  export XDG_RUNTIME_DIR="$root/.venv/run"
  mkdir -p -m 700 "$XDG_RUNTIME_DIR"
fi
# A QGIS killed while it loads the plugin leaves a time stamp, and the next one switches the plugin off.
for settings in "$QGIS_CUSTOM_CONFIG_PATH"/profiles/default/QGIS/QGIS[34].ini; do
  if grep -qsE '^(soranome=false|watchDogTimestamp.soranome=)' "$settings"; then
    sed -i 's/^soranome=false$/soranome=true/; /^watchDogTimestamp.soranome=/d' "$settings"
  fi
done
[ -n "${DISPLAY:-}" ] || export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
exec "$@"
