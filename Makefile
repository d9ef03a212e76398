# Two commands set everything up: `make brief` and `make test`.
PYTHON ?= python3.11
CHOSEN := $(or $(shell command -v $(PYTHON)),python3)
VENV := .venv
BIN := $(VENV)/bin
SYSTEM_LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PROGRAMS := chromium cron faketime systemd

.PHONY: brief test lint format types imports unit wheel system test-system picture gallery clean

brief: $(VENV)/.installed system
	@$(BIN)/briefgen build .

test: lint types imports unit wheel

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.tested
	$(BIN)/mypy

imports: $(VENV)/.tested
	$(BIN)/lint-imports

unit: $(VENV)/.tested system test-system
	$(BIN)/pytest -n auto --ignore=tests/packaging

wheel: $(VENV)/.tested system
	$(BIN)/pytest tests/packaging

# The PDF writer needs Pango. Where it is missing it is installed if we may, else the command is named.
system:
	@sh tools/system-libraries.sh $(SYSTEM_LIBRARIES)

# What tests run beside the program; where it is missing and may not be installed, those tests are skipped.
test-system:
	@sh tools/system-libraries.sh $(TEST_PROGRAMS) || test -z "$(BRIEFGEN_NO_SKIPS)"

# Debian's Python comes without the part of it that makes environments.
$(BIN)/python:
	@$(CHOSEN) -c 'import ensurepip' 2>/dev/null || sh tools/system-libraries.sh python3-venv
	$(CHOSEN) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

# The picture in the README: the first page of the PDF, as the program makes it.
picture: brief
	pdftoppm -r 70 -png -f 1 -l 1 -singlefile output/us-china-synthetic-drugs.pdf docs/first-page

# Pages of every style, for the seeds and for an example of another pair of countries.
gallery: $(VENV)/.installed system
	@sh tools/system-libraries.sh poppler-utils
	$(BIN)/python tools/gallery.py

clean:
	rm -rf $(VENV) build dist .briefgen output/*
