#!/usr/bin/env bash
# Makes the machine ready: prepare.sh build|test|check. Checks the Swift toolchain, then installs
# the system packages that are missing. The lists below are the only ones; to add a package, put it
# in the list of what needs it. Swift itself is not installed: where to put it is the user's choice.
set -euo pipefail

swift_least=6.3
build=(git libsqlite3-dev zlib1g-dev)
test=(iproute2 netcat-openbsd nftables sqlite3 telnet)
check=(shellcheck)

case "${1:-}" in
build) wanted=("${build[@]}") ;;
test) wanted=("${build[@]}" "${test[@]}") ;;
check) wanted=("${build[@]}" "${test[@]}" "${check[@]}") ;;
*)
    echo "usage: ${0##*/} build|test|check" >&2
    exit 64
    ;;
esac

if ! command -v swift >/dev/null; then
    echo "Swift is not installed, or not in PATH. Install Swift $swift_least or later from" \
        "https://www.swift.org/install/linux/ and try again." >&2
    exit 1
fi
swift_found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*[0-9]\).*/\1/p')
older=$(printf '%s\n' "$swift_least" "${swift_found:-0}" | sort --version-sort | head -n 1)
if [ "$older" != "$swift_least" ]; then
    echo "Swift $swift_least or later is needed; $(command -v swift) is ${swift_found:-unknown}." \
        "Install a newer one from https://www.swift.org/install/linux/ and try again." >&2
    exit 1
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not Debian or Ubuntu, so nothing is installed for you. Needed are what Debian" \
        "calls: ${wanted[*]}" >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    if [ "$state" != installed ]; then missing+=("$package"); fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    echo "Some system packages are missing. Type this, then try again:" >&2
    echo "  sudo sh -c 'apt-get update && apt-get install -y ${missing[*]}'" >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Quiet, unless it fails. Another apt may be at work on a fresh machine: waited for, within a bound.
apt() {
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        echo "apt-get $* failed; its words are above." >&2
        exit 1
    fi
}

echo "Installing ${missing[*]} …" >&2
apt update
apt install --no-install-recommends "${missing[@]}"
