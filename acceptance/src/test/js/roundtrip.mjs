// A round trip with @azure/storage-blob as npm has it. Prints "ok" at the end; any surprise ends it with a trace.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { AnonymousCredential, BlobSASPermissions, BlobServiceClient, BlockBlobClient, StorageRetryPolicyType } from "@azure/storage-blob";

const connect = (connection) =>
  BlobServiceClient.fromConnectionString(connection, { retryOptions: { maxTries: 1, retryPolicyType: StorageRetryPolicyType.FIXED } });
const service = connect(process.env.CONNECTION_STRING);
const container = service.getContainerClient("javascript");
await container.create();

async function refused(status, code, call) {
  await assert.rejects(call, (e) => {
    assert.equal(e.statusCode, status, e.message);
    assert.equal(e.code ?? e.details?.errorCode, code, e.message);
    return true;
  });
}
const md5 = (text) => createHash("md5").update(text).digest();
const id = (text) => Buffer.from(text).toString("base64");
const text = async (blob) => (await blob.downloadToBuffer()).toString();

// Names. The SDK itself resolves "." and ".." in URLs, so those are for others to send.
const names = [
  "plain.txt", "with space + plus.txt", "ملف.txt", "a/b/c.bin", "100%.txt", "emoji-🗂️", "a//b", "trailing.", "trailing/",
  "a%2Fb", "a%252Fb", "q?x=1&y#z", "tab\there", "\u0001control", "\ufffe", "quote'\"<&>", " lead", "n".repeat(1024), "é".repeat(1024),
];
for (const name of names) {
  const blob = container.getBlockBlobClient(name);
  await blob.upload(name, Buffer.byteLength(name), { metadata: { box: "41" } });
  assert.equal(await text(blob), name);
  const sas = await blob.generateSasUrl({ permissions: BlobSASPermissions.parse("r"), expiresOn: new Date(Date.now() + 3_600_000) });
  assert.equal(await text(new BlockBlobClient(sas)), name);
}
const listed = [];
for await (const page of container.listBlobsFlat({ includeMetadata: true }).byPage({ maxPageSize: 4 })) {
  for (const item of page.segment.blobItems) {
    listed.push(item.name);
    assert.equal(item.metadata.box, "41");
  }
}
assert.deepEqual(listed, [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
await container.getBlockBlobClient("back\\slash").upload("x", 1);
assert.equal(await text(container.getBlockBlobClient("back/slash")), "x");
await refused(400, "OutOfRangeInput", container.getBlockBlobClient("n".repeat(1025)).upload("", 0));

// Large transfers, in blocks and as a stream.
const big = randomBytes(70 << 20);
const chunked = container.getBlockBlobClient("chunked.bin");
await chunked.uploadData(big, { blockSize: 4 << 20, maxSingleShotSize: 4 << 20, concurrency: 4 });
assert.ok((await chunked.downloadToBuffer()).equals(big));
assert.ok((await chunked.downloadToBuffer(1_000_000, 77)).equals(big.subarray(1_000_000, 1_000_077)));
await chunked.uploadStream(Readable.from([big.subarray(0, 2_500_000), big.subarray(2_500_000, 9_000_000)]), 1 << 20, 4);
assert.ok((await chunked.downloadToBuffer()).equals(big.subarray(0, 9_000_000)));
const empty = container.getBlockBlobClient("empty");
await empty.uploadData(Buffer.alloc(0));
assert.equal((await empty.getProperties()).contentLength, 0);
assert.equal(await text(empty), "");

// Blocks, checksums, conditions.
const blob = container.getBlockBlobClient("described");
await blob.stageBlock(id("1"), "hello ", 6, { transactionalContentMD5: md5("hello ") });
await blob.stageBlock(id("2"), "world", 5);
await refused(404, "BlobNotFound", blob.getProperties());
await refused(400, "InvalidBlobOrBlock", blob.stageBlock(id("10"), "x", 1));
await refused(400, "Md5Mismatch", blob.stageBlock(id("3"), "x", 1, { transactionalContentMD5: md5("y") }));
await refused(400, "Crc64Mismatch", blob.stageBlock(id("3"), "x", 1, { transactionalContentCrc64: Buffer.alloc(8) }));
await refused(400, "InvalidBlockList", blob.commitBlockList([id("9")]));
const { etag } = await blob.commitBlockList([id("1"), id("2"), id("1")], { tags: { state: "draft" } });
assert.equal(await text(blob), "hello worldhello ");
await refused(409, "BlobAlreadyExists", blob.upload("x", 1, { conditions: { ifNoneMatch: "*" } }));
await refused(412, "ConditionNotMet", blob.upload("x", 1, { conditions: { ifMatch: '"0x1"' } }));
await assert.rejects(blob.download(0, undefined, { conditions: { ifNoneMatch: etag } }), { statusCode: 304 });
const behind = await blob.download(17).catch((e) => e);
assert.equal(behind.statusCode, 416);
assert.equal(behind.response.headers.get("content-range"), "bytes */17");
await blob.setHTTPHeaders({ blobContentLanguage: "ar", blobContentMD5: Buffer.from([1, 2, 3, 4]) });
const properties = await blob.getProperties();
assert.equal(properties.contentType, undefined);
assert.equal(properties.contentLanguage, "ar");
assert.deepEqual(Buffer.from(properties.contentMD5), Buffer.from([1, 2, 3, 4]));
assert.equal(properties.accessTier, "Hot");
assert.equal(properties.tagCount, 1);

// Leases and snapshots.
const lease = blob.getBlobLeaseClient();
await lease.acquireLease(15);
await refused(412, "LeaseIdMissing", blob.delete());
await refused(412, "LeaseIdMissing", blob.setTags({ state: "final" }));
await blob.setTags({ state: "final" }, { conditions: { leaseId: lease.leaseId } });
assert.equal((await lease.breakLease(0)).leaseTime, 0);
assert.equal((await blob.getProperties()).leaseState, "broken");
await lease.releaseLease();
const snapshot = await blob.createSnapshot({ metadata: { kept: "yes" } });
await blob.upload("changed", 7);
assert.equal(await text(blob.withSnapshot(snapshot.snapshot)), "hello worldhello ");
await refused(409, "SnapshotsPresent", blob.delete());

// Copies: of another blob, of a snapshot over its own blob, with the source's tags, from a range.
const copy = container.getBlockBlobClient("copy");
assert.equal((await (await copy.beginCopyFromURL(blob.withSnapshot(snapshot.snapshot).url)).pollUntilDone()).copyStatus, "success");
assert.equal(await text(copy), "hello worldhello ");
await copy.syncCopyFromURL(blob.withSnapshot(snapshot.snapshot).url, { copySourceTags: "COPY" });
assert.deepEqual((await copy.getTags()).tags, { state: "final" });
await copy.stageBlockFromURL(id("1"), blob.url, 0, 4, { sourceContentMD5: md5("chan") });
await copy.commitBlockList([id("1")]);
assert.equal(await text(copy), "chan");
await refused(404, "CannotVerifyCopySource", copy.beginCopyFromURL("http://example.invalid/c/b"));
await blob.delete({ deleteSnapshots: "include" });
await refused(404, "BlobNotFound", blob.download());

// Blobs are found by their tags, here and in the account.
const tagged = [];
for (let i = 0; i < 5; i++) {
  tagged.push(container.getBlockBlobClient(`tagged ${i}`));
  await tagged[i].upload("x", 1, { tags: { rank: `0${i}`, kind: "js" } });
}
const found = async (search) => {
  const names = [];
  for await (const page of search.byPage({ maxPageSize: 2 })) names.push(...page.blobs.map((it) => it.containerName + "/" + it.name));
  return names;
};
const where = `"kind" = 'js' AND "rank" >= '01' AND "rank" < '04'`;
assert.deepEqual(await found(container.findBlobsByTags(where)), ["javascript/tagged 1", "javascript/tagged 2", "javascript/tagged 3"]);
assert.deepEqual(await found(service.findBlobsByTags(`@container = 'javascript' AND ${where}`)), await found(container.findBlobsByTags(where)));
await refused(400, "InvalidQueryParameterValue", container.findBlobsByTags("rank <> '1'").byPage().next());

// Batches, of the account and of the container, with each way to sign.
const batches = service.getBlobBatchClient();
const deleted = await batches.deleteBlobs([tagged[0], tagged[1], container.getBlobClient("missing")]);
assert.deepEqual(deleted.subResponses.map((it) => it.status), [202, 202, 404]);
assert.equal(deleted.subResponses[2].errorCode, "BlobNotFound");
assert.equal((await container.getBlobBatchClient().deleteBlobs([tagged[2]])).subResponsesSucceededCount, 1);
const signed = await tagged[3].generateSasUrl({ permissions: BlobSASPermissions.parse("d"), expiresOn: new Date(Date.now() + 3_600_000) });
assert.equal((await batches.deleteBlobs([signed, `${tagged[4].url}?sig=none`], new AnonymousCredential())).subResponsesSucceededCount, 1);
assert.deepEqual(await found(container.findBlobsByTags(`kind = 'js'`)), ["javascript/tagged 4"]);

// Who may not is told why.
const asReader = connect(process.env.READ_ONLY).getContainerClient("javascript").getBlockBlobClient("copy");
assert.equal(await text(asReader), "chan");
await assert.rejects(asReader.upload("x", 1), (e) => e.statusCode === 403 && e.code === "PurposeForbidsAction" && e.message.includes("P-2"));
await refused(403, "AuthenticationFailed", connect(process.env.WRONG).getContainerClient("javascript").getProperties());

await copy.setAccessTier("Cool");
assert.equal((await copy.getProperties()).accessTier, "Cool");

// Queries, with what Azure answered when the tests of this SDK were recorded.
const body = async (response) => {
  const parts = [];
  for await (const part of response.readableStreamBody) parts.push(part);
  return Buffer.concat(parts).toString();
};
const query = async (sql, options) => {
  const errors = [];
  const progress = [];
  const answer = await body(await copy.query(sql, { onError: (it) => errors.push(it), onProgress: (it) => progress.push(it.loadedBytes), ...options }));
  return { answer, errors, progress };
};
const csv = "100,hello,300,400\n150,250,350,450\n";
await copy.upload(csv, csv.length);
assert.deepEqual(await query("select * from BlobStorage"), { answer: csv, errors: [], progress: [csv.length, csv.length] });
assert.deepEqual(await query("select _2 from BlobStorage where _2 > 100"), {
  answer: "250\n",
  errors: [{ isFatal: false, name: "InvalidTypeConversion", position: 0, description: "Invalid type conversion." }],
  progress: [csv.length, csv.length],
});
const asJson = await query("select * from BlobStorage", { inputTextConfiguration: { kind: "json", recordSeparator: "\n" } });
assert.equal(asJson.answer, "\n");
assert.deepEqual(asJson.errors, [
  { isFatal: true, name: "ParseError", position: 0, description: "Unexpected token ',' at [byte: 3]. Expecting tokens '{', or '['. " },
]);
const exclaimed = "100.200!150.250!180.280!";
await copy.upload(exclaimed, exclaimed.length);
const points = (hasHeaders) => ({ kind: "csv", recordSeparator: "!", columnSeparator: ".", hasHeaders });
const options = { inputTextConfiguration: points(true), outputTextConfiguration: points(false) };
assert.equal((await query("select _1 from BlobStorage", options)).answer, "150!180!");

// What is not there is named.
await assert.rejects(
  () => copy.query("select * from BlobStorage", { inputTextConfiguration: { kind: "parquet" } }),
  (e) => e.statusCode === 501 && e.message.includes("parquet"),
);
await container.delete();
console.log("ok");
