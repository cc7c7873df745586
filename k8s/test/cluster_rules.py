"""Rules for what stands around the pods: network, traffic, availability, monitoring."""

from objects import dig, matches, title

RESTRICTED = "pod-security.kubernetes.io/enforce"
REACHES = "outreachsync.org/reaches"


def namespace(objects):
    found = objects.of("Namespace")
    labels = found[0]["metadata"].get("labels", {}) if found else {}
    yield "restricted", None if labels.get(RESTRICTED) == "restricted" else "the namespace does not enforce the restricted standard"
    yield "restricted-version", None if labels.get(RESTRICTED + "-version", "latest") != "latest" else "the version of the restricted standard floats"
    astray = [title(one) for one in objects.all if one["kind"] != "Namespace" and one["metadata"].get("namespace") != "outreach"]
    yield "astray", f"{', '.join(astray)} lies outside the namespace" if astray else None
    secrets = [title(one) for one in objects.of("Secret")]
    yield "secrets", f"{', '.join(secrets)} is part of the overlay" if secrets else None


def network(objects):
    policies = objects.of("NetworkPolicy")
    denies = [one for one in policies if one["spec"]["podSelector"] == {} and set(one["spec"]["policyTypes"]) == {"Ingress", "Egress"}]
    denies = [one for one in denies if not one["spec"].get("ingress") and not one["spec"].get("egress")]
    yield "default-deny", None if denies else "no policy denies everything else"
    reached = {}
    for policy in policies:
        for rule in policy["spec"].get("ingress", []):
            sources = [dig(one, "namespaceSelector", "matchLabels", REACHES) for one in rule.get("from", [])] or [None]
            for port in rule.get("ports", [{"port": "any"}]):
                reached.setdefault(port["port"], []).extend(sources)
    wanted = {"http": ["http"], "management": ["metrics"]}
    yield "reached", None if reached == wanted else f"ports are reached from {reached}, not from {wanted}"
    allowed = {str(port["port"]) for policy in policies for rule in policy["spec"].get("egress", []) for port in rule.get("ports", [{"port": "any"}])}
    store = {"53", "27017"} if objects.of("Deployment") else set()
    yield "leaves", None if allowed == store else f"pods may leave to {sorted(allowed)}, not to {sorted(store)}"
    strays = [title(one) for one in policies if one["spec"]["podSelector"] and not objects.selected(one["spec"]["podSelector"]["matchLabels"])]
    yield "policy-selects", f"{', '.join(strays)} selects no pod" if strays else None


def traffic(objects):
    workload, pod = objects.server()
    ports = {port["name"] for port in pod["spec"]["containers"][0].get("ports", [])}
    for service in objects.of("Service"):
        spec, where = service["spec"], title(service)
        yield "service-selects", None if objects.selected(spec["selector"]) == [workload] else f"{where} does not select the servers alone"
        yield "service-type", None if spec.get("type", "ClusterIP") == "ClusterIP" else f"{where} is open beyond the cluster"
        yield "service-port", None if len(spec["ports"]) == 1 and spec["ports"][0]["targetPort"] in ports else f"{where} has other ports than one of the server"
    for ingress in objects.of("Ingress"):
        hosts = {rule.get("host") for rule in ingress["spec"]["rules"]}
        secured = {host for one in ingress["spec"].get("tls", []) if one.get("secretName") for host in one["hosts"]}
        yield "tls", None if None not in hosts and hosts <= secured else "the Ingress serves a host without TLS"
        backends = {dig(path, "backend", "service", "name") for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]}
        yield "backend", None if backends == {"outreach"} else f"the Ingress leads to {backends}"


