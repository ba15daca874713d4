"""A round trip with Debian's python3-azure-storage. Prints "ok" at the end; any surprise ends it with a trace."""
import hashlib
import os
from datetime import datetime, timedelta

from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError
from azure.storage.blob import (
    AccessPolicy, AccountSasPermissions, BlobBlock, BlobClient, BlobSasPermissions, BlobServiceClient, ContainerClient,
    ContentSettings, CorsRule, DelimitedJsonDialect, DelimitedTextDialect, ResourceTypes, generate_account_sas, generate_blob_sas, generate_container_sas)

connection = os.environ["CONNECTION_STRING"]
service = BlobServiceClient.from_connection_string(connection, retry_total=0)
key = service.credential.account_key
soon = datetime.utcnow() + timedelta(hours=1)
container = service.create_container("python", metadata={"Box": "41"})
assert container.get_container_properties().metadata == {"Box": "41"}


def refused(status, code, call):
    try:
        call()
    except HttpResponseError as e:
        assert e.status_code == status, e
        assert e.error_code == code, e
        return e.message
    else:
        raise AssertionError(f"expected {status} {code}")


# Names. The HTTP library beneath resolves "." and "..", so those are for others to send.
names = ["plain.txt", "with space + plus.txt", "ملف.txt", "a/b/c.bin", "100%.txt", "emoji-🗂️", "trailing.", "trailing/", "a//b",
         "n" * 1024, "é" * 1024, "q?x=1&y#z", "tab\there", "\x01control", "~", "'\"<>&", " lead "]
for name in names:
    blob = container.get_blob_client(name)
    blob.upload_blob(name.encode(), metadata={"FooBar": "v"}, content_settings=ContentSettings(content_type="text/x"))
    assert blob.download_blob().readall() == name.encode(), name
    properties = blob.get_blob_properties()
    assert (properties.metadata, properties.content_settings.content_type) == ({"FooBar": "v"}, "text/x"), properties
    sas = generate_blob_sas(service.account_name, "python", name, account_key=key, permission=BlobSasPermissions(read=True), expiry=soon)
    assert BlobClient.from_blob_url(blob.url + "?" + sas).download_blob().readall() == name.encode(), name
listed = [blob.name for page in container.list_blobs(results_per_page=3).by_page() for blob in page]
assert listed == sorted(names, key=str.encode), listed
assert "a/" in [item.name for item in container.walk_blobs(delimiter="/")]

# Large transfers, checked.
big = os.urandom(70 << 20)
chunked = BlobServiceClient.from_connection_string(
    connection, max_block_size=4 << 20, max_single_put_size=4 << 20, max_chunk_get_size=4 << 20, max_single_get_size=4 << 20
).get_blob_client("python", "chunked.bin")
chunked.upload_blob(big, max_concurrency=4, validate_content=True)
assert chunked.download_blob(max_concurrency=4, validate_content=True).readall() == big
assert chunked.download_blob(offset=1_000_000, length=77).readall() == big[1_000_000:1_000_077]

empty = container.get_blob_client("empty")
empty.upload_blob(b"")
assert empty.download_blob().readall() == b""

# Conditions, leases, snapshots, tags.
blob = container.get_blob_client("plain.txt")
refused(409, "BlobAlreadyExists", lambda: blob.upload_blob(b"x"))
etag = blob.get_blob_properties().etag
blob.upload_blob(b"one", overwrite=True, etag=etag, match_condition=MatchConditions.IfNotModified)
refused(412, "ConditionNotMet", lambda: blob.upload_blob(b"x", overwrite=True, etag=etag, match_condition=MatchConditions.IfNotModified))
lease = blob.acquire_lease(15)
refused(412, "LeaseIdMissing", blob.delete_blob)
blob.upload_blob(b"two", overwrite=True, lease=lease)
lease.break_lease(0)
lease.release()
blob.set_blob_tags({"state": "final"})
snapshot = blob.create_snapshot()
refused(409, "SnapshotsPresent", blob.delete_blob)
assert [item.tags for item in container.list_blobs("plain", include=["snapshots", "tags"])] == [{"state": "final"}] * 2

