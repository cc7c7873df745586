"""Writes what promtool can read: promtool.py FOLDER writes alerts.yaml and dashboard.yaml there."""

import json
import pathlib
import sys

import yaml

MONITORING = pathlib.Path(__file__).resolve().parents[1] / "components/monitoring"
# What Grafana fills in.
VARIABLES = {"$namespace": "outreach"}

folder = pathlib.Path(sys.argv[1])
rules = yaml.safe_load((MONITORING / "alerts.yaml").read_text())["spec"]
(folder / "alerts.yaml").write_text(yaml.safe_dump(rules))

asked = [target["expr"] for panel in json.loads((MONITORING / "dashboard.json").read_text())["panels"] for target in panel["targets"]]
for name, value in VARIABLES.items():
    asked = [one.replace(name, value) for one in asked]
records = [{"record": f"panel:{number}", "expr": one} for number, one in enumerate(asked)]
(folder / "dashboard.yaml").write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": records}]}))
