# Souk. `make` alone lists the commands.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MEMBERS := services/common services/auth services/catalog services/orders services/gateway mongo-init native
READY := $(VENV)/.ready
UV := $(VENV)/uv/bin/uv
MODULES := frontend/node_modules/.package-lock.json
SOUK := $(BIN)/python -m souk_stack
PY_SOURCES := $(MEMBERS) $(wildcard tests bench scripts/*.py)

# what `make up` may be told; see `make help`
export MODE PORT PORT_BASE TLS TLS_CERT TLS_KEY STATE FOLLOW ORDERS PRODUCTS USERS DAYS SEED
$(foreach name,MODE PORT PORT_BASE TLS TLS_CERT TLS_KEY STATE FOLLOW ORDERS PRODUCTS USERS DAYS SEED,$(if $($(name)),,$(eval unexport $(name))))

##@ Running

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: $(READY) ## Start everything (MODE=docker|native PORT=8080 TLS=1 TLS_CERT= TLS_KEY=)
	@$(SOUK) up

down: $(READY) ## Stop everything; the data stays
	@$(SOUK) down

clean: $(READY) ## Stop everything and remove data, logs and secrets
	@$(SOUK) clean

ps: $(READY) ## Show every process, its address and its health
	@$(SOUK) ps

logs: $(READY) ## Follow the logs (SERVICE=orders for one, FOLLOW=0 to stop at the end)
	@$(SOUK) logs $(SERVICE)

restart: $(READY) ## Start a service anew without dropping a request (SERVICE=orders)
	@$(if $(SERVICE),$(SOUK) restart $(SERVICE),echo "souk: which one? make restart SERVICE=orders" >&2; exit 2)

scale: $(READY) ## Change a service's number of replicas (SERVICE=catalog N=3)
	@$(if $(and $(SERVICE),$(N)),$(SOUK) scale $(SERVICE) $(N),echo "souk: which one, how many? make scale SERVICE=catalog N=3" >&2; exit 2)

import: $(READY) ## Import products (FILE=products.jsonl.gz SELLER=seller@demo.com PASSWORD= URL=)
	@$(if $(and $(FILE),$(SELLER)),,echo "souk: which file, whose? make import FILE=products.jsonl.gz SELLER=seller@demo.com" >&2; exit 2)
	@URL="$(or $(URL),$$($(SOUK) url))" FILE="$(FILE)" SELLER="$(SELLER)" PASSWORD="$(or $(PASSWORD),demo123)" \
		$(BIN)/python -m souk_catalog.import_cli

fill: $(READY) ## Make up a year of trade (ORDERS=100000 PRODUCTS=20000 USERS=5000 DAYS=365 SEED=1)
	@$(SOUK) fill

##@ Working on it

setup: $(READY) $(MODULES) ## Install what the project needs into .venv and frontend/node_modules

test: $(READY) $(MODULES) ## Run every test that needs no Docker engine
	$(BIN)/pytest
	cd frontend && npm test

test-compose: $(READY) ## Buy through the stack under Docker Compose
	$(BIN)/pytest -m compose tests/compose

check: $(READY) $(MODULES) ## Format, lint, types, style, generated files fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(PY_SOURCES)
	$(BIN)/pytest -q tests/style
	PATH="$(CURDIR)/$(VENV)/uv/bin:$$PATH" scripts/lock --check
	$(BIN)/python scripts/openapi.py --check
	cd frontend && npm run lint && npm run typecheck && npm run check:api

fmt: $(READY) $(MODULES) ## Format all code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	cd frontend && npm run format

gen: $(READY) $(MODULES) ## Make openapi.json and the frontend's API types anew
	$(BIN)/python scripts/openapi.py
	cd frontend && npm run gen:api

lock: $(READY) ## Resolve the Python dependencies anew
	PATH="$(CURDIR)/$(VENV)/uv/bin:$$PATH" scripts/lock

bench: $(READY) $(MODULES) ## Measure; results go to bench/results (PART=dashboards on a year of made-up trade, PART=people: messages and sockets, PART=search, PART=million)
	$(BIN)/python -m bench $(PART)

# --- how the tools get here

$(READY): requirements-dev.lock $(MEMBERS:%=%/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "souk: Python 3.11 or newer is needed: install it, or name one with PYTHON=" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		rm -rf $(VENV); \
		test "$$(id -u)" = 0 || { echo "souk: python3-venv is missing. Run as root: apt-get install -y python3-venv" >&2; exit 1; }; \
		echo "Installing python3-venv"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
		$(PYTHON) -m venv $(VENV); }
	@echo "Installing the Python packages"
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --target $(VENV)/uv uv
	@$(UV) pip sync --quiet --python $(BIN)/python requirements-dev.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps $(MEMBERS:%=-e %)
	@touch $@

$(MODULES): frontend/package-lock.json
	@$(BIN)/python -m souk_stack node
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

.PHONY: help up down clean ps logs restart scale import fill setup test test-compose check fmt gen lock bench
