# Everything starts from a bare clone: each target makes .venv first, with PYTHON (3.11 or later).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test soak check bench clean

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

soak: $(READY)  ## the long runs, whole: 10,000 events across 200 faults for each client and transport
	HOWDAH_SOAK=1 $(BIN)/python -m tests.faults.streams

check: $(READY)  ## style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: $(READY)  ## how fast, against the bare transports and against peers
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV)
