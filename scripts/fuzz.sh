#!/usr/bin/env bash
# Builds the fuzzer of the telnet module and lets it look for bytes that break a promise: for 60
# seconds, or as many as are said. Those that do are kept, and named at the end; the same program
# with that file as its argument tries them again. What it has learned stays in Fuzzing/.build for
# the next time.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
if ! [[ $seconds =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: ${0##*/} [SECONDS]" >&2
    exit 64
fi

scripts/prepare.sh build

echo "Building the fuzzer; the first time takes a minute." >&2
swift build -c release --package-path Fuzzing --product telnet-fuzz
built=$(swift build -c release --package-path Fuzzing --show-bin-path)
corpus=Fuzzing/.build/corpus/telnet
found=Fuzzing/.build/found
mkdir -p "$corpus" "$found"

# What to begin with: the end that reads, where it is cut, and a conversation.
seed() { printf '%b' "$2" >"$corpus/seed-$1"; }
seed terminal '\x00\x24\xff\xfd\x01\xff\xfb\x18\xff\xfb\x1f\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0\r\n'
seed baud '\x01\x81\xff\xfb\x2c\xff\xfa\x2c\x01\x00\x01\xc2\x00\xff\xf0'
seed break '\x01\x81\xff\xfb\x2c\xff\xfa\x2c\x05\x05\xff\xf0'
seed device '\x02\x11\xff\xfb\x01\xff\xfd\x18\xff\xfa\x18\x01\xff\xf0\xff\xfd\x1f\r\x00\r\n$ '
seed escapes '\x04\x42ls\r~?~~\r~x\r~.'
seed unended '\x00\x08\xff\xfa\x1f\x00\xff\xff\xff\xfd\x00\r\xff\xf1\n\xff'
seed long "\x00\x80\xff\xfb\x1f\xff\xfa\x1f$(printf '%600s' '')\xff\xff\xff\xf0ls\r\n"

# With Swift's own backtraces, a finding would hang for minutes.
export SWIFT_BACKTRACE=enable=no
# Freed memory is watched for a while; less of it than the default's 256 MB is enough.
export ASAN_OPTIONS=quarantine_size_mb=32
exec "$built/telnet-fuzz" -max_total_time="$seconds" -max_len=2048 -timeout=10 \
    -rss_limit_mb=1024 -dict=Fuzzing/telnet.dict -artifact_prefix="$found/" \
    -print_final_stats=1 "$corpus"
