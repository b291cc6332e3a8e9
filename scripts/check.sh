#!/usr/bin/env bash
# Checks what no compiler checks: formatting, shell scripts, and the rules of the tree (TidyTests).
# The Swift files and folders to look at are its arguments; the Makefile has the list.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh check

swift format lint --strict --recursive "$@"
shellcheck scripts/*.sh .ci/run
scripts/test.sh --filter TidyTests
