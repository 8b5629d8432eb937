# Two commands do everything on a machine with Python >= 3.11, make and git:
#   make demo   sets up and builds the sample packs
#   make test   sets up and passes lint, types and tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check lint types unit bench fuzz accept clean

demo: $(READY)
	$(BIN)/mottepakke build
	@echo "Se output/, for eksempel output/nuit/2025-2/motepakke-nuit-2025-2.pdf"

test: lint types unit

check: test

lint: $(READY)
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

bench: $(READY)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks

fuzz: $(READY)
	$(BIN)/python -m tests.unit.assemble.fuzz 2000
	MOTTEPAKKE_KILLS=200 $(BIN)/python -m pytest tests/e2e/test_killed.py
	$(BIN)/python -m tests.unit.slides.fuzz 2000

accept: $(READY)
	MOTTEPAKKE_ACCEPT=1 $(BIN)/python -m pytest tests/golden

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) output build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
