package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The few calls of the Azure Blob REST API that taking in a folder and the [Rehearsal] need, made over HTTP
/// like any client's. Safe for several threads.
///
/// Each throws an [org.amana.kernel.AmanaException] that tells a person what the server refused, or that it
/// is not there.
final class BlobClient implements AutoCloseable {
    private static final String MADE_FOR = "x-ms-meta-made_for_folder";

    private final AccountEndpoint endpoint;

    /// @param address of the account, such as `http://127.0.0.1:10000/archive`
    /// @param signature an account SAS without the leading question mark
    BlobClient(URI address, String signature) {
        this.endpoint = new AccountEndpoint(address, signature);
    }

    /// With the steward's key.
    ///
    /// @throws org.amana.kernel.AmanaException `CONFIGURATION` when none is known
    static BlobClient of(Connection connection) {
        return of(connection, "");
    }

    /// The same with a key that was given.
    ///
    /// @param key "" for the steward's
    static BlobClient of(Connection connection, String key) {
        return new BlobClient(URI.create(connection.blobEndpoint()), Signatures.forImport(connection, key));
    }

    /// A blob as a listing tells it.
    ///
    /// @param length in bytes
    /// @param md5 base64
    record Stored(String etag, long length, Optional<String> md5) {}

    /// What must be so that a blob is written.
    ///
    /// @param header a conditional one of HTTP
    record If(String header, String value) {
        /// Nothing has the name.
        static final If ABSENT = new If("If-None-Match", "*");

        /// What has the name is still what a listing told.
        static If is(Stored stored) {
            return new If("If-Match", stored.etag());
        }
    }

    /// Creates the container unless it is there.
    void createContainer(String container) {
        create(container, containerRequest(container));
    }

    /// The same, marked as made for one thing.
    ///
    /// @return whether it was not there before
    boolean createContainer(String container, String madeFor) {
        return create(container, containerRequest(container).header(MADE_FOR, madeFor));
    }

    private boolean create(String container, HttpRequest.Builder request) {
        Reply reply = endpoint.send(request, "PUT");
        if (reply.errorCode().equals("ContainerAlreadyExists")) {
            return false;
        }
        reply.require(201, "create container " + container);
        return true;
    }

    /// What a container is marked as made for; empty too when that may not be read.
    Optional<String> madeFor(String container) {
        Reply reply = endpoint.send(containerRequest(container), "GET");
        if (reply.status() != 200 && reply.status() != 403) {
            throw reply.refused("read the properties of container " + container);
        }
        return reply.header(MADE_FOR);
    }

    private HttpRequest.Builder containerRequest(String container) {
        return endpoint.request(AccountEndpoint.path(container), "restype=container");
    }

    /// Every blob of a container, by name.
    Map<String, Stored> list(String container) {
        Map<String, Stored> all = new HashMap<>();
        String marker = "";
        do {
            String query = "restype=container&comp=list&marker=" + AccountEndpoint.encoded(marker);
            Reply reply = endpoint.send(endpoint.request(AccountEndpoint.path(container), query), "GET");
            reply.require(200, "list container " + container);
            ListingPage page = ListingPage.parse(reply.body());
            all.putAll(page.blobs());
            marker = page.next();
        } while (!marker.isEmpty());
        return all;
    }

    /// Stores a file as a block blob with its MD5, in blocks when it is large; tells the bytes as they go. A
    /// file that has changed since the MD5 was taken is not stored.
    ///
    /// @param md5 [FileMd5#of] the file
    void put(String container, String name, Path file, String md5, If condition, LongConsumer sent) throws IOException {
        String path = AccountEndpoint.path(container, name);
        new BlobUpload(endpoint, path, name, file, Files.size(file), md5, condition).run(sent);
    }

    /// Reads a blob to its end; what it holds goes nowhere.
    void get(String container, String name) {
        endpoint.send(endpoint.request(AccountEndpoint.path(container, name), ""), "GET")
                .require(200, "get " + name);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
