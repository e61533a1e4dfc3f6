# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for those who source this
# What the commands of this folder share: where a cluster's things are, and how its processes are started and ended.
# To be sourced. CLUSTER names the cluster; several stand side by side.

CLUSTER=${CLUSTER:-demo}
[[ $CLUSTER =~ ^[a-z][a-z0-9-]{0,15}$ ]] || {
  echo "CLUSTER=$CLUSTER: a name has lower-case letters, digits and dashes, starts with a letter, at most 16." >&2
  exit 1
}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

state=/var/lib/workerapp/$CLUSTER # etcd's data, images, certificates, logs: survives a reboot
run=/run/workerapp/$CLUSTER # sockets and mounts: does not
netns=workerapp-$CLUSTER
cgroup=workerapp-$CLUSTER
service_dns=10.96.0.10

# The host's side of the veth pair has .1, the cluster's .2, in a network of its own that `up` has picked.
network() { cat "$state/network"; }
address() { echo "198.18.$(network).2"; }
veth() { echo "wa-$1-$(network)"; }

# Node 0 shares the network namespace of the control plane. Each further node has one of its own, behind node 0; the dot,
# which no cluster's name has, keeps it apart from that of a cluster called like "$CLUSTER-1".
node_name() { [ "$1" = 0 ] && echo "$CLUSTER-node" || echo "$CLUSTER-node-$1"; }
node_netns() { [ "$1" = 0 ] && echo "$netns" || echo "$netns.$1"; }
node_address() { [ "$1" = 0 ] && address || echo "198.18.$(network).$((10 + $1))"; }
pod_subnet() { echo "10.244.$1.0/24"; }
# Node 0 has the plain names, in files and processes.
of_node() { [ "$2" = 0 ] && echo "$1" || echo "$1-$2"; } # name node

tool() { "$here/tool" "$1"; }
inside() { nsenter --net="/run/netns/$netns" "$@"; }
admin() { "$(tool kubectl)" --kubeconfig "$state/pki/admin.kubeconfig" "$@"; }

fail() {
  echo "cluster $CLUSTER: $*" >&2
  exit 1
}

need_root() { [ "$(id -u)" = 0 ] || fail "namespaces and containers need root. Run it with sudo --preserve-env=PATH,JAVA_HOME,HOME."; }

# Wait until a command succeeds: at most so many seconds, asked ten times a second.
wait_until() { # seconds what command…
  local tries=$(($1 * 10)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((tries-- > 0)) || fail "$what: not within the time. See cluster/logs and cluster/status."
    sleep 0.1
  done
}

# A process is its id and the time at which it started, so that an id that was given anew is not taken for it. One that
# ended and that its parent has not asked about yet has none.
started_at() { sed -n '/) [ZX] /!s/.*) //p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

running() { # component
  local pid since
  [ -f "$state/pids/$1" ] || return 1
  read -r pid since <"$state/pids/$1"
  [ -n "$since" ] && [ "$(started_at "$pid")" = "$since" ]
}

# Start a component inside a network namespace and the cgroup, unless it runs.
start() { start_in "$netns" "$@"; } # component command…
start_in() { # netns component command…
  local where=$1 name=$2 pid
  shift 2
  running "$name" && return
  mkdir -p "$state/pids" "$state/logs"
  (
    join_cgroup
    exec setsid nsenter --net="/run/netns/$where" "$@" >>"$state/logs/$name" 2>&1 </dev/null 8>&-
  ) &
  pid=$!
  echo "$pid $(started_at "$pid")" >"$state/pids/$name"
}

# Start a component and wait until it says itself that it is well: what the API server knows of it may be from before a
# crash. One that ends meanwhile is started again, as an init system would; the kubelet does, when containerd answers but has
# not yet read what containers it has.
start_well() { wait_until 60 "$2 is not well" started_and_well "$@"; } # netns component health-url command…
started_and_well() {
  start_in "$1" "$2" "${@:4}"
  nsenter --net="/run/netns/$1" curl -fsSk --max-time 2 "$3"
}

stop() { # component; its data go too, so nobody has to be asked nicely
  local pid since
  if running "$1"; then
    read -r pid since <"$state/pids/$1"
    kill -KILL "$pid"
    wait_until 10 "$1 does not end" eval "! running $1"
  fi
  rm -f "$state/pids/$1"
}

# All that the cluster starts stays in a cgroup of its name, containers and their shims too: on cgroup v1 in every
# hierarchy, on v2 in the one.
hierarchies() { awk '$3 ~ /^cgroup2?$/ && $2 ~ /^\/sys\/fs\/cgroup/ {print $2}' /proc/mounts; }

make_cgroup() { # child
  local hierarchy folder
  for hierarchy in $(hierarchies); do
    mkdir -p "$hierarchy/$cgroup/$1"
    for folder in "$hierarchy/$cgroup" "$hierarchy/$cgroup/$1"; do
      [ -f "$folder/cpuset.cpus" ] || continue
      cat "$hierarchy/cpuset.cpus" >"$folder/cpuset.cpus"
      cat "$hierarchy/cpuset.mems" >"$folder/cpuset.mems"
    done
  done
}

# A node's pods come before the control plane, which elsewhere has machines of its own: 64 times its weight.
prefer() { # child
  local hierarchy folder
  for hierarchy in $(hierarchies); do
    folder=$hierarchy/$cgroup/$1
    [ ! -f "$folder/cpu.shares" ] || echo 65536 >"$folder/cpu.shares"
    [ ! -f "$folder/cpu.weight" ] || echo 6400 >"$folder/cpu.weight"
  done
}

join_cgroup() {
  local hierarchy
  make_cgroup system
  for hierarchy in $(hierarchies); do
    echo "$BASHPID" >"$hierarchy/$cgroup/system/cgroup.procs" 2>/dev/null || true
  done
}

members() { # ids of the processes in the cgroup, in whichever hierarchy
  local hierarchy
  for hierarchy in $(hierarchies); do
    [ ! -d "$hierarchy/$cgroup" ] || find "$hierarchy/$cgroup" -name cgroup.procs -exec cat {} + 2>/dev/null
  done | sort -un
}
