#!/bin/sh
# Renew the locks in requirements/. Run by hand: `tools/lock.sh` (or `tools/lock.sh --upgrade`).
# Locks carry hashes and no address, so that any mirror of the package index can serve them.
set -eu
cd "$(dirname "$0")/.."
uv="${UV:-.venv/bin/uv}"
lock() {
  "$uv" pip compile --quiet --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
lock requirements/uv.in -o requirements/uv.txt "$@"
lock pyproject.toml -o requirements/base.txt "$@"
lock --group dev -c requirements/base.txt -o requirements/dev.txt "$@"
lock --group bench -c requirements/base.txt -c requirements/dev.txt -o requirements/bench.txt "$@"
