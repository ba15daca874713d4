package org.amana.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.amana.server.BlobClient.If;

/// One file on its way to become a block blob: in one request, or in blocks when it is large.
///
/// @param path of the blob at the endpoint
/// @param name of the blob, for messages
/// @param size of the file in bytes
/// @param md5 of the file, base64, taken before; what has changed since is not stored
/// @param condition under which it is stored
record BlobUpload(AccountEndpoint endpoint, String path, String name, Path file, long size, String md5, If condition) {
    private static final int BLOCK_BYTES = 8 << 20;
    private static final int CREATED = 201;

    /// Stores it.
    ///
    /// @param sent is told the bytes as they go
    void run(LongConsumer sent) throws IOException {
        if (size <= BLOCK_BYTES) {
            putWhole();
            sent.accept(size);
        } else {
            putList(putBlocks(sent));
        }
    }

    private void putWhole() throws IOException {
        HttpRequest.Builder request =
                blobRequest("").header("x-ms-blob-type", "BlockBlob").header("Content-MD5", md5);
        requireStored("put " + name, endpoint.send(request, "PUT", BodyPublishers.ofFile(file)));
    }

    /// @return the ids of the blocks, in order
    private List<String> putBlocks(LongConsumer sent) throws IOException {
        List<String> ids = new ArrayList<>();
        FileMd5 read = new FileMd5();
        try (InputStream in = Files.newInputStream(file)) {
            for (long at = 0; at < size; at += BLOCK_BYTES) {
                byte[] block = new byte[(int) Math.min(BLOCK_BYTES, size - at)];
                if (in.readNBytes(block, 0, block.length) < block.length) {
                    throw new IOException("it became shorter while it was read");
                }
                read.add(block);
                ids.add(blockId(ids.size()));
                putBlock(ids, block);
                sent.accept(block.length);
            }
            if (in.read() >= 0 || !read.end().equals(md5)) {
                throw new IOException("it changed while it was read");
            }
        }
        return ids;
    }

    private static String blockId(int number) {
        byte[] id = String.format(Locale.ROOT, "block-%08d", number).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(id);
    }

    /// @param ids the last one is that of this block
    private void putBlock(List<String> ids, byte[] block) {
        String query = "comp=block&blockid=" + AccountEndpoint.encoded(ids.getLast());
        endpoint.send(endpoint.request(path, query), "PUT", BodyPublishers.ofByteArray(block))
                .require(CREATED, "put block " + ids.size() + " of " + name);
    }

    private void putList(List<String> ids) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        ids.forEach(id -> xml.append("<Uncommitted>").append(id).append("</Uncommitted>"));
        xml.append("</BlockList>");
        Reply reply = endpoint.send(blobRequest("comp=blocklist"), "PUT", BodyPublishers.ofString(xml.toString()));
        requireStored("put block list of " + name, reply);
    }

    /// One that makes the blob.
    private HttpRequest.Builder blobRequest(String query) {
        return endpoint.request(path, query)
                .header(condition.header(), condition.value())
                .header("x-ms-blob-content-type", ContentTypes.of(file))
                .header("x-ms-blob-content-md5", md5);
    }

    /// A condition that a second try finds broken may have been broken by the first, whose answer was lost:
    /// then the blob has what was sent.
    private void requireStored(String what, Reply reply) {
        String code = reply.errorCode();
        boolean conditionBroken = code.equals("BlobAlreadyExists") || code.equals("ConditionNotMet");
        if (!(reply.tries() > 1 && conditionBroken && isThere())) {
            reply.require(CREATED, what);
        }
    }

    private boolean isThere() {
        Reply reply = endpoint.send(endpoint.request(path, ""), "HEAD");
        return reply.status() == 200
                && reply.header("Content-Length")
                        .filter(Long.toString(size)::equals)
                        .isPresent()
                && reply.header("Content-MD5").filter(md5::equals).isPresent();
    }
}
