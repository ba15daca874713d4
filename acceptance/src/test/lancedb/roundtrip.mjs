// A vector table kept in a container with @lancedb/lancedb, whose Azure client is Rust's object_store.
// Prints "ok" at the end; any surprise ends it with a trace.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as lancedb from "@lancedb/lancedb";
import { BlobServiceClient } from "@azure/storage-blob";

// Names that object_store does not know: it takes ACCOUNT_KEY from the environment, now and then before its own option.
const { ENDPOINT, ACCOUNT, STEWARD_KEY, READ_ONLY_KEY, CONNECTION_STRING } = process.env;
const container = BlobServiceClient.fromConnectionString(CONNECTION_STRING).getContainerClient("lancedb");
await container.create();

const open = (key) =>
  lancedb.connect("az://lancedb/مجموعة vectors + more", {
    storageOptions: {
      azure_storage_endpoint: ENDPOINT,
      account_name: ACCOUNT,
      account_key: key,
      allow_http: "true",
      client_max_retries: "0",
    },
  });
const database = await open(STEWARD_KEY);

// 70 rows with 1 MiB each are more than 64 MiB in one fragment, which goes up in blocks.
const count = 70;
const vector = (id) => Array.from({ length: 16 }, (_, i) => Math.sin(id * 31 + i));
const row = (id, content = Buffer.from("small")) => ({ id, name: `ملف ${id} 🗂️`, vector: vector(id), content });
const contents = Array.from({ length: count }, () => randomBytes(1 << 20));
const table = await database.createTable("texts", contents.map((content, id) => row(id, content)));
assert.equal(await table.countRows(), count);
let largest = 0;
for await (const blob of container.listBlobsFlat()) largest = Math.max(largest, blob.properties.contentLength);
assert.ok(largest > 64 << 20, `the largest fragment has ${largest} bytes`);

// What comes back is what went in, found by its neighbourhood, by a filter and after changes.
const [nearest] = await table.search(vector(43)).limit(1).toArray();
assert.deepEqual([nearest.id, nearest.name], [43, "ملف 43 🗂️"]);
for (const { id, content } of await table.query().select(["id", "content"]).toArray()) {
  assert.ok(contents[id].equals(content), `row ${id}`);
}
await table.add([row(100)]);
await table.update({ where: "id = 7", values: { name: "changed" } });
await table.delete("id >= 10 AND id < 20");
assert.equal(await table.countRows(), count + 1 - 10);
assert.equal((await table.query().where("id = 7").toArray())[0].name, "changed");

// Two writers of one version: the second meets 409 and writes the next, so both changes are there in the end.
const other = await (await open(STEWARD_KEY)).openTable("texts");
await Promise.all([table.add([row(101)]), other.add([row(102)])]);
await other.checkoutLatest();
assert.equal(await other.countRows(), count + 3 - 10);
await table.optimize({ cleanupOlderThan: new Date() });
assert.equal((await table.query().where("id = 102").toArray()).length, 1);

// Errors that their user can read.
const reader = await (await open(READ_ONLY_KEY)).openTable("texts");
assert.equal(await reader.countRows("id < 5"), 5);
await assert.rejects(reader.add([row(1)]), /PurposeForbidsAction/);
await assert.rejects(async () => (await open("d3Jvbmc=")).tableNames(), /AuthenticationFailed/);
await assert.rejects(database.openTable("missing"), /not found/i);

await database.dropTable("texts");
assert.deepEqual(await database.tableNames(), []);
for await (const blob of container.listBlobsFlat()) assert.fail(`${blob.name} is left`);
await container.delete();
console.log("ok");
