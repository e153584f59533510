#!/usr/bin/env bash
# Makes a local image with PostgreSQL 17, pgvector and Redis out of Debian packages, under the tags that AppHost.cs names.
# For machines that reach no image registry; the upstream images themselves are better where they can be pulled.
#   images.sh POSTGRES_TAG REDIS_TAG
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
native=${SUITE_NATIVE:-$repository/.suite/native}
# shellcheck source=../native/lib.sh
source "$here/../native/lib.sh"

postgres_tag=$1
redis_tag=$2
if podman image exists "$postgres_tag" && podman image exists "$redis_tag"; then exit; fi

apt_install mmdebstrap
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk '$2 == "bookworm" || $2 == "trixie" { print $1; exit }')
root="$native/container-root.tar"
started=$(date +%s%N)
say 'making a root tree with PostgreSQL 17, pgvector and Redis'
mmdebstrap --quiet --variant=minbase \
  --include=postgresql-17,postgresql-17-pgvector,redis-server,util-linux \
  --essential-hook='mkdir -p "$1/etc/postgresql-common"; echo "create_main_cluster = false" > "$1/etc/postgresql-common/createcluster.conf"' \
  --customize-hook="copy-in '$here/entrypoint.sh' /usr/local/bin" \
  --customize-hook='chmod +x "$1/usr/local/bin/entrypoint.sh"' \
  trixie "$root" "$mirror"
say "root tree made in $(seconds_since "$started") s"

import() { podman import --quiet --change "ENTRYPOINT $2" --change "CMD $3" "$root" "$1" > /dev/null; say "imported as $1"; }
import "$postgres_tag" '["/usr/local/bin/entrypoint.sh"]' '["postgres"]'
podman tag "$postgres_tag" "$redis_tag"
rm -f "$root"
