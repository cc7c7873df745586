"""Writes and reads protobuf by field numbers, without the messages' classes: the fuzzer also writes what they could not."""

import base64

PROTOBUF = "application/x-protobuf"
# A point of P-256 that everybody knows, as SubjectPublicKeyInfo: the generator.
KEY = base64.b64decode(
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q=="
)


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def number(field, value):
    return varint(field << 3) + varint(value)


def fixed64(field, value):
    return varint(field << 3 | 1) + value.to_bytes(8, "little")


def block(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def text(message, wanted):
    """A text field of a message that has numbers, texts and messages only."""
    at = 0
    while at < len(message):
        tag, at = read_varint(message, at)
        size, at = read_varint(message, at)
        if tag & 7 == 2:
            if tag >> 3 == wanted:
                return message[at : at + size].decode()
            at += size
    raise ValueError(f"no field {wanted}")


def read_varint(message, at):
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
