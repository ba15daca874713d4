package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.amana.web.http.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that nobody sends in good faith. Whatever comes over the socket is answered within seconds or the
/// connection closes; never with a 500, never with more answers than there were requests; and the house stands
/// afterwards. `-Damana.hostile=N` sends N of each kind instead of some hundreds.
class HostileRequestsTest {
    private static final String A = House.ACCOUNT;
    private static final int COUNT = Integer.getInteger("amana.hostile", 300);

    /// An answer that takes longer counts as a hang.
    private static final int PATIENCE_MILLIS = 60_000;

    /// Told in the request that hides in the body of another one, and echoed if that is ever answered.
    private static final String SMUGGLED = "smuggled-request";

    private static House house;
    private static final LogWatch LOG = new LogWatch();

    /// What the server thought worth a warning: after requests like these, nothing is.
    private static final class LogWatch extends java.util.logging.Handler {
        private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            String logger = String.valueOf(record.getLoggerName());
            if (record.getLevel().intValue() >= Level.WARNING.intValue() && logger.startsWith("org.amana")) {
                warnings.add(logger + ": " + record.getMessage() + " " + record.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        house = new House(folder, InstantSource.system());
        Logger.getLogger("").addHandler(LOG);
        assertThat(send(signed("PUT", "/con?restype=container", "")).status()).isEqualTo(201);
        assertThat(send(signed("PUT", "/con/blob", "hello", "x-ms-blob-type", "BlockBlob"))
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void shut() {
        Logger.getLogger("").removeHandler(LOG);
        house.close();
    }

    private static Request signed(String method, String target, String body, String... headers) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, "/" + A + target)
                    .body(body)
                    .with(headers)
                    .signed(A, house.keys.steward().base64());
        }
    }

