# Everything starts from a bare clone: each target makes .venv first, with PYTHON (3.11 or later).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench faults soak clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Howdah needs Python 3.11 or later; set PYTHON")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]' --group dev
	touch $@

demo: $(READY)  ## the main job, on real HTTP
	$(BIN)/howdah demo

test: $(READY)  ## every test
	$(BIN)/python -m pytest

check: $(READY)  ## style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: $(READY)  ## how fast, against the bare transports and against peers
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python -m bench

faults: $(READY)  ## what happens when a server or the network does wrong, as a table
	$(BIN)/python -m tests.faults
	$(BIN)/python -m tests.faults.streams

soak: $(READY)  ## the long runs, whole
	HOWDAH_SOAK=1 $(BIN)/python -m pytest -m soak

clean:
	rm -rf $(VENV)
