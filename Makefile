# Two commands: `make run` opens the conversation, `make test` proves it. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
.DEFAULT_GOAL := help
.PHONY: help run test bench lint format fuzz clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1 — /p' $(MAKEFILE_LIST)

# a stamp is renewed only when the lock changes, so everything below works offline once set up
$(VENV)/.run: requirements.lock pyproject.toml
	@{ test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); } >&2
	@$(PIP) install -q --require-hashes -r requirements.lock >&2
	@$(PIP) install -q --no-deps --no-build-isolation -e . >&2
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(PIP) install -q --require-hashes -r requirements-dev.lock >&2
	@touch $@

run: $(VENV)/.run ## talk to 特贴助手 in this terminal
	@$(BIN)/tetie chat

test: $(VENV)/.dev ## run every test
	@$(BIN)/python -m pytest

bench: $(VENV)/.dev ## measure: step, durable turn, start, memory, answers
	@$(BIN)/python -m benchmarks

lint: $(VENV)/.dev ## ruff, mypy --strict and the policy data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/tetie policies lint

format: $(VENV)/.dev ## lay the code out
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

fuzz: $(VENV)/.dev ## every property test, much longer (TIMES=20 times as long as in the suite)
	@TETIE_FUZZ=$(or $(TIMES),20) $(BIN)/python -m pytest -m hypothesis

clean: ## forget the environment
	rm -rf $(VENV)
