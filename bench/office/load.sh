#!/usr/bin/env bash
# load.sh DATA [MINUTES] [PEOPLE]: serves the office in DATA (on DATABASE_URL, where it is set) and lets PEOPLE work in it for MINUTES.
# LOCUST names the program (python -m venv x && x/bin/pip install locust). Prints requests, failures and percentiles; exit code 1 on a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=$1 minutes=${2:-10} people=${3:-50} port=${PORT:-8123} python=.venv/bin/python
export DONDOC_BENCH_SESSIONS=$data/sessions.txt
$python -m bench.office.sessions --data "$data" >"$DONDOC_BENCH_SESSIONS"
.venv/bin/dondoc serve --data "$data" --port "$port" >"$data/serve.log" 2>&1 &
served=$!
trap 'kill $served; wait $served || true' EXIT
for _ in $(seq 240); do curl -sf -o /dev/null "http://127.0.0.1:$port/sign-in/" && break; sleep 0.5; done
"${LOCUST:-locust}" -f bench/office/load.py --headless --only-summary --host "http://127.0.0.1:$port" -u "$people" -r 5 -t "${minutes}m" 2>&1
