"""Fills a new server with what the examples of its contract name, and writes what Schemathesis needs into a folder.

callers.py URL FOLDER TOKEN...   the tokens are of admins
"""

import itertools
import json
import pathlib
import sys

import requests
import schemathesis
from messages import KEY, PROTOBUF, block, text

DEVICES = 6
CODES = 20
url, folder, *people = sys.argv[1:]
folder = pathlib.Path(folder)
session = requests.Session()
session.trust_env = False
turn = itertools.count(1)


def post(path, headers=None, **body):
    headers = {"X-Forwarded-For": f"10.255.255.{next(turn)}", "Authorization": f"Bearer {people[0]}", **(headers or {})}
    answer = session.post(url + path, headers=headers, **body)
    answer.raise_for_status()
    return answer


def one_time_code():
    return post("/v1/enrolment-codes", json={"sites": ["OSH-1"], "minutes": 60}).json()["code"]


def device():
    body = block(1, one_time_code()) + block(2, KEY) + block(3, "fuzz")
    enrolled = post("/v1/enrol", headers={"Content-Type": PROTOBUF}, data=body).content
    return {"id": text(enrolled, 1), "token": text(enrolled, 5)}


for site in ("OSH-1", "CHUY-1"):
    post("/v1/sites", json={"code": site, "name": site, "country": "KG", "region": "KG-O"})
post("/v1/targets", json={"kind": "SIZE_ESTIMATE", "area": "country:KG", "population": "PWID", "year": 2026, "value": 9, "source": "Fuzz"})
syncing, others = ([device() for _ in range(DEVICES)] for _ in range(2))
codes = [one_time_code() for _ in range(CODES)]
(folder / "callers.json").write_text(json.dumps({"people": people, "syncing": syncing, "others": others, "codes": codes}))
(folder / "schemathesis.toml").write_text(f"""
[auth.openapi.person]
bearer = "{people[0]}"
[auth.openapi.device]
bearer = "{syncing[0]["token"]}"
# A wrong value may also be too long for a request line.
[checks.negative_data_rejection]
expected-statuses = ["4xx", "5xx"]
""")

# From a file, since Schemathesis leaves out the operation that it has the document from. By the schema of the OpenAPI Initiative:
document = session.get(url + "/openapi.json").json()
schemathesis.openapi.from_dict(document).validate()
(folder / "openapi.json").write_text(json.dumps(document))
