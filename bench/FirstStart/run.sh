#!/usr/bin/env bash
# First start on a fresh machine, downloads included: a bare Debian 12 root that has only the .NET SDK, Node with npm, and git
# (copied from this machine), a clone of this checkout's last commit, and the README's first command. Prints the time of every
# step. With `test`, the README's second command follows. Needs root.
#   bench/FirstStart/run.sh [test]
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
native=$repository/.suite/native
# shellcheck source=../../hosting/native/lib.sh
source "$repository/hosting/native/lib.sh"

apt_install mmdebstrap
root=$(mktemp -d)
# The servers run as another user.
chmod 755 "$root"
finish() {
  for folder in proc sys dev; do umount -l "$root/$folder" 2> /dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap finish EXIT

say 'making a bare Debian 12 root'
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk '$2 == "bookworm" { print $1; exit }')
mmdebstrap --quiet --variant=minbase --include=ca-certificates,git,libicu72,libstdc++6,procps bookworm "$root" "$mirror"
copy() { mkdir -p "$root$(dirname "$1")"; cp -a "$1" "$root$1"; }
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
copy "$dotnet"
ln -s "$dotnet/dotnet" "$root/usr/bin/dotnet"
node=$(readlink -f "$(command -v node)")
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
copy "$node"
copy "$npm"
[ -e "$root/usr/bin/node" ] || ln -s "$node" "$root/usr/bin/node"
ln -s "$npm/bin/npm-cli.js" "$root/usr/bin/npm"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
git clone --quiet "$repository" "$root/srv/suite"

inside() {
  # shellcheck disable=SC2046
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DOTNET_NOLOGO=1 \
    $(env | grep -E '^(SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|NUGET_|https?_proxy|no_proxy)' || true) \
    bash -c "cd /srv/suite && $1"
}

say "dotnet run --project AppHost, commit $(git -C "$repository" rev-parse --short HEAD), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
started=$(date +%s%N)
inside 'dotnet run --project AppHost' > "$root/start.log" 2>&1 &
for _ in $(seq 600); do
  grep -q 'Critical path' "$root/start.log" && break
  sleep 1
done
total=$(seconds_since "$started")
cat "$root/start.log"
grep -q 'Critical path' "$root/start.log" || fail 'The suite did not become ready within 10 minutes.'
say "from the command to every resource ready: $total s, restoring and building included"
kill -TERM "$(cat "$root/srv/suite/.suite/apphost.pid")"
wait || true

if [ "${1:-}" = test ]; then
  started=$(date +%s%N)
  inside '.ci/run'
  say "tests: $(seconds_since "$started") s"
fi
