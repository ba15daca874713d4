package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaders;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.blob.specialized.SpecializedBlobClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.common.sas.SasIpRange;
import com.azure.storage.common.sas.SasProtocol;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the Azure SDK signs, we must understand.
class SasTest {
    private static final byte[] SECRET = "a secret of the account".getBytes(StandardCharsets.UTF_8);
    private static final StorageSharedKeyCredential KEY =
            new StorageSharedKeyCredential("acct", Base64.getEncoder().encodeToString(SECRET));
    private static final OffsetDateTime EXPIRY = OffsetDateTime.parse("2026-11-25T00:00:00Z");

    private static boolean isSigned(String query, Target target) {
        Sas sas = Sas.parse(Query.parse(query), _ -> "").orElseThrow();
        return new Signature(sas.terms().signature(), Set.of(sas.stringToSign(target))).test(SECRET);
    }

    private static Target blob(String name) {
        return new Target("acct", false, Level.BLOB, "con", name, "/acct/con/" + name);
    }

    private static BlockBlobClient client(String name, String snapshot) {
        return new SpecializedBlobClientBuilder()
                .endpoint("http://127.0.0.1:1/acct")
                .credential(KEY)
                .containerName("con")
                .blobName(name)
                .snapshot(snapshot)
                .buildBlockBlobClient();
    }

    @Test
    void ofABlobWithEveryField() {
        BlobServiceSasSignatureValues values = new BlobServiceSasSignatureValues(
                        EXPIRY, BlobSasPermission.parse("racwd"))
                .setStartTime(EXPIRY.minusDays(1))
                .setProtocol(SasProtocol.HTTPS_HTTP)
                .setSasIpRange(new SasIpRange().setIpMin("10.0.0.1").setIpMax("10.0.0.9"))
                .setCacheControl("no-cache")
                .setContentDisposition("attachment; filename=\"a b\"")
                .setContentEncoding("gzip")
                .setContentLanguage("ar")
                .setContentType("text/plain");
        String sas = client("dir/أمانة +%.txt", null).generateSas(values);
        assertThat(isSigned(sas, blob("dir/أمانة +%.txt"))).isTrue();
        assertThat(isSigned(sas, blob("dir/other"))).isFalse();
        assertThat(isSigned(sas.replace("sp=racwd", "sp=racwdx"), blob("dir/أمانة +%.txt")))
                .isFalse();
        assertThat(isSigned(sas.replace("rsct=text", "rsct=texx"), blob("dir/أمانة +%.txt")))
                .isFalse();
    }

    @Test
    void ofASnapshotAndOfAStoredPolicy() {
        String snapshot = "2026-11-24T03:00:00.1234567Z";
        String sas = client("b", snapshot)
                .generateSas(new BlobServiceSasSignatureValues(EXPIRY, BlobSasPermission.parse("r")));
        assertThat(sas).contains("sr=bs");
        assertThat(isSigned(sas + "&snapshot=" + snapshot, blob("b"))).isTrue();
        assertThat(isSigned(sas + "&snapshot=" + snapshot.replace('7', '8'), blob("b")))
                .isFalse();
        assertThat(isSigned(sas, blob("b"))).isFalse();

        String named = client("b", null).generateSas(new BlobServiceSasSignatureValues("policy"));
        assertThat(isSigned(named, blob("b"))).isTrue();
    }

    @Test
    void ofAContainer() {
        String sas = new com.azure.storage.blob.BlobContainerClientBuilder()
                .endpoint("http://127.0.0.1:1/acct")
                .credential(KEY)
                .containerName("con")
                .buildClient()
                .generateSas(new BlobServiceSasSignatureValues(EXPIRY, BlobContainerSasPermission.parse("rl")));
        assertThat(isSigned(sas, blob("anything"))).isTrue();
        assertThat(isSigned(sas, new Target("acct", false, Level.CONTAINER, "con", "", "/acct/con")))
                .isTrue();
        assertThat(isSigned(sas, new Target("acct", false, Level.CONTAINER, "com", "", "/acct/com")))
                .isFalse();
    }

