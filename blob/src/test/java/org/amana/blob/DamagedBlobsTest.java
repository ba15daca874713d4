package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.amana.durable.OsDisk;
import org.amana.policy.Action;
import org.amana.store.Damage;
import org.amana.store.Place;
import org.amana.store.Places;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a damaged extent is told as: long contents do not stand in the row of their blob.
class DamagedBlobsTest {
    private static final int BLOCKS = 300;

    @TempDir
    Path folder;

    private House house;
    private BlobRef film;

    @BeforeEach
    void build() {
        house = House.build(new OsDisk(), folder, InstantSource.system());
        film = BlobRef.of(house.container("box"), "film.mp4");
        List<String> ids = IntStream.range(0, BLOCKS)
                .mapToObj(i -> String.format(Locale.ROOT, "%04d", i))
                .toList();
        ids.forEach(id -> house.putBlock(film, id, "two bytes".getBytes(StandardCharsets.UTF_8)));
        house.commit(
                film,
                ids.stream()
                        .map(id -> new BlockChoice(BlockSource.LATEST, new BlockId(id)))
                        .toArray(BlockChoice[]::new));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Place> places() {
        return house.catalog
                .read(reader ->
                        reader.first("SELECT places FROM long_content", row -> Places.decode(row.bytes("places"))))
                .orElseThrow()
                .list();
    }

    @Test
    void theBlobAndItsSnapshotsAreNamed() {
        house.run(
                film.container(),
                Action.WRITE,
                house.blobs.snapshotBlob(new TakeSnapshot(film, Metadata.NONE, Conditions.NONE)));
        Place place = places().get(7);
        Damage damage = new Damage(place.extent(), place.offset(), 1, "tested");
        assertThat(house.store.damaged(List.of(damage)))
                .extracting(Finding::about)
                .satisfiesExactly(
                        about -> assertThat(about).endsWith("/box: blob film.mp4, bytes 63 to 71"),
                        about -> assertThat(about)
                                .contains("/box: snapshot ")
                                .endsWith(" of blob film.mp4, bytes 63 to 71"));
    }

    @Test
    void anExtentThatIsGoneIsOneFinding() {
        Damage gone = new Damage(places().getFirst().extent(), 0, 0, "the extent is missing");
        assertThat(house.store.damaged(List.of(gone)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.about())
                        .endsWith("blob film.mp4, bytes 0 to " + (BLOCKS * "two bytes".length() - 1)));
    }
}
