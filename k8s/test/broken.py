"""Copies of the overlays that are broken on purpose, each in one place, with the rule that must find it."""

import dataclasses
import typing

from objects import Objects


@dataclasses.dataclass(frozen=True)
class Case:
    rule: str
    overlay: str
    says: str
    change: typing.Callable[[Objects], None]


CASES = []


def case(rule, says, overlay="production"):
    def keep(change):
        CASES.append(Case(rule, overlay, says, change))
        return change

    return keep


def spec(objects):
    return objects.server()[1]["spec"]


def container(objects):
    return spec(objects)["containers"][0]


def put(rule, says, at, value, overlay="production", of=container):
    """Registers a copy in which a value is replaced, or removed if the new one is None."""

    def change(objects):
        thing = of(objects)
        for step in at[:-1]:
            thing = thing[step]
        if value is None:
            del thing[at[-1]]
        else:
            thing[at[-1]] = value

    CASES.append(Case(rule, overlay, says, change))


def named(kind, name):
    return lambda objects: objects.named(kind, name)


def workload(objects):
    return objects.server()[0]


def settings(objects):
    return objects.settings()


def backup(objects):
    return objects.named("CronJob", "outreach-backup")["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def backup_volume(name):
    return lambda objects: next(one for one in backup(objects)["volumes"] if one["name"] == name)


def volume(name):
    return lambda objects: next(one for one in spec(objects)["volumes"] if one["name"] == name)


def mount(name):
    return lambda objects: next(one for one in container(objects)["volumeMounts"] if one["name"] == name)


def rule_of(objects):
    return objects.named("PrometheusRule", "outreach")["spec"]["groups"][0]["rules"][0]


# The schemas.
put("schema", "readOnlyRootFileSystem", ("securityContext", "readOnlyRootFileSystem"), True)
put("schema", "replicaz", ("spec", "replicaz"), 2, of=workload)
put("schema", "spec.minReplicas", ("spec", "minReplicas"), "two", of=named("HorizontalPodAutoscaler", "outreach"))
put("schema", "pathType", ("spec", "rules", 0, "http", "paths", 0, "pathType"), None, of=named("Ingress", "outreach"))
put("schema", "no schema|find schema", ("apiVersion",), "policy/v1beta1", of=named("PodDisruptionBudget", "outreach"))
put("schema", "metricPath", ("spec", "endpoints", 0, "metricPath"), "/metrics", of=named("ServiceMonitor", "outreach"))
put("schema", "does not match", ("spec", "endpoints", 0, "interval"), "often", of=named("ServiceMonitor", "outreach"))
put("schema", "expr", ("expr",), None, of=rule_of)

# Each pod.
put("user", "user 10001", ("securityContext", "runAsNonRoot"), None, of=spec)
put("user", "outreach-backup", ("securityContext", "runAsUser"), 0, "single", of=backup)
put("seccomp", "seccomp", ("securityContext", "seccompProfile", "type"), "Unconfined", of=spec)
put("token", "token", ("automountServiceAccountToken",), None, of=spec)
put("service-links", "variables of Services", ("enableServiceLinks",), None, of=spec)
put("host", "hostNetwork", ("hostNetwork",), True, of=spec)
put("host", "shares data", ("hostPath",), {"path": "/var/data"}, of=volume("data"))
put("read-only", "root file system", ("securityContext", "readOnlyRootFilesystem"), False)
put("escalation", "privileges", ("securityContext", "allowPrivilegeEscalation"), None)
put("capabilities", "capabilities", ("securityContext", "capabilities"), {"drop": ["ALL"], "add": ["NET_BIND_SERVICE"]})
put("tag", "floats", ("image",), "registry.example.org/outreach-sync:latest")
put("tag", "floats", ("image",), "registry.example.org:5000/outreach-sync")
put("resources", "limit of cpu", ("resources", "limits", "cpu"), None)
put("resources", "outreach-backup.*request of memory", ("containers", 0, "resources", "requests", "memory"), None, "single", of=backup)
put("memory", "differ", ("resources", "limits", "memory"), "4Gi")
put("literal", "MONGODB_URI", ("env", 0), {"name": "MONGODB_URI", "value": "mongodb://user:password@a/outreach"})

# The servers.
put("ports", "ports", ("ports", 1, "containerPort"), 9090)
put("startupProbe", "startupProbe", ("startupProbe",), None)
put("livenessProbe", "/health/ready", ("livenessProbe", "httpGet", "path"), "/health/ready")
put("readinessProbe", "http", ("readinessProbe", "httpGet", "port"), "http")
put("pre-stop", "proxies", ("lifecycle",), None)
put("grace", "killed after 30 s", ("terminationGracePeriodSeconds",), None, of=spec)
put("grace", "may need 310 s", ("OUTREACH_DRAIN_SECONDS",), "90", of=settings)
put("heap", "300 MiB", ("resources", "limits", "memory"), "256Mi")
put("keysets", "read-only", ("readOnly",), None, of=mount("keys"))
put("keysets", "Secret", ("secret",), None, of=volume("keys"))
put("keyset-mode", "others", ("secret", "defaultMode"), 0o444, of=volume("keys"))
put("writable", "/tmp", ("mountPath",), "/tmp", of=mount("data"))
put("set-up", "log", ("OUTREACH_SETUP",), "code", of=settings)
put("management-host", "management port", ("OUTREACH_MANAGEMENT_HOST",), None, of=settings)
put("proxy", "proxy", ("OUTREACH_PROXY_HOPS",), "0", of=settings)
put("settings", "OUTREACH_TIMEZONE", ("OUTREACH_TIMEZONE",), "Asia/Bishkek", of=settings)
put("heap-share", "share", ("JAVA_TOOL_OPTIONS",), "-Xmx4g", of=settings)

# What stands around them.
ENFORCE = "pod-security.kubernetes.io/enforce"
put("restricted", "restricted", ("metadata", "labels", ENFORCE), "baseline", of=named("Namespace", "outreach"))
put("restricted-version", "floats", ("metadata", "labels", ENFORCE + "-version"), "latest", of=named("Namespace", "outreach"))
put("astray", "Ingress/outreach", ("metadata", "namespace"), "default", of=named("Ingress", "outreach"))
put("default-deny", "no policy", ("spec", "policyTypes"), ["Ingress"], of=named("NetworkPolicy", "default-deny"))
put("reached", "ports are reached", ("spec", "ingress", 1, "from"), [{"namespaceSelector": {}}], of=named("NetworkPolicy", "server-is-reached"))
put("reached", "None", ("spec", "ingress", 0, "from"), None, of=named("NetworkPolicy", "server-is-reached"))
put("leaves", "6379", ("spec", "egress", 1, "ports", 0, "port"), 6379, of=named("NetworkPolicy", "server-reaches-store"))
put("policy-selects", "server-reaches-store", ("spec", "podSelector", "matchLabels", "app.kubernetes.io/component"), "sever", of=named("NetworkPolicy", "server-reaches-store"))
put("service-selects", "servers alone", ("spec", "selector", "app.kubernetes.io/component"), "backup", "single", of=named("Service", "outreach"))
put("service-type", "beyond", ("spec", "type"), "NodePort", of=named("Service", "outreach-management"))
put("service-port", "other ports", ("spec", "ports", 0, "targetPort"), 22, of=named("Service", "outreach"))
put("tls", "without TLS", ("spec", "tls"), None, of=named("Ingress", "outreach"))
put("tls", "without TLS", ("spec", "rules", 0, "host"), "other.example.org", of=named("Ingress", "outreach"))
put("backend", "outreach-management", ("spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"), "outreach-management", of=named("Ingress", "outreach"))
put("one-server", "one server", ("spec", "replicas"), 2, "single", of=workload)
put("volume", "volume", ("spec", "volumeClaimTemplates"), [], "single", of=workload)
put("backup", "backs up", ("persistentVolumeClaim", "claimName"), "other", "single", of=backup_volume("data"))
put("backup", "backs up", ("containers", 0, "env"), None, of=backup)
put("backup-kept", "for ever", ("containers", 0, "args"), ["admin", "backup", "make", "/backup"], of=backup)
put("backup-kept", "of their own", ("persistentVolumeClaim", "claimName"), "data-outreach-0", of=backup_volume("backup"))
put("references", "PersistentVolumeClaim/other", ("persistentVolumeClaim", "claimName"), "other", of=backup_volume("backup"))
put("references", "ConfigMap/outreach-old", ("envFrom", 0, "configMapRef", "name"), "outreach-old")
put("rolling", "successor", ("spec", "strategy", "rollingUpdate", "maxUnavailable"), 1, of=workload)
put("spread", "one node", ("topologySpreadConstraints",), None, of=spec)
put("budget", "evicted", ("spec", "maxUnavailable"), 0, "sharded", of=named("PodDisruptionBudget", "outreach"))
put("budget-selects", "select", ("spec", "selector", "matchLabels", "app.kubernetes.io/component"), "web", of=named("PodDisruptionBudget", "outreach"))
put("scaler", "scales", ("spec", "scaleTargetRef", "name"), "server", of=named("HorizontalPodAutoscaler", "outreach"))
put("scaler-least", "two servers", ("spec", "minReplicas"), 1, of=named("HorizontalPodAutoscaler", "outreach"))
put("replicas", "replicas", ("spec", "replicas"), 2, of=workload)
put("store-secret", "Secret", ("env",), [])
put("monitor-selects", "management Service", ("spec", "selector", "matchLabels", "app.kubernetes.io/component"), "server", of=named("ServiceMonitor", "outreach"))
put("monitor-port", "port metrics", ("spec", "endpoints", 0, "port"), "metrics", of=named("ServiceMonitor", "outreach"))
put("dashboard", "no dashboard", ("metadata", "labels", "grafana_dashboard"), None, of=named("ConfigMap", "outreach-dashboard"))
put("panels", "asks nothing", ("data", "outreach.json"), '{"panels": [{"targets": [{}]}]}', of=named("ConfigMap", "outreach-dashboard"))
put("panels", "no panels", ("data", "outreach.json"), "{", of=named("ConfigMap", "outreach-dashboard"))
put("alert-page", "OutreachNew", ("alert",), "OutreachNew", of=rule_of)
put("alert-orphans", "outreachserverdown", ("alert",), "OutreachNew", of=rule_of)
put("alert-tested", "OutreachNew", ("alert",), "OutreachNew", of=rule_of)
put("alert-link", "OutreachServerDown", ("annotations", "runbook"), "docs/alerts.md", of=rule_of)
put("alert-summary", "OutreachServerDown", ("annotations", "summary"), None, of=rule_of)
put("alert-severity", "OutreachServerDown", ("labels", "severity"), "bad", of=rule_of)


@case("secrets", "Secret/outreach-keys")
def a_secret_in_the_repository(objects):
    objects.all.append({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "outreach-keys", "namespace": "outreach"}})


@case("no-budget", "blocks each drain", "single")
def a_budget_for_one_pod(objects):
    objects.all.append({"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "outreach", "namespace": "outreach"}})
