"""The objects that an overlay builds, and ways to find one."""

import yaml


class Objects:
    def __init__(self, text):
        self.all = [one for one in yaml.safe_load_all(text) if one]

    def of(self, *kinds):
        return [one for one in self.all if one["kind"] in kinds]

    def named(self, kind, name):
        return next((one for one in self.of(kind) if one["metadata"]["name"] == name), None)

    def pods(self):
        """Each workload with the metadata and the specification of its pods."""
        for one in self.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"):
            spec = one["spec"]["jobTemplate"]["spec"] if one["kind"] == "CronJob" else one["spec"]
            yield one, spec["template"]

    def server(self):
        """The workload of the servers, and the template of its pods."""
        return next((one, pod) for one, pod in self.pods() if one["metadata"]["name"] == "outreach")

    def selected(self, selector):
        """The workloads whose pods have all labels of a selector."""
        return [one for one, pod in self.pods() if matches(selector, pod["metadata"]["labels"])]

    def settings(self):
        return next(one["data"] for one in self.of("ConfigMap") if one["metadata"]["name"].startswith("outreach-settings-"))


def matches(selector, labels):
    return all(labels.get(name) == value for name, value in selector.items())


def title(one):
    return f"{one['kind']}/{one['metadata']['name']}"


def containers(pod):
    return pod["spec"].get("initContainers", []) + pod["spec"]["containers"]


def dig(thing, *path):
    for step in path:
        if isinstance(thing, list):
            thing = thing[step] if step < len(thing) else None
        else:
            thing = (thing or {}).get(step)
        if thing is None:
            return None
    return thing
