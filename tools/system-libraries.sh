#!/bin/sh
# Install the Debian packages named as arguments that are missing, if we may; else name the command.
set -eu

missing=""
for package in "$@"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "note: install Pango 1.44 or newer with your system's package manager if it is missing" >&2
    exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo --non-interactive true 2>/dev/null; then
        as_root="sudo --non-interactive"
    else
        echo "error: system libraries are missing:$missing" >&2
        echo "hint: run: sudo apt-get install --yes$missing" >&2
        exit 1
    fi
fi

# shellcheck disable=SC2086 -- the lists are words on purpose
DEBIAN_FRONTEND=noninteractive $as_root apt-get update --quiet --quiet
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install --yes --quiet --quiet --no-install-recommends $missing >/dev/null
