#!/usr/bin/env bash
# Runs a command with a private PostgreSQL server of its own, which is always stopped and removed afterwards.
#   with-postgres.sh COMMAND...   the command finds the DSN in XIAOGUAN_TEST_POSTGRES; a DSN that is already there is used as it is
# XIAOGUAN_POSTGRES_DURABLE=1 keeps fsync on, for measuring.
set -uo pipefail
cd "$(dirname "$0")/.."

if [ -z "${XIAOGUAN_TEST_POSTGRES:-}" ]; then
  dir=$(mktemp -d "${TMPDIR:-/tmp}/xiaoguan-postgres-XXXXXX")
  trap 'scripts/postgres.sh stop "$dir"; rm -rf "$dir"' EXIT
  trap 'exit 130' INT TERM HUP
  XIAOGUAN_TEST_POSTGRES=$(scripts/postgres.sh start "$dir") || exit 1
fi
export XIAOGUAN_TEST_POSTGRES
"$@"
