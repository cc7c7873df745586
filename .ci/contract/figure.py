"""A client that openapi-python-client generated asks a server for an indicator, and gets its figure, and each refusal with its code.

figure.py URL TOKEN   after docs/examples/tablet.py synced with that server today; the package `generated` is on the path
"""

import datetime
import sys

from generated import AuthenticatedClient
from generated.api.figures import answer_indicator, list_indicators

url, token = sys.argv[1:]
year = str(datetime.datetime.now(datetime.timezone.utc).year)
person = AuthenticatedClient(base_url=url, token=token, httpx_args={"trust_env": False})
stranger = AuthenticatedClient(base_url=url, token="x" * 43, httpx_args={"trust_env": False})


def same(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: got {got!r}, wanted {wanted!r}")


def refusal(client, code, period):
    answer = answer_indicator.sync_detailed(code, client=client, period=period)
    same("status of the answer", int(answer.parsed.status), int(answer.status_code))
    return int(answer.status_code), str(answer.parsed.code.value)


figures = {code: answer_indicator.sync(code, client=person, period=year).value for code in ("CONTACTS", "PERSONS_REACHED", "SYRINGES_DISTRIBUTED")}
same("figures", figures, {"CONTACTS": 26, "PERSONS_REACHED": 2, "SYRINGES_DISTRIBUTED": 40})
same("an indicator that there is not", refusal(person, "NO_SUCH_THING", year), (404, "NOT_FOUND"))
same("a period that is none", refusal(person, "CONTACTS", "2026-13"), (400, "PARAMETER"))
same("a token that is none", refusal(stranger, "CONTACTS", year), (401, "TOKEN"))
listed = len(list_indicators.sync(client=person).items)
print(f"generated client: {figures['CONTACTS']} contacts of {figures['PERSONS_REACHED']} person, three refusals with their codes, {listed} indicators listed")
