"""Rotates a keyset of Tink's JSON format: keyset.py add|promote FILE...

First every server gets the new key, to read with; then it becomes the one that writes. A keyset with only a new key is made by `keyset.py replace`.
"""

import base64
import json
import pathlib
import secrets
import sys


def new_key(like):
    """A key of the same kind, whose key material is the last 32 bytes of its message."""
    message = base64.b64decode(like["keyData"]["value"])
    value = base64.b64encode(message[:-32] + secrets.token_bytes(32)).decode()
    return {**like, "keyId": secrets.randbelow(2**31), "keyData": {**like["keyData"], "value": value}}


def changed(keyset, action):
    keys = keyset["key"]
    if action == "add":
        return {**keyset, "key": [*keys, new_key(keys[0])]}
    if action == "promote":
        return {**keyset, "primaryKeyId": keys[-1]["keyId"]}
    key = new_key(keys[0])
    return {"primaryKeyId": key["keyId"], "key": [key]}


for name in sys.argv[2:]:
    file = pathlib.Path(name)
    file.write_text(json.dumps(changed(json.loads(file.read_text()), sys.argv[1])))
