package org.amana.web.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.amana.query.Results;

/// The answer to a query: an Avro object container of records that hold results, errors, the progress and the
/// end, in the schema that clients of *Query Blob Contents* know. Written by hand: four records of longs, bytes
/// and texts need no library (Avro 1.11 specification, *Object Container Files*).
final class QueryAnswer implements Results {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final String NAMESPACE = "com.microsoft.azure.storage.queryBlobContents.";
    private static final String SCHEMA = "[" + record("resultData", field("data", "bytes")) + ","
            + record(
                    "error",
                    field("fatal", "boolean"),
                    field("name", "string"),
                    field("description", "string"),
                    field("position", "long"))
            + "," + record("progress", field("bytesScanned", "long"), field("totalBytes", "long")) + ","
            + record("end", field("totalBytes", "long")) + "]";
    private static final int RESULT = 0;
    private static final int ERROR = 1;
    private static final int PROGRESS = 2;
    private static final int END = 3;

    private final OutputStream out;
    private final long total;
    private final byte[] sync = new byte[16];
    private long scanned;

    /// @param total how many bytes there are to scan
    QueryAnswer(OutputStream out, long total) throws IOException {
        this.out = out;
        this.total = total;
        new SecureRandom().nextBytes(sync);
        begin();
    }

    private static String record(String name, String... fields) {
        return "{\"type\":\"record\",\"name\":\"" + NAMESPACE + name + "\",\"fields\":[" + String.join(",", fields)
                + "]}";
    }

    private static String field(String name, String type) {
        return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\"}";
    }

    private void begin() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(MAGIC);
        number(head, 2);
        text(head, "avro.schema");
        text(head, SCHEMA);
        text(head, "avro.codec");
        text(head, "null");
        number(head, 0);
        head.writeBytes(sync);
        out.write(head.toByteArray());
    }

    @Override
    public void data(byte[] bytes) throws IOException {
        ByteArrayOutputStream record = of(RESULT);
        number(record, bytes.length);
        record.writeBytes(bytes);
        block(record);
    }

    @Override
    public void problem(boolean fatal, String name, String description, long position) throws IOException {
        ByteArrayOutputStream record = of(ERROR);
        record.write(fatal ? 1 : 0);
        text(record, name);
        text(record, description);
        number(record, position);
        block(record);
    }

    void progress(long bytesScanned) throws IOException {
        scanned = bytesScanned;
        working();
    }

    /// Tells again how far it is: writing finds out that a client is gone.
    @Override
    public void working() throws IOException {
        ByteArrayOutputStream record = of(PROGRESS);
        number(record, scanned);
        number(record, total);
        block(record);
    }

    void end() throws IOException {
        ByteArrayOutputStream record = of(END);
        number(record, total);
        block(record);
    }

    /// A record begins with which of the schemas it has.
    private static ByteArrayOutputStream of(int which) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        number(record, which);
        return record;
    }

    /// Each record is a block of its own, so that it leaves at once.
    private void block(ByteArrayOutputStream record) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream(record.size() + 32);
        number(block, 1);
        number(block, record.size());
        record.writeTo(block);
        block.writeBytes(sync);
        out.write(block.toByteArray());
    }

    private static void text(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(to, bytes.length);
        to.writeBytes(bytes);
    }

    /// Zigzag, then seven bits a byte, the lowest first.
    private static void number(ByteArrayOutputStream to, long number) {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            to.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }
}
