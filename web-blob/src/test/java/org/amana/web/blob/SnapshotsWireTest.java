package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;

/// Snapshots: what is read of them, what they tell, and how they go.
final class SnapshotsWireTest extends OpenHouse {
    @Test
    void snapshotsTellOfNoLease() throws IOException {
        put("a", "hello");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        assertThat(get("a?snapshot=" + snapshot).header("x-ms-lease-state")).isEmpty();
        assertThat(get("a").header("x-ms-lease-state")).hasValue("available");
        String listed = steward("GET", "/" + container + "?restype=container&comp=list&include=snapshots")
                .send()
                .text();
        assertThat(listed.split("<LeaseState>")).hasSize(2);
    }

    @Test
    void aSnapshotBringsNothingToEncryptButMetadata() throws IOException {
        put("a", "hello");
        String encrypted = "x-ms-request-server-encrypted";
        String path = "/" + container + "/a?comp=snapshot";
        assertThat(steward("PUT", path).send().header(encrypted)).hasValue("false");
        assertThat(steward("PUT", path, "x-ms-meta-k", "v").send().header(encrypted))
                .hasValue("true");
    }

    @Test
    void aSnapshotHasTagsOfItsOwn() throws IOException {
        put("a", "hello", "x-ms-tags", "k=then");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        setTag("a?comp=tags", "now");
        assertThat(get("a?comp=tags&snapshot=" + snapshot).text()).contains("<Value>then</Value>");
        setTag("a?comp=tags&snapshot=" + snapshot, "later");
        assertThat(get("a?comp=tags&snapshot=" + snapshot).text()).contains("<Value>later</Value>");
        assertThat(get("a?comp=tags").text()).contains("<Value>now</Value>");
    }

    private void setTag(String blob, String value) throws IOException {
        String tags = "<Tags><TagSet><Tag><Key>k</Key><Value>" + value + "</Value></Tag></TagSet></Tags>";
        assertThat(steward("PUT", "/" + container + "/" + blob, tags.getBytes(UTF_8))
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aSnapshotIsReadWithoutALeaseAndDeletedAlone() throws IOException {
        put("a", "hello");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        String lease = "00000000-0000-0000-0000-00000000000a";
        for (String comp : List.of("", "&comp=metadata", "&comp=tags", "&comp=blocklist", "&comp=pagelist")) {
            refused(
                    get("a?snapshot=" + snapshot + comp, "x-ms-lease-id", lease),
                    400,
                    "InvalidQueryParameterValue",
                    "snapshot");
        }
        String path = "/" + container + "/a?snapshot=" + snapshot;
        assertThat(steward("HEAD", path, "x-ms-lease-id", lease).send().status())
                .isEqualTo(400);
        for (String snapshots : List.of("include", "only")) {
            refused(
                    steward("DELETE", path, "x-ms-delete-snapshots", snapshots).send(),
                    400,
                    "InvalidQueryParameterValue",
                    "snapshot");
        }
        assertThat(steward("DELETE", path).send().status()).isEqualTo(202);
    }

    @Test
    void aSnapshotWithoutItsTimeIsNotDeletedAndReadAsTheBlob() throws IOException {
        put("a", "hello");
        assertThat(get("a?snapshot=").text()).isEqualTo("hello");
        for (String snapshot : List.of("?snapshot=", "?snapshot", "?deletetype=permanent&snapshot=")) {
            Answer answer = steward("DELETE", "/" + container + "/a" + snapshot).send();
            assertThat(answer.status()).as(snapshot).isEqualTo(400);
            assertThat(answer.code()).as(snapshot).isEqualTo("InvalidQueryParameterValue");
        }
        assertThat(get("a").text()).isEqualTo("hello");
        assertThat(steward("DELETE", "/" + container + "/a").send().status()).isEqualTo(202);
    }

    @Test
    void aSnapshotOrVersionHasNoSnapshotsThatCouldGoWithIt() throws IOException {
        put("a", "hello");
        for (String moment : List.of("snapshot", "versionid")) {
            String path = "/" + container + "/a?" + moment + "=2026-01-01T00:00:00.0000000Z";
            for (String which : List.of("include", "only")) {
                refused(
                        steward("DELETE", path, "x-ms-delete-snapshots", which).send(),
                        400,
                        "InvalidQueryParameterValue",
                        moment);
            }
        }
    }

    @Test
    void toDeleteTheSnapshotsOfABlobWithoutAnyIsToFindNothing() throws IOException {
        put("a", "hello");
        Answer none = steward("DELETE", "/" + container + "/a", "x-ms-delete-snapshots", "only")
                .send();
        assertThat(none.code()).isEqualTo("BlobNotFound");
        assertThat(get("a").status()).isEqualTo(200);
    }

    @Test
    void snapshotsAreListedByHierarchyToo() throws IOException {
        put("a", "x");
        put("b/1", "x");
        String snapshot = steward("PUT", "/" + container + "/a?comp=snapshot")
                .send()
                .header("x-ms-snapshot")
                .orElseThrow();
        assertThat(steward("GET", "/" + container + "?restype=container&comp=list&delimiter=%2F&include=snapshots")
                        .send()
                        .text())
                .contains("<Name>a</Name><Snapshot>" + snapshot + "</Snapshot>")
                .contains("<BlobPrefix><Name>b/</Name></BlobPrefix>");
    }
}
