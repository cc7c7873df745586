"""Validates objects against the schemas that Kubernetes and the Prometheus operator publish. Unknown fields are refused."""

import copy
import pathlib

import jsonschema
import kubernetes_validate
import yaml

from objects import title

# The oldest version that the manifests promise to work with, and the one that `make cluster-test` runs.
VERSIONS = ("1.32", "1.36")


class Definitions:
    """The schemas of kinds that are not Kubernetes' own, from the definitions that controller-gen writes."""

    def __init__(self, folder):
        self.by_kind = {}
        for file in sorted(pathlib.Path(folder).glob("*.yaml")):
            spec = yaml.safe_load(file.read_text())["spec"]
            for version in spec["versions"]:
                kind = f"{spec['group']}/{version['name']}", spec["names"]["kind"]
                self.by_kind[kind] = strict(version["schema"]["openAPIV3Schema"])

    def problem(self, one):
        schema = self.by_kind.get((one["apiVersion"], one["kind"]))
        if schema is None:
            return f"{title(one)}: no schema is known for {one['apiVersion']}"
        # The definition describes the metadata of every object as one without fields.
        rest = {name: value for name, value in one.items() if name != "metadata"}
        try:
            jsonschema.Draft202012Validator(schema).validate(rest)
        except jsonschema.ValidationError as wrong:
            return f"{title(one)}: {'.'.join(map(str, wrong.path))}: {wrong.message}"
        return None


def strict(schema):
    """The schema, refusing the fields that it does not name."""
    schema = copy.deepcopy(schema)
    pending = [schema]
    while pending:
        part = pending.pop()
        if "properties" in part:
            if not part.get("x-kubernetes-preserve-unknown-fields"):
                part.setdefault("additionalProperties", False)
            pending += part["properties"].values()
        for name in ("items", "additionalProperties"):
            if isinstance(part.get(name), dict):
                pending.append(part[name])
    schema["required"] = [name for name in schema.get("required", []) if name != "metadata"]
    return schema


def problems(objects, definitions):
    for one in objects.all:
        if one["apiVersion"].startswith("monitoring.coreos.com/"):
            wrong = definitions.problem(one)
            if wrong:
                yield wrong
            continue
        for version in VERSIONS:
            try:
                kubernetes_validate.validate(one, version, strict=True)
            except (kubernetes_validate.ValidationError, jsonschema.ValidationError) as wrong:
                yield f"{title(one)}, Kubernetes {version}: {'.'.join(map(str, wrong.path))}: {wrong.message}"
            except kubernetes_validate.SchemaNotFoundError as wrong:
                yield f"{title(one)}: {wrong.message}"
