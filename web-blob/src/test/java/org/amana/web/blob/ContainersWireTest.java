package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.amana.web.blob.WireClient.Answer;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a container keeps, and how its blobs are listed.
final class ContainersWireTest extends OpenHouse {
    @Test
    void containersKeepPropertiesMetadataAndPolicies() throws IOException {
        String path = "/" + container + "?restype=container";
        assertThat(steward("PUT", path + "&comp=metadata", "x-ms-meta-FooBar", "v")
                        .send()
                        .status())
                .isEqualTo(200);
        Answer properties = steward("HEAD", path).send();
        assertThat(properties.headers())
                .contains(new Header("x-ms-meta-FooBar", "v"), new Header("x-ms-lease-state", "available"));
        String acl = "<SignedIdentifiers><SignedIdentifier><Id>p&amp;q</Id><AccessPolicy><Expiry>2026-12-01</Expiry>"
                + "<Permission>r</Permission></AccessPolicy></SignedIdentifier></SignedIdentifiers>";
        assertThat(steward("PUT", path + "&comp=acl", acl.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(steward("GET", path + "&comp=acl").send().text())
                .endsWith(acl.replace("2026-12-01", "2026-12-01T00:00:00.0000000Z"));
        assertThat(steward(
                                "PUT",
                                path + "&comp=acl",
                                acl.replace("2026-12-01", "soon").getBytes(UTF_8))
                        .send()
                        .code())
                .isEqualTo("InvalidXmlDocument");
        assertThat(steward("PUT", "/public?restype=container", "x-ms-blob-public-access", "blob")
                        .send()
                        .code())
                .isEqualTo("PublicAccessNotPermitted");
        assertThat(steward(
                                "PUT",
                                "/public?restype=container",
                                "x-ms-blob-public-access",
                                "blob",
                                "x-ms-meta-no-name",
                                "a")
                        .send()
                        .code())
                .isEqualTo("InvalidMetadata");
        assertThat(steward("PUT", path).send().code()).isEqualTo("ContainerAlreadyExists");
        assertThat(steward("DELETE", path).send().status()).isEqualTo(202);
        assertThat(steward("GET", path).send().code()).isEqualTo("ContainerNotFound");
    }

    @ParameterizedTest
    @CsvSource({"rwl, 200", "racwdxltmeopyif, 200", "wr, 400", "rr, 400", "rz, 400", "R, 400", "xr, 200"})
    void permissionsOfAPolicyAreInOrderAndOnce(String permissions, int status) throws IOException {
        String policies = "<SignedIdentifiers><SignedIdentifier><Id>p</Id><AccessPolicy><Permission>" + permissions
                + "</Permission></AccessPolicy></SignedIdentifier><SignedIdentifier><Id>empty</Id></SignedIdentifier>"
                + "</SignedIdentifiers>";
        String acl = "/" + container + "?restype=container&comp=acl";
        Answer set = steward("PUT", acl, policies.getBytes(UTF_8)).send();
        assertThat(set.status()).as(set.toString()).isEqualTo(status);
        if (status == 200) {
            assertThat(steward("GET", acl).send().text())
                    .contains("<SignedIdentifier><Id>empty</Id></SignedIdentifier>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01, 2020-01-01T00:00:00.0000000Z",
        "2020-01-01T02:03Z, 2020-01-01T02:03:00.0000000Z",
        "2020-01-01T02:03:04Z, 2020-01-01T02:03:04.0000000Z",
        "2020-01-01T02:03:04.5Z, 2020-01-01T02:03:04.5000000Z",
        "2020-01-01T02:03:04.1234567Z, 2020-01-01T02:03:04.1234567Z"
    })
    void timesOfAPolicyAreGivenBackWithSevenDecimals(String sent, String told) throws IOException {
        String policies = "<SignedIdentifiers><SignedIdentifier><Id>p</Id><AccessPolicy><Start>" + sent
                + "</Start><Expiry>" + sent + "</Expiry></AccessPolicy></SignedIdentifier></SignedIdentifiers>";
        String acl = "/" + container + "?restype=container&comp=acl";
        assertThat(steward("PUT", acl, policies.getBytes(UTF_8)).send().status())
                .isEqualTo(200);
        assertThat(steward("GET", acl).send().text())
                .contains("<Start>" + told + "</Start><Expiry>" + told + "</Expiry>");
    }

    @Test
    void listingsAreFlatOrByHierarchyAndPaged() throws IOException {
        for (String name : List.of("a/1", "a/2", "b", "c/d/e", "f")) {
            put(name, name);
        }
        String base = "/" + container + "?restype=container&comp=list";
        String flat = steward("GET", base).send().text();
        assertThat(flat)
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\"")
                .contains("ContainerName=\"" + container + "\"")
                .endsWith("</Blobs><NextMarker /></EnumerationResults>")
                .containsSubsequence("<Name>a/1</Name>", "<Name>a/2</Name>", "<Name>b</Name>", "<Name>c/d/e</Name>")
                .containsPattern("<Etag>0x[0-9A-F]+</Etag>");
        String tree = steward("GET", base + "&delimiter=%2F").send().text();
        assertThat(tree)
                .contains("<BlobPrefix><Name>a/</Name></BlobPrefix>", "<BlobPrefix><Name>c/</Name></BlobPrefix>")
                .doesNotContain("<Name>a/1</Name>");
        String page =
                steward("GET", base + "&delimiter=%2F&maxresults=2").send().text();
        assertThat(page).contains("<Name>a/</Name>", "<Name>b</Name>").doesNotContain("<Name>c/</Name>");
        String marker = page.replaceAll("(?s).*<NextMarker>(.*)</NextMarker>.*", "$1");
        String next = steward("GET", base + "&delimiter=%2F&maxresults=2&marker=" + Percent.encode(marker, ""))
                .send()
                .text();
        assertThat(next).contains("<Name>c/</Name>", "<Name>f</Name>", "<NextMarker />");
        put("a%20dir/x", "x");
        assertThat(steward("GET", base + "&prefix=a+dir%2F").send().text()).contains("<Name>a dir/x</Name>");
        assertThat(steward("GET", base + "&maxresults=0").send().code()).isEqualTo("OutOfRangeQueryParameterValue");
        assertThat(steward("GET", base + "&include=everything").send().code()).isEqualTo("InvalidQueryParameterValue");
    }

    @Test
    void ofADeletedBlobWithVersionsTheNewestIsToldAndWhenItWasDeleted() throws IOException {
        house.keepVersions();
        try {
            put("a/1", "x");
            String last = put("a", "hello", "x-ms-meta-Foo", "bar", "x-ms-blob-content-type", "text/x-hello")
                    .header("x-ms-version-id")
                    .orElseThrow();
            String etag = get("a").header("ETag").orElseThrow().replace("\"", "");
            steward("DELETE", "/" + container + "/a").send();
            steward("DELETE", "/" + container + "/a/1").send();
            String base = "/" + container + "?restype=container&comp=list&delimiter=%2F&include=";

            String marker = steward("GET", base + "deletedwithversions").send().text();
            assertThat(marker)
                    .contains("<Blob><Name>a</Name><HasVersionsOnly>true</HasVersionsOnly><Properties>")
                    .contains("<Creation-Time>", "<Last-Modified>", "<Etag>" + etag + "</Etag>")
                    .contains("<Content-Length>5</Content-Length><Content-Type>text/x-hello</Content-Type>")
                    .contains("<Content-MD5>XUFAKrxLKna5cZ2REBfFkg==</Content-MD5>", "<BlobType>BlockBlob</BlobType>")
                    .contains("<AccessTier>Hot</AccessTier><AccessTierInferred>true</AccessTierInferred>")
                    .contains("<LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState>")
                    .contains("<ServerEncrypted>true</ServerEncrypted></Properties></Blob>")
                    .contains("<BlobPrefix><Name>a/</Name></BlobPrefix>")
                    .doesNotContain("<VersionId>", "<Metadata>");
            assertThat(steward("GET", base + "metadata,deletedwithversions")
                            .send()
                            .text())
                    .contains("</Properties><Metadata><Foo>bar</Foo></Metadata></Blob>");

            String both =
                    steward("GET", base + "versions,deletedwithversions").send().text();
            assertThat(both).contains("<Blob><Name>a</Name><VersionId>" + last + "</VersionId><Properties>");
            String own = between(
                    both.substring(both.indexOf(last) + last.length()), "<VersionId>", "</VersionId><HasVersionsOnly>");
            assertThat(own).isGreaterThan(last);
            assertThat(get("a?versionid=" + own).status()).isEqualTo(404);
            assertThat(steward("GET", base + "versions").send().text())
                    .contains("<VersionId>" + last, "<BlobPrefix><Name>a/</Name></BlobPrefix>")
                    .doesNotContain("HasVersionsOnly");
            assertThat(steward("GET", base + "metadata,deleted,uncommittedblobs,tags,copy")
                            .send()
                            .text())
                    .contains("<Blobs></Blobs>");
        } finally {
            house.safeguard(false, Duration.ZERO);
        }
    }

    @Test
    void whoRestoresAContainerIsToldWhichNameIsMissing() throws IOException {
        String name = "x-ms-deleted-container-name";
        String version = "x-ms-deleted-container-version";
        for (String place : List.of("", container)) {
            String target = "/" + place + "?restype=container&comp=undelete";
            refused(steward("PUT", target, name, "", version, "").send(), 400, "MissingRequiredHeader", name);
            refused(steward("PUT", target, name, "gone", version, "").send(), 400, "MissingRequiredHeader", version);
        }
        Answer nowhere = steward("PUT", "/?restype=container&comp=undelete", name, "gone", version, "v")
                .send();
        assertThat(nowhere.status()).isEqualTo(400);
    }

    private static String between(String text, String first, String last) {
        int begin = text.indexOf(first) + first.length();
        return text.substring(begin, text.indexOf(last, begin));
    }

    @Test
    void aListingThatCannotEndWhereItShouldIsRefused() throws IOException {
        assertThat(steward("GET", "/" + container + "?restype=container&comp=list&startFrom=a&endBefore=b")
                        .send()
                        .code())
                .isEqualTo("UnsupportedQueryParameter");
    }

    @Test
    void filesAndDirectoriesAreNotToldApartInAFlatNamespace() throws IOException {
        Answer answer = steward("GET", "/" + container + "?restype=container&comp=list&showonly=files")
                .send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("UnsupportedQueryParameter");
    }
}
