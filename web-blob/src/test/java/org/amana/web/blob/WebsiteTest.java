package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.amana.policy.Authority;
import org.amana.policy.DataClass;
import org.amana.policy.Purpose;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Exchange;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The website: which blob a path means and how an answer is told; and, on all floors of the house, that
/// nothing is told that is not open.
class WebsiteTest {
    private static final String A = House.ACCOUNT;

    /// What `$web` would hold, for what is told of it.
    private static final Map<String, String> PAGES =
            Map.of("index.html", "home", "docs/index.html", "docs", "a b", "spaced", "missing.html", "not here");

    private static House house;
    private static HttpServer open;
    private static HttpServer real;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
        Website website = new Website(
                house.blobs, WebsiteTest::pages, (_, _) -> {}, A, name -> name.equals(A) || name.equals("nobody"));
        open = HttpServer.start(HttpConfig.at("127.0.0.1", 0), website);
        real = HttpServer.start(HttpConfig.at("127.0.0.1", 0), house.endpoint.website(A));
    }

    @AfterAll
    static void shut() {
        open.close();
        real.close();
        house.close();
    }

    /// Answers like the Blob endpoint.
    private static void pages(Exchange exchange, Query query, Target target) throws IOException {
        assertThat(target.container()).isEqualTo("$web");
        assertThat(exchange.header("Authorization")).isEmpty();
        exchange.set("x-ms-request-id", "id-of-" + target.blob());
        exchange.set("x-ms-blob-type", "BlockBlob");
        String page = PAGES.get(target.blob());
        if (page == null) {
            exchange.status(404, "The specified blob does not exist.")
                    .send("<Error/>".getBytes(StandardCharsets.UTF_8));
        } else if (exchange.header("If-None-Match").isPresent()) {
            exchange.status(304).send();
        } else if (exchange.header("Range").isPresent()) {
            exchange.status(206).set("Content-Range", "bytes 0-0/" + page.length());
            exchange.send(page.substring(0, 1).getBytes(StandardCharsets.UTF_8));
        } else {
            exchange.status(200).set("Content-Type", "text/html");
            exchange.send(page.getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void enable() throws IOException {
        enable(house);
    }

    private static void enable(House of) throws IOException {
        configure(
                of,
                "<Enabled>true</Enabled><IndexDocument>index.html</IndexDocument>"
                        + "<ErrorDocument404Path>missing.html</ErrorDocument404Path>");
    }

    private static void configure(String website) throws IOException {
        configure(house, website);
    }

    private static void configure(House of, String website) throws IOException {
        put(
                of,
                "?restype=service&comp=properties",
                "<StorageServiceProperties><StaticWebsite>" + website + "</StaticWebsite></StorageServiceProperties>");
    }

    private static void put(House in, String target, String body, String... headers) throws IOException {
        try (WireClient client = new WireClient(in.server.port())) {
            assertThat(client.request("PUT", "/" + A + target)
                            .with("x-ms-blob-type", "BlockBlob")
                            .body(body)
                            .with(headers)
                            .signed(A, in.keys.steward().base64())
                            .send()
                            .status())
                    .isBetween(200, 202);
        }
    }

    private static Answer ask(HttpServer server, String method, String path, String... headers) throws IOException {
        try (WireClient client = new WireClient(server.port())) {
            return client.request(method, path).with(headers).send();
        }
    }

    @Test
    void aFolderIsItsIndexDocument() throws IOException {
        Answer home = ask(open, "GET", "/?v=2");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.text()).isEqualTo("home");
        assertThat(home.header("Content-Type")).contains("text/html");
        assertThat(home.header("x-ms-request-id")).contains("id-of-index.html");
        assertThat(home.header("x-ms-blob-type")).isEmpty();
        assertThat(ask(open, "GET", "/docs/").text()).isEqualTo("docs");
        assertThat(ask(open, "GET", "/a%20b").text()).isEqualTo("spaced");
        assertThat(ask(open, "HEAD", "/").header("Content-Length")).contains("4");

        configure("<Enabled>true</Enabled><DefaultIndexDocumentPath>docs/index.html</DefaultIndexDocumentPath>");
        assertThat(ask(open, "GET", "/").text()).isEqualTo("docs");
        assertThat(ask(open, "GET", "/deep/er/").text()).isEqualTo("docs");
    }

    @Test
    void conditionsAndRangesCountAndOtherHeadersDoNot() throws IOException {
        assertThat(ask(open, "GET", "/", "If-None-Match", "\"0x1\"").status()).isEqualTo(304);
        Answer part = ask(open, "GET", "/", "Range", "bytes=0-0", "Authorization", "SharedKey x:y");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).contains("bytes 0-0/4");
    }

    @Test
    void aPageOfItsOwnTellsThatOneIsMissing() throws IOException {
        Answer missing = ask(open, "GET", "/nothing", "Range", "bytes=0-0", "If-None-Match", "*");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).isEqualTo("not here");

        configure("<Enabled>true</Enabled>");
        Answer plain = ask(open, "GET", "/nothing");
        assertThat(plain.status()).isEqualTo(404);
        assertThat(plain.header("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(plain.header("x-ms-request-id")).contains("id-of-nothing");
        assertThat(ask(open, "GET", "/").status()).isEqualTo(404);
    }

    @Test
    void whatItsContainerOpensIsToldUnderThePurposeOpen(@TempDir Path other) throws IOException {
        try (House its = new House(other, InstantSource.system());
                HttpServer website = HttpServer.start(HttpConfig.at("127.0.0.1", 0), its.endpoint.website(A))) {
            enable(its);
            put(its, "/$web/index.html", "home");
            put(its, "/$web/missing.html", "not here");
            assertThat(ask(website, "GET", "/").text()).doesNotContain("home");
            Purpose purpose = its.access.directory().open(A, 1 << 20, 8, Authority.operator("test"));
            its.declare("$web", DataClass.NONE);
            put(its, "/$web?restype=container&comp=acl", "", "x-ms-blob-public-access", "blob");
            long before = its.ledger.size();
            Answer home = ask(website, "GET", "/");
            assertThat(home.status()).isEqualTo(200);
            assertThat(home.text()).isEqualTo("home");
            assertThat(its.ledger.size()).isEqualTo(before + 1);
            Answer same = ask(
                    website,
                    "GET",
                    "/",
                    "If-None-Match",
                    home.header("ETag").orElseThrow(),
                    "If-Modified-Since",
                    "some day");
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("ETag")).isEqualTo(home.header("ETag"));
            assertThat(same.header("Content-Length")).isEmpty();
            assertThat(its.ledger.entry(before).text("pur"))
                    .isEqualTo(purpose.id().toString());
            Answer missing = ask(website, "GET", "/nothing");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.text()).isEqualTo("not here");
            Answer last = home;
            for (int i = 0; i < 7; i++) {
                last = ask(website, "GET", "/");
            }
            assertThat(last.status()).as("no more than eight a day").isEqualTo(503);
            assertThat(last.text()).contains("read today");
        }
    }

    @Test
    void aWebsiteIsReadAlone() throws IOException {
        Answer written = ask(open, "PUT", "/index.html");
        assertThat(written.status()).isEqualTo(405);
        assertThat(written.header("Allow")).contains("GET, HEAD");
    }

    @Test
    void theHostMayNameAnotherAccount() throws IOException {
        assertThat(ask(open, "GET", "/", "Host", "nobody.web.example").status()).isEqualTo(404);
        assertThat(ask(open, "GET", "/", "Host", A + ".web.example").status()).isEqualTo(200);
        assertThat(ask(open, "GET", "/", "Host", "www.example").status()).isEqualTo(200);
    }

    @Test
    void nothingIsToldThatIsNotOpenAndEachAnswerIsInTheLedger() throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            client.request("PUT", "/" + A + "/$web?restype=container")
                    .signed(A, house.keys.steward().base64())
                    .send();
            assertThat(client.request("PUT", "/" + A + "/$web/index.html")
                            .with("x-ms-blob-type", "BlockBlob")
                            .body("secret")
                            .signed(A, house.keys.steward().base64())
                            .send()
                            .status())
                    .isEqualTo(201);
        }
        Answer closed = ask(real, "GET", "/");
        assertThat(closed.status()).isEqualTo(404);
        assertThat(closed.text()).doesNotContain("secret");
        assertThat(closed.header("x-ms-request-id")).isPresent();

        configure("<Enabled>false</Enabled>");
        assertThat(ask(real, "GET", "/").status()).isEqualTo(404);
    }
}
