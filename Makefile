# Two commands on a fresh machine with Python 3.11 or newer: make run, make test.
# .venv is made from requirements.lock, and anew only when that file or pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-lock
SCALE_STAMP := .venv-scale/.made-from-lock
PHASE := 2014-2018

PEERS := .venv-bench
PEERS_STAMP := $(PEERS)/.made-from-lock
SIZES := 45,1000,7000

.PHONY: run test check sample docs pictures lock fuzz bench hostile mutate soak scale
.DEFAULT_GOAL := run

# Exit 1 of `kc run` says: published, with submissions rejected. The assessment is written all the same.
run: $(STAMP)
	$(BIN)/kc run || [ $$? -eq 1 ]
	$(BIN)/kc assess $(PHASE)

# On all cores; a worker takes whole files, so that what one shares is built once, and takes them in
# the order of tests/conftest.py.
test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Writes raw/ of the sample phase anew.
sample: $(STAMP)
	$(BIN)/python -m tools.sample_phase

# Writes the data dictionary and the list of rules anew from the declarations.
docs: $(STAMP)
	$(BIN)/python -m tools.generate_docs

# Draws the pictures of the guides anew, with LibreOffice, Chromium, poppler and ImageMagick; those
# of the report show what make run published.
pictures: $(STAMP)
	$(BIN)/python -m tools.guide_pictures
	$(BIN)/python -m tools.report_pictures
	$(BIN)/python -m tools.ui_pictures

# Some thousands of damaged and hostile files; the tests read a sample of them.
fuzz: $(STAMP)
	$(BIN)/python -m tests.fuzz --files 2000 --seed 1

# Seeds faults into clean random phases and writes docs/catch-rates.csv; `make docs` prints it.
mutate: $(STAMP)
	$(BIN)/python -m tools.mutation_run --phases 80 --seed 1

# Time, processor and memory beside floors and peers, about an hour; a cut run goes on where it was
# cut. For less: make bench SIZES=45. See benchmarks/README.md.
bench: $(STAMP) $(PEERS_STAMP)
	$(BIN)/python -m benchmarks --sizes $(SIZES)

# Time and memory of opening the worst files that anybody could send.
hostile: $(STAMP)
	$(BIN)/python -m benchmarks.hostile_memory

# One archive on one machine, and by two Celery workers over an object store, one of them killed: the
# same figures? Needs redis-server and PostgreSQL; an environment of its own. 10 to 30 minutes.
scale: $(SCALE_STAMP)
	.venv-scale/bin/python -m tests.scale

# Kills kc run a hundred times at random moments under four readers, then fills its disk: 10 to 25 minutes.
soak: $(STAMP)
	$(BIN)/python -m tests.soak --kills 100 --readers 4

LOCKING := --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --universal \
	--python-version 3.11 --quiet --custom-compile-command "make lock"

# Needs uv alone, not an environment that is up to date: what changed is what is to be locked.
lock: | $(BIN)/uv
	$(BIN)/uv pip compile --extra dev --extra postgres $(LOCKING) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --extra postgres --extra scale --constraint requirements.lock \
		$(LOCKING) pyproject.toml -o requirements-scale.lock
	$(BIN)/uv pip compile --group trial --constraint requirements-scale.lock \
		$(LOCKING) -o requirements-trial.lock
	$(BIN)/uv pip compile --group bench $(LOCKING) -o requirements-bench.lock

$(BIN)/uv:
	$(MAKE) $(STAMP)

$(SCALE_STAMP): requirements-scale.lock requirements-trial.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv-scale
	.venv-scale/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-scale.lock
	.venv-scale/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-trial.lock
	.venv-scale/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The peers' packages never meet ours: an environment of their own, from a lock of their own.
$(PEERS_STAMP): requirements-bench.lock
	$(PYTHON) -m venv --clear $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
