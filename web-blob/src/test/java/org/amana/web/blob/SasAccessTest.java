package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.common.sas.SasIpRange;
import com.azure.storage.common.sas.SasProtocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.verifier.Entry;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signatures made by the Azure SDK, used on the wire.
class SasAccessTest {
    private static House house;
    private static BlobServiceClient service;
    private static BlobContainerClient container;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new House(folder, InstantSource.system());
        service = new BlobServiceClientBuilder()
                .endpoint(house.endpoint())
                .httpClient(new JdkHttpClientBuilder().build())
                .credential(new StorageSharedKeyCredential(
                        House.ACCOUNT, house.keys.steward().base64()))
                .buildClient();
        container = service.createBlobContainer("con");
        container.getBlobClient("a b").upload(new ByteArrayInputStream("hello".getBytes(UTF_8)), 5);
        container.getBlobClient("other").upload(new ByteArrayInputStream("other".getBytes(UTF_8)), 5);
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    private static Answer send(String method, String path, String sas, String... headers) throws IOException {
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request(method, "/" + House.ACCOUNT + path + (path.contains("?") ? "&" : "?") + sas)
                    .with(headers)
                    .send();
        }
    }

    private static BlobServiceSasSignatureValues blob(String permissions) {
        return new BlobServiceSasSignatureValues(now().plusHours(1), BlobSasPermission.parse(permissions));
    }

    private static String sign(BlobServiceSasSignatureValues values) {
        return container.getBlobClient("a b").generateSas(values);
    }

    @Test
    void aBlobIsReadAndItsHeadersOverridden() throws IOException {
        String sas = sign(blob("r")
                .setContentType("text/x")
                .setContentDisposition("attachment")
                .setCacheControl("q"));
        Answer answer = send("GET", "/con/a%20b", sas);
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.header("Content-Type")).hasValue("text/x");
        assertThat(answer.header("Content-Disposition")).hasValue("attachment");
        assertThat(answer.header("Cache-Control")).hasValue("q");
        assertThat(send("GET", "/con/other", sas).code()).isEqualTo("AuthenticationFailed");
    }

    @Test
    void whatIsNotPermittedIsRefusedOnTheRecord() throws IOException {
        String sas = sign(blob("r"));
        long before = house.ledger.size();
        Answer answer = send("DELETE", "/con/a%20b", sas);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("AuthorizationPermissionMismatch");
        assertThat(answer.text()).contains("permits r, not d");
        assertThat(house.ledger.size()).isEqualTo(before + 1);
        assertThat(send("GET", "/con?restype=container&comp=list", sas).status())
                .isEqualTo(403);
    }

    @Test
    void aSignatureToCreateDoesNotOverwrite() throws IOException {
        String sas = container.getBlobClient("new").generateSas(blob("c"));
        assertThat(send("PUT", "/con/new", sas, "x-ms-blob-type", "BlockBlob").status())
                .isEqualTo(201);
        for (String[] condition : new String[][] {{}, {"If-Match", "*"}, {"If-None-Match", "*"}}) {
            String[] headers = Stream.concat(Stream.of("x-ms-blob-type", "BlockBlob"), Stream.of(condition))
                    .toArray(String[]::new);
            Answer refused = send("PUT", "/con/new", sas, headers);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("UnauthorizedBlobOverwrite");
        }
    }

    @Test
    void blocksNeedTheLetterToWriteThoughTheyMakeANewBlob() throws IOException {
        for (String comp : List.of("block&blockid=AAAA", "blocklist")) {
            for (String[] headers : new String[][] {{}, {"x-ms-copy-source", "http://127.0.0.1:1/con/a"}}) {
                Answer refused = send(
                        "PUT",
                        "/con/blocks?comp=" + comp,
                        container.getBlobClient("blocks").generateSas(blob("ac")),
                        headers);
                assertThat(refused.status()).as(comp).isEqualTo(403);
                assertThat(refused.code()).as(comp).isEqualTo("AuthorizationPermissionMismatch");
                assertThat(refused.text()).as(comp).contains("permits ac, not w");
            }
            String writing = container.getBlobClient("blocks").generateSas(blob("w"));
            assertThat(send("PUT", "/con/blocks?comp=" + comp, writing).status())
                    .as(comp)
                    .isEqualTo(400);
        }
    }

    @Test
    void tagsNeedALetterOfTheirOwn() throws IOException {
        String sas = container.getBlobClient("tagged").generateSas(blob("cw"));
        assertThat(send("PUT", "/con/tagged", sas, "x-ms-blob-type", "BlockBlob", "x-ms-tags", "a=b")
                        .code())
                .isEqualTo("AuthorizationPermissionMismatch");
        refusedBySignature();
        String withTags = container.getBlobClient("tagged").generateSas(blob("cwt"));
        assertThat(send("PUT", "/con/tagged", withTags, "x-ms-blob-type", "BlockBlob", "x-ms-tags", "a=b")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatNoSignatureOfItsKindPermitsIsAnAuthorizationFailure() throws IOException {
        String sas = container.generateSas(
                new BlobServiceSasSignatureValues(now().plusHours(1), BlobContainerSasPermission.parse("rl")));
        assertThat(send("GET", "/con?restype=container", sas).code()).isEqualTo("AuthorizationFailure");
    }

    @Test
    void fieldsThatMustBeThereAreNamed() throws IOException {
        String sas = container.getBlobClient("a b").generateSas(blob("r"));
        for (String field : List.of("sr", "sp", "se")) {
            String without = Stream.of(sas.split("&"))
                    .filter(it -> !it.startsWith(field + "="))
                    .collect(Collectors.joining("&"));
            Answer refused = send("GET", "/con/a%20b", without);
            assertThat(refused.code()).isEqualTo("AuthenticationFailed");
            assertThat(refused.text())
                    .contains("<AuthenticationErrorDetail>" + field + " is mandatory. Cannot be empty<");
        }
    }

    @Test
    void timesAddressesAndProtocolsAreObserved() throws IOException {
        OffsetDateTime now = now();
        Answer expired = send(
                "GET",
                "/con/a%20b",
                sign(new BlobServiceSasSignatureValues(now.minusMinutes(1), BlobSasPermission.parse("r"))));
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.code()).isEqualTo("AuthenticationFailed");
        assertThat(expired.text()).contains("Signature not valid in the specified time frame");
        assertThat(send("GET", "/con/a%20b", sign(blob("r").setStartTime(now.plusMinutes(5))))
                        .code())
                .isEqualTo("AuthenticationFailed");
        Answer elsewhere =
                send("GET", "/con/a%20b", sign(blob("r").setSasIpRange(SasIpRange.parse("10.0.0.1-10.0.0.9"))));
        assertThat(elsewhere.code()).isEqualTo("AuthorizationSourceIPMismatch");
        assertThat(elsewhere.text())
                .contains("<Message>This request is not authorized to perform this operation using this source IP"
                        + " 127.0.0.1.\n");
        assertThat(send("GET", "/con/a%20b", sign(blob("r").setSasIpRange(SasIpRange.parse("127.0.0.1"))))
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/con/a%20b", sign(blob("r").setProtocol(SasProtocol.HTTPS_ONLY)))
                        .code())
                .isEqualTo("AuthorizationProtocolMismatch");
    }

    /// Whatever a signature says is signed; what it repeats, or spells otherwise, changes nothing.
    @Test
    void aSignatureCannotBeWidened() throws IOException {
        container.getBlobClient("other").createSnapshot();
        String sas = sign(blob("r")
                .setStartTime(now().minusMinutes(1))
                .setSasIpRange(SasIpRange.parse("127.0.0.1"))
                .setProtocol(SasProtocol.HTTPS_HTTP));
        assertThat(send("GET", "/con/a%20b", sas).status()).isEqualTo(200);
        for (String change : List.of(
                "sp=r/sp=rwd",
                "sp=r/sp=",
                "sr=b/sr=c",
                "sr=b/sr=bs",
                "sip=127.0.0.1/sip=0.0.0.0-255.255.255.255",
                "sip=127.0.0.1/sip=",
                "spr=https%2Chttp/spr=https",
                "se=20/se=21",
                "st=20/st=19",
                "sv=20/sv=19",
                "sv=/x=",
                "sp=r/SP=rwd",
                "sp=r/%73p=rwd",
                "sp=r/sp=r%0A",
                "sp=r/sp=rwd&sp=r",
                "sr=b/sr=b&si=policy",
                "sr=b/sr=b&rscd=attachment",
                "sr=b/ss=b&srt=sco&sr=b",
                "sig=/sig=A",
                "sig=/sig=%00")) {
            String[] fromTo = change.split("/");
            String altered = sas.replace(fromTo[0], fromTo[1]);
            assertThat(altered).as(change).isNotEqualTo(sas);
            Answer answer = send("GET", "/con/a%20b", altered);
            assertThat(answer.status()).as(change).isEqualTo(403);
            assertThat(answer.code()).as(change).isEqualTo("AuthenticationFailed");
        }
        for (String more : List.of("&sp=rwd", "&SP=rwd", "&sr=c", "&se=2999-01-01", "&ses=x", "&sig=AAAA")) {
            assertThat(send("DELETE", "/con/a%20b", sas + more).status())
                    .as(more)
                    .isEqualTo(403);
            assertThat(send("GET", "/con/other", sas + more).status()).as(more).isEqualTo(403);
            assertThat(send("PUT", "/con/a%20b", sas + more, "x-ms-blob-type", "BlockBlob")
                            .status())
                    .as(more)
                    .isEqualTo(403);
        }
        assertThat(send("GET", "/con/a%20b", sas).text()).isEqualTo("hello");
    }

    /// Line breaks in a name of the URL could take the place of fields of the text that was signed.
    @Test
    void namesCannotTakeThePlaceOfSignedFields() throws IOException {
        String sas = sign(blob("r"));
        for (String name : List.of("a%20b%0A", "a%20b%0A%0A%0A", "a%20b%0Asi%0A", "%0Aa%20b")) {
            assertThat(send("GET", "/con/" + name, sas).code()).isEqualTo("AuthenticationFailed");
            assertThat(send("GET", "/con/" + name, sas.replaceAll("sv=[^&]*&", ""))
                            .code())
                    .isEqualTo("AuthenticationFailed");
        }
    }

    @Test
    void overridesCannotBreakOutOfTheirHeader() throws IOException {
        String sas =
                sign(blob("r").setContentDisposition("x\r\nSet-Cookie: a=b").setContentLanguage("\u0001\u0000"));
        Answer answer = send("GET", "/con/a%20b", sas);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.code()).isEqualTo("InvalidQueryParameterValue");
    }

    private static String scoped(String scope) {
        return new BlobContainerClientBuilder()
                .endpoint(house.endpoint())
                .credential(new StorageSharedKeyCredential(
                        House.ACCOUNT, house.keys.steward().base64()))
                .containerName("con")
                .encryptionScope(scope)
                .buildClient()
                .getBlobClient("scoped")
                .generateSas(blob("rwc"));
    }

    /// Azure: *Create a service SAS*, `ses`. What is read is read in the scope that it is in.
    @Test
    void theEncryptionScopeOfASignatureIsThatOfWrites() throws IOException {
        house.addScope("ours");
        house.addScope("theirs");
        String ours = scoped("ours");
        assertThat(ours).contains("ses=ours");
        Answer written = send("PUT", "/con/scoped", ours, "x-ms-blob-type", "BlockBlob");
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.header("x-ms-encryption-scope")).contains("ours");
        assertThat(send("GET", "/con/scoped", scoped("theirs")).header("x-ms-encryption-scope"))
                .contains("ours");
        Answer same = send("PUT", "/con/scoped", ours, "x-ms-blob-type", "BlockBlob", "x-ms-encryption-scope", "ours");
        assertThat(same.status()).isEqualTo(201);
        Answer other =
                send("PUT", "/con/scoped", ours, "x-ms-blob-type", "BlockBlob", "x-ms-encryption-scope", "theirs");
        assertThat(other.code()).isEqualTo("AuthorizationPermissionMismatch");
        refusedBySignature();
        assertThat(send("PUT", "/con/scoped", scoped("nobodys"), "x-ms-blob-type", "BlockBlob")
                        .code())
                .isEqualTo("EncryptionScopeNotFound");
    }

    @Test
    void aDirectorysSignatureServesWhatIsInIt() throws IOException {
        container.getBlobClient("logs/today/a").upload(new ByteArrayInputStream("in it".getBytes(UTF_8)), 5);
        String sas =
                container.getBlobClient("logs/today").generateSas(blob("rl").setDirectory(true));
        assertThat(sas).contains("sr=d");
        assertThat(send("GET", "/con/logs/today/a", sas).text()).isEqualTo("in it");
        assertThat(send("GET", "/con/other", sas).status()).isEqualTo(403);
        String list = "/con?restype=container&comp=list&prefix=logs%2Ftoday";
        assertThat(send("GET", list + "%2F", sas).text()).contains("logs/today/a");
        assertThat(send("GET", list, sas).status()).isEqualTo(403);
    }

    @Test
    void aSignatureLivesAtMostSevenDays() throws IOException {
        OffsetDateTime now = now();
        BlobServiceSasSignatureValues month =
                new BlobServiceSasSignatureValues(now.plusDays(30), BlobSasPermission.parse("r"));
        Answer refused = send("GET", "/con/a%20b", sign(month));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        assertThat(refused.text()).contains("7 days");
        BlobServiceSasSignatureValues week =
                new BlobServiceSasSignatureValues(now.plusDays(6), BlobSasPermission.parse("r"));
        assertThat(send("GET", "/con/a%20b", sign(week)).status()).isEqualTo(200);
        assertThat(send("GET", "/con/a%20b", sign(week.setStartTime(now.minusDays(2))))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aStoredPolicyIsRevocable() throws IOException {
        String sas = container.generateSas(new BlobServiceSasSignatureValues("policy"));
        assertThat(send("GET", "/con/other", sas).code()).isEqualTo("AuthenticationFailed");
        container.setAccessPolicy(
                null,
                List.of(new BlobSignedIdentifier()
                        .setId("policy")
                        .setAccessPolicy(new BlobAccessPolicy()
                                .setExpiresOn(now().plusHours(1))
                                .setPermissions("rl"))));
        assertThat(send("GET", "/con/other", sas).text()).isEqualTo("other");
        assertThat(send("GET", "/con?restype=container&comp=list", sas).status())
                .isEqualTo(200);
        assertThat(send("DELETE", "/con/other", sas).code()).isEqualTo("AuthorizationPermissionMismatch");
        String both = container.generateSas(
                new BlobServiceSasSignatureValues(now().plusHours(1), BlobContainerSasPermission.parse("r"))
                        .setIdentifier("policy"));
        assertThat(send("GET", "/con/other", both).code()).isEqualTo("AuthenticationFailed");
        container.setAccessPolicy(null, List.of());
        assertThat(send("GET", "/con/other", sas).code()).isEqualTo("AuthenticationFailed");
    }

    @Test
    void aStoredPolicyThatIsTakenAwayEndsWhatIsUnderWay() throws IOException {
        BlobAccessPolicy writing = new BlobAccessPolicy().setPermissions("cw").setExpiresOn(now().plusHours(1));
        container.setAccessPolicy(
                null, List.of(new BlobSignedIdentifier().setId("writers").setAccessPolicy(writing)));
        String sas = container.generateSas(new BlobServiceSasSignatureValues("writers"));
        try (WireClient client = new WireClient(house.server.port())) {
            client.request("PUT", "/" + House.ACCOUNT + "/con/long?" + sas)
                    .with("x-ms-blob-type", "BlockBlob")
                    .with("Expect", "100-continue")
                    .body(new byte[200])
                    .begin();
            assertThat(client.read(false).status()).isEqualTo(100);
            container.setAccessPolicy(null, List.of());
            Answer answer = client.write(new byte[200]).read(false);
            assertThat(answer.code()).isEqualTo("AuthorizationPermissionMismatch");
            assertThat(answer.text()).contains("The stored access policy writers was changed or taken away");
        }
        assertThat(house.ledger.entry(house.ledger.size() - 1).text("dec")).isEqualTo("deny");
        assertThat(container.getBlobClient("long").exists()).isFalse();
    }

    @Test
    void snapshotsHaveSignaturesOfTheirOwn() throws IOException {
        var snapshot = container.getBlobClient("a b").createSnapshot();
        String sas = snapshot.generateSas(blob("r"));
        String path = "/con/a%20b?snapshot=" + snapshot.getSnapshotId();
        assertThat(send("GET", path, sas).text()).isEqualTo("hello");
        assertThat(send("GET", "/con/a%20b", sas).code()).isEqualTo("AuthenticationFailed");
    }

    @Test
    void accountSignaturesAreForServicesTypesAndPermissions() throws IOException {
        assertThat(account("bf", "sco", "rl", "GET", "?comp=list").status()).isEqualTo(200);
        assertThat(account("f", "sco", "rl", "GET", "?comp=list").code()).isEqualTo("AuthorizationServiceMismatch");
        assertThat(account("b", "co", "rl", "GET", "?comp=list").code()).isEqualTo("AuthorizationResourceTypeMismatch");
        assertThat(account("b", "sco", "r", "GET", "?comp=list").code()).isEqualTo("AuthorizationPermissionMismatch");
        assertThat(account("b", "o", "r", "GET", "/con/a%20b").text()).isEqualTo("hello");
        assertThat(account("b", "c", "w", "PUT", "/made?restype=container").status())
                .isEqualTo(201);
        assertThat(account("b", "sco", "rwdlac", "GET", "/con?restype=container&comp=acl")
                        .code())
                .isEqualTo("AuthorizationFailure");
    }

    private static Answer account(String services, String types, String permissions, String method, String path)
            throws IOException {
        return send(method, path, account(services, types, permissions));
    }

    private static String account(String services, String types, String permissions) {
        return service.generateAccountSas(new AccountSasSignatureValues(
                now().plusHours(1),
                AccountSasPermission.parse(permissions),
                AccountSasService.parse(services),
                AccountSasResourceType.parse(types)));
    }

    /// As a recorded answer of the service has it: the batch asks for no letter, its parts for theirs.
    @Test
    void aBatchIsDoneWhateverItsSignaturePermitsAndItsPartsAreNot() throws IOException {
        container.getBlobClient("part").upload(new ByteArrayInputStream("part".getBytes(UTF_8)), 4);
        String path = "/" + House.ACCOUNT + "/con/part?";
        String creating = account("b", "sco", "rc");
        Answer refused = batch("?comp=batch&" + creating, path + creating, path + creating);
        assertThat(refused.status()).as(refused.text()).isEqualTo(202);
        assertThat(refused.text().split("\r\nHTTP/1.1 403 ", -1)).hasSize(3);
        assertThat(refused.text()).contains("x-ms-error-code: AuthorizationPermissionMismatch");
        assertThat(container.getBlobClient("part").exists()).isTrue();
        assertThat(batch("?comp=batch&" + account("f", "sco", "rwdc"), path + creating)
                        .code())
                .isEqualTo("AuthorizationServiceMismatch");

        String reading = container.generateSas(
                new BlobServiceSasSignatureValues(now().plusHours(1), BlobContainerSasPermission.parse("r")));
        Answer done =
                batch("/con?restype=container&comp=batch&" + reading, path + account("b", "o", "d"), path + reading);
        assertThat(done.status()).as(done.text()).isEqualTo(202);
        assertThat(done.text()).contains("\r\nHTTP/1.1 202 ", "\r\nHTTP/1.1 403 ");
        assertThat(container.getBlobClient("part").exists()).isFalse();
    }

    private static Answer batch(String target, String... deleted) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String path : deleted) {
            body.append("--batch_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                    .append("DELETE ")
                    .append(path)
                    .append(" HTTP/1.1\r\nContent-Length: 0\r\n\r\n\r\n");
        }
        try (WireClient client = new WireClient(house.server.port())) {
            return client.request("POST", "/" + House.ACCOUNT + target)
                    .with("Content-Type", "multipart/mixed; boundary=batch_1")
                    .body(body.append("--batch_1--\r\n").toString())
                    .send();
        }
    }

    @Test
    void aCopyBySignatureNeedsOneForItsSourceToo() throws IOException {
        String target = container.getBlobClient("copy").generateSas(blob("w"));
        String source = house.endpoint() + "/con/a%20b";
        assertThat(send("PUT", "/con/copy", target, "x-ms-copy-source", source).code())
                .isEqualTo("CannotVerifyCopySource");
        assertThat(send("PUT", "/con/copy", target, "x-ms-copy-source", source + "?" + sign(blob("w")))
                        .code())
                .isEqualTo("CannotVerifyCopySource");
        Answer copied = send("PUT", "/con/copy", target, "x-ms-copy-source", source + "?" + sign(blob("r")));
        assertThat(copied.status()).isEqualTo(202);
        assertThat(container.getBlobClient("copy").getProperties().getCopySource())
                .isEqualTo(source);
    }

    @Test
    void aDirectorysSignatureFindsNothingBesideIt() throws IOException {
        String sas = signedByHand("sv=2020-02-10&sr=d&sdd=1&sp=rlf&se=" + inAnHour(), "found/x");
        assertThat(send("GET", "/con?restype=container&comp=list&prefix=found%2F", sas)
                        .status())
                .isEqualTo(200);
        Answer answer = send("GET", "/con?restype=container&comp=blobs&prefix=found%2F&where=%22k%22%3D%27v%27", sas);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("AuthorizationPermissionMismatch");
    }

    /// A refusal by what a signature permits stands in the ledger as one.
    private static void refusedBySignature() {
        Entry entry = house.ledger.entry(house.ledger.size() - 1);
        assertThat(entry.text("dec")).isEqualTo("deny");
        assertThat(entry.texts("rule")).containsExactly("baseline/forbid/signature@1");
    }

    /// Versions and what is deleted for good have letters of their own.
    @Test
    void deletingNeedsTheLetterOfWhatIsDeleted() throws IOException {
        String sas = container.getBlobClient("gone").generateSas(blob("d"));
        assertThat(send("DELETE", "/con/gone", sas).status()).isEqualTo(404);
        for (String other : List.of("versionid=2026-01-01T00%3A00%3A00.0000000Z", "deletetype=permanent")) {
            assertThat(send("DELETE", "/con/gone?" + other, sas).code()).isEqualTo("AuthorizationPermissionMismatch");
            refusedBySignature();
        }
    }

    /// What an operation of its own needs a letter for, a header of another needs it for too.
    @Test
    void aWriteKeepsNothingForGoodWithoutTheLetter() throws IOException {
        String sas = container.getBlobClient("kept").generateSas(blob("cw"));
        for (String[] keeping : new String[][] {
            {"x-ms-immutability-policy-until-date", "Fri, 01 Jan 2100 00:00:00 GMT"}, {"x-ms-legal-hold", "true"}
        }) {
            Answer refused = send("PUT", "/con/kept", sas, "x-ms-blob-type", "BlockBlob", keeping[0], keeping[1]);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("AuthorizationPermissionMismatch");
            assertThat(refused.text()).contains("this needs i too");
            refusedBySignature();
        }
        String withLetter = container.getBlobClient("kept").generateSas(blob("cwi"));
        assertThat(send("PUT", "/con/kept", withLetter, "x-ms-blob-type", "BlockBlob", "x-ms-legal-hold", "true")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void conditionsOnTagsNeedTheLetterOfTags() throws IOException {
        container.getBlobClient("labelled").upload(new ByteArrayInputStream("tag".getBytes(UTF_8)), 3);
        container.getBlobClient("labelled").setTags(Map.of("k", "v"));
        String condition = "\"k\" = 'v'";
        String sas = container.getBlobClient("labelled").generateSas(blob("r"));
        assertThat(send("GET", "/con/labelled", sas, "x-ms-if-tags", condition).code())
                .isEqualTo("AuthorizationPermissionMismatch");
        refusedBySignature();
        String withLetter = container.getBlobClient("labelled").generateSas(blob("rt"));
        assertThat(send("GET", "/con/labelled", withLetter, "x-ms-if-tags", condition)
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/con/labelled", withLetter, "x-ms-if-tags", "\"k\" = 'w'")
                        .status())
                .isEqualTo(412);
    }

    /// A version that does not sign a field does not honour it: whoever has the link could have added it.
    @Test
    void whatAnOldVersionDoesNotSignDoesNotCount() throws IOException {
        String sas = signedByHand("sv=2012-02-12&sr=b&sp=r&se=" + inAnHour(), "other");
        Answer answer = send("GET", "/con/other", sas + "&rsct=text%2Fhtml&ses=nobodys");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/octet-stream");
    }

    private static String inAnHour() {
        return now().plusHours(1).withNano(0).toInstant().toString();
    }

    /// What the SDK would not sign any more, or at all.
    private static String signedByHand(String fields, String blob) {
        Sas unsigned = Sas.parse(Query.parse(fields + "&sig=AA=="), _ -> "").orElseThrow();
        Target target = new Target(House.ACCOUNT, false, Level.BLOB, "con", blob, "");
        byte[] signature = Signature.hmac(
                Base64.getDecoder().decode(house.keys.steward().base64()),
                unsigned.stringToSign(target).getBytes(UTF_8));
        return fields + "&sig=" + Base64.getEncoder().encodeToString(signature).replace("+", "%2B");
    }
}
