# shellcheck shell=bash
# A real node: containerd, kubelet, kube-proxy; and the cluster's DNS. To be sourced.

start_node() { # number
  local number=$1 node files sockets where
  node=$(node_name "$1")
  files=$(of_node "$state/node" "$1")
  sockets=$(of_node "$run/node" "$1")
  where=$(node_netns "$1")
  # kube-proxy ends when its configuration file is written, also with the same content.
  running "$(of_node kube-proxy "$1")" || write_node_files
  start_in "$where" "$(of_node containerd "$1")" containerd --config "$files/containerd.toml"
  wait_until 30 "containerd does not answer" node_ctr version
  load_own_image pause "$(tool pause)" '"Entrypoint":["/pause"]'
  load_own_image coredns "$(tool coredns)" '"Entrypoint":["/coredns"]'
  make_cgroup "$node"
  prefer "$node"
  start_well "$where" "$(of_node kubelet "$1")" http://127.0.0.1:10248/healthz \
    "$(tool kubelet)" --v 1 --config "$files/kubelet.yaml" \
    --kubeconfig "$state/pki/$(of_node kubelet "$1").kubeconfig" \
    --root-dir "$files/kubelet" --hostname-override "$node" --node-ip "$(node_address "$1")" \
    ${feature_gates:+--feature-gates "$feature_gates"}
  start_well "$where" "$(of_node kube-proxy "$1")" http://127.0.0.1:10256/healthz \
    "$(tool kube-proxy)" --v 1 --config "$files/kube-proxy.yaml" --hostname-override "$node"
  wait_until 60 "the node is not ready" admin wait "node/$node" --for=condition=Ready --timeout=1s
  wait_until 30 "kube-proxy has no rules yet" proxy_synced
}

node_ctr() { ctr --address "$sockets/containerd.sock" --namespace k8s.io "$@"; }

# It calls itself healthy before its first rules too.
proxy_synced() { nsenter --net="/run/netns/$where" iptables-save -t nat | grep KUBE-SVC; }

write_node_files() {
  mkdir -p "$files/cni" "$sockets/containerd"
  # No address of the outside is known in here; names resolve by the cluster's DNS alone.
  echo "nameserver 127.0.0.1" >"$files/resolv.conf"
  cat >"$files/containerd.toml" <<END
version = 2
root = "$files/containerd"
state = "$sockets/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs"]
[grpc]
address = "$sockets/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "localhost/workerapp/pause:1"
netns_mounts_under_state_dir = true
# The capability to lower a score may be missing where this runs in a container itself.
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "$files/cni"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
END
  cat >"$files/cni/10-bridge.conflist" <<END
{"cniVersion": "1.0.0", "name": "bridge", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isDefaultGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$files/ipam", "ranges": [[{"subnet": "$(pod_subnet "$number")"}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
END
  cat >"$files/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $state/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $state/pki/$(of_node kubelet-server "$number").crt
tlsPrivateKeyFile: $state/pki/$(of_node kubelet-server "$number").key
containerRuntimeEndpoint: unix://$sockets/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup/$node
failCgroupV1: false
failSwapOn: false
clusterDNS: [$service_dns]
clusterDomain: cluster.local
resolvConf: $files/resolv.conf
podLogsDir: $files/pod-logs
staticPodPath: ""
serializeImagePulls: false
# The disk is the user's: its filling up is no reason to end workers here.
evictionHard: {memory.available: 100Mi, nodefs.available: "0%", imagefs.available: "0%"}
imageGCHighThresholdPercent: 100
END
  cat >"$files/kube-proxy.yaml" <<END
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $state/pki/proxy.kubeconfig}
clusterCIDR: 10.244.0.0/16
mode: iptables
# Limits of the whole machine, which are not ours to set.
conntrack: {maxPerCore: 0, min: 0}
END
}

# An image of one static program, as an archive.
own_image_is_old() { [ ! -f "$state/images/$1.tar" ] || [ "$2" -nt "$state/images/$1.tar" ]; } # name program
make_own_image() { # name program config
  local archive=$state/images/$1.tar folder
  mkdir -p "$state/images"
  folder=$(mktemp -d)
  install -m 755 "$2" "$folder/$1"
  "$here/../images/layer" "$folder" "$folder.tar.gz"
  "$here/../images/oci-archive" "$archive" "localhost/workerapp/$1:1" "{$3}" "$folder.tar.gz"
  rm -rf "$folder" "$folder.tar.gz" "$folder.tar.gz.diffid"
}

load_own_image() { # name program config
  if own_image_is_old "$1" "$2"; then
    make_own_image "$@"
  elif node_ctr images list --quiet | grep -qx "localhost/workerapp/$1:1"; then
    return
  fi
  node_ctr images import "$state/images/$1.tar" >/dev/null
}

start_dns() {
  admin apply --server-side -f "$here/dns.yaml" >/dev/null
  wait_until 60 "the cluster's DNS is not ready" \
    admin --namespace kube-system wait deployment/coredns --for=condition=Available --timeout=1s
}
