"""An S3 of another maker, moto, with addresses presigned by boto3.

Prints a presigned address for each argument, a name or name=SHA-256 in Base64, then an empty line. Then answers each
name on its standard input with the SHA-256 of the object, or "none". Ends with its input. S3_ENDPOINT names another
server to use in its place, with the keys that AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY hold.
"""

import hashlib
import os
import sys

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

BUCKET = "exports-%d" % os.getpid()
FOLDER = "hiv/"


def endpoint():
    if "S3_ENDPOINT" in os.environ:
        return os.environ["S3_ENDPOINT"]
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    return "http://localhost:%d" % server.get_host_and_port()[1]


s3 = boto3.client(
    "s3",
    endpoint_url=endpoint(),
    region_name="us-east-1",
    aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID", "access"),
    aws_secret_access_key=os.environ.get("AWS_SECRET_ACCESS_KEY", "secret"),
    config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
)
s3.create_bucket(Bucket=BUCKET)
for argument in sys.argv[1:]:
    name, _, checksum = argument.partition("=")
    parameters = {"Bucket": BUCKET, "Key": FOLDER + name}
    if checksum:
        parameters["ChecksumSHA256"] = checksum + "=" * (-len(checksum) % 4)
    print(s3.generate_presigned_url("put_object", Params=parameters, ExpiresIn=600))
print(flush=True)
for line in sys.stdin:
    try:
        body = s3.get_object(Bucket=BUCKET, Key=FOLDER + line.strip())["Body"].read()
        print(hashlib.sha256(body).hexdigest(), flush=True)
    except ClientError:
        print("none", flush=True)
