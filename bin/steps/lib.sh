# Shared by every habit in bin/: where we are, how a step is printed, what must be installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD
STATE=$ROOT/.lantu
mkdir -p "$STATE"

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

# step "what it does" command…: prints the time taken; a failure prints the last lines of the log and stops.
step() {
  local what=$1 began=$SECONDS; shift
  printf '  … %s' "$what"
  if [ -t 1 ]; then printf '\n'; "$@" || fail "failed: $what"; printf '  ✓ %s  %ss\n' "$what" $((SECONDS - began)); return; fi
  if "$@" >"$STATE/step.log" 2>&1; then printf '  %ss\n' $((SECONDS - began))
  else printf '\n'; tail -60 "$STATE/step.log"; fail "failed: $what (after $((SECONDS - began)) s)"; fi
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# need PACKAGE…: installs the Debian packages that are missing, quietly.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  step "package list" as_root apt-get update -q
  step "installing ${missing[*]}" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
}

need_swift() {
  command -v swift >/dev/null || fail "Swift 6.3 is needed: https://www.swift.org/install (then run this again)"
}

# python_tools: a private virtual environment for asset fetching and browser tests.
python_tools() {
  [ -x "$STATE/venv/bin/python" ] || {
    python3 -c 'import venv, ensurepip' 2>/dev/null || need python3-venv
    step "python environment" python3 -m venv "$STATE/venv"
  }
}

# sources_hash: changes when anything the binary is made of changes.
sources_hash() {
  { find Sources Packs Package.swift -type f ! -path '*/.*' -print0 | sort -z | xargs -0 sha256sum; echo "$1"; } | sha256sum | cut -d' ' -f1
}

BUILD_PACKAGES=(libsqlite3-dev libpq-dev libargon2-dev libzip-dev libxlsxwriter-dev coinor-libclp-dev pkg-config zlib1g-dev git)
TEST_PACKAGES=(postgresql-15 chromium fonts-noto-cjk curl libintelrdfpmath-dev)
