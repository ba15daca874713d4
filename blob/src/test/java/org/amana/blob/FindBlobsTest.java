package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.amana.durable.OsDisk;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindBlobsTest {
    @TempDir
    Path folder;

    private House house;
    private ContainerRef box;

    @BeforeEach
    void build() {
        house = House.build(new OsDisk(), folder, InstantSource.system());
        box = house.container("box");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Tags tags(String... pairs) {
        TreeMap<String, String> tags = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(pairs[i], pairs[i + 1]);
        }
        return new Tags(tags);
    }

    private void put(ContainerRef container, String name, String... tags) {
        PutBlob command = PutBlob.of(BlobRef.of(container, name)).withTags(tags(tags));
        house.run(container, Action.WRITE, house.blobs.putBlob(command, Body.of(new byte[] {1})));
    }

    private FoundBlobs page(
            String where, Optional<ContainerName> container, String marker, int most, Predicate<ContainerRef> visible) {
        FindBlobs command = new FindBlobs(House.ACCOUNT, container, TagSearch.parse(where), marker, most);
        AccessRequest request = container
                .map(name -> AccessRequest.in(
                        () -> house.blobs.facts().of(new ContainerRef(House.ACCOUNT, name)),
                        house.caller,
                        Service.BLOB,
                        Action.LIST))
                .orElseGet(() -> AccessRequest.on(
                        house.blobs.facts().of(House.ACCOUNT).orElseThrow(), house.caller, Service.BLOB, Action.LIST));
        return house.control
                .gate()
                .pass(request, house.blobs.findBlobs(command, visible))
                .orThrow();
    }

    private List<String> found(String where) {
        return names(page(where, Optional.empty(), "", 5_000, _ -> true));
    }

    private static List<String> names(FoundBlobs page) {
        return page.items().stream()
                .map(item -> item.container() + "/" + item.name())
                .toList();
    }

    @Test
    void theIndexFollowsEveryChangeOfABlobsTags() {
        put(box, "a", "state", "draft");
        put(box, "b", "state", "draft", "kind", "x");
        put(box, "c");
        assertThat(found("state = 'draft'")).containsExactly("box/a", "box/b");

        house.run(
                box,
                Action.WRITE,
                house.blobs.setBlobTags(
                        new SetBlobTags(BlobRef.of(box, "a"), tags("state", "final"), Conditions.NONE)));
        assertThat(found("state = 'draft'")).containsExactly("box/b");
        assertThat(found("state = 'final'")).containsExactly("box/a");

        put(box, "b", "kind", "y");
        put(box, "c", "kind", "y");
        assertThat(found("state >= ''")).containsExactly("box/a");
        assertThat(found("kind = 'y'")).containsExactly("box/b", "box/c");

        house.delete(BlobRef.of(box, "b"), DeleteSnapshots.UNSPECIFIED);
        put(box, "c");
        assertThat(found("kind >= ''")).isEmpty();
        assertThat(house.fsck()).isEmpty();
    }

    @Test
    void whatHasExpiredIsNotFound() throws InterruptedException {
        put(box, "a", "state", "draft");
        put(box, "b", "state", "draft");
        house.run(
                box,
                Action.DELETE,
                house.blobs.setBlobExpiry(new SetBlobExpiry(
                        BlobRef.of(box, "a"), new Expiry.RelativeToNow(Duration.ofMillis(1)), Conditions.NONE)));
        Thread.sleep(5);
        assertThat(found("state = 'draft'")).containsExactly("box/b");
    }

    @Test
    void valuesAreComparedAsTexts() {
        for (String rank : List.of("1", "10", "2", "9", "Z", "a")) {
            put(box, "r" + rank, "rank", rank, "all", "yes");
        }
        assertThat(found("rank > '10'")).containsExactly("box/r2", "box/r9", "box/rZ", "box/ra");
        assertThat(found("rank >= '10' AND rank <= '9'")).containsExactly("box/r10", "box/r2", "box/r9");
        assertThat(found("rank < '2' AND all = 'yes'")).containsExactly("box/r1", "box/r10");
        assertThat(found("rank > '2' AND rank < '2'")).isEmpty();
    }

    @Test
    void pagesLeadThroughContainersByName() {
        ContainerRef other = house.container("other");
        List<String> all = new ArrayList<>();
        for (ContainerRef container : List.of(box, other)) {
            for (int i = 0; i < 7; i++) {
                put(container, "blob-" + i, "k", i % 2 == 0 ? "even" : "odd", "n", Integer.toString(i));
                all.add(container.name() + "/blob-" + i);
            }
        }
        for (int most = 1; most < 16; most++) {
            List<String> seen = new ArrayList<>();
            String marker = "";
            do {
                FoundBlobs page = page("n >= '0'", Optional.empty(), marker, most, _ -> true);
                assertThat(page.items().size()).isLessThanOrEqualTo(most);
                seen.addAll(names(page));
                marker = page.nextMarker();
            } while (!marker.isEmpty());
            assertThat(seen).as("pages of " + most).isEqualTo(all);
        }
        assertThat(found("@container = 'other' AND k = 'odd'"))
                .containsExactly("other/blob-1", "other/blob-3", "other/blob-5");
        assertThat(found("@container = 'missing' AND k = 'odd'")).isEmpty();
        assertThat(names(page("n = '3'", Optional.of(box.name()), "", 10, _ -> false)))
                .containsExactly("box/blob-3");
    }

    @Test
    void containersThatOneMayNotListAreAsIfEmpty() {
        ContainerRef closed = house.container("closed");
        put(box, "a", "k", "v");
        put(closed, "b", "k", "v");
        FoundBlobs page = page("k = 'v'", Optional.empty(), "", 10, container -> !container.equals(closed));
        assertThat(names(page)).containsExactly("box/a");
    }

    @Test
    void theTagsOfADeletedContainerAreWorkedOff() {
        put(box, "a", "k", "v");
        house.run(box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
        assertThat(found("k = 'v'")).isEmpty();
        house.janitor(BlobConfig.DEFAULTS).round();
        Optional<String> left = house.catalog.read(
                reader -> reader.first("SELECT name FROM blob_tag LIMIT 1", row -> row.text("name")));
        assertThat(left).isEmpty();
    }

    @Test
    void aTagThatIsMissingInTheIndexIsFoundByFsck() {
        put(box, "a", "k", "v");
        house.catalog.commit(tx -> tx.update("DELETE FROM blob_tag"));
        assertThat(house.fsck())
                .anySatisfy(finding -> assertThat(finding.what()).contains("index of tags"));
        house.catalog.commit(tx -> tx.update(
                "INSERT INTO blob_tag (container_id, tag, value, name) SELECT container_id, 'k', 'w', name FROM blob"));
        assertThat(house.fsck())
                .anySatisfy(finding -> assertThat(finding.about()).contains("tag k"));
    }
}
