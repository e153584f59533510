#!/usr/bin/env bash
# Brings podman, with settings that also work inside an outer container.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
native=${SUITE_NATIVE:-$repository/.suite/native}
# shellcheck source=../native/lib.sh
source "$here/../native/lib.sh"

apt_install podman runc netavark aardvark-dns catatonit iptables
mkdir -p "$native"
cat > "$native/containers.conf" <<'CONF'
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
[network]
network_backend = "netavark"
CONF
say "podman is ready; use it with CONTAINERS_CONF=$native/containers.conf"
