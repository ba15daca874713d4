"""A round trip with Debian's python3-azure-storage. Prints "ok" at the end; any surprise ends it with a trace."""
import os

from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.storage.blob import BlobServiceClient

service = BlobServiceClient.from_connection_string(os.environ["CONNECTION_STRING"])
container = service.create_container("python")

names = ["plain.txt", "with space + plus.txt", "ملف.txt", "a/b/c.bin", "100%.txt", "emoji-🗂️"]
for name in names:
    blob = container.get_blob_client(name)
    blob.upload_blob(name.encode(), metadata={"box": "41"})
    assert blob.download_blob().readall() == name.encode(), name
assert sorted(b.name for b in container.list_blobs()) == sorted(names)
assert all(b.metadata == {"box": "41"} for b in container.list_blobs(include=["metadata"]))

big = os.urandom(9_000_000)
chunked = BlobServiceClient.from_connection_string(
    os.environ["CONNECTION_STRING"], max_block_size=1 << 20, max_single_put_size=1 << 20
).get_blob_client("python", "chunked.bin")
chunked.upload_blob(big, max_concurrency=4)
assert chunked.download_blob(max_concurrency=4).readall() == big
assert chunked.download_blob(offset=1_000_000, length=77).readall() == big[1_000_000:1_000_077]

lease = chunked.acquire_lease(15)
try:
    chunked.delete_blob()
    raise AssertionError("a leased blob was deleted without its lease")
except HttpResponseError as e:
    assert e.status_code == 412, e.status_code
lease.release()

snapshot = chunked.create_snapshot()
assert service.get_blob_client("python", "chunked.bin", snapshot=snapshot["snapshot"]).get_blob_properties().size == len(big)
try:
    container.get_blob_client("missing").download_blob()
    raise AssertionError("a missing blob was found")
except ResourceNotFoundError as e:
    assert e.error_code == "BlobNotFound", e.error_code
chunked.delete_blob(delete_snapshots="include")
print("ok")
