#!/usr/bin/env bash
# Builds the gateway and runs it on two built-in demo boards; Ctrl-C ends it.
# This process becomes the gateway, so that signals reach it and its exit status is the caller's.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh build

echo "Building the gateway; the first time takes some minutes." >&2
swift build -c release --product hotseat
hotseat=$(swift build -c release --show-bin-path)/hotseat

cat >&2 <<END

The gateway starts here, and Ctrl-C ends it. In a second terminal, take the first board:

    nc 127.0.0.1 4001
    telnet 127.0.0.1 2001       (the same board, a character at a time)

In a third, the same again: it waits in line until the first is closed. Who has what, and who had
it, is told by

    $hotseat status
    $hotseat sessions

END
exec "$hotseat" serve --demo
