# make help says what there is. A fresh machine needs python3, pip, make and git: the rest goes into .venv.
.DEFAULT_GOAL := help
.PHONY: help run test lint types imports bench torture e2e pins messages docs faults compiled clean

BIN := .venv/bin
SIZE ?=
PINS := pyproject.toml requirements-uv.txt scripts/bootstrap
RUNTIME := .venv/.runtime
DEV := .venv/.dev

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: $(RUNTIME) compiled ## install, migrate, load the demo into an empty database, serve; say address and logins
	@exec $(BIN)/kudosbay up

test: $(DEV) compiled ## unit, integration and house tests on SQLite, and on PostgreSQL where one answers
	@$(BIN)/python scripts/test.py

lint: $(DEV) ## ruff, its formatter, import contracts, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/lint_templates.py

types: $(DEV) ## mypy, strict
	@$(BIN)/mypy

e2e: $(DEV) compiled ## a person's way through a real browser
	@$(BIN)/pytest -n 2 --dist=loadfile $(or $(JOURNEY),tests/journeys)

bench: $(DEV) compiled ## ours against the limit and the peers; SIZE=tiny for a look
	@$(BIN)/python -m benchmarks $(or $(SIZE),full)

torture: $(DEV) compiled ## kill -9 of worker and web under load; SIZE=tiny for a look
	@$(BIN)/python -m tests.torture --size $(or $(SIZE),full)

messages: $(DEV) ## bring the catalogues of all languages up to date with the code
	@$(BIN)/python scripts/messages.py update

faults: $(DEV) ## known faults of the pinned packages; says how many could not be looked up
	@$(BIN)/python scripts/vulnerabilities.py

docs: $(DEV) ## write the pages of docs/ that are made from the code
	@$(BIN)/python scripts/docs.py

pins: $(DEV) ## choose the newest versions that pyproject.toml allows, with hashes
	@sh scripts/pins

clean: ## remove what make made; data in var/ stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .coverage

compiled: | $(RUNTIME)
	@$(BIN)/python scripts/messages.py compile

$(RUNTIME): requirements.txt $(PINS)
	@sh scripts/bootstrap requirements.txt
	@touch $@

$(DEV): requirements-dev.txt requirements.txt $(PINS)
	@sh scripts/bootstrap requirements-dev.txt
	@touch $(RUNTIME) $@
