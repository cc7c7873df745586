# Functions for the checks with other tools. To be sourced with the repository's root as working directory. `check` is the prefix of messages.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/outreach-sync
scratch=
server=

say() { printf '%s: %s\n' "$check" "$*" >&2; }

# Reports that something is not available here; the caller continues without it.
unavailable() { say "not available here: $*"; return 69; }

# python_packages NAME REQUIREMENTS MODULE: installs pinned packages into the cache, checks that the module loads, and sets home.
python_packages() {
  local tag part
  command -v python3 >/dev/null || { unavailable "python3 is not installed"; return; }
  tag=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2] if sys.version_info >= (3, 11) else "old")' 2>/dev/null) ||
    { unavailable "python3 does not run"; return; }
  [ "$tag" != old ] || { unavailable "Python 3.11 or newer is needed, found $(python3 --version 2>&1)"; return; }
  python3 -m pip --version >/dev/null 2>&1 || { unavailable "python3 has no pip"; return; }
  home=$cache/$1-$(cksum <"$2" | cut -d ' ' -f 1)-py$tag-$(uname -s)-$(uname -m)
  [ ! -d "$home" ] || return 0
  mkdir -p "$cache" || { unavailable "cannot write to $cache"; return; }
  # Installed into a temporary folder and renamed when complete, so that a broken installation is never used.
  part=$(mktemp -d "$home.part.XXXXXX")
  say "installing $1 into $home"
  if ! python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --only-binary=:all: \
      --target "$part" --requirement "$2" >&2; then
    rm -rf "$part"
    unavailable "pip could not install $1"
  elif ! PYTHONPATH=$part python3 -c "import $3" >&2; then
    rm -rf "$part"
    unavailable "$1 does not load here"
  else
    keep "$part"
  fi
}

# node_packages NAME FOLDER: installs what the folder's lock file pins into the cache, without running scripts of packages, and sets home.
node_packages() {
  local part
  { command -v node && command -v npm; } >/dev/null || { unavailable "node and npm are not installed"; return; }
  home=$cache/$1-$(cksum <"$2/package-lock.json" | cut -d ' ' -f 1)-$(uname -s)-$(uname -m)
  [ ! -d "$home" ] || return 0
  mkdir -p "$cache" || { unavailable "cannot write to $cache"; return; }
  part=$(mktemp -d "$home.part.XXXXXX")
  say "installing $1 into $home"
  cp "$2/package.json" "$2/package-lock.json" "$part"
  if (cd "$part" && npm ci --ignore-scripts --no-audit --no-fund --silent) >&2; then
    keep "$part"
  else
    rm -rf "$part"
    unavailable "npm could not install $1"
  fi
}

# A concurrent run may have been faster; its installation is as good.
keep() {
  [ -d "$home" ] || mv -T "$1" "$home" 2>/dev/null || mv "$1" "$home" 2>/dev/null || true
  rm -rf "$1"
  [ -d "$home" ] || unavailable "cannot write $home"
}

# Prints the path of promtool, unpacked from Debian if it is not installed.
promtool_of() {
  command -v promtool && return
  local home=$cache/promtool part
  [ -x "$home/usr/bin/promtool" ] || {
    command -v dpkg-deb >/dev/null || return
    mkdir -p "$cache" && part=$(mktemp -d "$home.part.XXXXXX") || return
    # Unpacked instead of installed, because the package would start a service.
    (cd "$part" && apt-get download -q prometheus && dpkg-deb -x prometheus_*.deb .) >&2 || { rm -rf "$part"; return 1; }
    keep "$part"
  }
  echo "$home/usr/bin/promtool"
}

# Starts ./outreach serve on free ports of 127.0.0.1 with a store of its own, and sets port and management_port. The server trusts one proxy, so that each request can claim
# an address of its own.
start_server() {
  local waited
  scratch=$(mktemp -d)
  trap stop_server EXIT
  trap 'exit 130' INT TERM
  unset MONGODB_URI "${!OUTREACH_@}"
  export OUTREACH_DATA=$scratch/data
  : >"$scratch/server.log"
  OUTREACH_HTTP_PORT=0 OUTREACH_MANAGEMENT_PORT=0 OUTREACH_HTTP_HOST=127.0.0.1 OUTREACH_MANAGEMENT_HOST=127.0.0.1 OUTREACH_PROXY_HOPS=1 \
    ./outreach serve >"$scratch/server.log" 2>&1 &
  server=$!
  port=
  for ((waited = 0; waited < 240; waited++)); do
    port=$(sed -n 's|^Serving on http://localhost:\([0-9]*\),.*|\1|p' "$scratch/server.log")
    if [ -n "$port" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.25
  done
  if [ -z "$port" ]; then
    say "the server did not start:"
    tail -n 20 "$scratch/server.log" >&2
    return 1
  fi
  management_port=$(sed -n 's|^Serving on .*management on .*:\([0-9]*\)[^0-9]*$|\1|p' "$scratch/server.log")
}

stop_server() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$scratch"
}

# The token of a new admin.
new_admin() { ./outreach admin person add --role admin --name "$1" | grep -oE '[A-Za-z0-9_-]{43}'; }

# Whether the server logged failures of its own, which it should never.
server_failed() {
  grep -q '"level":"ERROR"' "$scratch/server.log" || return 1
  say "the server logged failures of its own:"
  grep '"level":"ERROR"' "$scratch/server.log" | head -n 5 >&2
}
