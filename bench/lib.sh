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
  grep -l "$uid" /proc/[0-9]*/cgroup 2>/dev/null | cut -d / -f 3 | while read -r pid; do
    [[ $(readlink "/proc/$pid/exe" 2>/dev/null) != */java ]] || echo "$pid"
  done
}

# cpu PID: what the process has used so far, in hundredths of a second
cpu() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }
