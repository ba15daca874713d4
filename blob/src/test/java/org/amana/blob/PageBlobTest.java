package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
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
import org.amana.store.Damage;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PageBlobTest extends OpenHouse {
    private static final int PAGE = PutPages.PAGE;
    private static final int MOST_PAGES = 64;

    private BlobRef disk;

    @BeforeEach
    void nameIt() {
        disk = box.blob("disk");
    }

    /// What a page blob is: bytes, and for each page which write it is of, 0 for none, below 0 where one was cleared.
    private static final class Pages {
        private final byte[] bytes;
        private final long[] writes;

        Pages(byte[] bytes, long[] writes) {
            this.bytes = bytes;
            this.writes = writes;
        }

        static Pages zeros(int pages) {
            return new Pages(new byte[pages * PAGE], new long[pages]);
        }

        Pages resized(int pages) {
            return new Pages(Arrays.copyOf(bytes, pages * PAGE), Arrays.copyOf(writes, pages));
        }

        void makeHoles(int first, int count, int step) {
            for (int page = first; page < first + count; page++) {
                writes[page] = writes[page] > 0 ? -step : writes[page];
            }
        }

        Pages copy() {
            return resized(writes.length);
        }

        long stored() {
            return PAGE * Arrays.stream(writes).filter(write -> write > 0).count();
        }

        /// Which pages are written, or, against an older state, which differ.
        List<PageRanges.Range> ranges(Optional<Pages> before, int from, int to) {
            List<PageRanges.Range> ranges = new ArrayList<>();
            for (int page = from; page < to; page++) {
                long was = before.isPresent() && page < before.get().writes.length ? before.get().writes[page] : 0;
                boolean differs =
                        before.isPresent() ? writes[page] != was && (writes[page] != 0 || was > 0) : writes[page] > 0;
                if (differs) {
                    add(ranges, page, writes[page] <= 0);
                }
            }
            return ranges;
        }

        private static void add(List<PageRanges.Range> ranges, int page, boolean cleared) {
            long first = (long) page * PAGE;
            PageRanges.Range last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && last.last() + 1 == first && last.cleared() == cleared) {
                ranges.set(ranges.size() - 1, new PageRanges.Range(last.first(), first + PAGE - 1, cleared));
            } else {
                ranges.add(new PageRanges.Range(first, first + PAGE - 1, cleared));
            }
        }
    }

    @Test
    void itIsWhatAnArrayOfBytesIs() {
        Seeds.check(2, this::compareWithAnArray);
    }

    /// So that contents are read in several pages, and many rows taken away are worked off later.
    @Test
    void itIsSoWhereFewRowsAreMany() {
        buildAnew(new RowLimits(3, 2));
        Seeds.check(4, this::compareWithAnArray);
    }

    private void buildAnew(RowLimits rows) {
        house.close();
        house = House.build(new OsDisk(), folder.resolve("anew"), clock, rows);
        box = house.container("box");
    }

    private void compareWithAnArray(RandomGenerator random) {
        disk = box.blob("disk-" + random.nextInt());
        create(MOST_PAGES * PAGE);
        Pages pages = Pages.zeros(MOST_PAGES);
        NavigableMap<Snapshot, Pages> snapshots = new TreeMap<>();
        for (int step = 1; step <= 250; step++) {
            int size = pages.writes.length;
            int first = size == 0 ? 0 : random.nextInt(size);
            int count = size == 0 ? 0 : random.nextInt(1, 1 + Math.min(9, size - first));
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    if (count > 0) {
                        byte[] bytes = Seeds.bytes(random, count * PAGE);
                        write(first, bytes);
                        System.arraycopy(bytes, 0, pages.bytes, first * PAGE, bytes.length);
                        Arrays.fill(pages.writes, first, first + count, step);
                    }
                }
                case 4, 5 -> {
                    if (count > 0) {
                        clear(first, count);
                        Arrays.fill(pages.bytes, first * PAGE, (first + count) * PAGE, (byte) 0);
                        pages.makeHoles(first, count, step);
                    }
                }
                case 6 -> {
                    int length = random.nextInt(MOST_PAGES + 1);
                    resize(length);
                    pages = pages.resized(length);
                }
                case 7 -> snapshots.put(snapshot(), pages.copy());
                case 8 -> {
                    if (!snapshots.isEmpty() && random.nextBoolean()) {
                        Snapshot taken = any(random, snapshots);
                        house.delete(disk.at(taken), DeleteSnapshots.UNSPECIFIED);
                        snapshots.remove(taken);
                    }
                }
                case 9 -> {
                    if (random.nextBoolean()) {
                        house.janitor(BlobConfig.DEFAULTS).round();
                    } else {
                        new RowsToWorkOff(house.store.parts()).workOffBatch();
                    }
                }
                default -> compareSome(random, pages, snapshots);
            }
            clock.advance(Duration.ofMillis(random.nextInt(3)));
        }
        compare(disk, pages);
        snapshots.forEach((taken, state) -> compare(disk.at(taken), state));
        assertThat(house.fsck()).isEmpty();
        house.delete(disk, DeleteSnapshots.INCLUDE);
        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(house.properties(box).storedBytes()).isZero();
        assertThat(ranges()).isZero();
    }

    private static Snapshot any(RandomGenerator random, NavigableMap<Snapshot, Pages> snapshots) {
        return List.copyOf(snapshots.keySet()).get(random.nextInt(snapshots.size()));
    }

    private void compareSome(RandomGenerator random, Pages pages, NavigableMap<Snapshot, Pages> snapshots) {
        Pages of = pages;
        BlobRef ref = disk;
        if (!snapshots.isEmpty() && random.nextBoolean()) {
            Snapshot taken = any(random, snapshots);
            of = snapshots.get(taken);
            ref = disk.at(taken);
        }
        if (of.bytes.length == 0) {
            return;
        }
        int first = random.nextInt(of.bytes.length);
        int last = random.nextInt(first, of.bytes.length);
        assertThat(house.get(GetBlob.of(ref).withRange(new ByteRange(first, last))))
                .isEqualTo(Arrays.copyOfRange(of.bytes, first, last + 1));
        int from = random.nextInt(of.writes.length);
        int to = random.nextInt(from, of.writes.length) + 1;
        List<Snapshot> older =
                List.copyOf(snapshots.headMap(ref.snapshot(), true).keySet());
        Optional<Snapshot> before =
                older.isEmpty() ? Optional.empty() : Optional.of(older.get(random.nextInt(older.size())));
        // Whole pages, however the range cuts them.
        ByteRange range = new ByteRange((long) from * PAGE + from % 3, (long) to * PAGE - 1 - to % 3);
        ListPages command = ListPages.of(ref).within(range);
        assertThat(list(before.map(command::before).orElse(command), random.nextInt(1, 5)))
                .as("%s from page %s to %s, before %s", ref, from, to, before)
                .isEqualTo(of.ranges(before.map(snapshots::get), from, to));
        assertThat(inSmallSteps(ref, before)).isEqualTo(of.ranges(before.map(snapshots::get), 0, of.writes.length));
    }

    /// What is listed does not depend on how many rows are looked at in a step.
    private List<PageRanges.Range> inSmallSteps(BlobRef ref, Optional<Snapshot> before) {
        long id = house.store.vaults().of(box).orElseThrow().containerId();
        return house.catalog.read(reader -> {
            BlobRow row = BlobRows.find(reader, id, ref.name(), ref.snapshot()).orElseThrow();
            long version = before.isEmpty()
                    ? PageDifference.NOTHING
                    : BlobRows.find(reader, id, ref.name(), before.get())
                            .orElseThrow()
                            .contentVersion();
            return new PageDifference(reader, row, version, 1 + (int) (version & 1))
                    .ranges(0, row.length(), MOST_PAGES);
        });
    }

    private void compare(BlobRef ref, Pages pages) {
        assertThat(house.get(ref)).isEqualTo(pages.bytes);
        BlobProperties properties = house.properties(ref);
        assertThat(properties.kind()).isEqualTo(new BlobKind.Page(0, pages.stored()));
        assertThat(list(ListPages.of(ref), 10_000)).isEqualTo(pages.ranges(Optional.empty(), 0, pages.writes.length));
    }

    /// All pages of a listing, so many ranges at once.
    private List<PageRanges.Range> list(ListPages command, int most) {
        List<PageRanges.Range> all = new ArrayList<>();
        String marker = "";
        do {
            PageRanges page = house.run(box, Action.READ, house.blobs.listPages(command.page(marker, most)));
            assertThat(page.ranges()).hasSizeLessThanOrEqualTo(most);
            all.addAll(page.ranges());
            marker = page.nextMarker();
        } while (!marker.isEmpty());
        return all;
    }

    private void create(long length) {
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(disk, length)));
    }

    private PagesWritten write(PutPages command, byte[] bytes) {
        return house.run(box, Action.WRITE, house.blobs.putPages(command, Body.of(bytes)));
    }

    private PagesWritten write(int page, byte[] bytes) {
        return write(PutPages.of(disk, (long) page * PAGE, bytes.length), bytes);
    }

    private void clear(int page, int count) {
        house.run(
                box, Action.WRITE, house.blobs.clearPages(PutPages.of(disk, (long) page * PAGE, (long) count * PAGE)));
    }

    private Changed change(OptionalLong length, SequenceAction action) {
        return house.run(
                box,
                Action.WRITE,
                house.blobs.changePageBlob(
                        new ChangePageBlob(disk, length, action, Optional.empty(), Conditions.NONE)));
    }

    private void resize(int pages) {
        change(OptionalLong.of((long) pages * PAGE), new SequenceAction.Keep());
    }

    private Snapshot snapshot() {
        return house.run(
                        box,
                        Action.WRITE,
                        house.blobs.snapshotBlob(new TakeSnapshot(disk, Metadata.NONE, Conditions.NONE)))
                .snapshot();
    }

    private long ranges() {
        return house.catalog
                .read(reader ->
                        reader.first("SELECT count(*) AS ranges FROM content_range", row -> row.number("ranges")))
                .orElseThrow();
    }

    private static byte[] ones(int pages) {
        byte[] bytes = new byte[pages * PAGE];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    private static void assertFails(ErrorCode code, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aHugeOneTakesNoRoomUntilItIsWritten() {
        create(PutPages.LONGEST_BLOB);
        assertThat(house.properties(box).storedBytes()).isZero();
        long last = PutPages.LONGEST_BLOB - PAGE;
        write(PutPages.of(disk, last, PAGE), ones(1));
        assertThat(house.properties(box).storedBytes()).isEqualTo(PAGE);
        assertThat(house.get(GetBlob.of(disk).withRange(new ByteRange(last - 1, last))))
                .isEqualTo(new byte[] {0, 1});
        assertThat(list(ListPages.of(disk), 10))
                .containsExactly(new PageRanges.Range(last, PutPages.LONGEST_BLOB - 1, false));
        assertFails(ErrorCode.INVALID_HEADER, () -> create(PutPages.LONGEST_BLOB + PAGE));
        assertFails(ErrorCode.INVALID_HEADER, () -> create(1000));
    }

    @Test
    void veryManyPagesAreClearedOrCutOffAtOnceAndTheirRowsWorkedOffLater() {
        buildAnew(new RowLimits(100, 10));
        create(80 * PAGE);
        for (int page = 0; page < 80; page += 2) {
            write(page, ones(1));
        }
        clear(1, 56); // 28 of them
        assertThat(ranges()).as("rows after the clearing").isEqualTo(40);
        assertThat(list(ListPages.of(disk), 100))
                .hasSize(12)
                .first()
                .isEqualTo(new PageRanges.Range(0, PAGE - 1, false));
        assertThat(house.properties(box).storedBytes()).isEqualTo(12 * PAGE);
        assertThat(house.get(GetBlob.of(disk).withRange(new ByteRange(PAGE, 57 * PAGE - 1))))
                .isEqualTo(new byte[56 * PAGE]);
        assertThat(house.fsck()).isEmpty();

        write(20, ones(2)); // amid what was cleared
        resize(4); // a second time, for which the first is worked off
        assertThat(ranges()).as("rows after the cutting").isEqualTo(13);
        resize(80);
        assertThat(house.get(disk)).isEqualTo(Arrays.copyOf(ones(1), 80 * PAGE));

        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(ranges()).isEqualTo(1);
    }

    @Test
    void whatIsNoPageOfTheBlobIsRefused() {
        create(4 * PAGE);
        assertFails(ErrorCode.INVALID_HEADER, () -> write(PutPages.of(disk, 100, PAGE), ones(1)));
        assertFails(ErrorCode.INVALID_HEADER, () -> write(PutPages.of(disk, 0, 100), new byte[100]));
        assertFails(ErrorCode.INVALID_PAGE_RANGE, () -> write(4, ones(1)));
        assertFails(ErrorCode.INVALID_PAGE_RANGE, () -> clear(3, 2));
        assertFails(ErrorCode.INVALID_HEADER, () -> write(PutPages.of(disk, 0, 2 * PAGE), ones(1)));
        house.delete(disk, DeleteSnapshots.UNSPECIFIED);
        house.put(disk, new byte[] {1});
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> write(0, ones(1)));
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> resize(1));
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> list(ListPages.of(disk), 1));
    }

    @Test
    void sequenceNumbersAreTheClients() {
        create(PAGE);
        assertThat(change(OptionalLong.empty(), new SequenceAction.Update(7)).sequenceNumber())
                .hasValue(7);
        assertThat(change(OptionalLong.empty(), new SequenceAction.Max(3)).sequenceNumber())
                .hasValue(7);
        assertThat(change(OptionalLong.empty(), new SequenceAction.Increment()).sequenceNumber())
                .hasValue(8);
        SequenceConditions below =
                new SequenceConditions(OptionalLong.empty(), OptionalLong.of(8), OptionalLong.empty());
        PutPages one = PutPages.of(disk, 0, PAGE);
        assertFails(
                ErrorCode.SEQUENCE_NUMBER_NOT_MET,
                () -> write(new PutPages(disk, one.range(), below, Conditions.NONE), ones(1)));
        SequenceConditions met = new SequenceConditions(OptionalLong.of(8), OptionalLong.of(9), OptionalLong.of(8));
        assertThat(write(new PutPages(disk, one.range(), met, Conditions.NONE), ones(1))
                        .sequenceNumber())
                .isEqualTo(8);
        change(OptionalLong.empty(), new SequenceAction.Update(Long.MAX_VALUE));
        assertFails(
                ErrorCode.SEQUENCE_NUMBER_TOO_LARGE,
                () -> change(OptionalLong.empty(), new SequenceAction.Increment()));
    }

    @Test
    void pagesWrittenAndClearedSinceASnapshotAreToldAsCleared() {
        create(8 * PAGE);
        Snapshot first = snapshot();
        write(0, ones(3));
        clear(1, 1);
        clear(5, 1); // nothing was ever there
        assertThat(list(ListPages.of(disk).before(first), 10))
                .containsExactly(
                        new PageRanges.Range(0, PAGE - 1, false),
                        new PageRanges.Range(PAGE, 2 * PAGE - 1, true),
                        new PageRanges.Range(2 * PAGE, 3 * PAGE - 1, false));
        assertThat(list(ListPages.of(disk), 10))
                .containsExactly(
                        new PageRanges.Range(0, PAGE - 1, false), new PageRanges.Range(2 * PAGE, 3 * PAGE - 1, false));
        Snapshot second = snapshot();
        assertThat(list(ListPages.of(disk).before(second), 10)).isEmpty();
        write(1, ones(1));
        assertThat(list(ListPages.of(disk).before(second), 10))
                .containsExactly(new PageRanges.Range(PAGE, 2 * PAGE - 1, false));
        assertThat(list(ListPages.of(disk.at(second)).before(first), 10)).hasSize(3);
        assertThat(house.get(disk.at(second))).hasSize(8 * PAGE);
    }

    @Test
    void differencesAreToldOfTheSameBlobOnly() {
        create(4 * PAGE);
        write(0, ones(4));
        Snapshot first = snapshot();
        clock.advance(Duration.ofMillis(5));
        clear(1, 1);
        Snapshot second = snapshot();
        write(3, ones(1));
        assertThat(list(ListPages.of(disk).before(first), 10))
                .containsExactly(
                        new PageRanges.Range(PAGE, 2 * PAGE - 1, true),
                        new PageRanges.Range(3 * PAGE, 4 * PAGE - 1, false));
        assertThat(list(ListPages.of(disk.at(second)).before(first), 10))
                .containsExactly(new PageRanges.Range(PAGE, 2 * PAGE - 1, true));
        assertFails(
                ErrorCode.PREVIOUS_SNAPSHOT_NEWER,
                () -> list(ListPages.of(disk.at(first)).before(second), 10));
        assertFails(
                ErrorCode.PREVIOUS_SNAPSHOT_NOT_FOUND,
                () -> list(ListPages.of(disk).before(new Snapshot(12)), 10));
        create(4 * PAGE);
        assertFails(ErrorCode.BLOB_OVERWRITTEN, () -> list(ListPages.of(disk).before(first), 10));
        assertThat(house.get(disk.at(first))).isEqualTo(ones(4));
    }

    private void copy(CopyBlob command) {
        house.run(command.blob().container(), Action.WRITE, house.blobs.copyBlob(command));
    }

    @Test
    void copiesKeepTypeAndHoles() {
        create(64 * PAGE);
        for (int page = 1; page < 60; page += 3) {
            write(page, Seeds.bytes(Seeds.random(page), 2 * PAGE));
        }
        Snapshot taken = snapshot();
        byte[] then = house.get(disk);
        List<PageRanges.Range> ranges = list(ListPages.of(disk), 100);
        write(0, ones(64));
        ContainerRef other = house.container("other");
        for (ContainerRef target : List.of(box, other)) {
            BlobRef copy = target.blob("copy");
            copy(CopyBlob.of(copy, house.source(disk.at(taken))));
            assertThat(house.get(copy)).isEqualTo(then);
            assertThat(house.run(target, Action.READ, house.blobs.listPages(ListPages.of(copy)))
                            .ranges())
                    .isEqualTo(ranges);
            assertThat(house.properties(copy).kind()).isEqualTo(new BlobKind.Page(0, 40 * PAGE));
        }
        assertThat(house.properties(other).storedBytes()).isEqualTo(40 * PAGE);
        house.put(other.blob("file"), new byte[] {1});
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> copy(CopyBlob.of(other.blob("file"), house.source(disk))));
        copy(CopyBlob.of(disk, house.source(disk.at(taken)))); // a snapshot over its own blob
        assertThat(house.get(disk)).isEqualTo(then);
    }

    @Test
    void aBlockBlobMadeOfOneHasNoHoles() {
        create(4 * PAGE);
        write(1, ones(1));
        byte[] expected = house.get(disk);
        BlobRef flat = box.blob("flat");
        copy(new CopyBlob(
                flat,
                house.source(disk),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Tags.NONE),
                "",
                SourceSums.NONE,
                KeepAs.NONE,
                Conditions.NONE,
                Optional.empty()));
        assertThat(house.properties(flat).kind()).isEqualTo(BlobKind.block());
        assertThat(house.get(flat)).isEqualTo(expected);
        assertThat(house.properties(box).storedBytes()).isEqualTo(PAGE + 4 * PAGE);
        CopySource part = house.run(
                box,
                Action.READ,
                house.blobs.openCopySource(
                        new OpenCopySource(disk, Optional.of(new ByteRange(500, 600)), Conditions.NONE)));
        BlobRef blocks = box.blob("blocks");
        house.run(
                box,
                Action.WRITE,
                house.blobs.putBlockFrom(
                        new PutBlockFrom(blocks, new BlockId("QUFB"), part, SourceSums.NONE, Conditions.NONE)));
        house.commit(blocks, new BlockChoice(BlockSource.LATEST, new BlockId("QUFB")));
        assertThat(house.get(blocks)).isEqualTo(Arrays.copyOfRange(expected, 500, 601));
    }

    private void copyChanges(BlobRef copy, Snapshot taken) {
        CopySource source = house.source(disk.at(taken));
        house.run(
                copy.container(),
                Action.WRITE,
                house.blobs.copyChanges(new CopyChanges(copy, source, disk.path(), Conditions.NONE)));
    }

    @Test
    void anIncrementalCopyFollowsTheSnapshots() {
        create(16 * PAGE);
        write(2, ones(4));
        Snapshot first = snapshot();
        clock.advance(Duration.ofMillis(5));
        write(0, ones(1));
        clear(3, 1);
        resize(12);
        write(11, ones(1));
        Snapshot second = snapshot();
        byte[] atFirst = house.get(disk.at(first));
        byte[] atSecond = house.get(disk.at(second));
        for (ContainerRef target : List.of(box, house.container("other"))) {
            BlobRef copy = target.blob("copy");
            long before = house.properties(target).storedBytes();
            copyChanges(copy, first);
            Snapshot one = latest(copy);
            copyChanges(copy, second);
            Snapshot two = latest(copy);
            assertThat(house.get(copy.at(one))).isEqualTo(atFirst);
            assertThat(house.get(copy.at(two))).isEqualTo(atSecond);
            assertThat(house.properties(copy.at(two)).kind()).isEqualTo(new BlobKind.Page(0, 5 * PAGE));
            assertThat(house.properties(target).storedBytes() - before).isEqualTo((5 + 4 + 5) * PAGE);
            assertFails(ErrorCode.INCREMENTAL_COPY_EARLIER, () -> copyChanges(copy, first));
            assertFails(ErrorCode.INCREMENTAL_COPY_ONLY, () -> house.get(copy));
            assertFails(ErrorCode.INCREMENTAL_COPY_ONLY, () -> house.put(copy, new byte[1]));
        }
        assertFails(
                ErrorCode.INCREMENTAL_COPY_SOURCE_NOT_SNAPSHOT,
                () -> house.run(
                        box,
                        Action.WRITE,
                        house.blobs.copyChanges(
                                new CopyChanges(box.blob("new"), house.source(disk), "", Conditions.NONE))));
        assertFails(ErrorCode.INVALID_BLOB_TYPE, () -> copyChanges(disk, first));
        house.delete(box.blob("copy"), DeleteSnapshots.INCLUDE);
    }

    private Snapshot latest(BlobRef copy) {
        return ((BlobKind.IncrementalCopy) house.properties(copy).kind()).latest();
    }

    @Test
    void pagesComeFromOtherBlobs() {
        create(8 * PAGE);
        byte[] bytes = Seeds.bytes(Seeds.random(3), 3000);
        house.put(box.blob("file"), bytes);
        BlobRef far = house.container("other").blob("file");
        house.put(far, bytes);
        int page = 0;
        for (BlobRef source : List.of(box.blob("file"), far)) {
            CopySource part = house.run(
                    source.container(),
                    Action.READ,
                    house.blobs.openCopySource(new OpenCopySource(
                            source, Optional.of(new ByteRange(100, 100 + 2 * PAGE - 1)), Conditions.NONE)));
            PutPages pages = PutPages.of(disk, (long) page * PAGE, 2 * PAGE);
            house.run(box, Action.WRITE, house.blobs.putPagesFrom(new PutPagesFrom(pages, part, SourceSums.NONE)));
            assertThat(Arrays.copyOfRange(house.get(disk), page * PAGE, (page + 2) * PAGE))
                    .isEqualTo(Arrays.copyOfRange(bytes, 100, 100 + 2 * PAGE));
            page += 3;
        }
    }

    @Test
    void compactionMovesBytesOfPagesThatAreBeingWritten() throws Exception {
        int length = 4 << 20;
        create(length);
        byte[] expected = new byte[length];
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger emptied = new AtomicInteger();
        Compaction compaction = new Compaction(
                house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(64), Courtesy.none());
        Thread compacting = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                emptied.addAndGet(compaction.run().emptied());
            }
        });
        RandomGenerator random = Seeds.random(5);
        Optional<Snapshot> taken = Optional.empty();
        byte[] then = expected;
        for (int i = 0; i < 30; i++) {
            int pages = random.nextInt(1, 4 << 10);
            int first = random.nextInt(length / PAGE - pages);
            byte[] bytes = Seeds.bytes(random, pages * PAGE);
            write(first, bytes);
            System.arraycopy(bytes, 0, expected, first * PAGE, bytes.length);
            if (i == 15) {
                taken = Optional.of(snapshot());
                then = expected.clone();
            }
        }
        done.set(true);
        compacting.join();
        emptied.addAndGet(compaction.run().emptied());
        assertThat(emptied).hasPositiveValue();
        assertThat(house.get(disk)).isEqualTo(expected);
        assertThat(house.get(disk.at(taken.orElseThrow()))).isEqualTo(then);
    }

    @Test
    void damageIsNamedWithTheBytesOfTheBlob() {
        create(8 * PAGE);
        write(2, ones(2));
        Place place = house.catalog
                .read(reader ->
                        reader.first("SELECT places FROM content_range", row -> Places.decode(row.bytes("places"))))
                .orElseThrow()
                .list()
                .getFirst();
        List<Finding> findings = house.store.damaged(List.of(new Damage(place.extent(), place.offset(), 10, "tested")));
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.about()).contains("blob disk", "bytes 1024 to 2047"));
    }
}
