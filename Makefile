# Two commands do everything on a fresh machine: make run, make test.
PY ?= python3
BIN = .venv/bin

# Byte code is kept, that of tests as pytest rewrites them as well, also where Python is told to write none.
export PYTHONDONTWRITEBYTECODE =

.PHONY: compiled run test thorough quick check lint bench browser browsers office engines lock

run: .venv/ok
	$(BIN)/python app.py --open

test: .venv/ok browser compiled
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not thorough"

# The sweeps of which make test tries a few: more windows, themes, worlds, formats, examples (see CONTRIBUTING.md).
thorough: .venv/ok browser compiled
	$(BIN)/python -m pytest -n auto --dist worksteal -m "thorough or examples" --hypothesis-profile=thorough $(THOROUGH)

# Byte code, which many processes of the tests begin with at once.
compiled: .venv/ok
	@$(BIN)/python -m compileall -q explorer tests

# A minute or so: what needs neither a browser nor a process of its own, and tries few examples (see CONTRIBUTING.md).
quick: .venv/ok
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not thorough" --ignore tests/browser

# Format, lint, types, tests.
check: lint test

lint: .venv/ok
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tests.js.deno

# How fast it is beside three yardsticks, at five sizes: an hour or so. BENCH="--sizes 1000 --runs 3" for less.
bench: .venv/ok browser
	$(BIN)/python -m tests.bench.run $(BENCH)

# A Chromium for the browser tests: an installed one, else playwright's, else Debian's when we may install it.
browser: .venv/ok
	@$(BIN)/python -m tests.browser.chromium

# The page in Firefox and in WebKit, an engine close to Safari's: Debian's packages, which are installed where they may be.
browsers: .venv/ok
	$(BIN)/python -m tests.browser.engines $(BROWSERS)

# Decks as LibreOffice draws them, word by word: Debian's packages, which are installed where they may be.
office: .venv/ok
	@$(BIN)/python -m tests.office.office
	EXPLORER_OFFICE=1 $(BIN)/python -m pytest tests/office $(OFFICE)

# The same questions asked of memory, DuckDB, PostgreSQL, ClickHouse and Spark, in an environment of their own. Needs a
# PostgreSQL server's programs and Java (Debian: apt install postgresql default-jre-headless).
engines: .venv-engines/ok
	EXPLORER_ENGINES=1 .venv-engines/bin/python -m pytest tests/engines $(ENGINES)

# requirements.txt anew from pyproject.toml: every package with its hashes, for every Python and system there is one
# for. What is pinned already stays; LOCK=--upgrade takes the newest of what pyproject.toml does not name.
# requirements-engines.txt is that and every extra.
lock:
	$(PY) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.8
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --group test --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK) -o requirements.txt \
	  pyproject.toml
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --group test --group engines --all-extras \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  -c requirements.txt $(LOCK) -o requirements-engines.txt pyproject.toml
	rm -r .venv-lock

# --require-hashes: nothing is installed but what was locked.
.venv/ok: requirements.txt
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv-engines/ok: requirements-engines.txt
	$(PY) -m venv .venv-engines
	.venv-engines/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-engines.txt
	touch $@
