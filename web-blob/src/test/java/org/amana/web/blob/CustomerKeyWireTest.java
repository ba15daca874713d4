package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.testkit.TestCertificate;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.amana.web.http.Tls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of the customer's, header by header, over TLS and in the clear. What clients make of them is in the acceptance
/// tests.
class CustomerKeyWireTest {
    private static final String A = House.ACCOUNT;
    private static final AtomicInteger CONTAINERS = new AtomicInteger();
    private static final String KEY = base64("0123456789abcdef0123456789ABCDEF".getBytes(UTF_8));
    private static final String OTHER = base64(new byte[32]);

    private static House house;
    private static HttpServer secure;
    private static TestCertificate certificate;

    private WireClient client;
    private String container;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        house = new House(folder, InstantSource.system());
        certificate = TestCertificate.make(folder);
        HttpConfig config = HttpConfig.at("127.0.0.1", 0)
                .waiting(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(5));
        secure = HttpServer.start(
                config, new Tls(certificate.key(), List.of(certificate.certificate())), house.endpoint);
    }

    @AfterAll
    static void shut() {
        secure.close();
        house.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new WireClient(secure.port(), certificate.trusting().getSocketFactory());
        container = "container-" + CONTAINERS.incrementAndGet();
        assertThat(send("PUT", "/" + container + "?restype=container", "").status())
                .isEqualTo(201);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String hash(String key) {
        try {
            return base64(MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(key)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String key) {
        return with("x-ms-", key);
    }

    private static String[] with(String prefix, String key) {
        return new String[] {
            prefix + "encryption-key",
            key,
            prefix + "encryption-key-sha256",
            hash(key),
            prefix + "encryption-algorithm",
            "AES256"
        };
    }

    private static String[] and(String[] first, String... second) {
        List<String> both = new ArrayList<>(Arrays.asList(first));
        both.addAll(Arrays.asList(second));
        return both.toArray(String[]::new);
    }

    private Answer send(String method, String target, String body, String... headers) throws IOException {
        return send(client, method, target, body, headers);
    }

    private static Answer send(WireClient by, String method, String target, String body, String... headers)
            throws IOException {
        return by.request(method, "/" + A + target)
                .body(body.getBytes(UTF_8))
                .with(headers)
                .signed(A, house.keys.steward().base64())
                .send();
    }

    private Answer put(String name, String text, String... headers) throws IOException {
        return send("PUT", "/" + container + "/" + name, text, and(headers, "x-ms-blob-type", "BlockBlob"));
    }

    private Answer get(String name, String... headers) throws IOException {
        return send("GET", "/" + container + "/" + name, "", headers);
    }

    private String url(String name) {
        return "https://127.0.0.1:" + secure.port() + "/" + A + "/" + container + "/" + name;
    }

    @Test
    void answersTellWithWhichKeyAndNeverTheKey() throws IOException {
        Answer written = put("a", "hello", and(with(KEY), "x-ms-meta-case", "blue"));
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.header("x-ms-request-server-encrypted")).contains("true");
        assertThat(written.header("x-ms-encryption-key-sha256")).contains(hash(KEY));
        Answer read = get("a", with(KEY));
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.header("x-ms-server-encrypted")).contains("true");
        assertThat(read.header("x-ms-encryption-key-sha256")).contains(hash(KEY));
        assertThat(read.header("x-ms-meta-case")).contains("blue");
        assertThat(get("a?comp=metadata", with(KEY)).header("x-ms-meta-case")).contains("blue");
        Answer listed = send("GET", "/" + container + "?restype=container&comp=list&include=metadata", "");
        assertThat(listed.text())
                .contains("<CustomerProvidedKeySha256>" + hash(KEY) + "</CustomerProvidedKeySha256>")
                .contains("<Metadata Encrypted=\"true\"></Metadata>")
                .doesNotContain("blue");
        assertThat(put("b", "hello").header("x-ms-encryption-key-sha256")).isEmpty();
    }

    @Test
    void absentAndOtherKeysAndKeysForNothingHaveTheirCodes() throws IOException {
        put("a", "hello", with(KEY));
        put("b", "hello");
        for (String query : List.of("", "?comp=metadata")) {
            Answer absent = get("a" + query);
            assertThat(absent.status()).isEqualTo(409);
            assertThat(absent.code()).isEqualTo("BlobUsesCustomerSpecifiedEncryption");
            assertThat(get("a" + query, with(OTHER)).code()).isEqualTo("BlobCustomerSpecifiedEncryptionMismatch");
            assertThat(get("b" + query, with(KEY)).code()).isEqualTo("BlobDoesNotUseCustomerSpecifiedEncryption");
        }
        Answer head = send("HEAD", "/" + container + "/a", "");
        assertThat(head.status()).isEqualTo(409);
        assertThat(head.header("x-ms-error-code")).contains("BlobUsesCustomerSpecifiedEncryption");
    }

    @Test
    void aReadMayLeaveTheAlgorithmOut() throws IOException {
        put("a", "hello", with(KEY));
        assertThat(get("a", Arrays.copyOf(with(KEY), 4)).text()).isEqualTo("hello");
        Answer written = put("a", "hello", Arrays.copyOf(with(KEY), 4));
        assertThat(written.code()).isEqualTo("MissingRequiredHeader");
        assertThat(written.text()).contains("x-ms-encryption-algorithm");
    }

    @Test
    void headersThatAreIncompleteOrWrongAreNamedAndNotRepeated() throws IOException {
        String[] two = {"x-ms-encryption-key-sha256", hash(KEY), "x-ms-encryption-algorithm", "AES256"};
        assertThat(put("a", "x", two).code()).isEqualTo("MissingRequiredHeader");
        assertThat(put("a", "x", "x-ms-encryption-key", KEY, "x-ms-encryption-algorithm", "AES256")
                        .code())
                .isEqualTo("MissingRequiredHeader");
        for (String[] wrong : List.of(
                new String[] {KEY, hash(OTHER), "AES256"},
                new String[] {KEY.substring(4), hash(KEY), "AES256"},
                new String[] {"not base64 but a passphrase", hash(KEY), "AES256"},
                new String[] {KEY, hash(KEY), "AES128"})) {
            Answer answer = put(
                    "a",
                    "x",
                    "x-ms-encryption-key",
                    wrong[0],
                    "x-ms-encryption-key-sha256",
                    wrong[1],
                    "x-ms-encryption-algorithm",
                    wrong[2]);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("InvalidHeaderValue");
            assertThat(answer.text()).contains("<HeaderName>x-ms-encryption-").doesNotContain(wrong[0], KEY);
        }
        assertThat(get("a").status()).isEqualTo(404);
    }

    @Test
    void inTheClearNoKeyIsTaken() throws IOException {
        put("a", "hello", with(KEY));
        try (WireClient plain = new WireClient(house.server.port())) {
            for (String method : List.of("GET", "HEAD", "DELETE")) {
                Answer answer = send(plain, method, "/" + container + "/a", "", with(KEY));
                assertThat(answer.status()).as(method).isEqualTo(400);
                assertThat(answer.header("x-ms-error-code")).contains("InvalidHeaderValue");
            }
            Answer put = send(plain, "PUT", "/" + container + "/b", "x", and(with(KEY), "x-ms-blob-type", "BlockBlob"));
            assertThat(put.code()).isEqualTo("InvalidHeaderValue");
            assertThat(put.text()).contains("HTTPS").doesNotContain(KEY);
            Answer copy = send(
                    plain,
                    "PUT",
                    "/" + container + "/b",
                    "",
                    and(
                            with("x-ms-source-", KEY),
                            "x-ms-blob-type",
                            "BlockBlob",
                            "x-ms-copy-source",
                            "http://127.0.0.1:" + house.server.port() + "/" + A + "/" + container + "/a"));
            assertThat(copy.code()).isEqualTo("InvalidHeaderValue");
            assertThat(copy.text()).contains("HTTPS").doesNotContain(KEY);
        }
        assertThat(get("b").status()).isEqualTo(404);
        assertThat(get("a", with(KEY)).text()).isEqualTo("hello");
    }

    /// A failed signature is told with the string that was signed, in which all storage headers are.
    @Test
    void aRefusedSignatureDoesNotTellTheKey() throws IOException {
        Answer answer = client.request("GET", "/" + A + "/" + container + "/a")
                .with(and(with(KEY), with("x-ms-source-", OTHER)))
                .signed(A, base64(new byte[64]))
                .send();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("x-ms-encryption-key:(not repeated)")
                .contains("x-ms-source-encryption-key:(not repeated)")
                .contains("x-ms-encryption-key-sha256:")
                .doesNotContain(KEY, OTHER);
    }

    @Test
    void aTierIsChangedWithTheKeyOnly() throws IOException {
        put("a", "hello", with(KEY));
        String target = "/" + container + "/a?comp=tier";
        String[] cool = {"x-ms-access-tier", "Cool"};
        Answer without = send("PUT", target, "", cool);
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.code()).isEqualTo("BlobUsesCustomerSpecifiedEncryption");
        assertThat(send("PUT", target, "", and(cool, with(OTHER))).code())
                .isEqualTo("BlobCustomerSpecifiedEncryptionMismatch");
        assertThat(send("PUT", target, "", and(cool, with(KEY))).status()).isEqualTo(200);
        assertThat(send("HEAD", "/" + container + "/a", "", with(KEY)).header("x-ms-access-tier"))
                .hasValue("Cool");
    }

    @Test
    void copiesReadTheSourceWithItsKeyAndWriteWithTheirs() throws IOException {
        put("a", "hello", and(with(KEY), "x-ms-meta-case", "blue"));
        String[] source = {"x-ms-copy-source", url("a"), "x-ms-blob-type", "BlockBlob"};
        Answer without = send("PUT", "/" + container + "/b", "", source);
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.code()).isEqualTo("CannotVerifyCopySource");
        assertThat(without.text()).contains("encrypted with customer specified encryption");
        assertThat(send("PUT", "/" + container + "/b", "", and(source, with("x-ms-source-", OTHER)))
                        .code())
                .isEqualTo("CannotVerifyCopySource");
        Answer put = send("PUT", "/" + container + "/b", "", and(source, and(with("x-ms-source-", KEY), with(OTHER))));
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.header("x-ms-encryption-key-sha256")).contains(hash(OTHER));
        assertThat(get("b", with(OTHER)).text()).isEqualTo("hello");

        String[] synchronous = {"x-ms-copy-source", url("a"), "x-ms-requires-sync", "true"};
        assertThat(send("PUT", "/" + container + "/c", "", and(synchronous, with("x-ms-source-", KEY)))
                        .status())
                .isEqualTo(202);
        assertThat(get("c").text()).isEqualTo("hello");
        assertThat(get("c").header("x-ms-meta-case")).contains("blue");
        Answer copied =
                send("PUT", "/" + container + "/d", "", and(synchronous, and(with("x-ms-source-", KEY), with(KEY))));
        assertThat(copied.header("x-ms-encryption-key-sha256")).contains(hash(KEY));
        assertThat(get("d", with(KEY)).text()).isEqualTo("hello");
    }

    @Test
    void aCopyThatMayStillBeGoingWhenTheRequestIsOverTakesNoKey() throws IOException {
        put("a", "hello", with(KEY));
        put("b", "hello");
        String[] source = {"x-ms-copy-source", url("b")};
        assertThat(send("PUT", "/" + container + "/c", "", and(source, with(KEY)))
                        .code())
                .isEqualTo("UnsupportedHeader");
        assertThat(send("PUT", "/" + container + "/c", "", and(source, with("x-ms-source-", KEY)))
                        .code())
                .isEqualTo("UnsupportedHeader");
        Answer encrypted = send("PUT", "/" + container + "/c", "", "x-ms-copy-source", url("a"));
        assertThat(encrypted.status()).isEqualTo(409);
        assertThat(encrypted.code()).isEqualTo("CannotVerifyCopySource");
        assertThat(get("c").status()).isEqualTo(404);
    }
}
