# Two commands are enough on a fresh machine: `make demo` and `make test`.
.PHONY: help setup demo process test lint package desktop bench screenshots translations models clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: ## installs what is missing (QGIS from bookworm-backports, Python packages in .venv); quick the second time
	@scripts/setup.sh

demo: setup ## the main job on the made scene, or on your own pair: make demo BEFORE=a.tif AFTER=b.tif [SENSOR=…]
	@BEFORE="$(BEFORE)" AFTER="$(AFTER)" SENSOR="$(SENSOR)" SIZE="$(SIZE)" SEED="$(SEED)" .venv/bin/python scripts/demo.py

process: setup ## qgis_process with this checkout's plugin: make process ARGS="run soranome:checkpair -- …"
	@scripts/qgis.sh qgis_process $(ARGS)

test: setup ## all tests
	@scripts/qgis.sh .venv/bin/python -m pytest $(ARGS)

lint: setup ## style of the code, completeness of the Japanese
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && scripts/translations.sh check

package: setup ## dist/soranome-VERSION.zip for the plugin repository
	@.venv/bin/python scripts/package.py

desktop: setup ## QGIS with the plugin and the made scene open
	@scripts/qgis.sh .venv/bin/python scripts/desktop.py

bench: ## the tables of measured numbers (installs what they compare with: Orfeo ToolBox, whitebox, startinpy)
	@scripts/setup.sh otb-bin
	@[ -x .venv/peers/bin/python ] || { /usr/bin/python3 -m venv .venv/peers && .venv/peers/bin/pip install -q whitebox-workflows==2.0.6; }
	@.venv/bin/python -c "import startinpy" 2>/dev/null || .venv/bin/python -m pip install -q "startinpy>=0.12,<0.13"
	@scripts/qgis.sh .venv/bin/python -m tests.benchmarks $(ARGS)

screenshots: setup ## the pictures of the user guide, from the real QGIS: make screenshots ARGS="--quick fill"
	@.venv/bin/python scripts/screenshots.py $(ARGS)

translations: setup ## brings i18n/soranome_ja.ts up to the strings in the code
	@scripts/translations.sh update

models: setup ## writes resources/models/ anew, after steps or inputs of the models changed
	@scripts/qgis.sh .venv/bin/python scripts/models.py

clean: ## removes what the commands above made, compiled code too
	@rm -rf .venv out dist build resources/help i18n/*.qm
	@find plugin -name '*.nb[ic]' -delete
