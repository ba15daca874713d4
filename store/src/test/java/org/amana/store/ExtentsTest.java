package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.amana.durable.Disk;
import org.amana.durable.FatalDiskError;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentsTest {
    static final ExtentsConfig SMALL = new ExtentsConfig(
            ByteSize.ofMebibytes(4),
            ByteSize.ofMebibytes(1),
            ByteSize.ofMebibytes(1),
            ByteSize.ofMebibytes(2),
            2,
            ByteSize.ofMebibytes(2),
            4,
            Duration.ofMinutes(10));

    private final Disk disk = new OsDisk();
    private final ContainerKey key = ContainerKey.create();

    @TempDir
    Path folder;

    private Extents open() {
        return Extents.open(disk, folder.resolve("v1"), SMALL);
    }

    static Places store(Extents extents, ContainerKey key, byte[] content) {
        try (Appending body = extents.append(key, content.length)) {
            body.write(content, 0, content.length);
            try (Pending pending = body.finish()) {
                pending.await();
                return pending.places();
            }
        }
    }

    static byte[] read(Extents extents, ContainerKey key, Places places, long from, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            extents.read(key, places, from, length, out::write);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static byte[] read(Extents extents, ContainerKey key, Places places) {
        return read(extents, key, places, 0, places.length());
    }

    /// Whoever waits for a thread that is gone would wait for ever.
    @Test
    void aMistakeInTheAppenderFailsThoseWhoWaitAndAllWhoCome() {
        FaultyDisk disk = new FaultyDisk(Seeds.random(5));
        try (Extents extents =
                Extents.open(disk, Path.of("/data/v"), ExtentsConfig.DEFAULTS, new ManualClock(), Seeds.random(6))) {
            disk.throwWhenOpened(new LinkageError("a class is missing"));
            ContainerKey key = ContainerKey.create();
            for (int i = 0; i < 3; i++) {
                try (Appending body = extents.append(key)) {
                    body.write(new byte[100], 0, 100);
                    assertThatThrownBy(body::finish)
                            .isInstanceOf(FatalDiskError.class)
                            .hasStackTraceContaining("a class is missing");
                }
            }
        }
    }

    @Test
    void contentOfAnyLengthComesBackWholeAndInParts() {
        try (Extents extents = open()) {
            for (int length : new int[] {0, 1, 16, 65_535, 65_536, 65_537, 1 << 20, (1 << 20) + 1, (4 << 20) + 1}) {
                comesBack(extents, Seeds.random(length), length);
            }
            Seeds.check(12, random -> comesBack(extents, random, random.nextInt(random.nextInt(1, 1_500_000))));
        }
    }

    private void comesBack(Extents extents, RandomGenerator random, int length) {
        byte[] content = Seeds.bytes(random, length);
        Places places = Places.decode(store(extents, key, content).encode());
        assertThat(read(extents, key, places)).isEqualTo(content);
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(length + 1);
            int most = i == 0 ? length - from : Math.min(length - from, 200_000); // which crosses three chunks
            int count = random.nextInt(most + 1);
            byte[] part = Arrays.copyOfRange(content, from, from + count);
            assertThat(read(extents, key, places, from, count)).isEqualTo(part);
            assertThat(read(extents, key, places.slice(from, count))).isEqualTo(part);
        }
    }

    @Test
    void aBodyMayBeWrittenInPiecesOfAnySize() {
        try (Extents extents = open()) {
            Seeds.check(10, random -> {
                byte[] content = Seeds.bytes(random, random.nextInt(3 << 20));
                try (Appending body = extents.append(key, random.nextBoolean() ? content.length : 0)) {
                    for (int at = 0; at < content.length; ) {
                        int count = 1 + random.nextInt(Math.min(content.length - at, 300_000));
                        body.write(content, at, count);
                        at += count;
                    }
                    assertThat(body.length()).isEqualTo(content.length);
                    try (Pending pending = body.finish()) {
                        pending.await();
                        assertThat(read(extents, key, pending.places())).isEqualTo(content);
                    }
                }
            });
        }
    }

    /// A request may still be under way when the server stops.
    @Test
    void aBodyThatWasWrittenBeforeClosingCanBeAwaitedAfterwards() {
        byte[] content = Seeds.bytes(Seeds.random(3), Appending.FRAME);
        Places places;
        Extents closed = open();
        try (Appending body = closed.append(key)) {
            body.write(content, 0, content.length);
            closed.close();
            assertThat(closed.lanes().common().sync()).isCompleted(); // or the next would wait for ever
            try (Pending pending = body.finish()) {
                pending.await();
                places = pending.places();
            }
        }
        try (Extents extents = open()) {
            assertThat(read(extents, key, places)).isEqualTo(content);
        }
    }

    @Test
    void everythingIsThereAfterReopeningAndNewBytesGoToNewExtents() {
        byte[] first = Seeds.bytes(Seeds.random(1), 100_000);
        byte[] second = Seeds.bytes(Seeds.random(2), 100_000);
        Places places;
        try (Extents extents = open()) {
            places = store(extents, key, first);
        }
        try (Extents extents = open()) {
            Places more = store(extents, key, second);
            assertThat(more.extents()).doesNotContainAnyElementsOf(places.extents());
            assertThat(read(extents, key, places.plus(more))).isEqualTo(concat(first, second));
            assertThat(extents.foundAtOpening()).isEmpty();
        }
    }

    @Test
    void anExtentThatWasBeingRemovedWhenThePowerFailedIsGoneAfterOpening() throws IOException {
        byte[] content = Seeds.bytes(Seeds.random(1), 100_000);
        Places places;
        try (Extents extents = open()) {
            places = store(extents, key, content);
        }
        Path half = folder.resolve("v1/00112233445566778899aabbccddeeff.extent.gone");
        Files.write(half, new byte[5 << 20]);
        try (Extents extents = open()) {
            assertThat(half).doesNotExist();
            assertThat(extents.foundAtOpening()).isEmpty();
            assertThat(read(extents, key, places)).isEqualTo(content);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void manyThreadsAppendAndReadAtOnce() throws Exception {
        try (Extents extents = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 32; thread++) {
                RandomGenerator random = Seeds.random(thread);
                int longest = thread % 8 == 0 ? (2 << 20) + 1 : 300_000; // four of them in extents of their own
                all.add(threads.submit(() -> {
                    Map<Places, byte[]> mine = new HashMap<>();
                    for (int i = 0; i < 20; i++) {
                        byte[] content = Seeds.bytes(random, i == 10 ? longest : random.nextInt(20_000));
                        mine.put(store(extents, key, content), content);
                    }
                    mine.forEach((places, content) ->
                            assertThat(read(extents, key, places)).isEqualTo(content));
                }));
            }
            for (Future<?> future : all) {
                future.get();
            }
        }
    }

    @Test
    void anotherKeyCannotReadIt() {
        try (Extents extents = open()) {
            Places places = store(extents, key, new byte[1000]);
            assertThatThrownBy(() -> read(extents, ContainerKey.create(), places))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
        }
    }

    @Test
    void theDiskHoldsNoPlaintext() {
        byte[] secret = "a line that must not stand on the disk".getBytes(StandardCharsets.US_ASCII);
        try (Extents extents = open()) {
            store(extents, key, secret);
        }
        for (Path file : disk.list(folder.resolve("v1"))) {
            assertThat(new String(disk.read(file), StandardCharsets.ISO_8859_1)).doesNotContain("must not stand");
        }
    }

    @Test
    void anUnfinishedBodyCanBeGivenUp() {
        try (Extents extents = open()) {
            try (Appending body = extents.append(key)) {
                body.write(new byte[3 << 20], 0, 3 << 20);
            }
            assertThat(extents.volume().extents()).noneMatch(Extent::isPinned);
        }
    }
}
