// The accounts of --dev: the emulator's own with its well-known key, and one whose key is no canonical Base64.
// Prints "ok" at the end; any surprise ends it with a trace.
import assert from "node:assert/strict";
import { BlobServiceClient } from "@azure/storage-blob";

for (const connection of [process.env.WELL_KNOWN, process.env.ODD, process.env.FIRST, process.env.SECOND]) {
  const container = BlobServiceClient.fromConnectionString(connection).getContainerClient("development");
  await container.createIfNotExists();
  const blob = container.getBlockBlobClient("ملف");
  await blob.upload("x", 1);
  assert.equal((await blob.downloadToBuffer()).toString(), "x");
}
const wrong = BlobServiceClient.fromConnectionString(process.env.WRONG, { retryOptions: { maxTries: 1 } });
await assert.rejects(wrong.getProperties(), (e) => e.statusCode === 403 && e.code === "AuthenticationFailed");
console.log("ok");
