# Two commands do everything: `make run` (the office on this machine) and `make test` (all tests).
PYTHON ?= python3
PORT ?= 8000
TEST_JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHELL := /bin/bash

.DEFAULT_GOAL := help
.PHONY: help setup run test test-postgres lint golden lock clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: $(VENV)/.run  ## the environment in .venv, with dondoc in it

run: setup  ## the office with a sample dispatch, on http://127.0.0.1:$(PORT)
	@$(BIN)/dondoc serve --sample --data "$${DONDOC_DATA:-data}" --port $(PORT)

test: setup $(VENV)/.dev  ## all tests: reader, command line, office, browser, and the linters; the office's on PostgreSQL, too
	@scripts/system-packages
	@$(MAKE) --no-print-directory lint
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadfile
	@$(MAKE) --no-print-directory test-postgres

test-postgres: setup $(VENV)/.dev  ## the office's tests on PostgreSQL: that of DATABASE_URL, else one started for it
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest tests/office -m "not browser" -n $(TEST_JOBS) --dist loadfile

lint:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >/tmp/dondoc-imports.$$$$ || { cat /tmp/dondoc-imports.$$$$; exit 1; }; rm -f /tmp/dondoc-imports.$$$$

golden: setup $(VENV)/.dev  ## write the golden readings anew (review the difference)
	@$(BIN)/python -m pytest tests/reading/test_golden.py --update-golden

lock:  ## write the lock files anew from pyproject.toml (needs uv)
	@scripts/lock

compile: setup $(VENV)/.dev  ## a copy of the package with a compiled reader, in .venv/compiled (optional: needs a C compiler)
	@scripts/compile

clean:  ## remove the environment and caches, never the data folder
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dondoc needs Python 3.11 or newer; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing: sudo apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "setting up .venv …" >&2
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.run
	@echo "adding what the tests need …" >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
