#!/usr/bin/env bash
# Builds everything and runs all tests. Asks nothing, and needs nothing done before.
# Arguments are passed on: scripts/test.sh --filter LeaseCoreTests
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh test

trap 'echo "It took $((SECONDS / 60)) min $((SECONDS % 60)) s." >&2' EXIT
echo "Building everything; the first time takes some minutes." >&2
swift build --build-tests
swift test --skip-build --disable-xctest "$@"
