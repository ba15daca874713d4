package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A client of the Blob endpoint, for tests: no more than puts, gets and deletes.
final class Client implements AutoCloseable {
    private final String endpoint;
    private final String signature;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(Connection server, Connection.Key key) {
        this.endpoint = server.blobEndpoint();
        this.signature = Signatures.forClient(server, key);
    }

    /// With the steward's key of `keys`, which need not be of the same run of the server.
    Client(Connection server, Connection keys) {
        this(server, keys.steward());
    }

    Client(Connection server) {
        this(server, server);
    }

    /// The address of a container with a signature.
    String address(String container) {
        return endpoint + "/" + container + "?" + signature;
    }

    int createContainer(String container) {
        return send("PUT", "/" + container, "restype=container", new byte[0]).statusCode();
    }

    int put(String path, byte[] content) {
        return send("PUT", path, "", content).statusCode();
    }

    int delete(String path) {
        return send("DELETE", path, "", new byte[0]).statusCode();
    }

    HttpResponse<byte[]> get(String path) {
        return send("GET", path, "", new byte[0]);
    }

    HttpResponse<byte[]> snapshot(String path, String taken) {
        return send("GET", path, "snapshot=" + encode(taken), new byte[0]);
    }

    private HttpResponse<byte[]> send(String method, String path, String query, byte[] body) {
        String encoded = encode(path).replace("%2F", "/");
        URI address = URI.create(endpoint + encoded + "?" + (query.isEmpty() ? "" : query + "&") + signature);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("x-ms-version", "2021-12-02")
                .header("x-ms-blob-type", "BlockBlob")
                .method(method, method.equals("PUT") ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
