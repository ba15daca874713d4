package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.store.Appending;
import org.amana.store.ContainerKey;
import org.amana.store.Extents;
import org.amana.store.ExtentsConfig;
import org.amana.store.Pending;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Content under a customer's key, written and read in real extents.
class CustomerFrameTest {
    private static final int SEGMENT = CustomerFrame.SEGMENT;
    private static final int FULL = CustomerFrame.MOST_CONTENT;

    @TempDir
    Path folder;

    private final ContainerKey container = ContainerKey.create();
    private final CustomerKey key = CustomerKey.of(Seeds.bytes(Seeds.random(1), CustomerKey.BYTES));
    private final ContentKeys keys = new ContentKeys(container, Optional.of(key));
    private Extents extents;

    @BeforeEach
    void open() {
        extents = Extents.open(
                new OsDisk(),
                folder,
                new ExtentsConfig(
                        ByteSize.ofMebibytes(64),
                        ByteSize.ofMebibytes(1),
                        ByteSize.ofMebibytes(1),
                        ByteSize.ofMebibytes(16),
                        2,
                        ByteSize.ofMebibytes(16),
                        64,
                        java.time.Duration.ZERO));
    }

    @AfterEach
    void close() {
        extents.close();
    }

    private Places write(ContentKeys under, byte[] content, int piece) {
        try (Appending appending = under.append(extents, 0)) {
            for (int at = 0; at < content.length; at += piece) {
                appending.write(content, at, Math.min(piece, content.length - at));
            }
            assertThat(appending.length()).isEqualTo(content.length);
            try (Pending pending = appending.finish()) {
                pending.await();
                return pending.places();
            }
        }
    }

    private byte[] read(ContentKeys under, Places places, long from, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            under.read(extents, places, from, length, out::write);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] content(long seed, int length) {
        return Seeds.bytes(Seeds.random(seed), length);
    }

    @Test
    void everyRangeOfAShortContentIsRead() {
        byte[] content = content(2, 60);
        Places places = write(keys, content, 7);
        for (int from = 0; from < content.length; from++) {
            for (int to = from + 1; to <= content.length; to++) {
                assertThat(read(keys, places, from, to - from)).isEqualTo(Arrays.copyOfRange(content, from, to));
            }
        }
    }

    @Test
    void everyRangeBetweenTheEdgesOfSegmentsAndFramesIsRead() {
        byte[] content = content(3, FULL + SEGMENT + 100);
        Places places = write(keys, content, 100_000);
        assertThat(places.length()).isEqualTo(content.length);
        assertThat(places.list()).hasSize(2);
        int[] edges = {
            0,
            1,
            SEGMENT - 1,
            SEGMENT,
            SEGMENT + 1,
            2 * SEGMENT,
            15 * SEGMENT,
            FULL - 1,
            FULL,
            FULL + 1,
            FULL + SEGMENT - 1,
            FULL + SEGMENT,
            FULL + SEGMENT + 1,
            content.length - 1,
            content.length
        };
        for (int from : edges) {
            for (int to : edges) {
                // Of the long ones those to the end are enough: what is between is the same in all.
                if (from < to && (to - from <= 2 * SEGMENT + 2 || to == content.length)) {
                    assertThat(read(keys, places, from, to - from))
                            .as("%s to %s", from, to)
                            .isEqualTo(Arrays.copyOfRange(content, from, to));
                }
            }
        }
    }

    @Test
    void anyContentCutAndPutTogetherAnewReadsLikeItsBytes() {
        RandomGenerator random = Seeds.random(4);
        for (int round = 0; round < 60; round++) {
            int length = 1 + random.nextInt(round % 12 == 0 ? 2_500_000 : 150_000);
            byte[] content = content(100 + round, length);
            Places places = write(keys, content, 1 + random.nextInt(300_000));
            int cut = random.nextInt(length);
            int end = cut + 1 + random.nextInt(length - cut);
            // The middle, and behind it the beginning: as blocks, pages and copies are put together.
            Places cutUp = cut == 0
                    ? places.slice(cut, end - cut)
                    : places.slice(cut, end - cut).plus(places.slice(0, cut));
            byte[] expected = new byte[end];
            System.arraycopy(content, cut, expected, 0, end - cut);
            System.arraycopy(content, 0, expected, end - cut, cut);
            int from = random.nextInt(end);
            int to = from + 1 + random.nextInt(end - from);
            Places kept = Places.decode(cutUp.encode());
            assertThat(read(keys, kept, from, to - from))
                    .as("round %s", round)
                    .isEqualTo(Arrays.copyOfRange(expected, from, to));
        }
    }

