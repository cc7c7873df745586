# Functions that bring the programs of the cluster. To be sourced after k8s/test/go.sh.

here=k8s/test/cluster

install_programs() {
  local missing=() program package
  while read -r program package; do
    [ -x "$program" ] || missing+=("$package")
  done <<'TEXT'
/usr/bin/containerd containerd
/usr/sbin/runc runc
/usr/lib/cni/bridge containernetworking-plugins
/usr/sbin/iptables iptables
/usr/sbin/conntrack conntrack
/usr/sbin/ethtool ethtool
/usr/bin/socat socat
TEXT
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null && apt-get install -y -q --no-install-recommends "${missing[@]}" >&2 || unavailable "cannot install ${missing[*]}"
}

# Sets programs, the folder with Kubernetes, etcd and the container that holds a pod.
build_programs() {
  local version
  version=$(sed -n 's|^require k8s.io/kubernetes \(v[0-9.]*\).*|\1|p' "$here/go.mod")
  GO_LDFLAGS="-s -w -X k8s.io/component-base/version.gitVersion=$version" go_tools cluster "$here" tool ./pause || return
  programs=$home
  # go names a program after its package, and etcd's package is the server.
  [ -x "$programs/etcd" ] || mv "$programs/server" "$programs/etcd"
}

# The definitions of ServiceMonitor and PrometheusRule.
definitions() {
  go_tools k8s-go k8s/test/tools tool || return
  mkdir -p "$1"
  (cd k8s/test/tools && "$home/controller-gen" crd paths=github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1 output:dir="$1") >&2
}

# Writes the command line that starts the MongoDB-compatible server on the address of the node.
compatible_store() {
  mkdir -p "$1"
  .ci/mongo-compatible command "$1" 27017 | sed 's/^127\.0\.0\.1$/198.19.0.1/' >"$1/command"
}

# The server's image, built unless it is newer than all that it is made of.
fresh_image() {
  local tar=image/target/outreach-sync.tar
  [ -f "$tar" ] && [ -z "$(find pom.xml jvm.options {model,proto,server}/{pom.xml,src/main} image -path image/target -prune -o -type f -newer "$tar" -print -quit)" ] || image/build >&2
}
