# shellcheck shell=bash
# Nodes of kwok: pods on them pretend to run, become ready and end, as fast as the control plane can go. To be sourced.

start_fake_nodes() { # count
  local number
  start kwok "$(tool kwok)" --kubeconfig "$state/pki/admin.kubeconfig" --manage-all-nodes=false \
    --manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake --cidr 10.245.0.0/16 --node-ip "$(address)"
  for number in $(seq 0 $(($1 - 1))); do
    admin apply --server-side -f - >/dev/null <<END
apiVersion: v1
kind: Node
metadata:
  name: fake-$number
  labels: {type: kwok, kubernetes.io/hostname: fake-$number}
  annotations: {kwok.x-k8s.io/node: fake}
spec:
  taints: [{key: kwok.x-k8s.io/node, value: fake, effect: NoSchedule}]
END
    # The allocatable of a node is status: a kubelet would report it, kwok keeps what it finds.
    admin patch node "fake-$number" --subresource status --type merge \
      -p '{"status": {"allocatable": {"cpu": "64", "memory": "256Gi", "pods": "1000"}, "capacity": {"cpu": "64", "memory": "256Gi", "pods": "1000"}}}' >/dev/null
  done
  wait_until 60 "the fake nodes are not ready" admin wait node --selector type=kwok --for=condition=Ready --timeout=1s
}
