# shellcheck shell=bash
# Open-loop load on a Service of the cluster, from inside its network namespace. To be sourced; needs CLUSTER.

RATE=${RATE:-200}             # requests a second
LOAD_LIMIT=${LOAD_LIMIT:-300} # seconds after which any load ends by itself

vegeta=$(cluster/tool vegeta)
load_pid=

service_url() { # app namespace
  cluster/kubectl --namespace "$2" get service "$1" -o jsonpath='http://{.spec.clusterIP}:{.spec.ports[0].port}/'
}

# kube-proxy gets to know a new Service a moment after its workers are ready.
await_answer() { # url
  cluster/run curl -fsS -o /dev/null --max-time 1 --retry 60 --retry-delay 1 --retry-all-errors "$1" 2>/dev/null
}

attack() { # url seconds file
  exec cluster/run "$vegeta" attack -rate="$RATE" -duration="$2s" -keepalive=false -timeout=10s \
    -targets=<(printf 'GET %s\n' "$1") -output="$3"
}

load_for() { # seconds url file
  (attack "$2" "$1" "$3")
}

load_start() { # url file
  (attack "$1" "$LOAD_LIMIT" "$2") &
  load_pid=$!
  trap load_stop EXIT
}

# Three more seconds, so that what a late ending breaks is seen too; then vegeta ends its loop and waits for answers.
load_stop() {
  [ -n "$load_pid" ] || return 0
  sleep 3
  kill -INT "$load_pid"
  wait "$load_pid" || true
  load_pid=
}

# One figure of a vegeta report: requests, success, 50th, 99th, duration.
figure() { # report name
  sed -n "s/.*\"$2\":\([0-9.e+-]*\).*/\1/p" <<<"$1"
}

failed() { # file: requests that did not get a 200
  local report ok
  report=$("$vegeta" report -type=json "$1")
  ok=$(sed -n 's/.*"status_codes":{[^}]*"200":\([0-9]*\).*/\1/p' <<<"$report")
  echo $(($(figure "$report" requests) - ${ok:-0}))
}

load_table() { # name:file …
  local row report
  printf '%-18s %9s %7s %9s %9s %9s\n' PHASE REQUESTS FAILED P50 P99 SECONDS
  for row in "$@"; do
    report=$("$vegeta" report -type=json "${row#*:}")
    awk -v name="${row%%:*}" -v failed="$(failed "${row#*:}")" -v requests="$(figure "$report" requests)" \
      -v p50="$(figure "$report" 50th)" -v p99="$(figure "$report" 99th)" -v ns="$(figure "$report" duration)" \
      'BEGIN {printf "%-18s %9d %7d %7.1fms %7.1fms %9.1f\n", name, requests, failed, p50 / 1e6, p99 / 1e6, ns / 1e9}'
  done
}

# Says so and fails when any request of these phases failed.
load_total_failed() { # file …
  local file sum=0
  for file in "$@"; do sum=$((sum + $(failed "$file"))); done
  [ "$sum" = 0 ] || { echo "$sum requests failed." >&2; return 1; }
}
