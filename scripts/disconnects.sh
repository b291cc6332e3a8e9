#!/usr/bin/env bash
# Compares this tree's gateway with others, in every way that a client can leave, and writes
# docs/DISCONNECTS.md. With names of scenarios as arguments only those are played, and nothing is
# written. Needs root, for network namespaces. This process becomes the comparison, so that Ctrl-C
# reaches it.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh disconnects

if [ "$(id -u)" -ne 0 ]; then
    echo "Network namespaces are for root alone. Type: sudo make disconnects" >&2
    exit 77
fi

echo "Building the gateway and the comparison; the first time takes some minutes." >&2
swift build -c release --product hotseat
swift build -c release --package-path Benchmarks --product disconnects
hotseat=$(swift build -c release --show-bin-path)/hotseat
disconnects=$(swift build -c release --package-path Benchmarks --show-bin-path)/disconnects

echo "It takes about seven minutes." >&2
exec "$disconnects" --hotseat "$hotseat" --page docs/DISCONNECTS.md "$@"