def availability(objects):
    workload, pod = objects.server()
    budgets, scalers = objects.of("PodDisruptionBudget"), objects.of("HorizontalPodAutoscaler")
    if workload["kind"] == "StatefulSet":
        yield "one-server", None if workload["spec"].get("replicas") == 1 and not scalers else "the embedded store belongs to one server"
        # With one pod, a budget would only stop the maintenance of its node.
        yield "no-budget", "a budget for one pod blocks each drain" if budgets else None
        yield "volume", None if [one["metadata"]["name"] for one in workload["spec"].get("volumeClaimTemplates", [])] == ["data"] else "the store is not on a volume"
        return
    rolling = dig(workload, "spec", "strategy", "rollingUpdate") or {}
    yield "rolling", None if rolling.get("maxUnavailable") == 0 and rolling.get("maxSurge") else "a server stops before its successor is ready"
    spread = {one["topologyKey"] for one in pod["spec"].get("topologySpreadConstraints", [])}
    yield "spread", None if "kubernetes.io/hostname" in spread else "the servers may all run on one node"
    budget = budgets[0]["spec"] if budgets else {}
    yield "budget", None if budget.get("maxUnavailable") not in (None, 0, "0%") else "no budget lets pods be evicted one after the other"
    yield "budget-selects", None if matches(dig(budget, "selector", "matchLabels") or {"none": ""}, pod["metadata"]["labels"]) else "the budget does not select the servers"
    scaler = scalers[0]["spec"] if scalers else {}
    target = dig(scaler, "scaleTargetRef", "kind"), dig(scaler, "scaleTargetRef", "name")
    yield "scaler", None if target == ("Deployment", "outreach") else "nothing scales the servers"
    yield "scaler-least", None if scaler.get("minReplicas", 0) >= 2 else "fewer than two servers may run"
    yield "replicas", None if "replicas" not in workload["spec"] else "a number of replicas stands against the one that the autoscaler chose"
    uri = next((one for one in pod["spec"]["containers"][0].get("env", []) if one["name"] == "MONGODB_URI"), {})
    yield "store-secret", None if dig(uri, "valueFrom", "secretKeyRef", "name") == "outreach-store" else "the address of the store is not in a Secret"


def backup(objects):
    spec = dig(objects.named("CronJob", "outreach-backup"), "spec", "jobTemplate", "spec", "template", "spec") or {"containers": [{}]}
    container = spec["containers"][0]
    claims = [dig(one, "persistentVolumeClaim", "claimName") for one in spec.get("volumes", [])]
    if objects.of("Deployment"):
        reads = any(dig(one, "valueFrom", "secretKeyRef", "name") == "outreach-store" for one in container.get("env", []))
    else:
        reads = "data-outreach-0" in claims
    yield "backup", None if reads else "no job backs up the store"
    yield "backup-kept", None if "outreach-backup" in claims and "--keep" in container.get("args", []) else "backups are not kept on a volume of their own, or for ever"


def references(objects):
    names = {(one["kind"], one["metadata"]["name"]) for one in objects.all}
    for one, pod in objects.pods():
        used = {("ServiceAccount", pod["spec"].get("serviceAccountName"))}
        used |= {("ConfigMap", source["configMapRef"]["name"]) for container in pod["spec"]["containers"] for source in container.get("envFrom", []) if "configMapRef" in source}
        claims = {dig(volume, "persistentVolumeClaim", "claimName") for volume in pod["spec"].get("volumes", [])} - {None, "data-outreach-0"}
        used |= {("PersistentVolumeClaim", claim) for claim in claims}
        missing = [f"{kind}/{name}" for kind, name in sorted(used, key=str) if (kind, name) not in names]
        yield "references", f"{title(one)} uses {', '.join(missing)}, which is not there" if missing else None


def monitoring(objects):
    monitor = objects.named("ServiceMonitor", "outreach")
    labels = dig(monitor, "spec", "selector", "matchLabels") or {"none": ""}
    watched = [one for one in objects.of("Service") if matches(labels, one["metadata"].get("labels", {}))]
    yield "monitor-selects", None if [one["metadata"]["name"] for one in watched] == ["outreach-management"] else "the ServiceMonitor does not select the management Service alone"
    port = dig(monitor, "spec", "endpoints", 0, "port")
    yield "monitor-port", None if watched and port in {one["name"] for one in watched[0]["spec"]["ports"]} else f"the ServiceMonitor names port {port}"
    dashboards = [one for one in objects.of("ConfigMap") if one["metadata"].get("labels", {}).get("grafana_dashboard") == "1"]
    yield "dashboard", None if dashboards else "there is no dashboard"