    @Test
    void ofAnAccount() {
        AccountSasSignatureValues values = new AccountSasSignatureValues(
                        EXPIRY,
                        AccountSasPermission.parse("rwdlac"),
                        AccountSasService.parse("bf"),
                        AccountSasResourceType.parse("sco"))
                .setStartTime(EXPIRY.minusHours(3))
                .setSasIpRange(SasIpRange.parse("10.0.0.1"))
                .setEncryptionScope("scope");
        String sas = new com.azure.storage.blob.BlobServiceClientBuilder()
                .endpoint("http://127.0.0.1:1/acct")
                .credential(KEY)
                .buildClient()
                .generateAccountSas(values);
        assertThat(isSigned(sas, blob("b"))).isTrue();
        assertThat(isSigned(sas.replace("srt=sco", "srt=so"), blob("b"))).isFalse();
    }

    /// Layouts that today's SDK no longer makes, written down from Azure's documentation.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "|r\n\nE\n/acct/con/b\n",
                "2012-02-12|r\n\nE\n/acct/con/b\n\n2012-02-12",
                "2013-08-15|r\n\nE\n/acct/con/b\n\n2013-08-15\n\n\n\n\nT",
                "2015-02-21|r\n\nE\n/blob/acct/con/b\n\n2015-02-21\n\n\n\n\nT",
                "2015-04-05|r\n\nE\n/blob/acct/con/b\n\nI\nhttps\n2015-04-05\n\n\n\n\nT",
                "2018-11-09|r\n\nE\n/blob/acct/con/b\n\nI\nhttps\n2018-11-09\nb\n\n\n\n\n\nT",
                "2020-12-06|r\n\nE\n/blob/acct/con/b\n\nI\nhttps\n2020-12-06\nb\n\nS\n\n\n\n\nT",
                "2030-01-01|r\n\nE\n/blob/acct/con/b\n\nI\nhttps\n2030-01-01\nb\n\nS\n\n\n\n\nT"
            })
    void theVersionOfTheSignatureDecidesWhatIsSigned(String example) {
        List<String> parts = List.of(example.split("\\|"));
        Sas sas = Sas.parse(
                        Query.parse("sv=" + parts.get(0) + "&sr=b&sp=r&se=E&sip=I&spr=https&ses=S&rsct=T&sig=x"),
                        _ -> "")
                .orElseThrow();
        assertThat(sas.stringToSign(blob("b"))).isEqualTo(parts.get(1));
    }

    @Test
    void sharedKeyOfTheSdkMatchesAlsoWithOddHeaderNames() throws Exception {
        java.util.Map<String, String> sent = java.util.Map.of(
                "x-ms-date", "Tue, 24 Nov 2026 03:00:00 GMT",
                "x-ms-version", "2026-10-06",
                "x-ms-meta-a_b", "1",
                "x-ms-meta-a1", "2",
                "x-ms-meta-ab", "3",
                "Content-Length", "11");
        HttpHeaders headers = new HttpHeaders();
        sent.forEach((name, value) -> headers.set(com.azure.core.http.HttpHeaderName.fromString(name), value));
        String authorization = KEY.generateAuthorizationHeader(
                java.net
                        .URI
                        .create("http://127.0.0.1:1/acct/con/a%2Fb?comp=block&blockid=AA%2B%3D&timeout=901")
                        .toURL(),
                "PUT",
                headers,
                false);
        Signable request = new Signable(
                "PUT",
                sent.entrySet().stream()
                        .map(entry -> new org.amana.web.http.Header(entry.getKey(), entry.getValue()))
                        .toList(),
                "/acct/con/a%2Fb",
                Query.parse("comp=block&blockid=AA%2B%3D&timeout=901"),
                ServiceVersion.NEWEST);
        SharedKey key = SharedKey.parse(authorization).orElseThrow();
        assertThat(new Signature(key.signature(), key.stringsToSign(request, blob("a/b"))).test(SECRET))
                .isTrue();
    }
}
