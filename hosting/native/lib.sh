# What the components share. Sourced by setup.sh, which sets $repository and $native.

say() { printf '[setup] %s\n' "$*"; }
fail() { printf '[setup] %s\n' "$*" >&2; exit 1; }
seconds_since() { awk -v from="$1" -v to="$(date +%s%N)" 'BEGIN { printf "%.1f", (to - from) / 1e9 }'; }
have() { command -v "$1" > /dev/null; }

# Servers run as an unprivileged user, who cannot reach a checkout below a private home.
default_native() {
  if [ "$(id -u)" -ne 0 ] || setpriv --reuid nobody --regid nogroup --clear-groups test -x "$repository" 2> /dev/null; then
    echo "$repository/.suite/native"
  else
    echo "/var/lib/suite/$(printf '%s' "$repository" | sha256sum | cut -c1-10)/native"
  fi
}

take_lock() {
  mkdir -p "$native"
  exec 9> "$native/.setup.lock"
  flock -n 9 || { say 'waiting for another set-up to finish'; flock 9; }
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif have sudo && sudo -n true 2> /dev/null; then sudo -n "$@"
  else fail "This needs root or password-less sudo: $*"
  fi
}

has_packages() {
  dpkg-query -W -f '${db:Status-Status}\n' "$@" 2> /dev/null | awk -v wanted=$# '$1 == "installed" { n++ } END { exit n != wanted }'
}

# Package lists older than a day name versions that the mirror no longer has.
refresh_package_lists() {
  local stamp="$native/.apt-updated"
  if [ -n "$(find "$stamp" -mmin -1440 2> /dev/null)" ] && [ -n "$(ls /var/lib/apt/lists/*_Packages* 2> /dev/null)" ]; then return; fi
  say 'reading package lists'
  as_root apt-get -qq -o Acquire::Retries=3 update
  mkdir -p "$native" && touch "$stamp"
}

apt_install() {
  if has_packages "$@"; then return; fi
  refresh_package_lists
  say "installing $*"
  # Nothing that comes along may start a service of its own.
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e $policy ]; then
    made=1
    # Also when the set-up is interrupted: left behind, it would keep every later service of the machine from starting.
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy > /dev/null
    as_root chmod +x $policy
  fi
  local status=0
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
    -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold \
    -o DPkg::Lock::Timeout=300 install "$@" > "$native/apt.log" 2>&1 || status=$?
  if [ -n "$made" ]; then as_root rm -f $policy; trap - EXIT; fi
  [ $status -eq 0 ] || { tail -n 20 "$native/apt.log" >&2; fail "apt-get could not install: $*"; }
}

# apt_download FOLDER PACKAGE...: the .deb files only, nothing is installed.
apt_download() {
  local folder=$1; shift
  refresh_package_lists
  say "downloading $*"
  mkdir -p "$folder"
  (cd "$folder" && apt-get -qq -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=3 download "$@")
}

# unpack FOLDER FILE.deb...
unpack() {
  local folder=$1; shift
  mkdir -p "$folder"
  for file in "$@"; do dpkg-deb --fsys-tarfile "$file" | tar -x -C "$folder" --no-same-owner; done
}

debian_release() { (. /etc/os-release && printf '%s' "${VERSION_ID:-}"); }

npm_ci() {
  have npm || fail 'npm is missing: install Node 20 or newer.'
  say "npm ci in ${1#"$repository"/}"
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error > "$native/npm.log" 2>&1) ||
    { tail -n 20 "$native/npm.log" >&2; fail "npm ci failed in $1"; }
  # The marker that `present` compares, also when npm kept an older time.
  touch "$1/node_modules/.package-lock.json"
}
