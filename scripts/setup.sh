#!/usr/bin/env bash
# Brings in what the build and the tests need beyond Go and Node, or says in one line what to install.
#   setup.sh tools      checks Go, Node and npm
#   setup.sh npm        the front end's packages, again only when their list changed
#   setup.sh browser    Chromium and Chinese fonts, for the browser stories
#   setup.sh postgres   PostgreSQL, for the tests on the second engine
#   setup.sh compiler   a C compiler, which go test -race needs
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# as_root runs a command with the rights to install, or fails when nobody may.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

# apt_install WHY PACKAGE... installs Debian packages or tells the reader to.
apt_install() {
  local why=$1 log
  shift
  have apt-get || die "$why needs: $* (please install the equivalents of these Debian packages)"
  as_root true || die "$why needs: sudo apt-get install $*"
  say "$why: apt-get install $*"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if ! { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "$why: apt-get could not install: $*"
  fi
  rm -f "$log"
}

need_tools() {
  local want=26 minor major
  have go || die "Go 1.$want or newer is needed: https://go.dev/dl/"
  minor=$(go env GOVERSION | sed -E 's/^go1\.([0-9]+).*/\1/')
  [ "$minor" -ge "$want" ] || die "Go 1.$want or newer is needed, this is $(go env GOVERSION)"
  { have node && have npm; } || die "Node.js 20 or newer with npm is needed"
  major=$(node --version | sed -E 's/^v([0-9]+).*/\1/')
  [ "$major" -ge 20 ] || die "Node.js 20 or newer is needed, this is $(node --version)"
}

# npm_sum is the fingerprint of everything that decides what npm ci installs.
npm_sum() { cat ui/package.json ui/package-lock.json ui/.npmrc 2>/dev/null | sha256sum | cut -d' ' -f1; }

need_npm() {
  local stamp=ui/node_modules/.installed
  if [ "$(cat "$stamp" 2>/dev/null)" = "$(npm_sum)" ]; then return; fi
  say "front end: npm ci"
  (cd ui && npm ci --no-audit --no-fund --loglevel=error) >&2
  # Without the pinned Node everything would run silently on the system's older one.
  local node=ui/node_modules/.bin/node
  [ -x "$node" ] && [[ $("$node" --version) == v24.* ]] || die "npm ci brought no Node 24 for $(uname -m): ui/package.json, optionalDependencies"
  npm_sum >"$stamp"
}

need_browser() {
  local missing=()
  have chromium || have chromium-browser || have google-chrome || missing+=(chromium)
  if ! { have fc-list && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }; then missing+=(fontconfig fonts-noto-cjk); fi
  [ ${#missing[@]} -eq 0 ] || apt_install "browser stories" "${missing[@]}"
}

need_postgres() {
  [ -z "${XIAOGUAN_TEST_POSTGRES:-}" ] || return 0
  [ -n "$(scripts/postgres.sh where 2>/dev/null)" ] || apt_install "tests on PostgreSQL" postgresql
}

need_compiler() { have gcc || have clang || apt_install "race detector" gcc libc6-dev; }

[ $# -gt 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
for what in "$@"; do
  case $what in
    tools | npm | browser | postgres | compiler) "need_$what" ;;
    *) die "unknown part: $what" ;;
  esac
done
