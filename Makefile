# Two commands do everything on a fresh machine: make run, make test.
PY ?= python3
BIN = .venv/bin

.PHONY: run test check lint bench browser

run: .venv/ok
	$(BIN)/python app.py --open

test: .venv/ok browser
	$(BIN)/python -m pytest -n auto

# Format, lint, types, tests.
check: lint test

lint: .venv/ok
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# How fast it is beside three yardsticks, at five sizes: twenty minutes or so. BENCH="--sizes 1000 --runs 3" for less.
bench: .venv/ok browser
	$(BIN)/python -m tests.bench.run $(BENCH)

# A Chromium for the browser tests: an installed one, else playwright's, else Debian's when we may install it.
browser: .venv/ok
	@$(BIN)/python tests/browser/chromium.py

.venv/ok: requirements.txt
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@
