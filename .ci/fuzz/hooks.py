"""What Schemathesis cannot know from the contract: how to write protobuf, and how to stay under the rates of one caller.

FUZZ_CALLERS names the file that callers.py wrote.
"""

import itertools
import json
import os
import pathlib

import schemathesis
from hypothesis import strategies as st
from messages import KEY, PROTOBUF, block, fixed64, number

CALLERS = json.loads(pathlib.Path(os.environ["FUZZ_CALLERS"]).read_text())
# Stands for the id of the device that a request will be sent as.
SOME_DEVICE = b"0" * 32
# Stands for one that may enrol again and so lose its token.
OTHER_DEVICE = b"1" * 32
# The device in the examples of the contract; stands for one that may be suspended, revoked and wiped.
EXAMPLE_DEVICE = "0f3c5a7e9b1d2f4a6c8e0a2b4d6f8091"
# The new site there; each can be added once.
EXAMPLE_SITE = b'"code": "NARYN-1"'

long = st.integers(0, 2**64 - 1)
any_number = st.one_of(st.integers(0, 3), long)
any_text = st.one_of(st.just(""), st.text(max_size=80))
any_bytes = st.binary(max_size=64)
field = st.integers(1, 25)
# A message of no type: whatever it is taken for, some of its fields may fit.
some_message = st.lists(
    st.one_of(st.builds(number, field, any_number), st.builds(block, field, any_text), st.builds(fixed64, field, long)), max_size=6
).map(b"".join)


# The field numbers below are those of sync.proto.
op = st.builds(
    lambda kind, own, hlc, envelope, record, content: number(1, kind)
    + number(2, own)
    + fixed64(5, hlc)
    + block(8, envelope)
    + block(record, content),
    st.integers(0, 3),
    any_number,
    long,
    some_message,
    st.integers(21, 34),
    st.one_of(some_message, any_bytes),
)
head = st.builds(
    lambda version, epoch, site: number(1, version) + number(2, 1) + block(3, SOME_DEVICE) + number(4, epoch) + block(5, site),
    st.sampled_from([1, 1, 1, 0]),
    st.sampled_from([1, 1, 1, 7]),
    st.sampled_from(["OSH-1", "OSH-1", "OSH-1", "CHUY-1", ""]),
)
batch = st.builds(
    lambda no, first, ops: number(6, no) + number(7, first) + b"".join(block(12, one) for one in ops),
    st.one_of(st.integers(1, 3), long),
    st.one_of(st.integers(1, 3), long),
    st.lists(op, min_size=1, max_size=4),
)
sync = st.builds(
    lambda start, boot, ops, cursor, rest: start + fixed64(9, boot) + ops + (block(13, cursor) if cursor else b"") + rest,
    head,
    long,
    st.one_of(batch, batch, st.just(b"")),
    st.one_of(st.just(b""), st.just(b""), st.binary(max_size=8)),
    st.one_of(st.just(b""), any_bytes),
)
enrol = st.builds(
    lambda *values: b"".join(block(at, value) for at, value in enumerate(values, 1)),
    st.one_of(st.sampled_from(CALLERS["codes"]), any_text),
    st.one_of(st.just(KEY), st.just(KEY), any_bytes),
    any_text,
    any_text,
    st.sampled_from(["", "", OTHER_DEVICE]),
    any_text,
)
MESSAGES = {"/v1/sync": st.one_of(sync, sync, any_bytes), "/v1/enrol": st.one_of(enrol, enrol, any_bytes)}
schemathesis.openapi.media_type(PROTOBUF, any_bytes)


@schemathesis.hook
def before_generate_body(context, strategy):
    return MESSAGES.get(context.operation.path, strategy)


@schemathesis.serializer(PROTOBUF)
def as_it_is(context, value):
    return value if isinstance(value, bytes) else str(value).encode()


turn = itertools.count()


def as_another_caller(request):
    """Sends a request of the first admin or device as one of the others, and from an address of its own: the server trusts one proxy."""
    at = next(turn)
    person, device, other = (callers[at % len(callers)] for callers in (CALLERS["people"], CALLERS["syncing"], CALLERS["others"]))
    shown = request.headers.get("Authorization")
    if shown == f"Bearer {CALLERS['people'][0]}":
        request.headers["Authorization"] = f"Bearer {person}"
    elif shown == f"Bearer {CALLERS['syncing'][0]['token']}":
        request.headers["Authorization"] = f"Bearer {device['token']}"
    request.headers["X-Forwarded-For"] = f"10.{at >> 16 & 255}.{at >> 8 & 255}.{at & 255}"
    request.url = request.url.replace(EXAMPLE_DEVICE, other["id"])
    if isinstance(request.body, bytes):
        for stands, real in ((SOME_DEVICE, device["id"]), (OTHER_DEVICE, other["id"]), (EXAMPLE_SITE, f'"code": "NARYN-{at}"')):
            request.body = request.body.replace(stands, real.encode())
    return request


@schemathesis.hook
def before_call(context, case, kwargs):
    kwargs["auth"] = as_another_caller
