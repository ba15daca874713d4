// Append and page blobs with @azure/storage-blob as npm has it. Prints "ok" at the end; any surprise ends it with a trace.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { BlobServiceClient, StorageRetryPolicyType } from "@azure/storage-blob";

const connect = (connection) =>
  BlobServiceClient.fromConnectionString(connection, { retryOptions: { maxTries: 1, retryPolicyType: StorageRetryPolicyType.FIXED } });
const container = connect(process.env.CONNECTION_STRING).getContainerClient("types");
await container.create();
const asReader = connect(process.env.READ_ONLY).getContainerClient("types");

async function refused(status, code, call) {
  await assert.rejects(call, (e) => {
    assert.equal(e.statusCode, status, e.message);
    assert.equal(e.code ?? e.details?.errorCode, code, e.message);
    return true;
  });
}

// A log grows at its end, on condition, from a URL, by 70 MiB at once, until it is sealed.
const name = "logs/يوميات + #1 🗂️";
const log = container.getAppendBlobClient(name);
await log.create({ metadata: { box: "41" } });
assert.equal((await log.appendBlock("one ", 4)).blobAppendOffset, "0");
assert.equal((await log.appendBlock("two ", 4, { conditions: { appendPosition: 4 } })).blobAppendOffset, "4");
await refused(412, "AppendPositionConditionNotMet", log.appendBlock("x", 1, { conditions: { appendPosition: 4 } }));
await refused(412, "MaxBlobSizeConditionNotMet", log.appendBlock("x", 1, { conditions: { maxSize: 8 } }));
const source = container.getBlockBlobClient("source");
await source.upload("three", 5);
await log.appendBlockFromURL(source.url, 0, 5);
const big = randomBytes(70 << 20);
assert.equal((await log.appendBlock(big, big.length)).blobCommittedBlockCount, 4);
assert.ok((await log.downloadToBuffer()).equals(Buffer.concat([Buffer.from("one two three"), big])));
await refused(403, "PurposeForbidsAction", asReader.getAppendBlobClient(name).appendBlock("x", 1));
await refused(409, "InvalidBlobType", container.getBlockBlobClient(name).stageBlock("AAAA", "x", 1));
await log.seal();
await refused(409, "BlobIsSealed", log.appendBlock("x", 1));
assert.equal((await log.getProperties()).isSealed, true);
await refused(404, "BlobNotFound", container.getAppendBlobClient("missing").appendBlock("x", 1));

// A disk has pages, holes, a sequence number, and differences to what it was.
const disk = container.getPageBlobClient("disk.vhd");
const size = 1 << 20;
await disk.create(size, { blobSequenceNumber: 7 });
const pages = randomBytes(1024);
await disk.uploadPages(pages, 512, 1024);
const { snapshot } = await disk.createSnapshot();
await disk.uploadPages(pages.subarray(0, 512), 8192, 512);
await disk.clearPages(512, 512);
const image = Buffer.alloc(size);
pages.copy(image, 8192, 0, 512);
pages.copy(image, 1024, 512);
assert.ok((await disk.downloadToBuffer()).equals(image));
const ranges = [];
for await (const range of disk.listPageRanges()) ranges.push([range.start, range.end, range.isClear]);
assert.deepEqual(ranges, [[1024, 1535, false], [8192, 8703, false]]);
const changed = await disk.getPageRangesDiff(0, size, snapshot);
assert.deepEqual(changed.pageRange.map((it) => [it.offset, it.count]), [[8192, 511]]);
assert.deepEqual(changed.clearRange.map((it) => [it.offset, it.count]), [[512, 511]]);
await disk.updateSequenceNumber("increment");
await refused(412, "SequenceNumberConditionNotMet", disk.uploadPages(pages.subarray(0, 512), 0, 512, { conditions: { ifSequenceNumberEqualTo: 7 } }));
await disk.resize(2 * size);
assert.equal((await disk.getProperties()).contentLength, 2 * size);
assert.deepEqual(
  (await asReader.getPageBlobClient("disk.vhd").withSnapshot(snapshot).downloadToBuffer(512, 1024)), pages);

const types = {};
for await (const blob of container.listBlobsFlat()) types[blob.name] = blob.properties.blobType;
assert.deepEqual(types, { "disk.vhd": "PageBlob", [name]: "AppendBlob", source: "BlockBlob" });
await disk.delete({ deleteSnapshots: "include" });
await container.delete();
console.log("ok");
