"""Rules for each pod, and for the pods of the servers. A rule is a name with a finding, None if all is well."""

from objects import containers, dig, title

UNITS = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


def every_pod(objects):
    for one, pod in objects.pods():
        spec, where = pod["spec"], title(one)
        security = spec.get("securityContext", {})
        yield "user", None if security.get("runAsNonRoot") is True and security.get("runAsUser") == 10001 else f"{where} does not run as user 10001"
        yield "seccomp", None if dig(security, "seccompProfile", "type") == "RuntimeDefault" else f"{where} has no seccomp profile"
        yield "token", None if spec.get("automountServiceAccountToken") is False else f"{where} gets a token of the Kubernetes API"
        yield "service-links", None if spec.get("enableServiceLinks") is False else f"{where} gets variables of Services"
        shared = [name for name in ("hostNetwork", "hostPID", "hostIPC") if spec.get(name)]
        shared += [volume["name"] for volume in spec.get("volumes", []) if "hostPath" in volume]
        yield "host", f"{where} shares {', '.join(shared)} with its node" if shared else None
        for container in containers(pod):
            yield from every_container(container, f"{where}, container {container['name']}")


def every_container(container, where):
    security = container.get("securityContext", {})
    yield "read-only", None if security.get("readOnlyRootFilesystem") is True else f"{where}: the root file system can be written to"
    yield "escalation", None if security.get("allowPrivilegeEscalation") is False else f"{where}: privileges can be gained"
    capabilities = security.get("capabilities", {})
    yield "capabilities", None if capabilities == {"drop": ["ALL"]} else f"{where} has capabilities"
    yield "tag", None if is_pinned(container["image"]) else f"{where}: the tag of {container['image']} is missing or floats"
    requests, limits = dig(container, "resources", "requests") or {}, dig(container, "resources", "limits") or {}
    missing = [f"{kind} of {name}" for kind, given in (("request", requests), ("limit", limits)) for name in ("cpu", "memory") if name not in given]
    yield "resources", f"{where}: no {', '.join(missing)}" if missing else None
    yield "memory", None if requests.get("memory") == limits.get("memory") else f"{where}: request and limit of memory differ"
    literal = [one["name"] for one in container.get("env", []) if one.get("value") and one["name"] != "OUTREACH_DATA"]
    yield "literal", f"{where}: {', '.join(literal)} belongs into a Secret or into the settings" if literal else None


def is_pinned(image):
    if "@sha256:" in image:
        return True
    _, colon, tag = image.rpartition("/")[2].partition(":")
    return bool(colon) and any(character.isdigit() for character in tag)


def servers(objects):
    workload, pod = objects.server()
    spec, settings = pod["spec"], objects.settings()
    container = spec["containers"][0]
    ports = {port["name"]: port["containerPort"] for port in container.get("ports", [])}
    yield "ports", None if ports == {"http": 8080, "management": 8081} else f"the ports are {ports}"
    for probe, path in (("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready")):
        asks = dig(container, probe, "httpGet")
        yield probe, None if asks == {"path": path, "port": "management"} else f"{probe} asks {asks}"
    slept = dig(container, "lifecycle", "preStop", "sleep", "seconds") or 0
    yield "pre-stop", None if slept >= 5 else "a stopping server does not wait until proxies have learnt of it"
    # Requests, workers and exports may each take the whole time; then the ports have half a minute each.
    needed = slept + 3 * int(settings.get("OUTREACH_DRAIN_SECONDS", 30)) + 30
    grace = spec.get("terminationGracePeriodSeconds", 30)
    yield "grace", None if grace >= needed else f"a stopping server is killed after {grace} s and may need {needed} s"
    yield "heap", None if mebibytes(dig(container, "resources", "limits", "memory")) >= 300 else "a server needs a limit of 300 MiB"
    mount = next((one for one in container["volumeMounts"] if one["mountPath"] == settings.get("OUTREACH_KEYS")), {})
    volume = next((one for one in spec["volumes"] if one["name"] == mount.get("name")), {})
    yield "keysets", None if mount.get("readOnly") and dig(volume, "secret", "secretName") else "the keysets are not mounted read-only from a Secret"
    yield "keyset-mode", None if dig(volume, "secret", "defaultMode") == 0o440 else "others may read the keysets"
    writable = sorted(one["mountPath"] for one in container["volumeMounts"] if not one.get("readOnly"))
    yield "writable", None if writable == ["/data"] else f"writable are {writable}"
    yield "set-up", None if settings.get("OUTREACH_SETUP") == "none" else "a set-up code gets into the log"
    yield "management-host", None if settings.get("OUTREACH_MANAGEMENT_HOST") == "0.0.0.0" else "probes cannot reach the management port"
    yield "proxy", None if settings.get("OUTREACH_PROXY_HOPS") == "1" else "the Ingress is not counted as a proxy"


def mebibytes(quantity):
    return int(quantity[:-2]) * UNITS[quantity[-2:]] // 2**20 if quantity else 0
