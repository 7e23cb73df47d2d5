# Everything a newcomer needs: make demo, make test. `make help` lists the rest.
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
export PORT

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
SERVE := $(BIN)/gunicorn --config gunicorn.conf.py wsgi:app

.DEFAULT_GOAL := help
.PHONY: help env demo serve test drills check fix bench roles pins

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

env: $(VENV)/.runs ## make the environment in .venv

$(VENV)/.runs: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: export SETWRIGHT_DATA ?= var/demo
demo: export SECOND_FACTOR ?= offered
demo: $(VENV)/.runs ## serve the demonstration centre on http://127.0.0.1:8000
	$(FLASK) db upgrade
	$(FLASK) demo load --once
	exec $(SERVE)

serve: $(VENV)/.runs ## serve an empty installation; prints the link that makes the first administrator
	$(FLASK) db upgrade
	$(FLASK) first-run
	exec $(SERVE)

test: $(VENV)/.tests ## every test, on SQLite and on PostgreSQL
	PYTHON=$(BIN)/python tests/run

drills: $(VENV)/.tests ## the long batteries
	DRILLS=1 PYTHON=$(BIN)/python tests/run

check: $(VENV)/.tests ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

fix: $(VENV)/.tests ## format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.tests ## print what pages, certificates and hostile files cost
	$(BIN)/python -m bench

roles: $(VENV)/.tests ## write docs/roles.md anew: who may open what
	WRITE_ROLES=1 $(BIN)/python -m pytest tests/guards/test_endpoints.py

pins: ## pin what requirements*.in name, with hashes (needs uv)
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt
