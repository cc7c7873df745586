#!/usr/bin/env python3
"""A small tablet, written from docs/protocol.md alone. It shows what a client in another language has to do, and checks the test vectors.

    tablet.py check VECTORS             checks this file's own functions against the vectors in that folder
    tablet.py sync URL                  enrols and syncs a batch, again after a lost answer, and says what it holds; reads the one-time code from standard
                                        input, since everybody on a machine sees the arguments of a command

Needs Python 3.11, the package protobuf, and the messages' classes on the path, which protoc makes. It must find google/protobuf/descriptor.proto:
most bring it along; otherwise INCLUDE is the folder that holds google/protobuf, such as /usr/include.

    protoc -I proto/src/main/proto -I INCLUDE --python_out=OUT proto/src/main/proto/outreach/sync/v1/*.proto

It keeps nothing on disk and sends plain requests, so it is no tablet for the field.
"""

import base64
import datetime
import hashlib
import hmac
import json
import pathlib
import secrets
import sys
import time
import urllib.error
import urllib.request

from outreach.sync.v1 import records_pb2, sync_pb2

PROTOBUF = "application/x-protobuf"
PROBLEM = "application/problem+json"
# A point of P-256 that everybody knows: a real tablet sends the public key of a pair that its key store made.
PUBLIC_KEY = base64.b64decode(
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q=="
)


# Ids

def own_id(device_no, epoch, counter):
    return ((device_no << 96) | (epoch << 80) | (8 << 76) | (2 << 62) | counter).to_bytes(16, "big")


def hashed_id(record_type, *parts):
    digest = int.from_bytes(hashlib.sha256("\n".join([str(record_type), *parts]).encode()).digest()[:16], "big")
    first48 = digest >> 80
    last62 = digest & ((1 << 62) - 1)
    return ((first48 << 80) | (8 << 76) | (1 << 64) | (2 << 62) | last62).to_bytes(16, "big")


def as_text(record_id):
    digits = record_id.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def tally_id(site, occurred_on, sex, age_band, mode):
    return hashed_id(5, site, str(occurred_on), str(sex), str(age_band), str(mode))


def next_tally_id(first, voided_before):
    return first if voided_before == 0 else hashed_id(5, "next", as_text(first), str(voided_before))


def refiled_tally_id(noted, boot_id):
    return hashed_id(5, "refiled", as_text(noted), str(boot_id))


# Hashes

def record_hash(record_id, version):
    return int.from_bytes(hashlib.sha256(record_id + version.to_bytes(8, "big")).digest()[:8], "big")


def state_hash(records):
    return sum(record_hash(record_id, version) for record_id, version in records.items()) % 2**64


def bucket_hashes(records):
    buckets = [0] * 256
    for record_id, version in records.items():
        buckets[record_id[15]] = (buckets[record_id[15]] + record_hash(record_id, version)) % 2**64
    return buckets


# Proofs

def proof(token, head, body):
    digest = hmac.new(token.encode(), head.encode() + body, "sha256").digest()
    return f"hmac-sha-256=:{base64.b64encode(digest).decode()}:"


def request_proof(token, name, body):
    return proof(token, f"outreach-request-1\n{name}\n", body)


def answer_proof(token, name, status, content_type, body):
    media_type = content_type.split(";")[0].strip().lower()
    return proof(token, f"outreach-answer-1\n{name}\n{status}\n{media_type}\n", body)


# The tablet

class Refused(Exception):
    """The server said no; the problem document is in args[0]."""


class Stranger(Exception):
    """Somebody else answered, or the answer is not whole: it counts as none."""


