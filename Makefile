# The two commands are `make run` and `make test`; both do all the set-up on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

.PHONY: run setup test lint proof bench clean

run: $(RUN_READY)
	@$(BIN)/studytui

setup: $(RUN_READY)

$(RUN_READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("studytui needs Python 3.11 or newer; name one with: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

# torch is named with its version: a range would take the newest build, with gigabytes of CUDA packages.
$(TEST_READY): $(RUN_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@touch $@

# Three workers on two processors: tests of screens and limits wait a third of their time.
test: $(TEST_READY) lint
	$(BIN)/python -m pytest -q -n 3 --dist worksteal -m "not proof"

lint: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Serial: the attacks listen on fixed ports, and the kill tests measure time.
proof: $(TEST_READY)
	$(BIN)/python -m pytest -q -m proof

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
