package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.store.Compaction;
import org.amana.store.ExtentCheck;
import org.amana.store.Scrub;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ConcurrencyTest {
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
    void everythingIsSound() {
        assertThat(house.fsck()).isEmpty();
        ExtentCheck.Result check = new ExtentCheck(house.extents, List.of(house.store.liveRanges())).run();
        assertThat(check.damages()).isEmpty();
        assertThat(new Scrub(house.extents).run().damages()).isEmpty();
        house.close();
    }

    @FunctionalInterface
    private interface Deed {
        void by(int client) throws Exception;
    }

    private static void together(int clients, Deed deed) throws Exception {
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                int client = i;
                futures.add(threads.submit(() -> {
                    deed.by(client);
                    return null;
                }));
            }
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private static int number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    /// A counter in a blob, raised by read, compare and write: no rise is lost.
    @Test
    void anETagLetsOneOfSeveralWritersThrough() throws Exception {
        BlobRef blob = box.blob("counter");
        house.put(blob, bytes(0));
        Set<String> tags = ConcurrentHashMap.newKeySet();
        together(8, _ -> {
            for (int done = 0; done < 10; ) {
                try (Content content = house.run(box, Action.READ, house.blobs.getBlob(GetBlob.of(blob)))) {
                    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
                    content.writeTo(out);
                    ETag seen = content.properties().etag();
                    PutBlob put = PutBlob.of(blob)
                            .withConditions(Conditions.NONE.withIfMatch(ETagCondition.parse(seen.quoted())));
                    BlobWritten written = house.run(
                            box, Action.WRITE, house.blobs.putBlob(put, Body.of(bytes(number(out.toByteArray()) + 1))));
                    assertThat(tags.add(written.etag().value())).isTrue();
                    done++;
                } catch (AmanaException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONDITION_NOT_MET);
                }
            }
        });
        assertThat(number(house.get(blob))).isEqualTo(80);
    }

    @Test
    void ofManyWhoCreateABlobOneSucceeds() throws Exception {
        Set<Integer> winners = ConcurrentHashMap.newKeySet();
        PutBlob create =
                PutBlob.of(box.blob("once")).withConditions(Conditions.NONE.withIfNoneMatch(ETagCondition.any()));
        together(16, client -> {
            try {
                house.run(box, Action.WRITE, house.blobs.putBlob(create, Body.of(bytes(client))));
                winners.add(client);
            } catch (AmanaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.BLOB_EXISTS);
            }
        });
        assertThat(winners).containsExactly(number(house.get(box.blob("once"))));
    }

    @Test
    void blocksOfOneBlobAreStagedAtTheSameTime() throws Exception {
        BlobRef blob = box.blob("blocks");
        together(32, client -> {
            house.putBlock(blob, House.blockId(client), bytes(-1));
            house.putBlock(blob, House.blockId(client), bytes(client));
        });
        List<BlockChoice> choices = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            choices.add(new BlockChoice(BlockSource.LATEST, new BlockId(House.blockId(i))));
        }
        house.commit(blob, choices.toArray(BlockChoice[]::new));
        ByteBuffer whole = ByteBuffer.wrap(house.get(blob));
        for (int i = 0; i < 32; i++) {
            assertThat(whole.getInt()).isEqualTo(i);
        }
    }

    /// The locks of two blocks are told apart: while one is held, the other can be taken.
    @Test
    void stagingOneBlockDoesNotWaitForAnother() {
        BlobLocks locks = new BlobLocks();
        BlobName name = new BlobName("blob");
        Set<Integer> free = new HashSet<>();
        try (Hold _ = locks.block(1, name, new BlockId(House.blockId(0)))) {
            for (int i = 1; i < 50; i++) {
                try (Hold _ = locks.block(1, name, new BlockId(House.blockId(i)))) {
                    free.add(i);
                }
            }
        }
        assertThat(free).hasSize(49);
    }

    @Test
    void aContainerIsDeletedBetweenWritesAndItsSumsStayExact() throws Exception {
        together(12, client -> {
            for (int i = 0; i < 6; i++) {
                if (client == 0) {
                    house.run(
                            box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
                    house.container("box");
                    continue;
                }
                try {
                    house.put(box.blob("b" + client), new byte[client * 10]);
                } catch (AmanaException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONTAINER_NOT_FOUND);
                }
            }
        });
        house.janitor(BlobConfig.DEFAULTS).round();
    }

    /// Writers overwrite, copy, snapshot and delete while compaction moves what they refer to; then everything
    /// is read.
    @Test
    void compactionMovesBytesUnderTheFeetOfWriters() throws Exception {
        Map<String, byte[]> expected = new ConcurrentHashMap<>();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger emptied = new AtomicInteger();
        Compaction compaction = new Compaction(
                house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(64), Courtesy.none());
        Thread compacting = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                emptied.addAndGet(compaction.run().emptied());
            }
        });
        together(6, client -> {
            RandomGenerator random = Seeds.random(client);
            for (int i = 0; i < 20; i++) {
                writeSomething(client, random, expected);
            }
        });
        done.set(true);
        compacting.join();
        emptied.addAndGet(compaction.run().emptied());
        assertThat(emptied).hasPositiveValue();
        expected.forEach(
                (name, bytes) -> assertThat(house.get(box.blob(name))).as(name).isEqualTo(bytes));
    }

    private void writeSomething(int client, RandomGenerator random, Map<String, byte[]> expected) {
        String name = "c" + client + "/" + random.nextInt(6);
        BlobRef blob = box.blob(name);
        switch (expected.containsKey(name) ? random.nextInt(6) : 0) {
            case 0, 1, 2 -> {
                byte[] bytes = Seeds.bytes(random, random.nextInt(4_000_000));
                house.put(blob, bytes);
                expected.put(name, bytes);
            }
            case 3 -> {
                String target = name + "-copy";
                CopyBlob copy = CopyBlob.of(box.blob(target), house.source(blob));
                house.run(box, Action.WRITE, house.blobs.copyBlob(copy));
                expected.put(target, expected.get(name));
            }
            case 4 -> {
                house.delete(blob, DeleteSnapshots.INCLUDE);
                expected.remove(name);
            }
            default -> {
                house.putBlock(
                        blob, House.blockId(1), expected.get(name).length == 0 ? new byte[1] : expected.get(name));
                house.commit(blob, new BlockChoice(BlockSource.LATEST, new BlockId(House.blockId(1))));
                expected.computeIfPresent(name, (_, bytes) -> bytes.length == 0 ? new byte[1] : bytes);
            }
        }
    }
}
