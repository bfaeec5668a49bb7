# Each target does its own set-up: only Python 3.11+, make and git are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PACKAGES := bot handlers web views actions storage matching news language demo benchmarks tests
ROUNDS ?= 500
ARGS ?=

.PHONY: install run demo test lint format bench chaos lock messages clean

install: $(INSTALLED)

$(INSTALLED): requirements.lock $(wildcard locales/*/LC_MESSAGES/*.po)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Jarshy needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pybabel --quiet compile --directory locales --domain jarshy
	@touch $@

run: install
	$(BIN)/python -m bot run

demo: install
	$(BIN)/python -m bot demo $(ARGS)

test: install
	$(BIN)/python -m pytest -n 3 --dist loadgroup -rs $(ARGS)

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What it compares with is for this alone, so it is not in the lock; without it, bench says so.
bench: install
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: 'ahocorasick-rs~=1.0' 'hyperscan~=0.9.1' 'perq~=0.2.1'
	$(BIN)/python -m benchmarks $(ARGS)

# The long form of tests/chaos, for an hour or so; writes its table into docs/reliability.md.
chaos: install
	ROUNDS=$(ROUNDS) $(BIN)/python -m tests.chaos.report $(ARGS)

# The lock fits every Python from 3.11 on and names no address.
lock: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --output-file requirements.lock

messages: install
	$(BIN)/pybabel --quiet extract --no-location --sort-output --project Jarshy --output-file locales/jarshy.pot views handlers bot
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --domain jarshy --input-file locales/jarshy.pot --output-dir locales

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
