package org.amana.backup;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A container of a server that speaks Azure's Blob API as a depot, addressed with a SAS that may read, write, list
/// and delete; an object is a block blob. What it answers 201 to is durable.
public final class ContainerDepot implements Depot {
    private static final int WINDOW = 4 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ContainerEndpoint endpoint;

    /// @param address of the container, with a SAS as its query
    /// @throws IllegalArgumentException if it has none
    public ContainerDepot(URI address) {
        this(address, PATIENCE);
    }

    /// @param patience for each request and its whole answer
    ContainerDepot(URI address, Duration patience) {
        this.endpoint = new ContainerEndpoint(address, patience);
    }

    @Override
    public Map<String, Long> objects() {
        Map<String, Long> found = new TreeMap<>();
        String marker = "";
        do {
            String query = "restype=container&comp=list"
                    + (marker.isEmpty() ? "" : "&marker=" + ContainerEndpoint.encode(marker));
            HttpResponse<byte[]> response = endpoint.send(endpoint.request(query), "GET");
            ContainerEndpoint.require(response, 200, "list " + endpoint);
            ListingPage page = ListingPage.parse(new String(response.body(), StandardCharsets.UTF_8));
            found.putAll(page.objects());
            marker = page.next();
        } while (!marker.isEmpty());
        return found;
    }

    @Override
    public Writing write(String name) {
        return new BlobWriting(endpoint, name);
    }

    @Override
    public void clearUnfinished() {
        // Blocks that nobody commits go by themselves.
    }

    @Override
    public void read(String name, long offset, long length, Sink sink) {
        for (long done = 0; done < length; ) {
            long from = offset + done;
            long to = from + Math.min(WINDOW, length - done) - 1;
            HttpResponse<byte[]> response =
                    endpoint.send(endpoint.request(name, "").header("x-ms-range", "bytes=" + from + "-" + to), "GET");
            if (response.statusCode() == 404) {
                throw new AmanaException(ErrorCode.CORRUPT, endpoint + "/" + name + " is missing");
            }
            boolean cut = response.statusCode() == 206 && response.body().length < to - from + 1;
            if (response.statusCode() == 416 || cut) {
                throw new AmanaException(ErrorCode.CORRUPT, endpoint + "/" + name + " is cut short");
            }
            ContainerEndpoint.require(response, 206, "read " + name);
            done += response.body().length;
            sink.accept(ByteBuffer.wrap(response.body()));
        }
    }

    @Override
    public void delete(String name) {
        HttpResponse<byte[]> response = endpoint.send(endpoint.request(name, ""), "DELETE");
        if (response.statusCode() != 404) {
            ContainerEndpoint.require(response, 202, "delete " + name);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
