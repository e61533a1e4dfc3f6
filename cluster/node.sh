# shellcheck shell=bash
# The real node: containerd, kubelet, kube-proxy; and the cluster's DNS on it. To be sourced.

ctr() { command ctr --address "$run/containerd.sock" --namespace k8s.io "$@"; }

start_node() {
  # kube-proxy ends when its configuration file is written, also with the same content.
  running kube-proxy || write_node_files
  start containerd containerd --config "$state/containerd.toml"
  wait_until 30 "containerd does not answer" ctr version
  load_own_image pause "$(tool pause)" '"Entrypoint":["/pause"]'
  start kubelet "$(tool kubelet)" --v 1 --config "$state/kubelet.yaml" --kubeconfig "$state/pki/kubelet.kubeconfig" \
    --root-dir "$state/kubelet" --hostname-override "$node" --node-ip "$(address)"
  start kube-proxy "$(tool kube-proxy)" --v 1 --config "$state/kube-proxy.yaml" --hostname-override "$node"
  wait_until 60 "the node is not ready" admin wait "node/$node" --for=condition=Ready --timeout=1s
  wait_until 30 "kube-proxy has no rules yet" proxy_synced
}

proxy_synced() { inside curl -fsS http://127.0.0.1:10256/healthz || inside iptables-save -t nat | grep KUBE-SVC; }

write_node_files() {
  local mount="$run/containerd"
  mkdir -p "$state/cni" "$mount"
  # No address of the outside is known in here; names resolve by the cluster's DNS alone.
  echo "nameserver 127.0.0.1" >"$state/resolv.conf"
  cat >"$state/containerd.toml" <<END
version = 2
root = "$state/containerd"
state = "$mount"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs"]
[grpc]
address = "$run/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "localhost/workerapp/pause:1"
netns_mounts_under_state_dir = true
# The capability to lower a score may be missing where this runs in a container itself.
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "$state/cni"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
END
  cat >"$state/cni/10-bridge.conflist" <<END
{"cniVersion": "1.0.0", "name": "bridge", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isDefaultGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$state/ipam", "ranges": [[{"subnet": "10.244.0.0/24"}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
END
  cat >"$state/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $state/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $state/pki/kubelet-server.crt
tlsPrivateKeyFile: $state/pki/kubelet-server.key
containerRuntimeEndpoint: unix://$run/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup
failCgroupV1: false
failSwapOn: false
clusterDNS: [$service_dns]
clusterDomain: cluster.local
resolvConf: $state/resolv.conf
podLogsDir: $state/pod-logs
staticPodPath: ""
serializeImagePulls: false
# The disk is the user's: its filling up is no reason to end workers here.
evictionHard: {memory.available: 100Mi, nodefs.available: "0%", imagefs.available: "0%"}
imageGCHighThresholdPercent: 100
END
  cat >"$state/kube-proxy.yaml" <<END
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $state/pki/proxy.kubeconfig}
clusterCIDR: 10.244.0.0/24
mode: iptables
# Limits of the whole machine, which are not ours to set.
conntrack: {maxPerCore: 0, min: 0}
END
}

# An image of one static program.
load_own_image() { # name program config
  local archive=$state/images/$1.tar folder
  [ ! -f "$archive" ] || [ "$2" -nt "$archive" ] || return 0
  mkdir -p "$state/images"
  folder=$(mktemp -d)
  install -m 755 "$2" "$folder/$1"
  "$here/../images/layer" "$folder" "$folder.tar.gz"
  "$here/../images/oci-archive" "$archive" "localhost/workerapp/$1:1" "{$3}" "$folder.tar.gz"
  rm -rf "$folder" "$folder.tar.gz" "$folder.tar.gz.diffid"
  ctr images import "$archive" >/dev/null
}

start_dns() {
  load_own_image coredns "$(tool coredns)" '"Entrypoint":["/coredns"]'
  admin apply --server-side -f "$here/dns.yaml" >/dev/null
  wait_until 60 "the cluster's DNS is not ready" \
    admin --namespace kube-system wait deployment/coredns --for=condition=Available --timeout=1s
}
