package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who asks, by the key that signed, and what each key may do.
final class SharedKeyAccessTest extends OpenHouse {
    @Test
    void everyAuthenticatedRequestIsOneEntryAndItsRequestIdNamesIt() throws IOException {
        long before = house.ledger.size();
        Answer answer = put("a", "hello");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        UUID id = UUID.fromString(answer.header("x-ms-request-id").orElseThrow());
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.toString()).contains(Long.toHexString(before));

        assertThat(get("missing").status()).isEqualTo(404);
        assertThat(get("a?comp=nonsense").status()).isEqualTo(400);
        assertThat(steward("PUT", "/" + container + "/a?comp=tier").send().code())
                .isEqualTo("MissingRequiredHeader");
        assertThat(steward("PUT", "/A_B?restype=container").send().status()).isEqualTo(400);
        assertThat(house.ledger.size()).isEqualTo(before + 5);
    }

    @Test
    void aKeyDoesWhatItsPurposeAllowsAndNoMore() throws IOException {
        put("a", "hello");
        Answer read = signed(house.keys.reader().base64(), "GET", "/" + container + "/a", new byte[0])
                .send();
        assertThat(read.text()).isEqualTo("hello");

        long before = house.ledger.size();
        Answer refused = signed(
                        house.keys.reader().base64(),
                        "PUT",
                        "/" + container + "/b",
                        "x".getBytes(UTF_8),
                        "x-ms-blob-type",
                        "BlockBlob")
                .send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("PurposeForbidsAction");
        assertThat(refused.text())
                .contains("<Code>PurposeForbidsAction</Code>")
                .contains("RequestId:" + refused.header("x-ms-request-id").orElseThrow());
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(signed(house.keys.administrator().base64(), "GET", "/" + container + "/a", new byte[0])
                        .send()
                        .code())
                .isEqualTo("PurposeForbidsAction");
        assertThat(get("b").status()).isEqualTo(404);
    }

    @Test
    void aWrongKeyAndAnUnknownAccountLookTheSame() throws IOException {
        Answer wrong = client.request("GET", "/" + A + "/c/b").signed(A, "AAAA").send();
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("AuthenticationFailed");
        assertThat(wrong.text())
                .contains("<AuthenticationErrorDetail>The MAC signature found in the HTTP request")
                .contains("/" + A + "/" + A + "/c/b");

        Answer unknown =
                client.request("GET", "/nobody/c/b").signed("nobody", "AAAA").send();
        assertThat(shape(unknown, "nobody")).isEqualTo(shape(wrong, A));

        Answer foreign = client.request("GET", "/" + A + "/c/b")
                .signed("other", house.keys.steward().base64())
                .send();
        assertThat(foreign.code()).isEqualTo("AuthenticationFailed");
    }

    private static String shape(Answer answer, String account) {
        return answer.toString()
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[^\\\\<]*", "TIME")
                .replaceAll("\\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]{8} GMT", "DATE")
                .replaceAll("'[A-Za-z0-9+/=]{44}'", "SIGNATURE")
                .replaceAll("value=\\d+", "LENGTH")
                .replace(account, "ACCOUNT");
    }

    @Test
    void anAlteredRequestIsRefused() throws IOException {
        put("a", "hello");
        Request request = steward("GET", "/" + container + "/a");
        request.with("x-ms-range", "bytes=0-1");
        assertThat(request.send().code()).isEqualTo("AuthenticationFailed");
    }

    @ParameterizedTest
    @CsvSource({"-16, 403", "-14, 200", "14, 200", "16, 403"})
    void clocksMayBeAQuarterOfAnHourApart(int minutes, int status) throws IOException {
        put("a", "hello");
        String date = HttpDate.format(Instant.now().plus(Duration.ofMinutes(minutes)));
        Answer answer = client.request("GET", "/" + A + "/" + container + "/a")
                .with("x-ms-date", date)
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.text()).contains("not within 15 minutes");
        }
    }

    @Test
    void withoutCredentialsNewClientsAreToldToAuthenticateAndOthersNothing() throws IOException {
        put("a", "hello");
        Answer unversioned =
                client.request("GET", "/" + A + "/" + container + "/a").send();
        assertThat(unversioned.status()).isEqualTo(404);
        assertThat(unversioned.code()).isEqualTo("ResourceNotFound");
        Answer versioned = client.request("GET", "/" + A + "/" + container + "/a")
                .with("x-ms-version", "2021-12-02")
                .send();
        assertThat(versioned.status()).isEqualTo(401);
        assertThat(versioned.code()).isEqualTo("NoAuthenticationInformation");
        assertThat(versioned.header("WWW-Authenticate")).isPresent();
        Answer bearer = client.request("GET", "/" + A + "/" + container + "/a")
                .with("Authorization", "Bearer eyJ")
                .send();
        assertThat(bearer.code()).isEqualTo("InvalidAuthenticationInfo");
        assertThat(bearer.text()).contains("no issuer is configured");
    }

    @Test
    void liteHostStyleAndSecondaryAreAllUnderstood() throws IOException {
        put("a", "hello");
        String key = house.keys.steward().base64();
        String path = "/" + container + "/a";
        assertThat(client.request("GET", "/" + A + path)
                        .signedLite(A, key)
                        .send()
                        .text())
                .isEqualTo("hello");
        assertThat(client.request("GET", path)
                        .with("Host", A + ".blob.localhost:1")
                        .signed(A, key)
                        .send()
                        .text())
                .isEqualTo("hello");
        assertThat(client.request("GET", "/" + A + "-secondary" + path)
                        .signed(A, key)
                        .send()
                        .text())
                .isEqualTo("hello");
        assertThat(client.request("GET", "/" + A + "-secondary" + path)
                        .signed(A + "-secondary", key)
                        .send()
                        .text())
                .isEqualTo("hello");
    }

    @Test
    void theSecondaryIsForReadingOnly() throws IOException {
        put("a", "hello");
        String base = "/" + A + "-secondary";
        String list = base + "/" + container + "?restype=container&comp=list";
        assertThat(client.request("GET", list)
                        .signed(A, house.keys.steward().base64())
                        .send()
                        .status())
                .isEqualTo(200);
        String[][] writes = {
            {"PUT", base + "/" + container + "/a", "x-ms-blob-type", "BlockBlob"},
            {"PUT", base + "/" + container + "/a?comp=metadata", "x-ms-meta-a", "b"},
            {"PUT", base + "/other?restype=container", "x-ms-meta-a", "b"},
            {"DELETE", base + "/" + container + "/a", "x-ms-delete-snapshots", "include"},
        };
        for (String[] write : writes) {
            Answer refused = client.request(write[0], write[1])
                    .with(write[2], write[3])
                    .signed(A, house.keys.steward().base64())
                    .send();
            assertThat(refused.status()).as(write[1]).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("InsufficientAccountPermissions");
            Entry entry = house.ledger.entry(house.ledger.size() - 1);
            assertThat(entry.text("dec")).isEqualTo("deny");
            assertThat(entry.texts("rule")).containsExactly("engine/secondary");
        }
        assertThat(get("a").text()).isEqualTo("hello");
    }
}
