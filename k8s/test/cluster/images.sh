# Functions that bring images to the node without a registry.

import_images() {
  wait_for 30 containerd ctr version
  pause_image "$work/pause"
  ctr --namespace k8s.io images import "$work/pause/pause.tar" >/dev/null || fail "the image that holds a pod cannot be imported"
  # Under the name that the overlays give it, so that they are applied as they are, and under no other.
  mkdir "$work/image"
  tar -C "$work/image" -xf image/target/outreach-sync.tar
  sed -i "s|\"outreach-sync:[^\"]*\"|\"$(overlay_image)\"|" "$work/image/index.json"
  tar -C "$work/image" -cf "$work/image.tar" .
  ctr --namespace k8s.io images import "$work/image.tar" >/dev/null || fail "the server's image cannot be imported"
  ctr --namespace k8s.io images list --quiet | grep -qxF "$(overlay_image)" || fail "the server's image was imported under another name"
}

overlay_image() { kubectl kustomize k8s/overlays/single | sed -n 's/^ *image: //p' | head -n 1; }

# An image with one static program.
pause_image() {
  local layer
  mkdir -p "$1/root"
  cp "$programs/pause" "$1/root/"
  tar -C "$1/root" --owner 0 --group 0 -cf "$1/layer.tar" pause
  layer=$(sha256sum "$1/layer.tar" | cut -d ' ' -f 1)
  printf '{"architecture":"amd64","os":"linux","config":{"Entrypoint":["/pause"],"User":"65535:65535"},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$layer" >"$1/config.json"
  printf '[{"Config":"config.json","RepoTags":["cluster.test/pause:1"],"Layers":["layer.tar"]}]' >"$1/manifest.json"
  tar -C "$1" -cf "$1/pause.tar" manifest.json config.json layer.tar
}
