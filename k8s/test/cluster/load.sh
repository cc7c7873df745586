# Functions for the load: real tablets of the device library, which sync through a port of loopback.

load=

# start_load TABLETS SEED: tablets enrol and begin to work.
start_load() {
  local service token
  service=$(kubectl -n outreach get service outreach -o jsonpath='{.spec.clusterIP}')
  background "forward-$overlay" socat TCP-LISTEN:18080,bind=127.0.0.1,fork,reuseaddr "TCP:$service:80"
  forward=$!
  token=$(admin person add --role admin --name Load 2>/dev/null | grep -oE '^[A-Za-z0-9_-]{43}$') || fail "no admin"
  coproc load_process { ADMIN_TOKEN=$token "$java_home/bin/java" @jvm.options -Xmx512m -cp 'load-tests/target/classes:load-tests/target/lib/*' \
    org.outreachsync.load.ClusterLoad http://127.0.0.1:18080 "$1" "$2" 2>"$work/load-$overlay.log"; }
  load=$load_process_PID
  exec 4<&"${load_process[0]}" 5>&"${load_process[1]}"
  read -r said <&4 && [ "$said" = working ] || fail "the tablets do not work: $(grep -m 3 Exception "$work/load-$overlay.log")"
}

# Prints how the tablets fared since the last time: syncs, those that failed and were tried again, the longest time that a tablet waited for an acknowledgement.
fared() {
  echo fared >&5
  read -r said <&4 || fail "the load ended: $(grep -m 3 Exception "$work/load-$overlay.log")"
  printf '%s' "$said"
}

# Ends the shift, and compares what tablets recorded with what the server has.
end_load() {
  local clean
  echo finish >&5
  read -r said <&4 || fail "the load ended: $(grep -m 3 Exception "$work/load-$overlay.log")"
  wait "$load"
  clean=$?
  kill "$forward"
  tell "at the end" "$said"
  [ $clean -eq 0 ] || fail "$overlay: the records of tablets and server differ"
}

admin() { kubectl -n outreach exec "$workload" -- java @outreach admin "$@"; }

tell() { printf '%-11s %-34s %s\n' "$overlay" "$1" "$2"; }
