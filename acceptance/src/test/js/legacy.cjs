// A round trip with azure-storage, the SDK before @azure/storage-blob, which many programs still use.
// Prints "ok" at the end; any surprise ends it with a trace.
const assert = require("node:assert/strict");
const { randomBytes } = require("node:crypto");
const fs = require("node:fs");
const azure = require("azure-storage");

const service = azure.createBlobService(process.env.CONNECTION_STRING);
const callOf = (service, name, ...given) =>
  new Promise((resolve, reject) => service[name](...given, (error, result) => (error ? reject(error) : resolve(result))));
const call = (name, ...given) => callOf(service, name, ...given);
const refused = (status, code, promise) => assert.rejects(promise, (e) => e.statusCode === status && e.code === code);

async function main() {
  const box = "legacy";
  await call("createContainerIfNotExists", box, { metadata: { box: "41" } });
  for (const name of ["plain.txt", "with space + plus.txt", "ملف.txt", "a/b", "100%.txt", "emoji-🗂️", "q?x=1&y#z", "a//b"]) {
    await call("createBlockBlobFromText", box, name, name, { metadata: { FooBar: "v" } });
    assert.equal(await call("getBlobToText", box, name), name);
  }
  fs.writeFileSync("big", randomBytes(70 << 20));
  await call("createBlockBlobFromLocalFile", box, "big", "big", { storeBlobContentMD5: true, useTransactionalMD5: true });
  await call("getBlobToLocalFile", box, "big", "back", { useTransactionalMD5: true });
  assert.ok(fs.readFileSync("big").equals(fs.readFileSync("back")));

  await call("createBlockBlobFromText", box, "empty", "");
  assert.equal(await call("getBlobToText", box, "empty"), "");
  const page = await call("listBlobsSegmented", box, null, { maxResults: 3 });
  assert.equal(page.entries.length, 3);
  assert.ok(page.continuationToken);
  const { etag } = await call("getBlobProperties", box, "plain.txt");
  await call("createBlockBlobFromText", box, "plain.txt", "plain.txt", { accessConditions: { EtagMatch: etag } });
  await refused(412, "ConditionNotMet", call("createBlockBlobFromText", box, "plain.txt", "x", { accessConditions: { EtagMatch: etag } }));
  const { id } = await call("acquireLease", box, "plain.txt", { leaseDuration: 15 });
  await refused(412, "LeaseIdMissing", call("deleteBlob", box, "plain.txt"));
  await call("releaseLease", box, "plain.txt", id);
  const snapshotId = await call("createBlobSnapshot", box, "plain.txt");
  assert.equal(await call("getBlobToText", box, "plain.txt", { snapshotId }), "plain.txt");
  assert.equal((await call("startCopyBlob", service.getUrl(box, "ملف.txt"), box, "copy")).copy.status, "success");
  assert.equal(await call("getBlobToText", box, "copy"), "ملف.txt");

  const until = { Permissions: "r", Expiry: new Date(Date.now() + 3_600_000) };
  const signed = service.generateSharedAccessSignature(box, "copy", { AccessPolicy: until }, { contentType: "text/x" });
  const answer = await fetch(service.getUrl(box, "copy", signed));
  assert.equal(answer.headers.get("content-type"), "text/x");
  assert.equal(await answer.text(), "ملف.txt");
  await call("setContainerAcl", box, { policy: until });
  const onPolicy = service.generateSharedAccessSignature(box, "copy", { Id: "policy" });
  assert.equal((await fetch(service.getUrl(box, "copy", onPolicy))).status, 200);
  await call("setServiceProperties", await call("getServiceProperties"));
  assert.equal((await call("doesBlobExist", box, "missing")).exists, false);
  await refused(404, "BlobNotFound", call("getBlobToText", box, "missing"));
  const reader = azure.createBlobService(process.env.READ_ONLY);
  assert.equal(await callOf(reader, "getBlobToText", box, "copy"), "ملف.txt");
  await assert.rejects(callOf(reader, "deleteBlob", box, "copy"), (e) => e.code === "PurposeForbidsAction" && e.message.includes("P-2"));
  await refused(403, "AuthenticationFailed", callOf(azure.createBlobService(process.env.WRONG), "getBlobToText", box, "copy"));
  await call("deleteContainer", box);
  console.log("ok");
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
