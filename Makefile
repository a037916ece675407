# Two commands are enough on a fresh machine: `make demo` and `make test`.
.PHONY: help setup demo process test lint qt6check package desktop bench peers bench-peers bench-scale screenshots translations models clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: ## installs what is missing (QGIS, Python packages in .venv); quick the second time
	@scripts/setup.sh

demo: setup ## the main job on the made scene, or on your own pair: make demo BEFORE=a.tif AFTER=b.tif [SENSOR=…]
	@BEFORE="$(BEFORE)" AFTER="$(AFTER)" SENSOR="$(SENSOR)" SIZE="$(SIZE)" SEED="$(SEED)" .venv/bin/python scripts/demo.py

process: setup ## qgis_process with this checkout's plugin: make process ARGS="run soranome:checkpair -- …"
	@scripts/qgis.sh qgis_process $(ARGS)

test: setup ## all tests, in three processes (some wait for QGIS); in one, to follow what happens: make test ARGS="-n 0 …"
	@scripts/qgis.sh .venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup ## style of the code, completeness of the Japanese, the scans of the plugin repository
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && scripts/translations.sh check
	@.venv/bin/python scripts/scan.py

qt6check: ## readiness for Qt 6, by PyQt6 and QGIS's checker: make qt6check CHECKER=path/to/pyqt5_to_pyqt6.py
	@[ -x .venv/qt6/bin/python ] || { /usr/bin/python3 -m venv .venv/qt6 && .venv/qt6/bin/pip install -q "PyQt6>=6.8" PyQt6-QScintilla tokenize-rt astpretty; }
	@.venv/qt6/bin/python scripts/qt6check.py "$(CHECKER)"

package: setup ## dist/soranome-VERSION.zip for the plugin repository
	@.venv/bin/python scripts/package.py

desktop: setup ## QGIS with the plugin and the made scene open
	@scripts/qgis.sh .venv/bin/python scripts/desktop.py

peers: # what the benchmarks compare with, as Debian and PyPI have it
	@scripts/setup.sh otb-bin gdal-bin splat grass-core
	@[ -x .venv/peers/bin/python ] || { /usr/bin/python3 -m venv .venv/peers && .venv/peers/bin/pip install -q whitebox-workflows==2.0.6; }
	@.venv/bin/python -c "import startinpy" 2>/dev/null || .venv/bin/python -m pip install -q "startinpy>=0.12,<0.13"

bench: peers ## the tables of measured numbers (installs what they compare with: Orfeo ToolBox, GRASS, SPLAT!, whitebox, startinpy)
	@scripts/qgis.sh .venv/bin/python -m tests.benchmarks $(ARGS)

bench-peers: peers ## ours beside other tools, in one table: make bench-peers ARGS="viewshed coverage" for some rows
	@scripts/qgis.sh .venv/bin/python -W ignore -m tests.benchmarks.peers $(ARGS)

bench-scale: setup ## cost and memory as a scene grows 1×, 4×, 16×, and an estimate for Tokyo: make bench-scale ARGS="--sizes 1,4 --jobs import"
	@scripts/qgis.sh .venv/bin/python -W ignore -m tests.benchmarks.scale $(ARGS)

screenshots: setup ## the pictures of the user guide, from the real QGIS: make screenshots ARGS="--quick fill"
	@.venv/bin/python scripts/screenshots.py $(ARGS)

translations: setup ## brings i18n/soranome_ja.ts up to the strings in the code
	@scripts/translations.sh update

models: setup ## writes resources/models/ anew, after steps or inputs of the models changed
	@scripts/qgis.sh .venv/bin/python scripts/models.py

clean: ## removes what the commands above made, compiled code too
	@rm -rf .venv out dist build resources/help i18n/*.qm
	@find plugin -name '*.nb[ic]' -delete
