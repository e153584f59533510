#!/bin/sh
# Entry of the locally made database image. It honours what the upstream image documents and the suite uses:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD and PGDATA.
set -eu
if [ "${1:-postgres}" != postgres ]; then exec "$@"; fi

bin=/usr/lib/postgresql/17/bin
data=${PGDATA:-/var/lib/postgresql/data}
user=${POSTGRES_USER:-postgres}
[ -n "${POSTGRES_PASSWORD:-}" ] || { echo 'POSTGRES_PASSWORD is not set.' >&2; exit 1; }

mkdir -p "$data" /run/postgresql
chown -R postgres "$data" /run/postgresql
as_postgres() { setpriv --reuid postgres --regid postgres --clear-groups "$@"; }

if [ ! -f "$data/PG_VERSION" ]; then
  secret=$(mktemp)
  printf '%s' "$POSTGRES_PASSWORD" > "$secret"
  chown postgres "$secret"
  # The arguments are several words by design.
  # shellcheck disable=SC2086
  as_postgres $bin/initdb -D "$data" -U "$user" --pwfile="$secret" -E UTF8 --locale=C.UTF-8 ${POSTGRES_INITDB_ARGS:-}
  rm -f "$secret"
  echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$data/pg_hba.conf"
  if [ -n "${POSTGRES_DB:-}" ] && [ "$POSTGRES_DB" != postgres ]; then
    echo "create database \"$POSTGRES_DB\"" | as_postgres $bin/postgres --single -D "$data" -j postgres > /dev/null
  fi
fi
[ $# -gt 0 ] && shift
exec setpriv --reuid postgres --regid postgres --clear-groups $bin/postgres -D "$data" -c listen_addresses='*' "$@"
