#!/usr/bin/env bash
# Measures the main job: start-up, overhead over the slowest API, and 500 viewers at once. See README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-5391}
base=http://127.0.0.1:$port
work=$(mktemp -d)
pid=
trap 'if [ -n "$pid" ]; then kill "$pid"; fi; rm -rf "$work"' EXIT

publish() { dotnet publish Aggregator.Web -c Release -o "$work/app" --nologo -v quiet "$@"; }

# start [key=value…]: the application with the demo on and these settings.
start() {
  env Aggregator__Demo__Enabled=true Logging__LogLevel__Default=Warning "$@" \
    dotnet "$work/app/Aggregator.Web.dll" --contentRoot "$work/app" --urls "$base" >"$work/log" 2>&1 &
  pid=$!
}

stop() { kill "$pid"; wait "$pid" || true; pid=; }

now_ms() { echo $(($(date +%s%N) / 1000000)); }

await_page() { until curl -sf -o /dev/null "$base/"; do sleep 0.005; done; }

median_ms() { wrk -t1 -c1 -d"$2" --latency "$base$1" | awk '$1 == "50%" { t = $2; print (t ~ /us$/) ? t / 1000 : (t ~ /ms$/) ? t + 0 : t * 1000 }'; }

# Two sources that answer after the given delays.
two() {
  echo "Aggregator__Sources__a__Url=/demo/random?delay=$1" "Aggregator__Sources__a__Select=/value" \
    "Aggregator__Sources__b__Url=/demo/random?delay=$2" "Aggregator__Sources__b__Select=/value"
}

publish

echo "1. Start to first whole page, ms (10 starts)"
for _ in $(seq 10); do
  began=$(now_ms)
  # shellcheck disable=SC2046
  start $(two 0s 0s)
  await_page
  echo "   $(($(now_ms) - began))"
  stop
done

echo "2. One viewer at a time, two APIs without delay: medians in ms, after 20 s of warm-up"
# shellcheck disable=SC2046
start $(two 0s 0s)
await_page
wrk -t1 -c16 -d20s "$base/" >/dev/null
for _ in 1 2 3; do
  api=$(median_ms /demo/random 5s)
  page=$(median_ms / 5s)
  json=$(median_ms /api/boards/default 5s)
  awk -v a="$api" -v p="$page" -v j="$json" 'BEGIN { printf "   API alone %.2f   page %.2f (%+.2f)   JSON %.2f (%+.2f)\n", a, p, p - a, j, j - a }'
done
stop

echo "3. The demo board (2 s and 1 s), 500 viewers at once, three rounds"
start
await_page
for _ in 1 2 3; do
  wrk -t2 -c500 -d10s --timeout 10s --latency "$base/" >"$work/wrk" &
  load=$!
  sleep 5
  threads=$(awk '/^Threads/ { print $2 }' "/proc/$pid/status")
  wait "$load"
  awk -v threads="$threads" '
    /Latency  / { max = $4 }
    $1 == "50%" { median = $2 }
    $1 == "99%" { p99 = $2 }
    /requests in/ { pages = $1 }
    /Non-2xx/ { failed = $NF }
    /Socket errors/ { failed = failed " " $0 }
    END { printf "   %s pages, failed: %s; median %s, 99%% %s, slowest %s; %s threads in the process\n", pages, failed ? failed : "none", median, p99, max, threads }' "$work/wrk"
done
stop
