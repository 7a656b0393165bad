# What a person does with this tree, and what CI does: the same targets.
# Only Python 3.11+ and make are needed; everything else is installed into .venv and node_modules.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN := $(VENV)/bin
# Node from pip, where there is no good one on the machine, lies beside Python.
export PATH := $(abspath $(BIN)):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BUNDLES := frontend/dist/.vite/manifest.json
BUNDLE_SOURCES := $(shell find frontend/src frontend/build -type f ! -name 'schema.d.ts' 2>/dev/null) \
	$(wildcard package.json package-lock.json vite.config.* tsconfig*.json docs/openapi.json)

.DEFAULT_GOAL := help
.PHONY: help run test lint types bench bench-full replay chaos messages schema lock environment bundles
.DELETE_ON_ERROR:

help: ## list what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## run the site with its demo on http://127.0.0.1:8000 (ARGS="--port 9000 --no-demo")
	@# Python packages and pages have nothing to wait for each other.
	@$(MAKE) --no-print-directory --jobs=2 $(VENV)/.run $(BUNDLES)
	@exec $(BIN)/python manage.py up $(ARGS)

test: ## run every test, on SQLite and, where they are reachable, PostgreSQL and Redis
	@$(MAKE) --no-print-directory --jobs=2 environment bundles
	@VENV="$(abspath $(VENV))" scripts/run-tests $(ARGS)

lint: environment frontend/src/core/schema.d.ts ## check style, formatting and the floors between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	npm run --silent lint

types: environment frontend/src/core/schema.d.ts ## check the types of Python and TypeScript
	$(BIN)/mypy .
	npm run --silent typecheck

bench: environment ## measure what must be fast, in five minutes: tables and JSON lines (ARGS="saving boards")
	@$(BIN)/python -m benchmarks $(ARGS)

bench-full: environment ## the same with the large sizes: millions of entries and answers
	@$(BIN)/python -m benchmarks --full $(ARGS)

replay: environment ## replay the document's contest and audit it (ARGS="--participants 100000")
	@$(BIN)/python -m benchmarks.replay $(ARGS)

chaos: environment ## kill parts of a site at random under load, and audit (ARGS="--kills 200 --seed 7")
	@$(BIN)/python -m tests.resilience.chaos $(ARGS)

messages: environment ## collect new texts into locale/ for translation
	$(BIN)/python manage.py extract_messages

schema: environment ## write docs/openapi.json anew
	$(BIN)/python manage.py write_schema

lock: environment ## choose the newest allowed versions of all Python packages, and lock them
	$(BIN)/pip install --quiet uv
	scripts/lock-requirements

# Environments -------------------------------------------------------------------------------------

environment: $(VENV)/.dev

bundles: $(BUNDLES) ## build the pages

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Wangan needs Python 3.11 or newer; this is Python " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is needed (on Debian: the package python3-venv)." >&2; exit 1; }

$(VENV)/.run: requirements/run.txt | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r $<
	@touch $@ $(VENV)/.run

$(VENV)/.node: requirements/node.txt | $(BIN)/python
	@scripts/good-node || { echo "No Node.js 20.19 or newer here: installing one with pip"; \
		$(BIN)/pip install --quiet --require-hashes -r $<; }
	@touch $@

node_modules/.stamp: package-lock.json $(VENV)/.node
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/src/core/schema.d.ts: docs/openapi.json node_modules/.stamp
	npm run --silent types

$(BUNDLES): $(BUNDLE_SOURCES) node_modules/.stamp frontend/src/core/schema.d.ts
	npm run --silent build
	@touch $@
