"""Checks the objects of each overlay, and that each check can fail.

check.py DEFINITIONS FOLDER

DEFINITIONS holds the definitions of the Prometheus operator's kinds, FOLDER a file NAME.yaml for each overlay. Prints what is wrong. Exit code 1 if anything is.
"""

import pathlib
import re
import sys

import broken
import cluster_rules
import documents
import pods
import schemas
from objects import Objects

RULES = (
    pods.every_pod,
    pods.servers,
    cluster_rules.namespace,
    cluster_rules.network,
    cluster_rules.traffic,
    cluster_rules.availability,
    cluster_rules.backup,
    cluster_rules.references,
    cluster_rules.monitoring,
    documents.settings,
    documents.alerts,
    documents.dashboard,
)


def findings(objects, seen):
    """What is wrong, by the name of its rule. Adds the names of the rules that were applied to `seen`."""
    for rule in RULES:
        for name, wrong in rule(objects):
            seen.add(name)
            if wrong:
                yield name, wrong


def main(folder, definitions):
    overlays = {file.stem: Objects(file.read_text()) for file in sorted(pathlib.Path(folder).glob("*.yaml"))}
    wrong, seen, count = [], set(), 0
    for overlay, objects in overlays.items():
        count += len(objects.all)
        wrong += [f"{overlay}: {one}" for one in schemas.problems(objects, definitions)]
        wrong += [f"{overlay}: {one}" for _, one in findings(objects, seen)]
    if sorted(overlays) != ["production", "sharded", "single"]:
        wrong.append(f"the overlays are {sorted(overlays)}")
    failing = set()
    for case in broken.CASES:
        copy = Objects((pathlib.Path(folder) / f"{case.overlay}.yaml").read_text())
        case.change(copy)
        if case.rule == "schema":
            found = any(re.search(case.says, one) for one in schemas.problems(copy, definitions))
        else:
            found = any(name == case.rule and re.search(case.says, one) for name, one in findings(copy, set()))
        if found:
            failing.add(case.rule)
        else:
            wrong.append(f"a copy of {case.overlay} that is broken on purpose is not found: {case.rule}, {case.says}")
    wrong += [f"no broken copy shows that the rule {name} can fail" for name in sorted(seen - failing)]
    for one in wrong:
        print(one, file=sys.stderr)
    print(f"{count} objects of {len(overlays)} overlays, {len(seen)} rules, {len(broken.CASES)} broken copies: {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[2], schemas.Definitions(sys.argv[1])))
