package org.amana.backup;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// An object on its way to become a block blob: in one request, or in blocks when it is large.
final class BlobWriting implements Depot.Writing {
    private static final int BLOCK = 8 << 20;

    private final ContainerEndpoint endpoint;
    private final String name;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private final List<String> blocks = new ArrayList<>();

    BlobWriting(ContainerEndpoint endpoint, String name) {
        this.endpoint = endpoint;
        this.name = name;
    }

    @Override
    public void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int length = Math.min(bytes.remaining(), block.remaining());
            block.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            if (!block.hasRemaining()) {
                putBlock();
            }
        }
    }

    private void putBlock() {
        String id = Base64.getEncoder()
                .encodeToString(
                        String.format(Locale.ROOT, "%08d", blocks.size()).getBytes(StandardCharsets.US_ASCII));
        byte[] content = taken();
        HttpRequest.Builder request = endpoint.request(name, "comp=block&blockid=" + ContainerEndpoint.encode(id))
                .header("Content-MD5", md5(content));
        ContainerEndpoint.require(
                endpoint.send(request, "PUT", BodyPublishers.ofByteArray(content)), 201, "store a block of " + name);
        blocks.add(id);
    }

    private byte[] taken() {
        byte[] content = Arrays.copyOf(block.array(), block.position());
        block.clear();
        return content;
    }

    @Override
    public void finish() {
        if (blocks.isEmpty()) {
            byte[] content = taken();
            HttpRequest.Builder request = endpoint.request(name, "")
                    .header("x-ms-blob-type", "BlockBlob")
                    .header("Content-MD5", md5(content));
            ContainerEndpoint.require(
                    endpoint.send(request, "PUT", BodyPublishers.ofByteArray(content)), 201, "store " + name);
            return;
        }
        if (block.position() > 0) {
            putBlock();
        }
        StringBuilder list = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        blocks.forEach(id -> list.append("<Latest>").append(id).append("</Latest>"));
        list.append("</BlockList>");
        ContainerEndpoint.require(
                endpoint.send(
                        endpoint.request(name, "comp=blocklist"), "PUT", BodyPublishers.ofString(list.toString())),
                201,
                "store " + name);
    }

    @Override
    public void close() {
        // Blocks that nobody commits go by themselves.
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }
}
