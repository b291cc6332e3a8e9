#!/usr/bin/env bash
# Makes the machine ready: prepare.sh build|test|check|disconnects. Checks the Swift toolchain, then
# installs the system packages that are missing. The lists below are the only ones; to add a
# package, put it in the list of what needs it. Swift itself is not installed: where to put it is
# the user's choice.
set -euo pipefail

swift_least=6.3
build=(git libsqlite3-dev zlib1g-dev)
test=(
    haproxy iproute2 netcat-openbsd nftables openssl putty-tools python3 python3-pexpect
    python3-serial socat sqlite3 telnet
)
check=(shellcheck)
disconnects=(conserver-client conserver-server procps ser2net)
# Those of them that come with a service, which nobody here wants to run.
services=(conserver-server haproxy ser2net)

case "${1:-}" in
build) wanted=("${build[@]}") ;;
test) wanted=("${build[@]}" "${test[@]}") ;;
check) wanted=("${build[@]}" "${test[@]}" "${check[@]}") ;;
disconnects) wanted=("${build[@]}" "${test[@]}" "${disconnects[@]}") ;;
*)
    echo "usage: ${0##*/} build|test|check|disconnects" >&2
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
policy=/usr/sbin/policy-rc.d
our_policy=
trap 'rm -f "$log"; if [ "$our_policy" ]; then "${as_root[@]}" rm -f "$policy"; fi' EXIT

# Quiet, unless it fails. Another apt may be at work on a fresh machine: waited for, within a bound.
apt() {
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        echo "apt-get $* failed; its words are above." >&2
        exit 1
    fi
}

# Debian's packages start and enable their services when they are installed. policy-rc.d forbids
# the start for as long as this takes (a machine that has one keeps its own); what was enabled is
# disabled again, and what was started all the same, stopped. Services that were there before are
# somebody's, and left alone.
install_without_services() {
    if [ ! -e "$policy" ]; then
        our_policy=yes
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod 755 "$policy"
    fi
    apt install --no-install-recommends "${missing[@]}"
    for service in "${services[@]}"; do
        if [[ " ${missing[*]} " != *" $service "* ]]; then continue; fi
        "${as_root[@]}" systemctl stop "$service" >/dev/null 2>&1 || true
        "${as_root[@]}" systemctl disable "$service" >/dev/null 2>&1 || true
        "${as_root[@]}" update-rc.d "$service" disable >/dev/null 2>&1 || true
    done
}

echo "Installing ${missing[*]} …" >&2
apt update
if [ "$1" = build ]; then
    apt install --no-install-recommends "${missing[@]}"
else
    install_without_services
fi
