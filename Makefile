# `make site` and `make test` are all that is needed on a fresh machine; `make help` names the rest.
# All of Python stays in .venv. A second call installs nothing unless a requirements file has changed.

VENV := .venv
RUN := $(VENV)/bin/python
# The interpreter that .venv is made from: the first that is new enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
# Given to build.py, for example: make site BUILD_FLAGS="--base-url https://council.example/"
BUILD_FLAGS ?=
# Given to pytest, for example: make test TEST_FLAGS="-k glossary"
TEST_FLAGS ?= -n 2 --dist loadfile
# Given to bench.against, for example: make bench BENCH_FLAGS="--meetings 2000 10000"
BENCH_FLAGS ?=

FOR_SITE := $(VENV)/.installed-for-site
FOR_TESTS := $(VENV)/.installed-for-tests
# Other generators, to measure against, in an environment of their own.
PEERS := $(VENV)/peers
FOR_PEERS := $(PEERS)/.installed
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test check serve lint format bless docs bench guard tools venv clean distclean

help: ## Names these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: $(FOR_SITE) ## Builds site/ from content/
	$(RUN) build.py $(BUILD_FLAGS)

test: $(FOR_TESTS) ## Runs the tests
	$(RUN) -m pytest $(TEST_FLAGS)

check: $(FOR_SITE) ## Checks content/ and writes nothing
	$(RUN) build.py check $(BUILD_FLAGS)

serve: $(FOR_SITE) ## Shows the site in a browser and follows what is saved
	$(RUN) build.py serve $(BUILD_FLAGS)

lint: $(FOR_TESTS) ## Runs the linter, the formatter and the type checker, and changes nothing
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

format: $(FOR_TESTS) ## Puts the code in its format
	$(RUN) -m ruff check --fix-only .
	$(RUN) -m ruff format .

bless: $(FOR_TESTS) ## Writes the golden files anew from what the code does now: read the difference
	MINUTEBOOK_BLESS=1 $(RUN) -m pytest tests/test_golden.py

docs: $(FOR_SITE) ## Writes docs/checks.md from the checks and docs/wording.md from the languages
	@trap 'rm -f docs/checks.md.new docs/wording.md.new' EXIT; set -x; \
		$(RUN) -m minutebook.checks > docs/checks.md.new && mv docs/checks.md.new docs/checks.md && \
		$(RUN) -m minutebook.i18n > docs/wording.md.new && mv docs/wording.md.new docs/wording.md

bench: $(FOR_SITE) $(FOR_PEERS) ## Measures builds, and other generators on the same minutes
	@$(RUN) -m bench.against $(PEERS)/bin/python $(BENCH_FLAGS)

guard: $(FOR_SITE) ## Fails if a build has become slower, compared with fixed work on the same machine
	@$(RUN) -m bench.guard

tools: ## Installs the HTML validator and the accessibility checker that some tests use (npm)
	npm ci

venv: $(FOR_SITE) ## Makes .venv with what the site needs, and builds nothing

clean: ## Removes the site and what the tools remember
	rm -rf site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

distclean: clean ## Removes what was installed here too
	rm -rf $(VENV) node_modules

# pip comes last into a new environment, so where it is missing an earlier try was cut short.
$(VENV)/bin/pip:
	@test -n "$(PYTHON)" || { echo "Minutebook needs Python 3.11 or newer, and found none." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(FOR_SITE): requirements.txt | $(VENV)/bin/pip
	$(PIP) -r requirements.txt
	@touch $@

$(FOR_TESTS): requirements-dev.txt requirements.txt | $(VENV)/bin/pip
	$(PIP) -r requirements-dev.txt
	@touch $(FOR_SITE) $@

$(PEERS)/bin/pip: | $(VENV)/bin/pip
	$(RUN) -m venv $(PEERS)

$(FOR_PEERS): bench/requirements.txt | $(PEERS)/bin/pip
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-input -r bench/requirements.txt
	@touch $@
