package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pages of other origins may do, on the wire.
class CorsTest {
    private static final String A = House.ACCOUNT;
    private static final String PAGE = "https://page.example";

    private static House house;

    private WireClient client;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new WireClient(house.server.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private static String rule(String origins, String methods, String allowed, String exposed) {
        return "<CorsRule><AllowedOrigins>" + origins + "</AllowedOrigins><AllowedMethods>" + methods
                + "</AllowedMethods><AllowedHeaders>" + allowed + "</AllowedHeaders><ExposedHeaders>" + exposed
                + "</ExposedHeaders><MaxAgeInSeconds>200</MaxAgeInSeconds></CorsRule>";
    }

    private void rules(String... rules) throws IOException {
        assertThat(set("<Cors>" + String.join("", rules) + "</Cors>").status()).isEqualTo(202);
    }

    private Answer set(String elements) throws IOException {
        return client.request("PUT", "/" + A + "?restype=service&comp=properties")
                .body("<StorageServiceProperties>" + elements + "</StorageServiceProperties>")
                .signed(A, house.keys.steward().base64())
                .send();
    }

    private Answer preflight(String path, String origin, String method, String headers) throws IOException {
        return client.request("OPTIONS", "/" + A + path)
                .with("Origin", origin)
                .with("Access-Control-Request-Method", method)
                .with("Access-Control-Request-Headers", headers)
                .send();
    }

    private Answer list(String method, String... headers) throws IOException {
        return client.request(method, "/" + A + "?restype=service&comp=properties")
                .with(headers)
                .signed(A, house.keys.steward().base64())
                .send();
    }

    @Test
    void aBrowserIsToldWhatARuleAllowsAtEveryLevel() throws IOException {
        rules(rule(PAGE + ",https://other.example", "GET,PUT", "x-ms-meta-*,content-type", ""));
        long before = house.ledger.size();
        for (String path : List.of("", "/not-there?restype=container", "/not-there/blob?comp=block")) {
            Answer yes = preflight(path, PAGE, "PUT", "Content-Type, x-ms-meta-Box");
            assertThat(yes.status()).as(path).isEqualTo(200);
            assertThat(yes.header("Access-Control-Allow-Origin")).contains(PAGE);
            assertThat(yes.header("Access-Control-Allow-Methods")).contains("PUT");
            assertThat(yes.header("Access-Control-Allow-Headers")).contains("Content-Type, x-ms-meta-Box");
            assertThat(yes.header("Access-Control-Max-Age")).contains("200");
            assertThat(yes.header("Access-Control-Allow-Credentials")).contains("true");
        }
        assertThat(house.ledger.size()).as("a yes is no access").isEqualTo(before);
    }

    @Test
    void aQuestionThatDoesNotSayWhoAsksIsNone() throws IOException {
        rules(rule("*", "GET", "*", ""));
        assertThat(client.request("OPTIONS", "/" + A)
                        .with("Access-Control-Request-Method", "GET")
                        .send()
                        .code())
                .isEqualTo("InvalidHeaderValue");
    }

    @Test
    void whatNoRuleAllowsIsRefused() throws IOException {
        rules(rule(PAGE, "GET", "content-type", ""), rule("https://*.example", "PUT", "*", ""));
        assertThat(preflight("", PAGE, "GET", "").status()).isEqualTo(200);
        assertThat(preflight("", "https://a.b.example", "PUT", "anything").status())
                .isEqualTo(200);
        for (Answer no : List.of(
                preflight("", "https://Page.example", "GET", ""),
                preflight("", PAGE, "DELETE", ""),
                preflight("", PAGE, "GET", "content-type, x-ms-date"),
                preflight("", "https://example", "PUT", ""),
                preflight("", "https://evil.test/.example", "PUT", ""),
                client.request("OPTIONS", "/nobody/c")
                        .with("Origin", PAGE)
                        .with("Access-Control-Request-Method", "GET")
                        .send())) {
            assertThat(no.status()).as(no.toString()).isEqualTo(403);
            assertThat(no.code()).isEqualTo("CorsPreflightFailure");
            assertThat(no.header("Access-Control-Allow-Origin")).isEmpty();
        }
        Answer incomplete =
                client.request("OPTIONS", "/" + A).with("Origin", PAGE).send();
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.code()).isEqualTo("InvalidHeaderValue");
        assertThat(incomplete.text()).contains("Access-Control-Request-Method");

        rules();
        assertThat(preflight("", PAGE, "GET", "").status()).isEqualTo(403);
    }

