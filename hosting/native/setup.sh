#!/usr/bin/env bash
# Brings what the suite needs and this machine lacks; quick when nothing is missing.
#   setup.sh COMPONENT...        make sure of these (components/COMPONENT.sh)
#   setup.sh where COMPONENT     print where it is
# Trees of our own go to $SUITE_NATIVE, by default .suite/native in the repository.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)

# shellcheck source=lib.sh
source "$here/lib.sh"
native=${SUITE_NATIVE:-$(default_native)}

load() {
  local file="$here/components/$1.sh"
  [ -f "$file" ] || fail "There is no component '$1'. Known: $(cd "$here/components" && ls | sed 's/\.sh$//' | tr '\n' ' ')"
  # shellcheck disable=SC1090
  source "$file"
}

if [ "${1:-}" = where ]; then
  [ $# -eq 2 ] || fail 'Usage: setup.sh where COMPONENT'
  load "$2"
  present || fail "$2 is not here yet: run hosting/native/setup.sh $2"
  where
  exit
fi

[ $# -gt 0 ] || fail 'Usage: setup.sh COMPONENT... | setup.sh where COMPONENT'
for component in "$@"; do
  (
    load "$component"
    if present; then exit; fi
    # Test projects and several copies of the suite may ask at the same time.
    take_lock
    if present; then exit; fi
    started=$(date +%s%N)
    say "bringing $what"
    install_component
    present || fail "$component was installed, and is still not found."
    say "$component is here after $(seconds_since "$started") s"
  )
done