    private static Answer send(Request request) throws IOException {
        List<Answer> answers = exchange(request.bytes());
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    /// Sends these bytes and no more, and reads every answer to the end of the connection.
    private static List<Answer> exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(all);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no end to the answer of: " + new String(bytes, ISO_8859_1), e);
            } catch (SocketException e) {
                // A refusal may close the connection while we still write; what came until then counts.
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|abort).*");
            }
            return answers(all.toByteArray(), new String(bytes, ISO_8859_1).startsWith("HEAD "));
        }
    }

    /// Takes answers apart by their own framing. What is left over would be taken for the next answer by a client,
    /// unless the answer closes the connection.
    private static List<Answer> answers(byte[] bytes, boolean firstIsHead) {
        List<Answer> answers = new ArrayList<>();
        boolean head = firstIsHead;
        int at = 0;
        String text = new String(bytes, ISO_8859_1);
        while (at < bytes.length) {
            int end = text.indexOf("\r\n\r\n", at);
            assertThat(end).as("headers end in: %s", text).isPositive();
            String[] lines = text.substring(at, end).split("\r\n");
            assertThat(lines[0]).matches("HTTP/1\\.1 [1-5]\\d\\d .*");
            int status = Integer.parseInt(lines[0].substring(9, 12));
            Answer begun = new Answer(status, lines[0].substring(13), headers(lines), new byte[0]);
            boolean bodiless = status < 200 || status == 204 || status == 304 || head;
            head &= status < 200;
            int length = bodiless
                    ? 0
                    : Integer.parseInt(begun.header("Content-Length").orElse("0"));
            boolean last = begun.header("Connection").filter("close"::equals).isPresent();
            int bodyEnd = last ? bytes.length : Math.min(bytes.length, end + 4 + length);
            answers.add(
                    new Answer(status, begun.reason(), begun.headers(), Arrays.copyOfRange(bytes, end + 4, bodyEnd)));
            at = bodyEnd;
        }
        return answers;
    }

    private static List<Header> headers(String[] lines) {
        return Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(":", 2))
                .map(parts -> new Header(parts[0], parts[1].strip()))
                .toList();
    }

    private static void assertHarmless(byte[] request, List<Answer> answers) {
        for (Answer answer : answers) {
            assertThat(answer.status())
                    .as("%s%nwas answered %s", new String(request, ISO_8859_1), answer)
                    .matches(status -> status < 500 || status == 501 || status == 505, "no failure of the server");
        }
    }

    private static void assertSound() throws IOException {
        assertThat(send(signed("PUT", "/con/after", "sound", "x-ms-blob-type", "BlockBlob"))
                        .status())
                .isEqualTo(201);
        assertThat(send(signed("GET", "/con/after", "")).text()).isEqualTo("sound");
        assertThat(LOG.warnings).isEmpty();
    }

    // Bytes that are no longer what somebody signed

    @Test
    void brokenRequestsAreAnsweredOrCutOff() throws IOException {
        List<byte[]> sound = soundRequests();
        for (int i = 0; i < COUNT; i++) {
            RandomGenerator random = Seeds.random(i);
            byte[] request = sound.get(random.nextInt(sound.size()));
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                request = broken(request, sound, random);
            }
            List<Answer> answers = exchange(request);
            assertHarmless(request, answers);
        }
        assertSound();
    }

    private static List<byte[]> soundRequests() throws IOException {
        String inner = inner();
        return List.of(
                signed("GET", "/con/blob", "").bytes(),
                signed("HEAD", "/con/blob", "").bytes(),
                signed("GET", "/con?restype=container&comp=list&include=metadata", "")
                        .bytes(),
                signed("PUT", "/con/body", inner, "x-ms-blob-type", "BlockBlob").bytes(),
                signed(
                                "PUT",
                                "/con/body",
                                inner,
                                "x-ms-blob-type",
                                "BlockBlob",
                                "Content-MD5",
                                "AAAAAAAAAAAAAAAAAAAAAA==")
                        .bytes(),
                signed("PUT", "/con/blocks?comp=block&blockid=AAAA", inner).bytes(),
                signed("PUT", "/con/list?comp=blocklist", "<BlockList></BlockList>")
                        .bytes(),
                signed("DELETE", "/con/none", inner).bytes(),
                signed("PUT", "/con/copy", "", "x-ms-copy-source", house.endpoint() + "/con/blob")
                        .bytes());
    }

    private static String inner() throws IOException {
        Request request = signed("GET", "/?comp=list", "", "x-ms-client-request-id", SMUGGLED);
        return new String(request.bytes(), ISO_8859_1);
    }

    @Test
    void aBodyIsNeverTakenForARequestWhereItsLengthCanBeReadInTwoWays() throws IOException {
        String outer = new String(
                signed("PUT", "/con/outer", "0\r\n\r\n" + inner(), "x-ms-blob-type", "BlockBlob")
                        .bytes(),
                ISO_8859_1);
        for (String framing : FRAMING) {
            if (framing.matches("(?is)(transfer-encoding|content-length).*")) {
                byte[] request =
                        outer.replaceFirst("\r\n", "\r\n" + framing + "\r\n").getBytes(ISO_8859_1);
                assertThat(exchange(request))
                        .as(framing)
                        .singleElement()
                        .satisfies(answer -> assertThat(answer.status()).isEqualTo(400));
            }
        }
        assertSound();
    }

    private static byte[] broken(byte[] request, List<byte[]> sound, RandomGenerator random) {
        String text = new String(request, ISO_8859_1);
        int at = random.nextInt(text.length());
        String odd = ODD_BYTES[random.nextInt(ODD_BYTES.length)];
        String line = text.lines().skip(1).findFirst().orElse("");
        String changed = switch (random.nextInt(12)) {
            case 0 -> text.substring(0, at) + odd + text.substring(at);
            case 1 -> text.substring(0, at) + odd + text.substring(Math.min(text.length(), at + odd.length()));
            case 2 -> text.substring(0, at);
            case 3 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(1, 20)));
            case 4 -> text.replaceFirst("\r\n", "\r\n" + FRAMING[random.nextInt(FRAMING.length)] + "\r\n");
            case 5 -> text.replaceFirst("Content-Length: \\d+", FRAMING[random.nextInt(FRAMING.length)]);
            case 6 -> text.replaceFirst("\r\n", random.nextBoolean() ? "\n" : "\r");
            case 7 -> text.replaceFirst("HTTP/1.1", random.nextBoolean() ? "HTTP/1.0" : "HTTP/9.9");
            case 8 -> text.replaceFirst(": ", random.nextBoolean() ? " : " : ":\r\n ");
            case 9 -> text.replaceFirst("\r\n", "\r\n" + line + "\r\n");
            case 10 -> text.replaceFirst("\r\n", "\r\nX: " + "x".repeat(random.nextInt(100_000)) + "\r\n");
            default -> text + new String(sound.get(random.nextInt(sound.size())), ISO_8859_1).substring(0, at % 40);
        };
        return changed.isEmpty() ? request : changed.getBytes(ISO_8859_1);
    }

    private static final String[] ODD_BYTES = {
        "\0",
        "\r",
        "\n",
        "\r\n",
        "\r\n\r\n",
        " ",
        "\t",
        ":",
        ",",
        "%",
        "%00",
        "%zz",
        "%2e%2e/",
        "..",
        "//",
        "?",
        "&",
        "#",
        "\"",
        "\u00ff",
        "\u00c0\u00af",
        "\u00ef\u00bf\u00bd",
        "0",
        "-1",
        "9".repeat(30),
        "chunked",
        "x".repeat(1000)
    };

    private static final String[] FRAMING = {
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\u000bchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "transfer-encoding: CHUNKED",
        "Content-Length: 0",
        "Content-Length: 3",
        "Content-Length: 100000",
        "Content-Length: -1",
        "Content-Length: 0x10",
        "Content-Length: 1, 1",
        "Content-Length: 99999999999999999999",
        "Connection: close, keep-alive",
        "Expect: 100-continue",
        "Expect: miracles",
        "Upgrade: h2c",
        "Host: other",
        "Range: bytes=0-0,2-3"
    };

    // What a client with a good key may say all the same

    @Test
    void oddValuesInSignedRequestsAreAnswered() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            Request request = odd(Seeds.random(i));
            List<Answer> answers = exchange(request.bytes());
            assertThat(answers).as("%s", new String(request.bytes(), UTF_8)).isNotEmpty();
            assertHarmless(request.bytes(), answers);
        }
        send(signed("PUT", "/con?restype=container", ""));
        assertSound();
    }

    private static Request odd(RandomGenerator random) throws IOException {
        String method = pick(random, "GET", "HEAD", "PUT", "PUT", "PUT", "DELETE", "POST");
        StringBuilder target = new StringBuilder(
                pick(random, "/", "/con", "/con/blob", "/con/blob", "/con/" + Percent.encode(odd(random, "x"), "/")));
        char next = '?';
        if (target.length() <= 4 && target.length() > 1) {
            target.append("?restype=container");
            next = '&';
        }
        for (String name : new String[] {"comp", pick(random, PARAMETERS), pick(random, PARAMETERS)}) {
            if (random.nextInt(3) > 0) {
                target.append(next).append(name).append('=').append(parameter(name, random));
                next = '&';
            }
        }
        List<String> headers = new ArrayList<>();
        if (method.equals("PUT") && random.nextBoolean()) {
            headers.addAll(List.of("x-ms-blob-type", "BlockBlob"));
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            String name = pick(random, HEADERS);
            headers.add(name);
            headers.add(header(name, random));
        }
        String body = random.nextBoolean() ? "" : pick(random, DOCUMENTS);
        return signed(method, target.toString(), body, headers.toArray(String[]::new));
    }

    private static String parameter(String name, RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return Percent.encode(odd(random, "1"), "");
        }
        return switch (name) {
            case "comp" -> pick(random, COMPS);
            case "restype" -> pick(random, "container", "service", "account");
            case "blockid" ->
                pick(random, "AAAA", "AAA", "AA%2B%2F", Base64.getEncoder().encodeToString(new byte[65]));
            case "include" -> pick(random, "snapshots,metadata", "uncommittedblobs", "tags,copy,versions", "all");
            case "snapshot" -> pick(random, "2026-11-24T03:00:00.1234567Z", "now", "+999999999-12-31T23:59:59Z");
            case "marker" -> pick(random, "1!0!YQ", "1!-8000000000000000!", "1!zz!!", "2!x");
            default -> pick(random, "1", "2", "5000", "-1", "committed", "all", "a", "%2F");
        };
    }

    private static String header(String name, RandomGenerator random) {
        if (random.nextInt(3) == 0) {
            return odd(random, "1").replaceAll("[\\x00-\\x1f\\x7f]", "").strip();
        }
        return switch (name) {
            case "x-ms-range", "Range", "x-ms-source-range" ->
                pick(
                        random,
                        "bytes=0-",
                        "bytes=0-0",
                        "bytes=9-",
                        "bytes=-1",
                        "bytes=0-99999999999999999999",
                        "bytes=5-1");
            case "x-ms-copy-source" ->
                house.endpoint() + pick(random, "/con/blob", "/con", "/con/blob?snapshot=x", "/con/%zz", "?sig=x");
            case "x-ms-if-tags", "x-ms-source-if-tags" -> pick(random, "a='b'", "((a='b'))", "a", "'", "a<>'' OR b=''");
            case "x-ms-lease-id", "x-ms-proposed-lease-id" ->
                pick(random, "11111111-2222-3333-4444-555555555555", "{1}", "");
            case "x-ms-lease-action" -> pick(random, "acquire", "renew", "change", "release", "break", "steal");
            case "x-ms-tags" -> pick(random, "a=b", "a=b&a=c", "%zz", "=", "&&&", "a=%00");
            case "x-ms-blob-type" -> pick(random, "BlockBlob", "PageBlob", "AppendBlob", "blockblob");
            case "Content-MD5", "x-ms-content-crc64", "x-ms-blob-content-md5", "x-ms-source-content-md5" ->
                pick(random, "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAA=", "?", "AQ==");
            case "x-ms-version" -> pick(random, "2009-09-19", "2015-02-21", "2099-12-31", "0000-00-00");
            default ->
                pick(random, "true", "false", "*", "\"0x1\"", "Tue, 24 Nov 2026 03:00:00 GMT", "include", "15", "-1");
        };
    }

    private static String odd(RandomGenerator random, String plain) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "9".repeat(random.nextInt(1, 40));
            case 2 -> "-" + random.nextLong();
            case 3 -> "\u0623\u0645\u0627\u0646\u0629 \ud83c\udf34";
            case 4 -> "\0\1\u001f\u007f";
            case 5 -> "../".repeat(random.nextInt(1, 300));
            case 6 -> "%".repeat(random.nextInt(1, 9));
            case 7 -> "x".repeat(random.nextInt(1, 3000));
            case 8 -> "\ufffe\uffff\u0085\u2028";
            case 9 -> "a\r\nSet-Cookie: b";
            case 10 -> "<!DOCTYPE x><&\"'>";
            default -> plain;
        };
    }

    @SafeVarargs
    private static <T> T pick(RandomGenerator random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static final String[] COMPS = {
        "list",
        "metadata",
        "properties",
        "acl",
        "lease",
        "block",
        "blocklist",
        "snapshot",
        "tags",
        "copy",
        "batch",
        "blobs",
        "stats",
        "tier",
        "undelete",
        "query",
        "page",
        "appendblock",
        "seal",
        "expiry",
        "legalhold"
    };

    private static final String[] PARAMETERS = {
        "restype",
        "prefix",
        "delimiter",
        "marker",
        "maxresults",
        "include",
        "snapshot",
        "blockid",
        "blocklisttype",
        "timeout",
        "versionid",
        "copyid",
        "startfrom",
        "sp",
        "sv",
        "rscd",
        "where",
        "deletetype",
        "showonly",
        "Comp"
    };

    private static final String[] HEADERS = {
        "x-ms-range",
        "Range",
        "x-ms-range-get-content-md5",
        "x-ms-range-get-content-crc64",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "x-ms-if-tags",
        "x-ms-lease-id",
        "x-ms-lease-action",
        "x-ms-lease-duration",
        "x-ms-lease-break-period",
        "x-ms-proposed-lease-id",
        "x-ms-copy-source",
        "x-ms-requires-sync",
        "x-ms-source-range",
        "x-ms-source-if-match",
        "x-ms-source-if-tags",
        "x-ms-tags",
        "x-ms-copy-source-tag-option",
        "x-ms-blob-content-md5",
        "Content-MD5",
        "x-ms-content-crc64",
        "x-ms-source-content-md5",
        "x-ms-blob-content-type",
        "x-ms-blob-content-disposition",
        "Content-Type",
        "Content-Encoding",
        "x-ms-meta-a",
        "x-ms-meta-",
        "x-ms-meta-1",
        "x-ms-version",
        "x-ms-client-request-id",
        "x-ms-delete-snapshots",
        "x-ms-access-tier",
        "x-ms-legal-hold",
        "x-ms-blob-public-access",
        "x-ms-blob-type",
        "x-ms-copy-action",
        "x-ms-structured-body",
        "Origin",
        "Accept",
        "Accept-Encoding"
    };

    private static final String[] DOCUMENTS = {
        "x",
        "<BlockList><Latest>AAAA</Latest></BlockList>",
        "<BlockList>" + "<Latest>AAAA</Latest>".repeat(2_000) + "</BlockList>",
        "<Tags><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tags>",
        "<Tags><TagSet><Tag/><x/></TagSet></Tags>",
        "<SignedIdentifiers><SignedIdentifier><Id>p</Id></SignedIdentifier></SignedIdentifiers>",
        "<StorageServiceProperties><Cors/><Logging/></StorageServiceProperties>",
        "<StorageServiceProperties><DeleteRetentionPolicy><Enabled>true</Enabled><Days>x</Days></DeleteRetentionPolicy>"
                + "</StorageServiceProperties>",
        "<a>".repeat(2_000),
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><BlockList/>",
        "<?xml version=\"9\" encoding=\"no-such\"?><BlockList/>",
        "\ufeff<BlockList/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><BlockList><Latest>&b;</Latest></BlockList>",
        "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\"><!ENTITY d \"&c;&c;\">]><BlockList>&d;</BlockList>",
        "<BlockList><Latest>\u0000</Latest></BlockList>",
        "<BlockList xmlns=\"urn:x\" xmlns:y=\"urn:y\"><y:Latest>AAAA</y:Latest></BlockList>",
    };
}
