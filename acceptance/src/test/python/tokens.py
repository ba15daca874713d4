"""A bearer's round trip with Debian's python3-azure-storage. Prints "ok" at the end; any surprise ends it with a trace."""
import os
import time
from datetime import datetime, timedelta

from azure.core.credentials import AccessToken
from azure.core.exceptions import HttpResponseError
from azure.storage.blob import (
    BlobClient, BlobSasPermissions, BlobServiceClient, ContainerClient, generate_blob_sas)

endpoint = os.environ["ENDPOINT"]
certificate = os.environ["CERTIFICATE"]
account = endpoint.rsplit("/", 1)[1]


class Bearer:
    def __init__(self, token):
        self.token = token

    def get_token(self, *scopes, **_):
        assert scopes == ("https://storage.azure.com/.default",), scopes
        return AccessToken(self.token, int(time.time()) + 3600)


def service(token):
    return BlobServiceClient(endpoint, credential=Bearer(token), connection_verify=certificate, retry_total=0)


def refused(status, code, call):
    try:
        call()
    except HttpResponseError as e:
        assert e.status_code == status, e
        assert e.error_code == code, e
    else:
        raise AssertionError(f"expected {status} {code}")


steward = service(os.environ["STEWARDSHIP"])
reader = service(os.environ["READING_ROOM"])
container = steward.create_container("bearers")
for name in ["a", "b", "ملف.txt"]:
    container.upload_blob(name, name.encode() * 10)
theirs = reader.get_container_client("bearers")
assert [blob.name for blob in theirs.list_blobs()] == ["a", "b", "ملف.txt"]
assert theirs.download_blob("ملف.txt").readall() == "ملف.txt".encode() * 10
refused(403, "PurposeForbidsAction", lambda: theirs.delete_blob("a"))
refused(401, "InvalidAuthenticationInfo", lambda: service("x.y.z").get_service_properties())

# A user delegation signature, which needs nothing else.
now = datetime.utcnow()
delegation = reader.get_user_delegation_key(now - timedelta(minutes=5), now + timedelta(days=1))
sas = generate_blob_sas(
    account, "bearers", "b", user_delegation_key=delegation, permission=BlobSasPermissions(read=True, delete=True),
    expiry=now + timedelta(hours=1))
shared = BlobClient.from_blob_url(f"{endpoint}/bearers/b?{sas}", connection_verify=certificate, retry_total=0)
assert shared.download_blob().readall() == b"b" * 10
refused(403, "PurposeForbidsAction", shared.delete_blob)

# A batch, each part with the token.
container.delete_blobs("a", "b")
assert [blob.name for blob in container.list_blobs()] == ["ملف.txt"]

# Nobody sees what nobody opened.
nobody = ContainerClient(endpoint, "bearers", connection_verify=certificate, retry_total=0)
refused(401, "NoAuthenticationInformation", lambda: list(nobody.list_blobs()))
print("ok")
