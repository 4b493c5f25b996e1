#!/usr/bin/env bash
# All tests: Go on both engines, Go again under the race detector, front end, browser stories against the real binary.
# Every part runs, also after one has failed; the end names what failed and what was skipped.
#
#   XIAOGUAN_TEST_POSTGRES   a DSN with the right to create databases (scripts/with-postgres.sh sets it); without it that engine's tests are skipped
#   XIAOGUAN_TEST_BINARY     set here for tests that start the real program: the binary that make build has made
set -uo pipefail
cd "$(dirname "$0")/.."
out=$PWD/out/test
rm -rf "$out"
mkdir -p "$out"
broken=()
began=$SECONDS

export XIAOGUAN_TEST_BINARY=$PWD/bin/xiaoguan

mkdir -p bin/tools
go build -o bin/tools/summary ./scripts/summary || exit 1

part() {
  name=$1
  printf '\n== %s (after %d s)\n' "$name" $((SECONDS - began))
}

# go_tests FILE ARGUMENT... runs go test, shows it as it goes and keeps its stream.
go_tests() {
  local file=$1
  shift
  go test -json "$@" 2>&1 | bin/tools/summary watch "$file" || broken+=("broken=$name")
}

# ui_tests FILE SCRIPT runs one of the front end's suites and keeps its report.
ui_tests() {
  (cd ui && npm run --silent "$2" -- --reporter=default --reporter=json --outputFile.json="$1") || broken+=("broken=$name")
  [ -s "$1" ] || printf '{"testResults":[{"name":"/ui/%s","status":"failed","message":"the suite left no report"}]}\n' "$2" >"$1"
}

part 'Go, both engines'
# -count=1: the cache cannot see that the binary has changed.
go_tests "$out/go.jsonl" -count=1 -timeout 20m ./...
# The race detector makes everything several times slower: -short leaves out what goes step by step or is only large, which the
# part above has done; the pointers of SQLite's own code, translated from C, are not checked.
part 'Go, race detector'
go_tests "$out/race.jsonl" -race -gcflags='modernc.org/...=-d=checkptr=0' -short -count=1 -timeout 20m ./...
part 'front end'
ui_tests "$out/unit.json" test
part 'browser stories'
ui_tests "$out/browser.json" e2e
part 'all'
bin/tools/summary total "$out"/go.jsonl "$out"/race.jsonl "$out"/unit.json "$out"/browser.json ${broken[@]+"${broken[@]}"}
