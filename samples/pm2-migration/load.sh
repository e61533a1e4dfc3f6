# shellcheck shell=bash
# Plays load.yml with artillery. To be sourced by the two halves of the walk, with artillery on the path.

export ARTILLERY_DISABLE_TELEMETRY=true
load_yml=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/load.yml
player=

await_answer() { # url
  curl -fsS -o /dev/null --max-time 1 --retry 60 --retry-delay 1 --retry-all-errors "$1/products" 2>/dev/null
}

# What the app answers, to be compared.
answers() { # url
  local path
  for path in /products /products/2 /products/4 /products/x /report /health /nothing; do
    curl -sS --max-time 10 -w '%{http_code} %{content_type}\n' "$1$path"
  done
  for path in 'product=3&quantity=2' 'product=4&quantity=2' 'product=3&quantity=0' 'product=3'; do
    curl -sS --max-time 10 -w '%{http_code} %{content_type}\n' --data "$path" "$1/orders"
  done
}

# Begins, and returns when artillery has measured its first ten seconds. It ends by itself after the time in load.yml.
play() { # out url
  artillery run --target "$2" --output "$1.json" "$load_yml" >"$1.txt" 2>&1 </dev/null &
  player=$!
  until grep -q 'Metrics for period' "$1.txt"; do
    kill -0 "$player" || { cat "$1.txt" >&2 && exit 1; }
    sleep 0.5
  done
}

# Waits for its end, which must not come before what was to be seen has happened.
play_on() {
  kill -0 "$player" || { echo "the load ended before the reloads" >&2 && exit 1; }
  wait "$player"
}
