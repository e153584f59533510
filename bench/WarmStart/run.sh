#!/usr/bin/env bash
# Warm start: everything installed and built. From `dotnet run --no-build` to every resource healthy, RUNS times (default 5).
#   bench/WarmStart/run.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=${1:-5}
log=$(mktemp)
host=
trap '[ -z "$host" ] || kill -TERM "$host" 2> /dev/null; rm -f "$log"' EXIT

echo "commit $(git rev-parse --short HEAD), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
dotnet build AppHost -v quiet --nologo > /dev/null
times=()
for run in $(seq 0 "$runs"); do
  started=$(date +%s%N)
  dotnet run --no-build --project AppHost > "$log" 2>&1 &
  host=$!
  until grep -q 'Critical path:' "$log"; do
    kill -0 "$host" 2> /dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.05
  done
  seconds=$(awk -v from="$started" -v to="$(date +%s%N)" 'BEGIN { printf "%.2f", (to - from) / 1e9 }')
  kill -TERM "$host"
  wait "$host" || true
  host=
  # The first run makes the databases and converts the models.
  if [ "$run" -eq 0 ]; then echo "first   $seconds s (not counted)"; continue; fi
  times+=("$seconds")
  echo "run $run   $seconds s   $(grep -o 'Critical path:.*' "$log")"
done

median=$(printf '%s\n' "${times[@]}" | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }')
echo "median  $median s; target: at most 15 s: $(awk -v m="$median" 'BEGIN { print (m <= 15 ? "met" : "missed") }')"