    @Test
    void anEmptyContentHasNoPlaces() {
        assertThat(write(keys, new byte[0], 1).isEmpty()).isTrue();
    }

    @Test
    void withTheContainersKeyAloneNothingIsToBeSeen() {
        byte[] content = new byte[500_000]; // zeros would show
        Places places = write(keys, content, 100_000);
        byte[] seen = read(new ContentKeys(container, Optional.empty()), places, 0, content.length);
        assertThat(seen).hasSize(content.length);
        int zeros = 0;
        for (byte one : seen) {
            zeros += one == 0 ? 1 : 0;
        }
        assertThat(zeros).as("about one in 256").isLessThan(content.length / 100);
    }

    @Test
    void theSameContentIsOtherBytesEachTime() {
        byte[] content = content(5, 1000);
        ContentKeys bare = new ContentKeys(container, Optional.empty());
        assertThat(read(bare, write(keys, content, 1000), 0, 1000))
                .isNotEqualTo(read(bare, write(keys, content, 1000), 0, 1000));
    }

    @Test
    void anotherKeyOpensNothing() {
        Places places = write(keys, content(6, 100_000), 100_000);
        ContentKeys wrong = new ContentKeys(container, Optional.of(CustomerKey.of(new byte[32])));
        corrupt(() -> read(wrong, places, 0, 1));
        corrupt(() -> read(wrong, places, 70_000, 10));
    }

    /// Whoever holds the container's key can write what he likes under it, but not what the customer's key opens.
    @Test
    void aFrameThatWasTamperedWithUnderTheContainersKeyIsNotServed() {
        byte[] content = content(7, SEGMENT + 50);
        Place place = write(keys, content, content.length).list().getFirst();
        ContentKeys bare = new ContentKeys(container, Optional.empty());
        byte[] frame = read(bare, new Places(List.of(place.whole())), 0, place.frame());
        int head = place.from();
        for (int at : new int[] {0, 4, 8, 11, 12, 43, 44, 59, head, head + SEGMENT - 1}) {
            corrupt(() -> read(keys, tampered(bare, frame, at, place), 0, 1));
        }
        int second = head + SEGMENT;
        assertThat(read(keys, tampered(bare, frame, second, place), 0, SEGMENT))
                .as("the segment before is sound")
                .isEqualTo(Arrays.copyOf(content, SEGMENT));
        corrupt(() -> read(keys, tampered(bare, frame, second, place), SEGMENT, 1));
    }

    private Places tampered(ContentKeys bare, byte[] frame, int at, Place place) {
        byte[] other = frame.clone();
        other[at] ^= 1;
        Place written = write(bare, other, other.length).list().getFirst();
        return new Places(
                List.of(new Place(written.extent(), written.offset(), written.frame(), place.from(), place.length())));
    }

    @Test
    void placesThatAreNoneOfSuchFramesAreCorrupt() {
        Places bare = write(new ContentKeys(container, Optional.empty()), content(8, 1000), 1000);
        corrupt(() -> read(keys, bare, 0, 10));
        Place whole = bare.list().getFirst();
        corrupt(() -> read(keys, new Places(List.of(new Place(whole.extent(), whole.offset(), 1000, 60, 940))), 0, 10));
        Places tiny = write(new ContentKeys(container, Optional.empty()), content(9, 30), 30);
        corrupt(() -> read(keys, tiny, 0, 10));
    }

    private static void corrupt(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
    }
}