class Tablet:
    def __init__(self, url, app_version="example-1"):
        self.url, self.app_version = url.rstrip("/"), app_version
        self.boot_id, self.started = secrets.randbits(63) + 1, time.monotonic()
        self.token, self.records, self.cursor = "", {}, b""
        self.caught_up = self.compare = False
        self.batch_no, self.first_op, self.own_records, self.queue, self.stamp = 1, 1, 0, [], 0
        self.own_codes = sync_pb2.OwnCodes()

    def post(self, path, message, lose_answer=False):
        return self.ask("POST", path, {"Content-Type": PROTOBUF}, message.SerializeToString(), lose_answer)

    def ask(self, method, path, headers, body, lose_answer=False):
        name = secrets.token_hex(16)
        headers = headers | {"Outreach-Request": name, "Outreach-Proof": request_proof(self.token, name, body)}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        asked = urllib.request.Request(self.url + path, data=body or None, headers=headers, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(asked, timeout=40) as answer:
                status, answered, content = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refusal:
            status, answered, content = refusal.code, refusal.headers, refusal.read()
        if lose_answer:
            return None
        content_type = answered.get("Content-Type", "")
        if not hmac.compare_digest(answered.get("Outreach-Proof", ""), answer_proof(self.token, name, status, content_type, content)):
            raise Stranger(status)
        if status != 200:
            raise Refused(json.loads(content))
        return content

    def enrol(self, code):
        request = sync_pb2.EnrolRequest(one_time_code=code, public_key=PUBLIC_KEY, model="example", app_version=self.app_version)
        self.enrolled = sync_pb2.EnrolResponse.FromString(self.post("/v1/enrol", request))
        self.token, self.scope = self.enrolled.token, self.enrolled.scopes[0]
        self.records[self.scope] = {}

    def elapsed(self):
        return int((time.monotonic() - self.started) * 1000) + 1

    def hlc(self):
        self.stamp = max(self.stamp + 1, (time.time_ns() // 1_000_000) << 16)
        return self.stamp

    def envelope(self):
        today = datetime.datetime.now(datetime.timezone.utc).date()
        return records_pb2.Envelope(project=1, worker=7, role=5, occurred_on=(today - datetime.date(1970, 1, 1)).days)

    def create(self, **record):
        self.own_records += 1
        op = sync_pb2.Op(kind=sync_pb2.OP_KIND_CREATE, own_record=self.own_records, hlc=self.hlc(), elapsed_ms=self.elapsed(), **record)
        self.queue.append(op)
        return own_id(self.enrolled.device_no, self.enrolled.epoch, self.own_records)

    def edit(self, record_id, base_seq, **record):
        op = sync_pb2.Op(kind=sync_pb2.OP_KIND_EDIT, record_id=record_id, base_seq=base_seq, hlc=self.hlc(), elapsed_ms=self.elapsed(), **record)
        self.queue.append(op)

    def count(self, **fields):
        envelope = self.envelope()
        record_id = tally_id(self.scope, envelope.occurred_on, fields["sex"], fields["age_band"], fields["mode"])
        op = sync_pb2.Op(kind=sync_pb2.OP_KIND_CREATE, record_id=record_id, hlc=self.hlc(), elapsed_ms=self.elapsed())
        op.site_day_tally.CopyFrom(records_pb2.SiteDayTally(**fields))
        self.queue.append(op)
        return record_id

    def request(self):
        held = self.records[self.scope]
        request = sync_pb2.SyncRequest(
            proto_version=1, schema_version=1, device_id=self.enrolled.device_id, epoch=self.enrolled.epoch, scope=self.scope,
            device_now=time.time_ns() // 1_000_000, boot_id=self.boot_id, elapsed_ms=self.elapsed(), cursor=self.cursor,
            app_version=self.app_version)
        if self.queue:
            request.batch_no, request.first_op = self.batch_no, self.first_op
            request.defaults.CopyFrom(self.envelope())
            request.ops.extend(self.queue)
        if self.caught_up:
            request.state_hash = state_hash(held)
            if self.compare:
                request.bucket_hashes.extend(bucket_hashes(held))
        return request

    def sync(self, lose_answer=False):
        """One round trip; the results of the ops."""
        content = self.post("/v1/sync", self.request(), lose_answer)
        return [] if content is None else self.take(sync_pb2.SyncResponse.FromString(content))

    def take(self, answer):
        held, results = self.records[self.scope], []
        if self.queue:
            if answer.ack.batch_no != self.batch_no or len(answer.ack.results) != len(self.queue):
                raise Stranger("no ack of this batch")
            results = list(answer.ack.results)
            for op, result in zip(self.queue, results):
                if result.status not in (sync_pb2.STATUS_QUARANTINED, sync_pb2.STATUS_DUPLICATE) and not result.HasField("occurred_on"):
                    record_id = op.record_id or own_id(self.enrolled.device_no, self.enrolled.epoch, op.own_record)
                    held[record_id] = max(held.get(record_id, 0), answer.ack.seq)
            self.first_op, self.batch_no, self.queue = answer.ack.acked_op + 1, self.batch_no + 1, []
        reset = set(answer.reset_buckets)
        for record_id in [one for one in held if one[15] in reset]:
            del held[record_id]
        for change in answer.changes:
            if change.removed:
                held.pop(change.record_id, None)
            else:
                held[change.record_id] = change.version
        self.cursor, self.caught_up = answer.cursor, not answer.more
        self.compare = self.caught_up and state_hash(held) != answer.state_hash
        if answer.own_codes_version > self.own_codes.version:
            self.fetch_codes()
        return results

    def fetch_codes(self):
        """The codes that the programme added to the published lists; those of an older server are not taken."""
        codes = sync_pb2.OwnCodes.FromString(self.ask("GET", "/v1/code-lists", {"Accept": PROTOBUF}, b""))
        if codes.version > self.own_codes.version:
            self.own_codes = codes

    def until_complete(self):
        for _ in range(20):
            self.sync()
            if self.caught_up and not self.compare:
                return
        raise SystemExit("the tablet does not come to hold what the server holds")


# The two commands

def same(what, got, wanted):
    if got != wanted:
        raise SystemExit(f"{what}: got {got!r}, wanted {wanted!r}")


def check(folder):
    def read(name):
        return json.loads((pathlib.Path(folder) / name).read_text(encoding="utf-8"))

    checked = 0
    for case in read("record-ids.json")["cases"]:
        made = own_id(case["device_no"], case["epoch"], int(case["own_record"]))
        same("own id", (made.hex(), as_text(made), made[15]), (case["id"], case["text"], case["bucket"]))
        checked += 1
    for case in read("tally-ids.json")["cases"]:
        first = tally_id(case["site"], case["occurred_on"], case["sex"], case["age_band"], case["mode"])
        made = [first, next_tally_id(first, 1), next_tally_id(first, 2), refiled_tally_id(first, int(case["boot_id"]))]
        same("tally ids", [one.hex() for one in made], [case["id"], case["voided_before_1"], case["voided_before_2"], case["refiled"]])
        checked += 1
    hashes = read("state-hashes.json")
    records = {bytes.fromhex(one["id"]): int(one["version"]) for one in hashes["records"]}
    for one in hashes["records"]:
        same("hash", f"{record_hash(bytes.fromhex(one['id']), int(one['version'])):016x}", one["hash"])
        checked += 1
    same("state hash", f"{state_hash(records):016x}", hashes["state_hash"])
    same("buckets", {str(at): f"{one:016x}" for at, one in enumerate(bucket_hashes(records)) if one}, hashes["bucket_hashes"])
    proofs = read("proofs.json")
    for case in proofs["requests"]:
        same("request proof", request_proof(case["token"], case["request"], bytes.fromhex(case["body"])), case["proof"])
        checked += 1
    for case in proofs["answers"]:
        made = answer_proof(case["token"], case["request"], case["status"], case["content_type"], bytes.fromhex(case["body"]))
        same("answer proof", made, case["proof"])
        checked += 1
    return checked + check_messages(read("merges.json"), read("exchanges.json"))


def check_messages(merges, exchanges):
    """The messages are read and written as they are, and the answers leave a tablet with the records and hashes that the vectors name."""
    checked = 0
    for case in merges["cases"]:
        change = sync_pb2.Change.FromString(bytes.fromhex(case["change"]))
        same("record", change.record_id.hex(), case["record_id"])
        for one in case["ops"]:
            same("op", sync_pb2.Op.FromString(bytes.fromhex(one["op"])).SerializeToString().hex(), one["op"])
        checked += 1
    tablet = Tablet("")
    tablet.enrolled, tablet.scope, tablet.records = sync_pb2.EnrolResponse(device_no=1, epoch=1), "", {"": {}}
    for step in exchanges["steps"]:
        request = sync_pb2.SyncRequest.FromString(bytes.fromhex(step["request"]))
        same("request", request.SerializeToString().hex(), step["request"])
        same("cursor", tablet.cursor, request.cursor)
        tablet.queue, tablet.batch_no, tablet.first_op = list(request.ops), request.batch_no, request.first_op
        tablet.take(sync_pb2.SyncResponse.FromString(bytes.fromhex(step["answer"])))
        held = tablet.records[""]
        same("records", {one.hex(): str(version) for one, version in held.items()}, step["holds"])
        same("state hash", (f"{state_hash(held):016x}", tablet.compare), (step["state_hash"], False))
        checked += 1
    return checked


def client_code():
    """A woman of this run's own: the same client twice on a day would wait for a supervisor as a possible duplicate."""
    letters = "АБВГДЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
    return f"Ж{1950 + secrets.randbelow(50)}" + "".join(secrets.choice(letters) for _ in range(4))


def sync(url, code):
    tablet = Tablet(url)
    tablet.enrol(code)
    contact = {"outreach_contact": records_pb2.OutreachContact(sex=2, age_band=6, mode=1, setting=1, services=[1], duration_min=15)}
    own = tablet.create(**contact)
    exchange = records_pb2.NeedleExchange(lines=[records_pb2.ExchangeLine(commodity=2, distributed=20)])
    exchange.uic = client_code()
    tablet.create(needle_exchange=exchange)
    tablet.create(outreach_contact=records_pb2.OutreachContact(sex=2, age_band=6, mode=1, setting=1))
    counted = tablet.count(sex=1, age_band=6, mode=1, contacts=12)
    sent = list(tablet.queue)
    tablet.sync(lose_answer=True)
    tablet.queue = sent
    results = tablet.sync()
    same("results", [one.status for one in results], [sync_pb2.STATUS_APPLIED, sync_pb2.STATUS_APPLIED, sync_pb2.STATUS_QUARANTINED, sync_pb2.STATUS_APPLIED])
    same("the op without services", (results[2].code, results[2].field), ("REQUIRED", "services"))
    tablet.until_complete()
    # The site may hold other records: of other tablets, or of an earlier run of this one.
    missing = {own, own_id(tablet.enrolled.device_no, tablet.enrolled.epoch, 2), counted} - set(tablet.records[tablet.scope])
    same("records that are missing", missing, set())
    tablet.edit(own, tablet.records[tablet.scope][own], outreach_contact=records_pb2.OutreachContact(duration_min=25))
    same("edit", [one.status for one in tablet.sync()], [sync_pb2.STATUS_APPLIED])
    tablet.until_complete()
    lost_half(tablet, own)
    tablet.fetch_codes()
    refusals(tablet)
    return len(tablet.records[tablet.scope])


def lost_half(tablet, record_id):
    """A tablet that lost a record finds it missing by the hash, and gets its bucket whole."""
    del tablet.records[tablet.scope][record_id]
    tablet.until_complete()
    if record_id not in tablet.records[tablet.scope]:
        raise SystemExit("the bucket was not repaired")


def refusals(tablet):
    tablet.queue, tablet.batch_no = [sync_pb2.Op(kind=sync_pb2.OP_KIND_CREATE)], tablet.batch_no + 7
    same("a gap", refused(tablet), "OUT_OF_ORDER")
    tablet.queue, tablet.token = [], "x" * 43
    same("a made-up token", refused(tablet), "TOKEN")


def refused(tablet):
    try:
        tablet.sync()
    except Refused as refusal:
        return refusal.args[0]["code"]
    return None


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "check":
        print(f"vectors: {check(sys.argv[2])} checked")
    elif len(sys.argv) == 3 and sys.argv[1] == "sync":
        print(f"synced: {sync(sys.argv[2], sys.stdin.readline().strip())} records, as the server holds them")
    else:
        sys.exit(__doc__)
