#!/usr/bin/env bash
# One private, throw-away PostgreSQL server for tests: durable only while the machine lives (no fsync), so never for real data.
#   postgres.sh start [DIR]   starts it (again, if DIR holds a halted one) and prints its DSN
#   postgres.sh halt  [DIR]   stops the server, keeps its data and its port
#   postgres.sh stop  [DIR]   stops the server and removes DIR
#   postgres.sh where         prints the folder of the PostgreSQL programs
# DIR defaults to one folder a user under the temporary folder. PostgreSQL refuses to run as root: root hands over to "postgres" or "nobody".
set -euo pipefail

die() { printf 'postgres: %s\n' "$*" >&2; exit 1; }

# programs prints the newest installed folder that holds initdb and postgres.
programs() {
  local dir
  for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) "$(pg_config --bindir 2>/dev/null || true)"; do
    if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then echo "$dir"; return; fi
  done
  return 1
}

# owner prints the user that runs the server.
owner() {
  [ "$(id -u)" = 0 ] || { id -un; return; }
  if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

# run runs a command as the owner, in a folder that it may enter.
run() {
  if [ "$(id -u)" != 0 ]; then (cd / && "$@")
  elif command -v runuser >/dev/null; then (cd / && runuser -u "$(owner)" -- "$@")
  else (cd / && su -s /bin/sh "$(owner)" -c "$(printf '%q ' "$@")")
  fi
}

free_port() {
  local port try
  for try in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  die "no free port found"
}

running() { [ -d "$data" ] && run "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

print_dsn() { echo "postgres://xiaoguan@127.0.0.1:$(cat "$dir/port")/xiaoguan?sslmode=disable"; }

create() {
  mkdir -p "$dir"
  chmod 755 "$dir"
  [ "$(id -u)" != 0 ] || chown "$(owner)" "$dir"
  # The C locale sorts by code point, as SQLite does.
  run "$bin/initdb" -D "$data" -U xiaoguan --auth=trust --encoding=UTF8 --no-locale --no-sync >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; die "initdb failed"; }
  cat >>"$data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 128MB
timezone = 'UTC'
CONF
  [ -n "${XIAOGUAN_POSTGRES_DURABLE:-}" ] || cat >>"$data/postgresql.conf" <<CONF
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
}

start() {
  if running; then print_dsn; return; fi
  local fresh='' try
  if [ ! -f "$data/PG_VERSION" ]; then create; fresh=1; fi
  for try in 1 2 3; do
    [ -s "$dir/port" ] || free_port >"$dir/port"
    if run "$bin/pg_ctl" -D "$data" -w -t 60 -l "$data/server.log" -o "-p $(cat "$dir/port")" start >/dev/null 2>&1; then
      if [ -n "$fresh" ]; then run "$bin/createdb" -h 127.0.0.1 -p "$(cat "$dir/port")" -U xiaoguan xiaoguan; fi
      print_dsn
      return
    fi
    # A fresh server may take another port when somebody was faster; a halted one must keep the port its clients know.
    [ -z "$fresh" ] || rm -f "$dir/port"
  done
  tail -n 20 "$data/server.log" >&2 || true
  die "the server did not start"
}

halt() { ! running || run "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null; }

command=${1:-}
dir=${2:-${TMPDIR:-/tmp}/xiaoguan-postgres-$(id -u)}
data=$dir/data
bin=$(programs) || die "PostgreSQL is not installed (Debian: apt-get install postgresql)"
case $command in
  start) start ;;
  halt) halt ;;
  stop)
    halt
    # Only a folder that this script made is removed.
    if [ -f "$data/PG_VERSION" ] || [ -f "$dir/initdb.log" ]; then rm -rf "$dir"; fi
    ;;
  where) echo "$bin" ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
