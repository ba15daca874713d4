package org.amana.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The few calls of the Azure Blob REST API that taking in a folder and the [Rehearsal] need, made over HTTP
/// like any client's, authorised by a shared access signature. Safe for several threads.
final class BlobUploads implements AutoCloseable {
    private static final String VERSION = "2024-11-04";
    private static final int BLOCK_BYTES = 8 << 20;
    private static final int TRIES = 5;
    private static final String MADE_FOR = "x-ms-meta-made_for_folder";

    private final URI endpoint;
    private final String signature;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /// @param endpoint  the account's address, such as `http://127.0.0.1:10000/archive`
    /// @param signature an account SAS without the leading question mark
    BlobUploads(URI endpoint, String signature) {
        this.endpoint = endpoint;
        this.signature = signature;
    }

    /// A blob as a listing tells it.
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
        create(container, request("/" + container, "restype=container"));
    }

    /// The same, marked as made for one thing.
    ///
    /// @return whether it was not there before
    boolean createContainer(String container, String madeFor) {
        return create(container, request("/" + container, "restype=container").header(MADE_FOR, madeFor));
    }

    private boolean create(String container, HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, "PUT", BodyPublishers.noBody());
        if (response.statusCode() != 201 && !errorCode(response).equals("ContainerAlreadyExists")) {
            throw refused("create container " + container, response);
        }
        return response.statusCode() == 201;
    }

    /// What a container is marked as made for; empty too when that may not be read.
    Optional<String> madeFor(String container) {
        HttpResponse<String> response =
                send(request("/" + container, "restype=container"), "GET", BodyPublishers.noBody());
        if (response.statusCode() != 200 && response.statusCode() != 403) {
            throw refused("read the properties of container " + container, response);
        }
        return response.headers().firstValue(MADE_FOR);
    }

    /// Every blob of a container, by name.
    Map<String, Stored> list(String container) {
        Map<String, Stored> all = new HashMap<>();
        String marker = "";
        do {
            HttpResponse<String> response = send(
                    request("/" + container, "restype=container&comp=list&marker=" + encode(marker)),
                    "GET",
                    BodyPublishers.noBody());
            if (response.statusCode() != 200) {
                throw refused("list container " + container, response);
            }
            marker = readPage(response.body(), all);
        } while (!marker.isEmpty());
        return all;
    }

    /// Stores a file as a block blob with its MD5, in blocks when it is large; tells the bytes as they go. A file that
    /// has changed since the MD5 was taken is not stored.
    void put(String container, String name, Path file, String md5, If condition, LongConsumer sent) throws IOException {
        String path = "/" + container + "/" + encodePath(name);
        String type = contentType(file);
        long size = Files.size(file);
        if (size <= BLOCK_BYTES) {
            HttpRequest.Builder request = request(path, "")
                    .header("x-ms-blob-type", "BlockBlob")
                    .header(condition.header(), condition.value())
                    .header("x-ms-blob-content-type", type)
                    .header("Content-MD5", md5)
                    .header("x-ms-blob-content-md5", md5);
            expectStored("put " + name, sendCounted(request, "PUT", BodyPublishers.ofFile(file)), path, size, md5);
            sent.accept(size);
            return;
        }
        List<String> ids = putBlocks(path, name, file, md5, sent);
        HttpRequest.Builder commit = request(path, "comp=blocklist")
                .header(condition.header(), condition.value())
                .header("x-ms-blob-content-type", type)
                .header("x-ms-blob-content-md5", md5);
        Sent committed = sendCounted(commit, "PUT", BodyPublishers.ofString(blockList(ids)));
        expectStored("put block list of " + name, committed, path, size, md5);
    }

    /// A condition that a second try finds broken may have been broken by the first, whose answer was lost: then the
    /// blob has what was sent.
    private void expectStored(String what, Sent sent, String path, long size, String md5) {
        String code = errorCode(sent.response());
        boolean conditionBroken = code.equals("BlobAlreadyExists") || code.equals("ConditionNotMet");
        if (!(sent.tries() > 1 && conditionBroken && has(path, size, md5))) {
            expectCreated(what, sent.response());
        }
    }

    private boolean has(String path, long size, String md5) {
        HttpResponse<String> response = send(request(path, ""), "HEAD", BodyPublishers.noBody());
        return response.statusCode() == 200
                && response.headers().firstValueAsLong("Content-Length").orElse(-1) == size
                && response.headers()
                        .firstValue("Content-MD5")
                        .filter(md5::equals)
                        .isPresent();
    }

    /// Reads a blob to its end; what it holds goes nowhere.
    void get(String container, String name) {
        HttpResponse<String> response =
                send(request("/" + container + "/" + encodePath(name), ""), "GET", BodyPublishers.noBody());
        if (response.statusCode() != 200) {
            throw refused("get " + name, response);
        }
    }

    /// The MD5 of a file, base64, as Azure writes it.
    static String md5(Path file) throws IOException {
        MessageDigest digest = newMd5();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return base64(digest);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    private static String base64(MessageDigest digest) {
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    @Override
    public void close() {
        http.close();
    }

    private List<String> putBlocks(String path, String name, Path file, String md5, LongConsumer sent)
            throws IOException {
        List<String> ids = new ArrayList<>();
        MessageDigest digest = newMd5();
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            for (long at = 0; at < size; at += BLOCK_BYTES) {
                byte[] block = new byte[(int) Math.min(BLOCK_BYTES, size - at)];
                readFully(channel, ByteBuffer.wrap(block), at);
                digest.update(block);
                String id = Base64.getEncoder()
                        .encodeToString(String.format(Locale.ROOT, "block-%08d", ids.size())
                                .getBytes(StandardCharsets.US_ASCII));
                ids.add(id);
                expectCreated(
                        "put block " + ids.size() + " of " + name,
                        send(
                                request(path, "comp=block&blockid=" + encode(id)),
                                "PUT",
                                BodyPublishers.ofByteArray(block)));
                sent.accept(block.length);
            }
            if (channel.size() != size || !base64(digest).equals(md5)) {
                throw new IOException("it changed while it was read");
            }
        }
        return ids;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
    }

    private static String blockList(List<String> ids) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        ids.forEach(id -> xml.append("<Uncommitted>").append(id).append("</Uncommitted>"));
        return xml.append("</BlockList>").toString();
    }

    private HttpRequest.Builder request(String path, String query) {
        String all = query.isEmpty() ? signature : query + "&" + signature;
        return HttpRequest.newBuilder(URI.create(endpoint + path + "?" + all))
                .timeout(Duration.ofMinutes(10))
                .header("x-ms-version", VERSION);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String method, BodyPublisher body) {
        return sendCounted(request, method, body).response();
    }

    /// An answer, and with which try it came. Whether earlier ones did anything is not known.
    private record Sent(HttpResponse<String> response, int tries) {}

    /// Sends, and tries again with growing pauses while the server is busy or the connection fails.
    private Sent sendCounted(HttpRequest.Builder request, String method, BodyPublisher body) {
        HttpRequest built = request.method(method, body).build();
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
                if (response.statusCode() != 503 || tried == TRIES) {
                    return new Sent(response, tried);
                }
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new AmanaException(
                            ErrorCode.SERVER_BUSY,
                            "no answer from " + endpoint + ": is the server running? Start it with amana up",
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AmanaException(ErrorCode.SERVER_BUSY, "interrupted while uploading", e);
            }
            pause(Duration.ofMillis(200L << tried));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmanaException(ErrorCode.SERVER_BUSY, "interrupted while waiting for the server", e);
        }
    }

    private static void expectCreated(String what, HttpResponse<String> response) {
        if (response.statusCode() != 201) {
            throw refused(what, response);
        }
    }

    private static AmanaException refused(String what, HttpResponse<String> response) {
        String code = errorCode(response);
        return new AmanaException(
                ErrorCode.INTERNAL,
                "cannot " + what + ": "
                        + (code.equals("AuthenticationFailed")
                                ? "the key is none of this account's that is in force; amana key list shows those"
                                        + " there are"
                                : "the server answered " + response.statusCode() + " " + code + " "
                                        + message(response.body())));
    }

    private static String errorCode(HttpResponse<String> response) {
        return response.headers().firstValue("x-ms-error-code").orElse("");
    }

    /// The sentence of an error, without the names of request and time below it; empty where there is none.
    private static String message(String xml) {
        try {
            XMLStreamReader reader = reader(xml);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Message")) {
                    return reader.getElementText().lines().findFirst().orElse("");
                }
            }
            return "";
        } catch (XMLStreamException _) {
            return "";
        }
    }

    /// Adds a listing page to `all`; returns the next marker, empty at the end.
    private static String readPage(String xml, Map<String, Stored> all) {
        String marker = "";
        String name = "";
        String etag = "";
        long length = 0;
        Optional<String> md5 = Optional.empty();
        try {
            XMLStreamReader reader = reader(xml);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Name" -> name = readName(reader);
                        case "Etag" -> etag = reader.getElementText();
                        case "Content-Length" -> length = Long.parseLong(reader.getElementText());
                        case "Content-MD5" ->
                            md5 = Optional.of(reader.getElementText()).filter(text -> !text.isEmpty());
                        case "NextMarker" -> marker = reader.getElementText();
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals("Blob")) {
                    all.put(name, new Stored(etag, length, md5));
                    md5 = Optional.empty();
                }
            }
            return marker;
        } catch (XMLStreamException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "the server's listing is not well-formed", e);
        }
    }

    private static XMLStreamReader reader(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory.createXMLStreamReader(new StringReader(xml));
    }

    /// Names that XML cannot hold come percent-encoded.
    private static String readName(XMLStreamReader reader) throws XMLStreamException {
        boolean encoded = Boolean.parseBoolean(reader.getAttributeValue(null, "Encoded"));
        String name = reader.getElementText();
        return encoded ? URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8) : name;
    }

    private static String contentType(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "txt", "md", "log" -> "text/plain; charset=utf-8";
            case "html", "htm" -> "text/html";
            case "csv" -> "text/csv";
            case "json" -> "application/json";
            case "xml" -> "application/xml";
            case "pdf" -> "application/pdf";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case "pptx" -> "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            case "eml" -> "message/rfc822";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "tif", "tiff" -> "image/tiff";
            case "gif" -> "image/gif";
            case "webp" -> "image/webp";
            case "mp4" -> "video/mp4";
            case "webm" -> "video/webm";
            case "zip" -> "application/zip";
            default -> "application/octet-stream";
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String encodePath(String name) {
        return encode(name).replace("%2F", "/");
    }
}
