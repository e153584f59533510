#!/usr/bin/env bash
# Proves container mode: the AppHost program as it is, with its servers in containers run by podman, one photograph through
# its whole intake, and no container left when the program is killed. The images are made locally from Debian packages
# (images.sh) under the tags that the program names; where a registry can be reached, the upstream ones are pulled instead.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
native=${SUITE_NATIVE:-$repository/.suite/native}
# shellcheck source=../native/lib.sh
source "$here/../native/lib.sh"

"$here/podman.sh"
export CONTAINERS_CONF="$native/containers.conf"
"$here/images.sh" docker.io/pgvector/pgvector:pg17 docker.io/library/redis:8.2
"$here/../native/setup.sh" photos

data=$(mktemp -d)
log="$data/apphost.log"
key=suite-$(od -An -N 20 -tx1 /dev/urandom | tr -d ' \n')
host=
finish() {
  if [ -n "$host" ]; then kill -TERM "$host" 2> /dev/null || true; wait "$host" 2> /dev/null || true; fi
  # What the run left for a next one: its volumes and its network carry the same suffix as its containers.
  if [ -n "${suffix:-}" ]; then
    podman volume ls --quiet | { grep -e "-$suffix\$" || true; } | xargs -r podman volume rm > /dev/null || true
    podman network rm "suite-$suffix" > /dev/null || true
  fi
  rm -rf "$data"
}
trap finish EXIT

say 'building'
dotnet build "$repository/AppHost" -v quiet --nologo
"$repository/AppHost/bin/Debug/net10.0/AppHost" --Suite:Launcher=podman "--Suite:Data=$data" \
  "--Parameters:admin-api-key=$key" > "$log" 2>&1 &
host=$!

for _ in $(seq 240); do
  grep -q 'Sign in:' "$log" && break
  kill -0 "$host" 2> /dev/null || { cat "$log" >&2; fail 'The program ended.'; }
  sleep 1
done
address=$(awk '/Suite is at/ { print $4 }' "$log")
[ -n "$address" ] || { cat "$log" >&2; fail 'The suite did not become ready.'; }
say "ready at $address"

say 'containers:'
suffix=$(podman ps --format '{{.Names}}' --filter name=^postgres- | sed 's/^postgres-//')
podman ps --format '  {{.Names}}  {{.Image}}  {{.Status}}'
for server in postgres redis; do
  [ -n "$(podman ps --quiet --filter "name=^$server-")" ] || fail "$server does not run in a container."
done

node "$here/prove.mjs" "$address" "$key" "$("$here/../native/setup.sh" where photos)/coffee.png"

say 'killing the program without warning'
kill -KILL "$host"
wait "$host" 2> /dev/null || true
host=
for _ in $(seq 15); do
  # With --all: one that has stopped and is still being removed holds its volume.
  left=$(podman ps --all --quiet --filter "name=-$suffix\$" | wc -l)
  [ "$left" -eq 0 ] && break
  sleep 1
done
[ "$left" -eq 0 ] || fail "$left containers are left."
say 'no container is left'
say 'proved'
