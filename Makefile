# Dự toán 06: every command a person or a machine needs. `make` alone lists them.

PORT ?= 8501
SAMPLE ?= quang-nam-2024
DATA_HOME := $(or $(XDG_DATA_HOME),$(if $(HOME),$(HOME)/.local/share))
PLAN ?= $(if $(DATA_HOME),$(DATA_HOME)/du-toan-06,plans)/$(SAMPLE).duckdb
WORKERS ?= 2
TESTS ?=

SHELL := /bin/bash
BIN := .venv/bin
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format programs bench soak screenshots demo sample clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: .venv/.ready ## Make .venv with everything that running and testing need (does nothing when it is up to date)

.venv/.ready: requirements.txt .ci/setup
	@.ci/setup

run: setup ## Serve the plan PLAN on localhost:PORT (default 8501); makes the sample plan when there is none
	@if [ ! -e "$(PLAN)" ]; then mkdir -p "$$(dirname "$(PLAN)")" && $(BIN)/python -m budget new "$(PLAN)" --sample $(SAMPLE); fi
	@echo "Plan: $(PLAN)"; echo "Open http://localhost:$(PORT) (Ctrl+C stops)"
	@DUTOAN_PLAN="$(PLAN)" exec $(BIN)/python -m pages.parts.serve --server.port $(PORT)

programs: setup ## Find or install what the tests drive: a Chromium, LibreOffice, Poppler
	@.ci/programs

lint: setup ## Check style, docstrings, annotations and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict budget

test: setup programs lint ## Run everything that must hold: lint, types, all tests (TESTS="tests/test_money.py -k words" for some)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "$$(cat .venv/.left-out)" $(TESTS)

format: setup ## Rewrite the sources in the project's style
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

bench: setup ## Measure speed against what a user would pick instead, and print the ratios
	$(BIN)/python -m bench

soak: setup ## Run the long harnesses
	$(BIN)/python -m bench.soak

screenshots: setup programs ## Take the pictures in docs/ from the running program
	$(BIN)/python -m bench.screenshots

demo: setup ## Serve a throw-away sample plan on a free port
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
		&& port=$$($(BIN)/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') \
		&& $(MAKE) --no-print-directory run PLAN="$$folder/$(SAMPLE).duckdb" PORT=$$port

sample: setup ## Build data/sample again from its script
	$(BIN)/python -m budget.sample.build

clean: ## Remove .venv and every cache; plans stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis bench/out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
