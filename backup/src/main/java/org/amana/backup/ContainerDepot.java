package org.amana.backup;

import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.TimedExchange;

/// A container of a server that speaks Azure's Blob API as a depot, addressed with a SAS that may read, write, list
/// and delete; an object is a block blob. What it answers 201 to is durable. Busy servers and lost connections are
/// tried again a few times.
public final class ContainerDepot implements Depot {
    private static final String VERSION = "2021-12-02";
    private static final int BLOCK = 8 << 20;
    private static final int WINDOW = 4 << 20;
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String container;
    private final String signature;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param address of the container, with a SAS as its query
    /// @throws IllegalArgumentException if it has none
    public ContainerDepot(URI address) {
        this(address, PATIENCE);
    }

    /// @param patience for each request and its whole answer
    ContainerDepot(URI address, Duration patience) {
        if (address.getRawQuery() == null || address.getRawQuery().isEmpty()) {
            throw new IllegalArgumentException(address + " has no signature (SAS) behind a question mark");
        }
        String path = address.getRawPath().replaceAll("/+$", "");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the address names no container");
        }
        this.container = address.getScheme() + "://" + address.getRawAuthority() + path;
        this.signature = address.getRawQuery();
        this.patience = patience;
    }

    @Override
    public Map<String, Long> objects() {
        Map<String, Long> found = new TreeMap<>();
        String marker = "";
        do {
            String query = "restype=container&comp=list" + (marker.isEmpty() ? "" : "&marker=" + encode(marker));
            HttpResponse<byte[]> response = send(request("", query), "GET", BodyPublishers.noBody());
            require(response, 200, "list " + container);
            marker = readPage(new String(response.body(), StandardCharsets.UTF_8), found);
        } while (!marker.isEmpty());
        return found;
    }

    @Override
    public Writing write(String name) {
        return new Blob(name);
    }

    private final class Blob implements Writing {
        private final String name;
        private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
        private final List<String> blocks = new ArrayList<>();

        Blob(String name) {
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
            HttpRequest.Builder request =
                    request(name, "comp=block&blockid=" + encode(id)).header("Content-MD5", md5(content));
            require(send(request, "PUT", BodyPublishers.ofByteArray(content)), 201, "store a block of " + name);
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
                HttpRequest.Builder request =
                        request(name, "").header("x-ms-blob-type", "BlockBlob").header("Content-MD5", md5(content));
                require(send(request, "PUT", BodyPublishers.ofByteArray(content)), 201, "store " + name);
                return;
            }
            if (block.position() > 0) {
                putBlock();
            }
            StringBuilder list = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
            blocks.forEach(id -> list.append("<Latest>").append(id).append("</Latest>"));
            list.append("</BlockList>");
            require(
                    send(request(name, "comp=blocklist"), "PUT", BodyPublishers.ofString(list.toString())),
                    201,
                    "store " + name);
        }

        @Override
        public void close() {
            // Blocks that nobody commits go by themselves.
        }
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
            HttpResponse<byte[]> response = send(
                    request(name, "").header("x-ms-range", "bytes=" + from + "-" + to), "GET", BodyPublishers.noBody());
            if (response.statusCode() == 404) {
                throw new AmanaException(ErrorCode.CORRUPT, container + "/" + name + " is missing");
            }
            boolean cut = response.statusCode() == 206 && response.body().length < to - from + 1;
            if (response.statusCode() == 416 || cut) {
                throw new AmanaException(ErrorCode.CORRUPT, container + "/" + name + " is cut short");
            }
            require(response, 206, "read " + name);
            done += response.body().length;
            sink.accept(ByteBuffer.wrap(response.body()));
        }
    }

    @Override
    public void delete(String name) {
        HttpResponse<byte[]> response = send(request(name, ""), "DELETE", BodyPublishers.noBody());
        if (response.statusCode() != 404) {
            require(response, 202, "delete " + name);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return container;
    }

    private HttpRequest.Builder request(String name, String query) {
        String path = name.isEmpty() ? "" : "/" + encode(name).replace("%2F", "/");
        String all = query.isEmpty() ? signature : query + "&" + signature;
        return HttpRequest.newBuilder(URI.create(container + path + "?" + all)).header("x-ms-version", VERSION);
    }

    /// Sends, and tries again with growing pauses while the server is busy or the connection fails.
    private HttpResponse<byte[]> send(HttpRequest.Builder request, String method, BodyPublisher body) {
        HttpRequest built = request.method(method, body).build();
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<byte[]> response = TimedExchange.send(http, built, BodyHandlers.ofByteArray(), patience);
                if (response.statusCode() < 500 || tried == TRIES) {
                    return response;
                }
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new AmanaException(ErrorCode.DISK_FAILED, "no answer from " + container + ": " + why(e), e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(Duration.ofMillis(200L << tried));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AmanaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AmanaException(ErrorCode.SERVER_BUSY, "interrupted while it talked to the depot", e);
    }

    private static void require(HttpResponse<byte[]> response, int status, String what) {
        if (response.statusCode() != status) {
            String code = response.headers().firstValue("x-ms-error-code").orElse("");
            throw new AmanaException(
                    response.statusCode() == 507 ? ErrorCode.INSUFFICIENT_STORAGE : ErrorCode.DISK_FAILED,
                    "cannot " + what + ": the depot's server answered " + response.statusCode() + " " + code);
        }
    }

    /// Adds a listing's page; returns the next marker, empty at the end.
    private static String readPage(String xml, Map<String, Long> found) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        String marker = "";
        String name = "";
        long length = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml.substring(xml.indexOf('<'))));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Name" -> name = reader.getElementText();
                        case "Content-Length" -> length = Long.parseLong(reader.getElementText());
                        case "NextMarker" -> marker = reader.getElementText();
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals("Blob")) {
                    found.put(name, length);
                }
            }
            return marker;
        } catch (XMLStreamException | NumberFormatException e) {
            throw new AmanaException(ErrorCode.DISK_FAILED, "the depot's listing is not well-formed", e);
        }
    }

    private static String why(IOException failure) {
        return failure instanceof ConnectException
                ? "nobody can be reached there"
                : String.valueOf(failure.getMessage());
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
