# French local-government documents in raw/ become tables in processed/. `make help` lists the targets.
# RAW=, OUT= and JOBS= work on every target that builds: make all RAW=~/documents OUT=~/tables JOBS=4

RAW ?= raw
OUT ?= processed
JOBS ?= 1
GOLD ?= tests/gold
CORPUS ?= $(RAW)
ERRORS ?= 0
PUBLIC ?=

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
RUN := $(VENV)/bin/python -m pipeline
INSTALL := $(VENV)/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt
# a path as one word of the shell, spaces and a leading ~ included
path = "$(if $(filter ~/%,$(firstword $(1))),$(subst ~/,$(HOME)/,$(1)),$(1))"
BUILD = --raw $(call path,$(RAW)) --out $(call path,$(OUT))
TABLES := cooccurrences documents events figures links mentions organisations people places projects rejections repairs roles sections
MADE := $(addsuffix .parquet,$(TABLES)) datapackage.json README.md build.json

.DEFAULT_GOAL := help
.PHONY: all ingest clean-text extract normalise publish evaluate report explore doctor test check golden bench profile docs notebooks clean distclean help

all: $(READY) ## build every table in OUT= from the documents in RAW=; only what changed is redone
	$(RUN) run $(BUILD) --jobs $(JOBS) $(if $(PUBLIC),--public)

ingest: $(READY) ## one stage alone: read the files of RAW=
	$(RUN) ingest $(BUILD) --jobs $(JOBS)

clean-text: $(READY) ## one stage alone: repair the documents that were read
	$(RUN) clean $(BUILD) --jobs $(JOBS)

extract: $(READY) ## one stage alone: find sections, names, roles, figures, projects, events, links
	$(RUN) extract $(BUILD) --jobs $(JOBS)

normalise: $(READY) ## one stage alone: resolve names to people, places and organisations
	$(RUN) normalise $(BUILD)

publish: $(READY) ## one stage alone: write the tables, the data dictionary and the datapackage
	$(RUN) publish $(BUILD)

evaluate: $(READY) ## score the tables in OUT= against GOLD=, annotated in files of CORPUS=; ERRORS=20 shows mistakes
	$(RUN) evaluate --gold $(call path,$(GOLD)) --corpus $(call path,$(CORPUS)) --out $(call path,$(OUT)) --errors $(ERRORS)

report: $(READY) ## write the tables in OUT= as pages to look at in a browser, to OUT/report
	$(RUN) report --out $(call path,$(OUT))

explore: $(READY) ## browse and search the tables in OUT= with Datasette, on this machine alone
	$(RUN) explore --out $(call path,$(OUT))

doctor: $(READY) ## say what is installed, what is missing and how to get it
	$(RUN) doctor $(BUILD)

test: $(READY_DEV) ## run all tests
	$(VENV)/bin/python -m pytest -q

check: $(READY_DEV) ## look the code over: ruff, and mypy in strict mode
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

golden: $(READY_DEV) ## write the golden corpus and docs/data-dictionary.md anew, for review in the diff
	$(VENV)/bin/python -m tests.golden.regenerate

bench: $(READY_DEV) ## measure the rules, and compare with other tools; the tables go into docs/ (pip install -e '.[bench]' for them); BENCH=quick to try them
	@for name in $(basename $(notdir $(wildcard benchmarks/[a-z]*.py))); do echo "== $$name"; $(VENV)/bin/python -m benchmarks.$$name || exit 1; done

profile: $(READY_DEV) ## show where the time of a build of RAW= goes, by stage and by function
	$(VENV)/bin/python -m benchmarks.measuring.profile $(call path,$(RAW))

docs: $(READY_DEV) ## the documentation as a site, to build/site
	$(VENV)/bin/python docs/make_modules.py
	NO_MKDOCS_2_WARNING=1 $(VENV)/bin/python -m mkdocs build --strict

notebooks: $(READY) ## run the notebooks on the tables in OUT= and write them as HTML to build/notebooks
	out="$$(cd $(call path,$(OUT)) && pwd)" && OUT="$$out" $(VENV)/bin/python -m nbconvert --execute --to html --output-dir build/notebooks $(wildcard notebooks/*.ipynb)

clean: ## remove the tables and everything between the stages
	@if cd $(call path,$(OUT)) 2>/dev/null && { grep -qs publish_id build.json || test -f stages/.lock; }; \
	then rm -rf stages exports report public $(MADE) .*.aside; else echo "nothing to remove: no build in" $(call path,$(OUT)); fi

distclean: clean ## remove the virtual environment and every cache too
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -e '.[analysis,notebooks]'
	@touch $@

$(READY_DEV): $(READY)
	$(INSTALL) -e '.[dev,docs]'
	@touch $@
