# Functions for programs that are built from Go modules. To be sourced after .ci/shared.sh.

# go_tools NAME FOLDER PACKAGE...: builds packages of a module into the cache, and sets home.
go_tools() {
  local name=$1 folder=$2 part
  shift 2
  command -v go >/dev/null || { unavailable "go is not installed"; return; }
  home=$cache/$name-$(cat "$folder/go.mod" "$folder/go.sum" | cksum | cut -d ' ' -f 1)-$(uname -s)-$(uname -m)
  [ ! -d "$home" ] || return 0
  mkdir -p "$cache" || { unavailable "cannot write to $cache"; return; }
  part=$(mktemp -d "$home.part.XXXXXX")
  say "building $name into $home"
  if (cd "$folder" && CGO_ENABLED=0 go build -trimpath -ldflags "${GO_LDFLAGS:--s -w}" -o "$part/" "$@") >&2; then
    keep "$part"
  else
    rm -rf "$part"
    unavailable "go could not build $name"
  fi
}