    @Test
    void answersSayWhichPagesMayReadThem() throws IOException {
        rules(rule(PAGE, "GET", "", "x-ms-request-id,x-ms-v*,content-length"));
        Answer known = list("GET", "Origin", PAGE);
        assertThat(known.header("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(known.header("Access-Control-Allow-Credentials")).contains("true");
        assertThat(known.header("Access-Control-Expose-Headers"))
                .contains("x-ms-request-id,x-ms-version,content-length");
        assertThat(known.header("Vary")).contains("Origin");

        Answer unknown = list("GET", "Origin", "https://other.example");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(unknown.header("Vary"))
                .as("a cache must not give it to others")
                .contains("Origin");
        assertThat(list("GET").header("Vary")).contains("Origin");

        Answer refused =
                client.request("GET", "/" + A + "/c/b").with("Origin", PAGE).send();
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("Access-Control-Allow-Origin"))
                .as("a page may read why")
                .contains(PAGE);
    }

    @Test
    void namesAreExposedWhetherTheAnswerHasThemOrNot() throws IOException {
        rules(rule(PAGE, "GET", "", "x-ms-meta-*,ETag, x-ms-meta-Box,x-ms-ver*,X-MS-VERSION"));
        assertThat(list("GET", "Origin", PAGE).header("Access-Control-Expose-Headers"))
                .contains("ETag,x-ms-meta-Box,x-ms-version");
    }

    private static String items(int count, String suffix) {
        return IntStream.range(0, count).mapToObj(i -> "x" + i + suffix).collect(Collectors.joining(","));
    }

    @Test
    void listsOfARuleHaveLimits() throws IOException {
        rules(
                rule(items(64, ""), "GET", items(64, "") + ",a*,b*", "*,a*,b*"),
                rule("a".repeat(256), "GET", "", " a , b "));
        for (String beyond : List.of(
                rule(items(65, ""), "GET", "", ""),
                rule("a".repeat(257), "GET", "", ""),
                rule("", "GET", "", ""),
                rule("*,", "GET", "", ""),
                rule("*", "GET", items(65, ""), ""),
                rule("*", "GET", items(3, "*"), ""),
                rule("*", "GET", "", items(3, "*")),
                rule("*", "GET", "a,,b", ""),
                rule("*", "GET", "", ",a"),
                rule("*", "GET", "", "a".repeat(257)))) {
            Answer answer = set("<Cors>" + beyond + "</Cors>");
            assertThat(answer.status()).as(beyond).isEqualTo(400);
            assertThat(answer.code()).as(beyond).isEqualTo("InvalidXmlNodeValue");
            assertThat(answer.text()).contains("<XmlNodeName>");
        }
    }

    @Test
    void rulesHaveLimitsTogether() throws IOException {
        String name = "a".repeat(249);
        String each = rule("*", "GET", name + "," + name, name + "," + name.substring(1)); // 1002 bytes with the age
        String twenty = rule("*", "GET", "aaaa", "bbbbb").replace("200", "3456789"); // 20 bytes
        String sixteen = rule("*", "GET", "aaaa", "bbbbb"); // 16 bytes
        rules(each, each, twenty, twenty);
        Answer tooMuch = set("<Cors>" + each + each + twenty + sixteen + rule("*", "GET", "", "") + "</Cors>");
        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(tooMuch.code()).isEqualTo("InvalidXmlDocument");
        assertThat(tooMuch.text()).contains("2048 bytes");
        Answer tooMany = set("<Cors>" + twenty.repeat(6) + "</Cors>");
        assertThat(tooMany.code()).isEqualTo("InvalidXmlDocument");
        assertThat(tooMany.text()).contains("5 CORS rules");
        rules();
    }

    @Test
    void whatIsOpenToAllDoesNotVary() throws IOException {
        rules(rule("*", "GET", "*", "*"));
        Answer answer = list("GET", "Origin", PAGE);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow().split(","))
                .contains("x-ms-request-id", "x-ms-version", "Content-Type", "Server", "Date", "Content-Length");
        assertThat(answer.header("Vary")).isEmpty();
        assertThat(list("GET").header("Vary")).isEmpty();
        rules();
        assertThat(list("GET", "Origin", PAGE).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
