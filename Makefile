# The daily commands. `make` alone lists them.

PYTHON ?= python3
UPGRADE ?=
BUILD ?=
ARTICLES ?=

VENV := .venv
BIN := $(VENV)/bin
TOOLS := $(VENV)/tools/bin
# Twice quiet leaves the errors.
INSTALL := -m pip install -qq --no-input
# No package runs code of its own while it is installed, but for one that has finished files for Linux alone.
LOCKED := $(INSTALL) --require-hashes --only-binary=:all: $(if $(filter Linux,$(shell uname)),,--no-binary=rjsmin)
# The locks serve every platform and every Python from 3.11 on, one version of each package for all of them.
LOCK := $(TOOLS)/uv pip compile --quiet --universal --fork-strategy fewest \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(UPGRADE)

# Files of tests stay together, so that what their tests share is made once, until a core has nothing left to do.
ON_EVERY_CORE := --numprocesses=auto --dist=worksteal

define CHECK_PYTHON
@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) is here. Install Python 3.11 or later, or name one:" \
	"make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; } >&2
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is" \
	"`$(PYTHON) --version 2>&1`; 3.11 or later is needed. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; \
	exit 1; } >&2
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) lacks the module venv." \
	"On Debian or Ubuntu: apt install python3-venv"; exit 1; } >&2
endef

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve test check benchmark bench searches costs same engines metrics lock audit bom clean ready ready-to-test again
.NOTPARALLEL:

help: ## List these commands
	@echo "make COMMAND, where COMMAND is one of"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F '|' '{ printf "%-12s %s\n", $$1, $$2 }'

site: ready ## Build the site into site/ (the first time, set everything up)
	@$(BIN)/ciie build $(BUILD)
	@echo "The site is in site/. To look at it: make serve"

serve: ready ## Show the site on a local address, rebuilt when a record changes
	@$(BIN)/ciie serve

test: ready-to-test ## Run the linter, the type checker and every test, some of them in a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@echo "Looking for a Chromium for the browser tests."
	@browser=$$($(BIN)/python tests/support/get_browser.py) || [ "$$CI" != true ] || exit 1; \
	if [ -n "$$browser" ]; then CIIE_BROWSER=$$browser; export CIIE_BROWSER; fi; \
	echo "$(BIN)/pytest $(ON_EVERY_CORE)"; $(BIN)/pytest $(ON_EVERY_CORE)

check: ready ## Check every record, and say what to mend
	@$(BIN)/ciie check

benchmark: ready ## Measure checking, pages and building on collections of 5 to 1,000 made-up records
	PYTHONPATH=tests $(BIN)/python -m bench.benchmark

bench: ready-to-test ## Measure a whole build beside Hugo with Pagefind on the same pages (takes minutes)
	PYTHONPATH=tests $(BIN)/python -m bench.compare_with_hugo

searches: ready-to-test ## Score what the search finds, beside the theme's own, on the queries of the tests
	PYTHONPATH=tests $(BIN)/python -m bench.score_search

costs: ready-to-test ## Measure bytes and times of searching 5, 1,000 and 5,000 made-up records (takes minutes)
	PYTHONPATH=tests $(BIN)/python -m bench.search_costs

same: ready-to-test ## See whether a site is the same to the byte, however and wherever it is built (ARTICLES=articles for all records)
	PYTHONPATH=tests $(BIN)/python -m bench.same_site $(ARTICLES)

engines: ready-to-test ## See what ProperDocs and Zensical, in their newest versions, make of the same pages
	@rm -rf $(VENV)/engines
	@$(BIN)/python $(INSTALL) --only-binary=:all: --no-deps --target $(VENV)/engines/properdocs properdocs
	@$(BIN)/python $(INSTALL) --only-binary=:all: --target $(VENV)/engines/zensical zensical
	PYTHONPATH=tests $(BIN)/python -m bench.other_engines $(VENV)/engines $(ARTICLES)

metrics: ready-to-test ## Print how the program is divided: modules, imports, functions, types
	@PYTHONPATH=tests $(BIN)/python -m bench.metrics

lock: $(VENV)/tools/made ## Renew the locks after a change in pyproject.toml (UPGRADE=--upgrade for newer versions)
	@echo "Locking what the program, its tests and its tools need."
	@$(LOCK) pyproject.toml --extra build --output-file requirements.lock
	@$(LOCK) pyproject.toml --extra build --extra test --constraint requirements.lock \
		--output-file requirements-test.lock
	@$(LOCK) --group tools --output-file requirements-tools.lock

audit: $(VENV)/tools/made ## Ask the package index for known vulnerabilities in what is locked
	@status=0; for lock in requirements-test.lock requirements-tools.lock; do \
		echo "$$lock"; $(TOOLS)/pip-audit --strict --disable-pip --require-hashes --requirement $$lock || status=1; \
	done; exit $$status  # what the program needs is in the lock of the tests too

bom: $(VENV)/tools/made ## List what the program is made of in bom.json, as CycloneDX
	$(TOOLS)/python -W ignore -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
		--output-file bom.json

clean: ## Remove all that these commands have made, the environment in .venv included
	rm -rf $(VENV) site bom.json .site-* .ciie-cache build dist scripts/*.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf docs/index.md docs/articles docs/topics docs/timeline docs/editions docs/figures
	rm -rf docs/organisations docs/people docs/places docs/sources docs/stories docs/coverage docs/data
	find scripts tests -name __pycache__ -prune -exec rm -rf {} +

# An environment works only in the folder where it was made, and with the Python it was made with.
STALE := $(shell [ -x $(BIN)/python ] && [ "`cat $(VENV)/folder 2>/dev/null`" = "$(CURDIR)" ] || echo again)

ready: $(VENV)/project
	@echo "The environment in $(VENV) is up to date."

ready-to-test: $(VENV)/tests
	@echo "The environment in $(VENV) is up to date, the tools for the tests included."

$(VENV)/packages: requirements.lock $(STALE)
	$(CHECK_PYTHON)
	@echo "Making a local environment in $(VENV) with `$(PYTHON) --version 2>&1`."
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the locked packages (half a minute or so)."
	@$(BIN)/python $(LOCKED) --requirement requirements.lock
	@echo "$(CURDIR)" >$(VENV)/folder
	@touch $@

$(VENV)/project: $(VENV)/packages pyproject.toml
	@echo "Installing the project's own command, ciie."
	@$(BIN)/python $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tests: $(VENV)/packages requirements-test.lock | $(VENV)/project
	@echo "Installing the tools for the tests (half a minute or so)."
	@$(BIN)/python $(LOCKED) --requirement requirements-test.lock
	@touch $@

$(VENV)/tools/made: requirements-tools.lock $(STALE)
	$(CHECK_PYTHON)
	@echo "Installing the tools that lock, list and audit packages."
	@$(PYTHON) -m venv --clear $(VENV)/tools
	@$(VENV)/tools/bin/python $(LOCKED) --requirement requirements-tools.lock
	@touch $@
