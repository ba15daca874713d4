package org.amana.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.durable.OsDisk;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Passage;
import org.amana.policy.Plan;
import org.amana.policy.Service;
import org.amana.verifier.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a listing counts as: bytes of what it tells, and no object.
class ToldTest {
    private static final Map<String, String> METADATA = Map.of("who", "Zoë");

    private House house;
    private ContainerRef box;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = House.build(new OsDisk(), folder, InstantSource.system());
        box = house.container("box");
        for (String name : List.of("a", "b/ميناء")) {
            PutBlob command = PutBlob.of(box.blob(name))
                    .withMetadata(Metadata.of(METADATA))
                    .withTags(new Tags(new TreeMap<>(Map.of("t", "10"))));
            house.run(box, Action.WRITE, house.blobs.putBlob(command, Body.of("content".getBytes(UTF_8))));
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void assertTold(Passage<?> passage, String... told) {
        passage.orThrow();
        Entry entry = house.ledger.entry(passage.receipt().index());
        assertThat(entry.number("out")).isEqualTo(String.join("", told).getBytes(UTF_8).length);
        assertThat(entry.number("in")).isZero();
        assertThat(entry.texts("units")).isEmpty();
    }

    private Passage<BlobPage> list(ListBlobs command) {
        return house.pass(box, Action.LIST, house.blobs.listBlobs(command));
    }

    private <R> Passage<R> onAccount(Plan<R> plan) {
        return onAccount(Action.LIST, plan);
    }

    private <R> Passage<R> onAccount(Action action, Plan<R> plan) {
        return house.control
                .gate()
                .pass(
                        AccessRequest.on(
                                house.blobs.facts().of(House.ACCOUNT).orElseThrow(),
                                house.caller,
                                Service.BLOB,
                                action),
                        plan);
    }

    @Test
    void aListOfBlobsTellsNamesAndWhatElseIsAskedFor() {
        ListBlobs all = ListBlobs.of(box);
        assertTold(list(all), "a", "b/ميناء");
        assertTold(list(all.withDelimiter("/")), "a", "b/");
        assertTold(list(all.withMaxResults(1)), "a");
        assertTold(list(all.withInclude(ListInclude.METADATA)), "a", "who", "Zoë", "b/ميناء", "who", "Zoë");
        assertTold(list(all.withInclude(ListInclude.TAGS)), "a", "t", "10", "b/ميناء", "t", "10");
    }

    @Test
    void ofADeletedBlobTheMetadataThatItsVersionTellsCount() {
        onAccount(Action.WRITE, house.blobs.setSafeguards(new SetSafeguards(House.ACCOUNT, true, Duration.ZERO)))
                .orThrow();
        house.delete(box.blob("a"), DeleteSnapshots.UNSPECIFIED);
        ListBlobs gone = ListBlobs.of(box).withPrefix("a");
        assertTold(list(gone.withInclude(ListInclude.DELETED_WITH_VERSIONS)), "a");
        assertTold(list(gone.withInclude(ListInclude.DELETED_WITH_VERSIONS, ListInclude.METADATA)), "a", "who", "Zoë");
        assertTold(list(gone.withInclude(ListInclude.DELETED_WITH_VERSIONS, ListInclude.TAGS)), "a", "t", "10");
    }

    @Test
    void whatIsFoundByTagsTellsContainersNamesAndTheTagsAskedFor() {
        FindBlobs command = new FindBlobs(House.ACCOUNT, Optional.empty(), TagSearch.parse("t = '10'"), "", 10);
        assertTold(
                onAccount(house.blobs.findBlobs(command, _ -> true)),
                "box",
                "a",
                "t",
                "10",
                "box",
                "b/ميناء",
                "t",
                "10");
    }

    @Test
    void aListOfContainersTellsNamesAndMetadata() {
        house.run(
                box,
                Action.WRITE,
                house.blobs.setContainerMetadata(
                        new SetContainerMetadata(box, Metadata.of(METADATA), Conditions.NONE)));
        ListContainers names = new ListContainers(House.ACCOUNT, "", "", 10, false, false);
        assertTold(onAccount(house.blobs.listContainers(names, _ -> true)), "box");
        ListContainers more = new ListContainers(House.ACCOUNT, "", "", 10, true, false);
        assertTold(onAccount(house.blobs.listContainers(more, _ -> true)), "box", "who", "Zoë");
        assertTold(onAccount(house.blobs.listContainers(more, _ -> false)));
    }

    @Test
    void bytesAreThoseOfUtf8() {
        for (String text : List.of("", "a", "ÿ", "\u07ff", "\u0800", "ميناء", "漢字", "a😀b", "\uffff")) {
            assertThat(Told.bytes(text)).as(text).isEqualTo(text.getBytes(UTF_8).length);
        }
    }
}
