# Functions that start the node: network, containerd, control plane, kubelet and proxy. All state lies in $node, which vanishes with the namespace, and in $work.

address=198.19.0.1
export KUBECONFIG=$work/kubeconfig
export PATH=$programs:$PATH

# background NAME COMMAND...: starts a program of the node.
background() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
}

# wait_for SECONDS WHAT COMMAND...: waits until a command succeeds.
wait_for() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "no $what in time"
    sleep 0.2
  done
}

# What the logs say, after a failure.
tell_why() {
  kubectl -n outreach get pods >&2
  kubectl -n outreach get pods -o name | while read -r pod; do kubectl get --raw "/api/v1/namespaces/outreach/pods/${pod#pod/}:8081/proxy/health/ready" >&2; done
  kubectl -n outreach get events --sort-by=.metadata.creationTimestamp | tail -n 20 >&2
  kubectl -n outreach logs --all-containers --prefix --tail=20 -l app.kubernetes.io/component=server >&2 2>/dev/null
  tail -n 5 "$work"/*.log >&2
}

start_node() {
  local began=$SECONDS
  own_folders
  own_network
  configure
  background etcd etcd --data-dir "$work/etcd" --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380
  background containerd containerd --config "$work/containerd.toml"
  background apiserver kube-apiserver --etcd-servers http://127.0.0.1:2379 --bind-address 127.0.0.1 --secure-port 6443 --advertise-address $address --cert-dir "$work/certificates" \
    --token-auth-file "$work/tokens" --authorization-mode RBAC --service-cluster-ip-range 198.18.128.0/20 --kubelet-preferred-address-types InternalIP \
    --service-account-issuer https://cluster.test --service-account-key-file "$work/accounts.key" --service-account-signing-key-file "$work/accounts.key"
  wait_for 120 "API server" kubectl get --raw /readyz
  background controllers kube-controller-manager --kubeconfig "$KUBECONFIG" --leader-elect=false --service-account-private-key-file "$work/accounts.key" \
    --root-ca-file "$work/certificates/apiserver.crt" --cluster-cidr 198.18.0.0/20 --secure-port 0
  background scheduler kube-scheduler --kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0
  background kubelet kubelet --kubeconfig "$KUBECONFIG" --config "$work/kubelet.yaml" --root-dir "$work/kubelet" --cert-dir "$work/kubelet-certificates" --hostname-override node --node-ip $address
  background proxy kube-proxy --kubeconfig "$KUBECONFIG" --hostname-override node --cluster-cidr 198.18.0.0/20 --proxy-mode iptables --conntrack-max-per-core 0 \
    --conntrack-tcp-timeout-established 0s --conntrack-tcp-timeout-close-wait 0s
  wait_for 120 node kubectl wait --for=condition=Ready node/node --timeout=1s
  say "the node is ready after $((SECONDS - began)) s: Kubernetes $(kubectl version -o json | sed -n 's/.*"gitVersion": "\(.*\)".*/\1/p' | tail -n 1)"
}

# Hides what the programs would otherwise leave on the machine.
own_folders() {
  mount --make-rshared /
  mount -t tmpfs tmpfs /run
  mkdir -p $node/volumes/{data,backup} /run/netns /run/lock "$work"/{certificates,kubelet,cni} /var/lib/cni /var/log/containers /var/log/pods
  mount -t tmpfs -o size=1g,mode=777 tmpfs $node/volumes/data
  mount -t tmpfs -o size=1g,mode=777 tmpfs $node/volumes/backup
  mount --bind "$work/cni" /var/lib/cni
  mount -t tmpfs tmpfs /var/log/containers
}

own_network() {
  ip link set lo up
  # The node needs an address that is not loopback's.
  ip link add node0 type veth peer name node1
  ip address add $address/32 dev node0
  ip link set node0 up
  ip link set node1 up
  # The addresses of Services are rewritten after a route was found.
  ip route add default dev node0 src $address
  echo 1 >/proc/sys/net/ipv4/ip_forward
}

configure() {
  local token controller
  token=$(openssl rand -hex 16)
  printf '%s,admin,1,"system:masters"\n' "$token" >"$work/tokens"
  openssl genrsa -out "$work/accounts.key" 2048 2>/dev/null
  for controller in /sys/fs/cgroup/*/; do
    case $controller in */unified/) ;; *) mkdir -p "$controller$cgroup" ;; esac
  done
  # A new cgroup cannot hold a process before it has processors and memory nodes.
  if [ -d /sys/fs/cgroup/cpuset ]; then
    cat /sys/fs/cgroup/cpuset/cpuset.cpus >"/sys/fs/cgroup/cpuset/$cgroup/cpuset.cpus"
    cat /sys/fs/cgroup/cpuset/cpuset.mems >"/sys/fs/cgroup/cpuset/$cgroup/cpuset.mems"
  fi
  cat >"$KUBECONFIG" <<TEXT
apiVersion: v1
kind: Config
current-context: test
clusters: [{name: test, cluster: {server: "https://127.0.0.1:6443", insecure-skip-tls-verify: true}}]
users: [{name: admin, user: {token: "$token"}}]
contexts: [{name: test, context: {cluster: test, user: admin}}]
TEXT
  cat >"$work/kubelet.yaml" <<TEXT
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup
failCgroupV1: false
failSwapOn: false
oomScoreAdj: 0
podLogsDir: $node/pods
resolvConf: $work/resolv.conf
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 50Mi}
TEXT
  : >"$work/resolv.conf"
  cat >"$work/containerd.toml" <<TEXT
version = 2
root = "$work/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "cluster.test/pause:1"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$work/network"
TEXT
  mkdir -p "$work/network"
  cat >"$work/network/bridge.conflist" <<TEXT
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "pods", "isGateway": true, "hairpinMode": true, "ipam": {"type": "host-local", "ranges": [[{"subnet": "198.18.0.0/20"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
TEXT
}
