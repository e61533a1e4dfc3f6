# shellcheck shell=bash
# etcd, kube-apiserver and, unless only they are asked for, kube-controller-manager and kube-scheduler. To be sourced.

start_control_plane() { # controllers(yes|no) fake_nodes
  local pki=$state/pki grace=()
  # kwok that is short of CPU misses its nodes' heartbeats. Their pods would be set to not ready, and kwok sets none back.
  [ "$2" = 0 ] || grace+=(--node-monitor-grace-period 20m)
  # Nothing here must survive a power cut, so etcd need not wait for the disk.
  start etcd "$(tool etcd)" --data-dir "$state/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
    --listen-peer-urls http://127.0.0.1:2380
  start kube-apiserver "$(tool kube-apiserver)" --v 1 \
    --etcd-servers http://127.0.0.1:2379 \
    --advertise-address "$(address)" --secure-port 6443 \
    --tls-cert-file "$pki/apiserver.crt" --tls-private-key-file "$pki/apiserver.key" \
    --client-ca-file "$pki/ca.crt" \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --allow-privileged \
    --service-cluster-ip-range 10.96.0.0/16 \
    --service-account-issuer https://kubernetes.default.svc \
    --service-account-key-file "$pki/service-account.pub" --service-account-signing-key-file "$pki/service-account.key" \
    --kubelet-certificate-authority "$pki/ca.crt" \
    --kubelet-client-certificate "$pki/apiserver-kubelet.crt" --kubelet-client-key "$pki/apiserver-kubelet.key" \
    --requestheader-client-ca-file "$pki/ca.crt" --requestheader-allowed-names front-proxy \
    --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group \
    --requestheader-extra-headers-prefix X-Remote-Extra- \
    --proxy-client-cert-file "$pki/front-proxy.crt" --proxy-client-key-file "$pki/front-proxy.key" \
    --kubelet-preferred-address-types InternalIP ${feature_gates:+--feature-gates "$feature_gates"}
  wait_until 60 "the API server is not ready" admin get --raw /readyz
  # The first objects that everything else relies on come a moment after readiness.
  wait_until 30 "the default namespace is missing" admin get namespace default

  [ "$1" = yes ] || return 0
  start_well "$netns" kube-controller-manager https://127.0.0.1:10257/healthz "$(tool kube-controller-manager)" --v 1 \
    --kubeconfig "$pki/controller-manager.kubeconfig" --leader-elect=false --use-service-account-credentials \
    --root-ca-file "$pki/ca.crt" --service-account-private-key-file "$pki/service-account.key" \
    --cluster-signing-cert-file "$pki/ca.crt" --cluster-signing-key-file "$pki/ca.key" \
    --authentication-kubeconfig "$pki/controller-manager.kubeconfig" \
    --authorization-kubeconfig "$pki/controller-manager.kubeconfig" "${grace[@]}"
  start_well "$netns" kube-scheduler https://127.0.0.1:10259/healthz "$(tool kube-scheduler)" --v 1 \
    --kubeconfig "$pki/scheduler.kubeconfig" --leader-elect=false \
    --authentication-kubeconfig "$pki/scheduler.kubeconfig" --authorization-kubeconfig "$pki/scheduler.kubeconfig"
  wait_until 30 "the controller manager does nothing" admin --namespace default get serviceaccount default
}
