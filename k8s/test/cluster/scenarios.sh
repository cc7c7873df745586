# What happens to the servers while tablets sync. $overlay and $workload say which.

run_single() {
  overlay=single workload=statefulset/outreach
  begin
  start_load 6 1
  calm
  scenario "rolling restart" restarted
  scenario "server killed" killed
  scenario "full volume, ${full_seconds} s" filled
  scenario "foreign keysets, then put back" foreign_keysets
  scenario "keysets rotated" rotated_keysets
  scenario "backup job" backed_up
  end_load
  finish
}

run_production() {
  overlay=production workload=deployment/outreach
  start_store
  begin
  # Fewer, because the MongoDB-compatible server takes seconds for a sync when many tablets write to one site.
  start_load 3 2
  calm
  scenario "rolling restart" restarted
  scenario "server killed" killed
  scenario "node drained under the budget" drained
  scenario "foreign keysets, then put back" foreign_keysets
  scenario "keysets rotated" rotated_keysets
  end_load
  finish
}

full_seconds=15

# scenario NAME FUNCTION: disturbs the servers, waits until all is well again, and tells how the tablets fared.
scenario() {
  local began
  fared >/dev/null
  began=$(date +%s%3N)
  "$2"
  tell "$1" "$(printf '%5.1f s; ' "$((($(date +%s%3N) - began) / 100))e-1")$(fared)"
}

calm() { scenario "nothing, 10 s" "sleep_ten"; }
sleep_ten() { sleep 10; }

# Applies the overlay as an operator does: namespace, Secrets, and the rest.
begin() {
  local began
  kubectl apply --server-side -f "$work/definitions/monitoring.coreos.com_servicemonitors.yaml" -f "$work/definitions/monitoring.coreos.com_prometheusrules.yaml" >/dev/null || fail "no definitions"
  kubectl apply -f k8s/base/namespace.yaml >/dev/null || fail "no namespace"
  new_keysets
  began=$(date +%s%3N)
  kubectl apply --validate=strict -k "k8s/test/cluster/$overlay" >"$work/applied-$overlay.log" 2>&1 || fail "$overlay is refused: $(cat "$work/applied-$overlay.log")"
  ! grep -i warning "$work/applied-$overlay.log" >&2 || fail "$overlay is applied with warnings"
  ready
  tell "applied and ready" "$(printf '%5.1f s; ' "$((($(date +%s%3N) - began) / 100))e-1")$(kubectl -n outreach get pods --no-headers -l app.kubernetes.io/component=server | wc -l) servers, $(wc -l <"$work/applied-$overlay.log") objects"
}

finish() {
  kubectl delete namespace outreach --wait --timeout=180s >/dev/null || fail "$overlay cannot be removed"
  kubectl delete persistentvolume --all >/dev/null
}

ready() {
  if [ $overlay = production ]; then wait_for 120 "second server" two_servers; fi
  kubectl -n outreach rollout status "$workload" --timeout=120s >/dev/null || fail "$workload is not ready"
}

two_servers() { [ "$(kubectl -n outreach get deployment outreach -o jsonpath='{.status.readyReplicas}')" = 2 ]; }

new_keysets() {
  local folder=$work/keys-$overlay
  mkdir -p "$folder"
  env -i OUTREACH_DATA="$folder" "$java_home/bin/java" @jvm.options -cp 'load-tests/target/classes:load-tests/target/lib/*' org.outreachsync.cli.Main admin init >/dev/null 2>&1 || fail "no keysets"
  kubectl -n outreach create secret generic outreach-keys --from-file="$folder/keys" >/dev/null || fail "no Secret"
}

# change_keysets FOLDER: as an operator changes a Secret.
change_keysets() {
  kubectl -n outreach create secret generic outreach-keys --from-file="$1" --dry-run=client -o yaml | kubectl replace -f - >/dev/null || fail "the Secret cannot be changed"
}

start_store() {
  local command
  mapfile -t command <"$work/store/command"
  background store "${command[@]}"
  kubectl apply -f k8s/base/namespace.yaml >/dev/null || fail "no namespace"
  kubectl -n outreach create secret generic outreach-store --from-literal=MONGODB_URI="mongodb://$address:27017/?serverMonitoringMode=poll" >/dev/null || fail "no Secret"
}

restarted() {
  kubectl -n outreach rollout restart "$workload" >/dev/null
  ready
}

