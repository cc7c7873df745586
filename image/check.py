"""Opens the image's tar and checks what is in it.

check.py TAR

Reads the OCI layout only, so that it holds for any program that loads it.
"""

import gzip
import hashlib
import io
import json
import pathlib
import sys
import tarfile

LARGEST_MIB = 260
problems = []


def expect(what, got, wanted):
    if got != wanted:
        problems.append(f"{what}: {got!r} instead of {wanted!r}")


with tarfile.open(sys.argv[1]) as outer:
    blobs = {member.name: outer.extractfile(member).read() for member in outer if member.isfile()}


def blob(descriptor):
    algorithm, digest = descriptor["digest"].split(":")
    content = blobs[f"blobs/{algorithm}/{digest}"]
    expect(f"digest of a blob of {descriptor['mediaType']}", hashlib.new(algorithm, content).hexdigest(), digest)
    return content


index = json.loads(blobs["index.json"])
expect("number of images", len(index["manifests"]), 1)
manifest = json.loads(blob(index["manifests"][0]))
config = json.loads(blob(manifest["config"]))
run = config["config"]

expect("operating system and architecture", (config["os"], config["architecture"]), ("linux", "amd64"))
expect("user", run["User"], "10001:10001")
expect("entry point", run["Entrypoint"], ["/opt/java/bin/java", "@/opt/outreach/outreach"])
expect("command", run["Cmd"], ["serve"])
expect("volumes", list(run["Volumes"]), ["/data"])
expect("ports", sorted(run["ExposedPorts"]), ["8080/tcp", "8081/tcp"])
expect("variables", sorted(one.split("=")[0] for one in run["Env"]), ["OUTREACH_DATA", "PATH"])
for label in ("title", "description", "licenses", "version", "revision"):
    if not run["Labels"].get(f"org.opencontainers.image.{label}"):
        problems.append(f"label {label} is missing")

files, size = {}, 0
for descriptor in manifest["layers"]:
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(blob(descriptor)))) as layer:
        for member in layer:
            name = "/" + member.name.strip("/")
            size += member.size
            if member.isfile():
                files[name] = layer.extractfile(member).read()
            expect(f"owner of {name}", (member.uid, member.gid), (0, 0))
            expect(f"time of {name}", int(member.mtime), 1)
            if member.mode & 0o6000:
                problems.append(f"{name} has the bit of setuid or setgid")
            if member.mode & 0o022 and name != "/data":
                problems.append(f"others may write to {name}")
            if not (member.isfile() or member.isdir()):
                problems.append(f"{name} is neither a file nor a folder")

if size > LARGEST_MIB << 20:
    problems.append(f"the content has {size >> 20} MiB, more than {LARGEST_MIB}")
for name, content in files.items():
    lower = name.lower()
    if lower.endswith((".java", ".kt", ".proto", ".py", ".sh", ".db", ".pem", ".key", ".token", ".header", ".p12", ".jks")) and name != "/opt/java/lib/security/cacerts":
        problems.append(f"{name} does not belong into an image")
    if b"-----BEGIN" in content and b"PRIVATE KEY-----" in content and not lower.endswith((".jar", ".jsa", "/modules")):
        problems.append(f"{name} holds a private key")
    if lower.endswith("/sh") or "/bin/bash" in lower or "busybox" in lower:
        problems.append(f"{name} is a shell")
for name in ("/opt/outreach/bom.json", "/opt/outreach/debian.packages", "/opt/outreach/jdk.release", "/opt/outreach/LICENSE", "/opt/outreach/THIRD-PARTY.txt"):
    if name not in files:
        problems.append(f"{name} is missing")

# The bill of materials lists exactly the libraries that are there.
listed = {f"{one['name']}-{one['version']}" for one in json.loads(files["/opt/outreach/bom.json"])["components"]}
shipped = {pathlib.PurePath(name).stem for name in files if name.startswith("/opt/outreach/lib/")}
own = {f"outreach-server-{version}" for version in {one.rsplit("outreach-server-")[-1] for one in shipped if one.startswith("outreach-server-")}}
expect("libraries that the bill of materials does not list", sorted(shipped - listed - own), [])
expect("libraries that are listed and not shipped", sorted(listed - shipped), [])

for problem in problems:
    print(f"image: {problem}", file=sys.stderr)
print(f"image: {len(files)} files, {size >> 20} MiB, {len(manifest['layers'])} layers, user {run['User']}; {len(problems)} problems")
sys.exit(1 if problems else 0)
