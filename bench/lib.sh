# shellcheck shell=bash
# What the measurements of the operator share. To be sourced.

system=(--namespace workerapp-system)
operator=(--selector app.kubernetes.io/name=workerapp)

install_operator() {
  cluster/load-image target/images/operator.tar
  cluster/helm upgrade --install workerapp helm/workerapp "${system[@]}" --create-namespace --wait --timeout 2m >/dev/null
}

operator_pod() { cluster/kubectl "${system[@]}" get pods "${operator[@]}" -o jsonpath='{.items[0].metadata.name}'; }

# pid_of POD: the process of its container, as the machine sees it
pid_of() {
  local uid
  uid=$(cluster/kubectl "${system[@]}" get pod "$1" -o jsonpath='{.metadata.uid}')
  # Processes that end meanwhile make grep fail.
  { grep -l "$uid" /proc/[0-9]*/cgroup 2>/dev/null || true; } | cut -d / -f 3 | while read -r pid; do
    [[ $(readlink "/proc/$pid/exe" 2>/dev/null) != */java ]] || echo "$pid"
  done
}

# cpu PID: what the process has used so far, in hundredths of a second
cpu() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }

# flow NAME PRECEDENCE GROUP RESOURCE NAMESPACE SERVICE_ACCOUNT…: counts the writes of these, if none before it does
flow() {
  local account
  cat <<END
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata: {name: $1}
spec:
  matchingPrecedence: $2
  priorityLevelConfiguration: {name: workload-high}
  rules:
  - resourceRules:
    - {verbs: [create, update, patch, delete, deletecollection], apiGroups: [$3], resources: [$4], namespaces: ["*"], clusterScope: true}
    subjects:
END
  for account in "${@:6}"; do
    echo "    - {kind: ServiceAccount, serviceAccount: {namespace: $5, name: $account}}"
  done
  echo ---
}

# count SCHEMA: requests that the API server has let through so far
count() {
  cluster/kubectl get --raw /metrics |
    awk -v schema="flow_schema=\"$1\"" '/^apiserver_flowcontrol_dispatched_requests_total/ && index($0, schema) {sum += $NF} END {print sum + 0}'
}

# heap JCMD PID: of a JVM after a full collection, in MB
heap() {
  "$1" "$2" GC.run >/dev/null
  "$1" "$2" GC.heap_info | awk '/^(DefNew|Tenured)/ && match($0, /used [0-9]+K/) {sum += substr($0, RSTART + 5, RLENGTH - 6)} END {printf "%.1f", sum / 1024}'
}

# within SECONDS WHAT COMMAND…: waits until the command succeeds
within() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    ((SECONDS < end)) || { echo "$what: not within the time" >&2 && exit 1; }
    sleep 0.5
  done
}