# Kills the process of one server, as the kernel would.
killed() {
  local pod before container
  pod=$(kubectl -n outreach get pods -l app.kubernetes.io/component=server -o name | head -n 1)
  container=$(kubectl -n outreach get "$pod" -o jsonpath='{.status.containerStatuses[0].containerID}')
  before=$(restarts "$pod")
  ctr --namespace k8s.io tasks kill --signal SIGKILL "${container#containerd://}" || fail "the server cannot be killed"
  wait_for 60 "restart" has_restarted "$pod" "$before"
  kubectl -n outreach wait --for=condition=Ready "$pod" --timeout=120s >/dev/null || fail "the killed server does not come back"
}

restarts() { kubectl -n outreach get "$1" -o jsonpath='{.status.containerStatuses[0].restartCount}'; }
has_restarted() { [ "$(restarts "$1")" -gt "$2" ]; }

# Fills the volume to the last byte. Without a byte for the log, the server must not be ready, and must not restart.
filled() {
  local before
  before=$(restarts pod/outreach-0)
  cat /dev/zero >$node/volumes/data/filler 2>/dev/null
  kubectl -n outreach wait --for=condition=Ready=False pod/outreach-0 --timeout=60s >/dev/null || fail "a server with a full volume says that it is ready"
  sleep "$full_seconds"
  rm $node/volumes/data/filler
  kubectl -n outreach wait --for=condition=Ready pod/outreach-0 --timeout=60s >/dev/null || fail "a server with room again is not ready"
  [ "$(restarts pod/outreach-0)" = "$before" ] || fail "a full volume restarts the server"
}

# Somebody puts the keysets of another programme into the Secret. No server may write with them.
foreign_keysets() {
  cp -r "$work/keys-$overlay/keys" "$work/foreign-$overlay"
  python3 k8s/test/cluster/keyset.py replace "$work/foreign-$overlay"/{seal,client-code,cursor}.json
  change_keysets "$work/foreign-$overlay"
  kubectl -n outreach rollout restart "$workload" >/dev/null
  wait_for 120 "refusal" refused_keysets
  if [ $overlay = production ] && ! two_servers; then fail "foreign keysets stopped the old servers"; fi
  change_keysets "$work/keys-$overlay/keys"
  # Otherwise the pods that refused would try again after ever longer pauses.
  kubectl -n outreach delete $(refusing) --wait=false >/dev/null
  ready
}

refusing() { kubectl -n outreach get pods -l app.kubernetes.io/component=server -o jsonpath='{range .items[?(@.status.containerStatuses[0].ready==false)]}pod/{.metadata.name}{"\n"}{end}'; }
refused_keysets() { kubectl -n outreach logs -l app.kubernetes.io/component=server --tail=5 --prefix 2>/dev/null | grep 'the keysets are not those of this store'; }

# Rotates the keysets in two steps, so that no server meets a key that it does not have.
rotated_keysets() {
  local step
  for step in add promote; do
    python3 k8s/test/cluster/keyset.py $step "$work/keys-$overlay/keys"/{seal,cursor}.json
    change_keysets "$work/keys-$overlay/keys"
    restarted
  done
}

# With one node, the pod that replaces an evicted one has nowhere to go: the budget must hold the last server until the node takes pods again.
drained() {
  kubectl drain node --ignore-daemonsets --delete-emptydir-data --timeout=180s >"$work/drain.log" 2>&1 &
  local drain=$!
  wait_for 60 "refused eviction" grep -q "disruption budget" "$work/drain.log"
  [ "$(kubectl -n outreach get deployment outreach -o jsonpath='{.status.readyReplicas}')" -ge 1 ] || fail "a drain took the last server"
  sleep 5
  kubectl uncordon node >/dev/null
  wait $drain || fail "the drain did not end: $(tail -n 3 "$work/drain.log")"
  ready
}

backed_up() {
  kubectl -n outreach create job --from=cronjob/outreach-backup backup-by-hand >/dev/null || fail "no backup job"
  kubectl -n outreach wait --for=condition=Complete job/backup-by-hand --timeout=120s >/dev/null || fail "the backup did not end"
  local copy
  copy=$(ls $node/volumes/backup/outreach-*.age) || fail "there is no backup"
  [ "$(head -n 1 "$copy")" = age-encryption.org/v1 ] || fail "the backup is not encrypted"
}
