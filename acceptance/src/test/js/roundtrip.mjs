// A round trip with @azure/storage-blob as npm has it. Prints "ok" at the end; any surprise ends it with a trace.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { BlobServiceClient } from "@azure/storage-blob";

const service = BlobServiceClient.fromConnectionString(process.env.CONNECTION_STRING);
const container = service.getContainerClient("javascript");
await container.create();

const names = ["plain.txt", "with space + plus.txt", "ملف.txt", "a/b/c.bin", "100%.txt", "emoji-🗂️"];
for (const name of names) {
  const blob = container.getBlockBlobClient(name);
  await blob.upload(name, Buffer.byteLength(name), { metadata: { box: "41" } });
  assert.equal((await blob.downloadToBuffer()).toString(), name);
}
const listed = [];
for await (const item of container.listBlobsFlat({ includeMetadata: true })) {
  listed.push(item.name);
  assert.equal(item.metadata.box, "41");
}
assert.deepEqual(listed.sort(), [...names].sort());

const big = randomBytes(9_000_000);
const chunked = container.getBlockBlobClient("chunked.bin");
await chunked.uploadData(big, { blockSize: 1 << 20, maxSingleShotSize: 1 << 20, concurrency: 4 });
assert.ok((await chunked.downloadToBuffer()).equals(big));
assert.ok((await chunked.downloadToBuffer(1_000_000, 77)).equals(big.subarray(1_000_000, 1_000_077)));

const lease = chunked.getBlobLeaseClient();
await lease.acquireLease(15);
await assert.rejects(chunked.delete(), (e) => e.statusCode === 412 && e.code === "LeaseIdMissing");
await lease.releaseLease();

const snapshot = await chunked.createSnapshot();
assert.ok((await chunked.withSnapshot(snapshot.snapshot).getProperties()).contentLength === big.length);
await chunked.setTags({ state: "final" });
assert.deepEqual((await chunked.getTags()).tags, { state: "final" });
await assert.rejects(container.getBlobClient("missing").download(), (e) => e.statusCode === 404 && e.code === "BlobNotFound");
await chunked.delete({ deleteSnapshots: "include" });
console.log("ok");
