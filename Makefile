# Two commands on a machine that has Python 3.11 or later, make and a package index:
#   make site    builds the knowledge base
#   make test    runs every check
# Everything they need goes into .venv, from locks with a hash for every file.

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
WORKERS ?= 2
# Labelled sets to measure against; they are no part of this repository.
EVAL ?= ../shared/eval

# The newest Python that is new enough, found by running it: a version manager's shim may exist and still refuse.
PYTHON ?= $(shell for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$candidate" && break; done)

# Material for MkDocs announces MkDocs 2 at every build; the version here is pinned below 2.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP = $(BIN)/python -m pip install --quiet --no-input

.PHONY: help
help: ## list the commands
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

.PHONY: site
site: $(RUNTIME) ## build the knowledge base into site/
	$(BIN)/mkdocs build --strict
	@echo "The site is in $(CURDIR)/site. To read it with search: make serve"

.PHONY: serve
serve: $(RUNTIME) ## serve it locally and rebuild at every save
	$(BIN)/mkdocs serve

.PHONY: test
test: check browser ## run everything: style, types, imports, tests with a real browser
	$(BIN)/python -m pytest -n $(WORKERS)

.PHONY: check
check: lint types imports ## style, types and imports, without running the tests

.PHONY: lint
lint: $(DEV) ## style: ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(DEV) ## types: mypy
	$(BIN)/mypy

.PHONY: imports
imports: $(DEV) ## which module may import which: import-linter
	$(BIN)/lint-imports

.PHONY: fmt
fmt: $(DEV) ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: browser
browser: $(DEV) ## find a Chromium for the tests, or install one
	@$(BIN)/python tests/browser.py

.PHONY: eval
eval: $(DEV) ## measure every stage against the labelled sets in EVAL
	$(BIN)/python tests/evaluation/report.py "$(EVAL)"
	$(BIN)/python tests/evaluation/figure_specs.py "$(EVAL)/figures/dev"

.PHONY: bench
bench: $(DEV) ## time what must stay fast, on made-up input
	set -e; for benchmark in tests/benchmarks/*.py; do $(BIN)/python "$$benchmark"; done

.PHONY: lock
lock: $(VENV)/pyvenv.cfg ## renew both locks; UPGRADE=--upgrade takes newer versions
	$(PIP) uv
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock

LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --system-certs $(UPGRADE)

.PHONY: clean
clean: ## remove what was made: pages, caches and .venv
	-if test -x $(BIN)/seedbed; then $(BIN)/seedbed clean; fi
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf $(VENV) site .cache build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# A .venv whose Python has gone (after an upgrade of the system, say) is made anew.
ifeq ($(shell test -x $(BIN)/python || echo gone),gone)
.PHONY: $(VENV)/pyvenv.cfg
endif
$(VENV)/pyvenv.cfg:
	@python="$(PYTHON)"; \
	if ! "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Seedbed needs Python 3.11 or later; found: $${python:-none}. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; \
		exit 1; \
	fi; \
	"$$python" -m venv --clear $(VENV) || { \
		echo "This Python cannot make a virtual environment (on Debian and Ubuntu: apt install python3-venv)." >&2; \
		rm -rf $(VENV); exit 1; }

# A changed lock installs again. The project itself is built with the locked setuptools: nothing comes in unnamed.
$(RUNTIME): requirements.lock pyproject.toml $(VENV)/pyvenv.cfg
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
