package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.blob.WireClient.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all requests and answers have in common: versions, the shape of errors, and which operation is meant.
final class ProtocolTest extends OpenHouse {
    @ParameterizedTest
    @ValueSource(strings = {"2009-09-19", "2015-02-21", "2026-10-06", "2031-01-01"})
    void everyVersionIsAcceptedAndEchoed(String version) throws IOException {
        Answer answer = client.request("GET", "/" + A + "?comp=list")
                .with("x-ms-version", version)
                .with("x-ms-client-request-id", "mine")
                .signed(A, house.keys.steward().base64())
                .send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-ms-version")).hasValue(version);
        assertThat(answer.header("x-ms-client-request-id")).hasValue("mine");
        assertThat(answer.header("Date")).isPresent();
        assertThat(answer.header("Server")).hasValue("Amana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2009-09-18", "now", "2026-13-01", "20260101"})
    void whatIsNoVersionIsRefused(String version) throws IOException {
        assertThat(client.request("GET", "/" + A + "?comp=list")
                        .with("x-ms-version", version)
                        .signed(A, house.keys.steward().base64())
                        .send()
                        .code())
                .isEqualTo("InvalidHeaderValue");
    }

    @Test
    void theVersionThatCountedIsTold() throws IOException {
        put("a", "hello");
        String path = "/" + container + "/a";
        Request request = client.request("GET", "/" + A + path + "?api-version=2019-12-12");
        assertThat(request.signedWithoutVersion(A, house.keys.steward().base64())
                        .send()
                        .header("x-ms-version"))
                .hasValue("2019-12-12");
        assertThat(get("a", "x-ms-version", "2021-02-12").header("x-ms-version"))
                .hasValue("2021-02-12");
    }