# Copies and blocks.
copy = container.get_blob_client("copy")
assert copy.start_copy_from_url(blob.url)["copy_status"] == "success"
copy.start_copy_from_url(blob.url, requires_sync=True)
copy.upload_blob_from_url(blob.url, overwrite=True)
copy.stage_block_from_url("AAAA", blob.url, source_content_md5=bytearray(hashlib.md5(b"two").digest()))
copy.commit_block_list([BlobBlock("AAAA")])
assert copy.download_blob().readall() == b"two"

# Queries: a record that lacks a column is told of, a member that is absent is left out.
queried = container.get_blob_client("queried")
rows = b"Service,Version\r\nApp Configuration,1\r\nEvent Hubs\r\nStorage,12.4.0\r\n"
queried.upload_blob(rows)
assert queried.query_blob("SELECT * from BlobStorage").readall() == rows.replace(b"\r\n", b"\n")
errors = []
points = DelimitedTextDialect(delimiter=";", quotechar="'", lineterminator=".", escapechar="\\")
reader = queried.query_blob("SELECT Version from BlobStorage", blob_format=DelimitedTextDialect(has_header=True), output_format=points, on_error=errors.append)
assert reader.readall() == b"1.'12.4.0'." and len(reader) == len(rows)
assert [(error.error, error.is_fatal) for error in errors] == [("InvalidColumnOrdinal", False)], errors
queried.upload_blob(b'{"name": "owner", "id": 1}\n{"name2": "owner2"}\n{"name": "owner"}', overwrite=True)
reader = queried.query_blob("SELECT name from BlobStorage", blob_format=DelimitedJsonDialect(delimiter="\n"), output_format=DelimitedJsonDialect(delimiter=";"))
assert reader.readall() == b'{"name":"owner"};{};{"name":"owner"};'
queried.delete_blob()

# Tags are found, and batches deleted, whose parts leave the account out of their paths.
for name in ["tagged one", "tagged/two"]:
    container.upload_blob(name, b"x", tags={"kind": "python", "name": name})
assert [item.name for item in service.find_blobs_by_tags("@container='python' AND \"kind\"='python'")] == ["tagged one", "tagged/two"]
parts = list(container.delete_blobs("tagged one", "missing", "tagged/two", raise_on_any_failure=False))
assert [part.status_code for part in parts] == [202, 404, 202], parts
assert list(service.find_blobs_by_tags("\"kind\"='python'")) == []

# Stored access policies, account signatures, settings.
container.set_container_access_policy({"policy": AccessPolicy(permission="rl", expiry=soon)})
on_policy = ContainerClient.from_container_url(
    container.url + "?" + generate_container_sas(service.account_name, "python", account_key=key, policy_id="policy"))
assert len(list(on_policy.list_blobs())) > len(names)
refused(403, "AuthorizationPermissionMismatch", on_policy.get_blob_client("copy").delete_blob)
account = generate_account_sas(service.account_name, key, ResourceTypes(service=True), AccountSasPermissions(list=True), soon)
assert "python" in [box.name for box in BlobServiceClient(service.url, credential=account).list_containers()]
service.set_service_properties(cors=[CorsRule(["*"], ["GET"])])
assert len(service.get_service_properties()["cors"]) == 1
service.set_service_properties(cors=[])

reader = BlobServiceClient.from_connection_string(os.environ["READ_ONLY"], retry_total=0).get_blob_client("python", "copy")
assert reader.download_blob().readall() == b"two"
assert "P-2" in refused(403, "PurposeForbidsAction", lambda: reader.upload_blob(b"mine", overwrite=True))
wrong = BlobServiceClient.from_connection_string(os.environ["WRONG"], retry_total=0)
refused(403, "AuthenticationFailed", wrong.get_service_properties)

blob.set_standard_blob_tier("Cool")
assert blob.get_blob_properties().blob_tier == "Cool"
refused(404, "BlobNotFound", container.get_blob_client("missing").get_blob_properties)
assert not container.get_blob_client("missing").exists()
blob.delete_blob(delete_snapshots="include")
container.delete_container()
print("ok")
