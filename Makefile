# Thin on purpose: each target calls a tool. `make setup` needs python3 (3.11 or later), python3-venv and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
PYTEST := $(BIN)/pytest
# Compiled modules are kept, whatever the machine says: else every process compiles all of them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run test check fix coverage-law gates bench demo screens mutation locks

help:            ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' Makefile

setup:           ## prepare .venv from the locks; does nothing when nothing changed
	@python3 tools/prepare.py

run: setup       ## database, demonstration country, web server and worker on this machine; Ctrl-C ends all
	@exec $(BIN)/parvaneh serve --demo $(ARGS)

test: check      ## every check and all quick tests, on two cores
	@test -z "$$PARVANEH_CI" || python3 tools/prepare.py --browser
	@$(PYTEST) -q -n 2 --dist loadgroup $(ARGS)

check: setup     ## format, lint, types, architecture, spelling, law map, catalogue
	@$(BIN)/python tools/check.py

fix: setup       ## let the tools repair what they can
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

coverage-law: setup  ## the law's own tests must take every branch of the law
	@$(BIN)/python tools/coverage_law.py

gates: setup     ## the long proofs in full; writes docs/measured.md
	@python3 tools/prepare.py --browser
	@PARVANEH_GATES=full $(PYTEST) -q -m slow $(ARGS)

bench: setup     ## benchmarks beside their peers; writes docs/measured.md
	@python3 tools/prepare.py --bench
	@$(BIN)/python -m bench --record $(ARGS)

demo: setup      ## rank the generated demo country (size S) and say where the files lie
	@$(BIN)/parvaneh demo run

screens: setup   ## photograph every page and the reports; a chosen few into docs/screens
	@python3 tools/prepare.py --browser
	@$(BIN)/python tools/screens.py
	@$(BIN)/python tools/site_screens.py $(ARGS)

mutation: setup  ## alter the law and see who notices; continues where it stopped
	@$(BIN)/python tools/mutation.py $(ARGS)

locks: setup     ## renew the locks after a change of pyproject.toml
	@sh tools/lock.sh $(ARGS)
