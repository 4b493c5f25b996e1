#!/usr/bin/env bash
# The linters: gofmt, go vet, staticcheck, dupl on product code, and the front end's own check. Stops at the end, with all findings shown.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() {
  local name=$1
  shift
  if "$@"; then printf 'ok    %s\n' "$name"; else printf 'FAIL  %s\n' "$name"; failed=1; fi
}

# go_files lists the hand-written files below the root, without those of other modules.
go_files() { find . -name '*.go' -not -path './ui/node_modules/*' -not -path './.*/*' -not -path './tools/*' -not -path './bin/*' -not -path './out/*' | sed 's|^\./||' | sort; }

formatted() {
  local bad
  bad=$(go_files | xargs gofmt -l) || return 1
  [ -z "$bad" ] || { printf 'not formatted (make fmt): %s\n' $bad; return 1; }
}

# Tests may repeat themselves: a case should be readable alone. Generated files are left out too.
repeats() {
  # grep -L says 1 where no file is generated
  go_files | grep -v '_test\.go$' | { xargs grep -L '^// Code generated .* DO NOT EDIT\.$' || true; } |
    bin/tools/dupl -plumbing -t 100 -files | bin/tools/dupes tools/dupl-explained.txt
}

front_end() { (cd ui && npm run --silent check); }

{ go build -C tools -o ../bin/tools/ tool && go build -o bin/tools/ ./scripts/dupes; } || exit 1
step gofmt formatted
step 'go vet' go vet ./...
step staticcheck bin/tools/staticcheck ./...
step dupl repeats
step 'front end' front_end
exit $failed
