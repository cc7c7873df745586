"""Rules that hold the manifests and the documentation together."""

import json
import pathlib
import re

from objects import dig

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEVERITIES = {"critical", "warning", "info"}


def settings(objects):
    known = set(re.findall(r"`((?:OUTREACH|MONGODB)_[A-Z_]+)`", (ROOT / "docs/configuration.md").read_text()))
    strange = sorted(set(objects.settings()) - known)
    yield "settings", f"{', '.join(strange)} is no variable of the server" if strange else None
    share = re.search(r"^-XX:MaxRAMPercentage=(\d+)$", (ROOT / "jvm.options").read_text(), re.MULTILINE)
    yield "heap-share", None if share and int(share[1]) <= 75 and objects.settings().get("JAVA_TOOL_OPTIONS") is None else "the heap is not a share of the memory limit"


def rules(objects):
    for one in objects.of("PrometheusRule"):
        for group in one["spec"]["groups"]:
            yield from group["rules"]


def alerts(objects):
    page = (ROOT / "docs/alerts.md").read_text()
    headings = [heading.lower() for heading in re.findall(r"^### (.*)$", page, re.MULTILINE)]
    names = [rule["alert"] for rule in rules(objects)]
    for rule in rules(objects):
        name = rule["alert"]
        yield "alert-page", None if headings.count(name.lower()) == 1 else f"docs/alerts.md has no heading {name}"
        yield "alert-link", None if dig(rule, "annotations", "runbook") == f"docs/alerts.md#{name.lower()}" else f"{name} does not name its page"
        yield "alert-summary", None if dig(rule, "annotations", "summary") else f"{name} does not say what is wrong"
        yield "alert-severity", None if dig(rule, "labels", "severity") in SEVERITIES else f"{name} has no severity"
    orphans = sorted(set(headings) - {name.lower() for name in names})
    yield "alert-orphans", f"docs/alerts.md describes {', '.join(orphans)}, which is no alert" if orphans else None
    tested = (ROOT / "k8s/test/alerts.test.yaml").read_text()
    untested = [name for name in names if len(re.findall(rf"alertname: {name}$", tested, re.MULTILINE)) < 2]
    yield "alert-tested", f"{', '.join(untested)} is not tested firing and silent" if untested else None


def dashboard(objects):
    for one in objects.of("ConfigMap"):
        if one["metadata"].get("labels", {}).get("grafana_dashboard") != "1":
            continue
        for name, text in one["data"].items():
            try:
                panels = json.loads(text)["panels"]
            except ValueError:
                panels = []
            yield "panels", None if panels and all(target.get("expr") for panel in panels for target in panel["targets"]) else f"{name} has no panels, or a panel that asks nothing"