    @Test
    void errorsHaveAzuresShape() throws IOException {
        Answer answer = get("missing", "x-ms-client-request-id", "mine");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("The specified blob does not exist.");
        assertThat(answer.code()).isEqualTo("BlobNotFound");
        assertThat(answer.header("x-ms-client-request-id")).hasValue("mine");
        assertThat(answer.header("Content-Type")).hasValue("application/xml");
        assertThat(answer.text())
                .matches("(?s)<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><Error><Code>BlobNotFound</Code>"
                        + "<Message>The specified blob does not exist\\..*\\nRequestId:[0-9a-f-]{36}\\n"
                        + "Time:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z</Message></Error>");

        Answer head = steward("HEAD", "/" + container + "/missing").send();
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.code()).isEqualTo("BlobNotFound");
        assertThat(head.header("Content-Type")).isEmpty();
    }

    @Test
    void whatTellsOperationsApartIsComparedWithoutCase() throws IOException {
        assertThat(steward("GET", "/" + container + "?restype=Container&comp=LIST")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void compIsComparedWithoutCase() throws IOException {
        put("a", "x");
        assertThat(steward("GET", "?comp=LIST").send().text()).contains("<Containers>");
        assertThat(steward("GET", "/" + container + "?restype=container&comp=List")
                        .send()
                        .text())
                .contains("<Blobs>");
        assertThat(get("a?comp=BlockList").text()).contains("<CommittedBlocks>");
        assertThat(steward("GET", "?restype=service&comp=Properties").send().text())
                .contains("<StorageServiceProperties>");
        Answer lite = client.request("GET", "/" + A + "?comp=LIST")
                .signedLite(A, house.keys.steward().base64())
                .send();
        assertThat(lite.status()).isEqualTo(200);
        for (String spelled : List.of("immutabilityPolicies", "immutabilitypolicies")) {
            assertThat(steward("DELETE", "/" + container + "/a?comp=" + spelled)
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void accountInformationIsAnsweredAtEveryLevel() throws IOException {
        for (String path : List.of("", "/" + container, "/" + container + "/b")) {
            for (String method : List.of("GET", "HEAD")) {
                Answer answer = steward(method, path + "?restype=account&comp=properties")
                        .send();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("x-ms-is-hns-enabled")).hasValue("false");
                assertThat(answer.header("x-ms-account-kind")).hasValue("StorageV2");
            }
        }
    }

    @Test
    void operationsOfTheApiThatAreNotBuiltAreNamed() throws IOException {
        Unimplemented.all().forEach((route, operation) -> {
            String path = switch (route.level()) {
                case ACCOUNT -> "";
                case CONTAINER -> "/" + container;
                case BLOB -> "/" + container + "/b";
            };
            String query =
                    (route.restype().isEmpty() ? "?" : "?restype=" + route.restype() + "&") + "comp=" + route.comp();
            String[] source = route.source() == Route.Source.URL
                    ? new String[] {"x-ms-copy-source", "http://x/y/z"}
                    : new String[0];
            try {
                Answer answer = steward(route.method(), path + query, source).send();
                assertThat(answer.status()).as(operation.name()).isEqualTo(501);
                assertThat(answer.code()).isEqualTo("NotImplemented");
                assertThat(answer.text()).contains(operation.name());
            } catch (IOException e) {
                throw new AssertionError(operation.name(), e);
            }
        });
        Answer smart = put("b", "x", "x-ms-access-tier", "Smart");
        assertThat(smart.code()).isEqualTo("InvalidHeaderValue");
        assertThat(smart.text()).contains("there is no Smart here");
        assertThat(put("b", "x", "x-ms-access-tier", "Hot").status()).isEqualTo(201);
        assertThat(steward("PUT", "/" + container + "/b?comp=block&blockid=MD", "x".getBytes(UTF_8))
                        .send()
                        .code())
                .as("a block id without its padding")
                .isEqualTo("InvalidQueryParameterValue");
        for (String version : List.of("1", "2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z")) {
            refused(get("b?versionid=" + version), 400, "InvalidQueryParameterValue", version);
        }
        String moment = "2026-01-01T00:00:00.0000000Z";
        assertThat(get("b?versionid=" + moment + "&snapshot=" + moment).code())
                .isEqualTo("MutuallyExclusiveQueryParameters");
    }

    @Test
    void whatIsNoOperationIsRefused() throws IOException {
        Answer wrongMethod = steward("POST", "/" + container + "/b").send();
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Allow")).hasValue("DELETE, GET, HEAD, PUT");
        assertThat(steward("DELETE", "/" + container + "/b?comp=tags").send().header("Allow"))
                .hasValue("GET, PUT");
        assertThat(steward("GET", "/" + container + "/b?comp=nonsense").send().header("Allow"))
                .isEmpty();
        assertThat(steward("DELETE", "/" + container + "/b?comp=tags").send().status())
                .isEqualTo(405);
        assertThat(steward("GET", "/" + container + "/b?comp=nonsense").send().code())
                .isEqualTo("InvalidQueryParameterValue");
        assertThat(client.request("OPTIONS", "/" + A + "/" + container)
                        .with("Origin", "http://x")
                        .with("Access-Control-Request-Method", "GET")
                        .send()
                        .code())
                .isEqualTo("CorsPreflightFailure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DefaultServiceVersion>soon</DefaultServiceVersion>",
                "<Cors><CorsRule><AllowedOrigins>*</AllowedOrigins><AllowedMethods>SELL</AllowedMethods></CorsRule></Cors>",
                "<DeleteRetentionPolicy><Enabled>true</Enabled><Days>366</Days></DeleteRetentionPolicy>",
                "<DeleteRetentionPolicy><Enabled>perhaps</Enabled></DeleteRetentionPolicy>",
            })
    void servicePropertiesThatMeanNothingAreRefused(String part) throws IOException {
        String document = "<StorageServiceProperties>" + part + "</StorageServiceProperties>";
        assertThat(steward("PUT", "?restype=service&comp=properties", document.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(400);
    }
}
