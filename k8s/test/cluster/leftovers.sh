# Functions that undo what namespaces do not contain: cgroups, and settings of the kernel that kubelet changes.

# kubelet's cgroups lie under this one.
cgroup=outreach-cluster

kernel_settings=(vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes)

remember_kernel() {
  local name
  for name in "${kernel_settings[@]}"; do printf '%s %s\n' "$name" "$(cat "/proc/sys/$name")"; done >"$1"
}

clean() {
  local name value
  # All processes of the namespace end with its first one.
  pkill -KILL -P $$ -x unshare 2>/dev/null
  wait 2>/dev/null
  while read -r name value; do [ "$(cat "/proc/sys/$name")" = "$value" ] || echo "$value" >"/proc/sys/$name"; done <"$1/kernel"
  remove_cgroups
  rm -rf "$1"
}

# A cgroup can be removed once its last process is gone, which takes a moment.
remove_cgroups() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    find /sys/fs/cgroup -depth -type d -path "*/$cgroup*" -exec rmdir {} \; 2>/dev/null
    [ -n "$(find /sys/fs/cgroup -maxdepth 2 -name "$cgroup" -print -quit)" ] || return 0
    sleep 0.1
  done
  say "cgroups are left: $(find /sys/fs/cgroup -maxdepth 2 -name "$cgroup")"
}
