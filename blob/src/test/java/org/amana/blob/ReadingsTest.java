package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.store.Compaction;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Transaction;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever reads a blob, to give it out or to copy it, has it as it was when he began, whatever becomes of it
/// meanwhile.
@Tag("slow")
class ReadingsTest {
    private static final int PAGE = PutPages.PAGE;
    private static final int ROWS = 200; // in a page of them
    private static final int PAGES = 500; // each in a row of its own, so that there are three pages of rows

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final byte[] bytes = Seeds.bytes(Seeds.random(7), PAGES * PAGE);
    private Runnable beforeReading = () -> {};
    private House house;
    private ContainerRef box;
    private BlobRef disk;

    @BeforeEach
    void build() {
        house = House.build(telling(new OsDisk()), folder, clock, new RowLimits(ROWS, 100));
        box = house.container("box");
        disk = box.blob("disk");
    }

    @AfterEach
    void everythingAddsUp() {
        assertThat(house.fsck()).isEmpty();
        house.close();
    }

    /// The same disk, which tells before anything is read from an extent.
    private Disk telling(Disk disk) {
        return proxy(
                Disk.class,
                disk,
                (name, answer) -> answer instanceof DurableFile file && Extents.isExtent(file.path())
                        ? proxy(DurableFile.class, file, (_, same) -> same)
                        : answer);
    }

    private interface Answering {
        Object of(String name, Object answer);
    }

    private <T> T proxy(Class<T> type, T real, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        beforeReading.run();
                    }
                    try {
                        return answering.of(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void create() {
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.page(disk, (long) PAGES * PAGE)));
        write(bytes);
        house.catalog.commit(tx -> apart(tx));
    }

    private void write(byte[] all) {
        house.run(box, Action.WRITE, house.blobs.putPages(PutPages.of(disk, 0, all.length), Body.of(all)));
    }

    /// Makes the rows that there would be had each page been written by itself.
    private static boolean apart(Transaction tx) throws SQLException {
        record Line(long stream, long start, long since, long until, Places places) {}
        List<Line> lines = tx.list(
                "DELETE FROM content_range RETURNING stream, start, since, until, places",
                row -> new Line(
                        row.number("stream"),
                        row.number("start"),
                        row.number("since"),
                        row.number("until"),
                        Places.decode(row.bytes("places"))));
        for (Line line : lines) {
            PlaceCutter cutter = new PlaceCutter(line.places());
            for (long at = 0; at < line.places().length(); at += PAGE) {
                tx.update(
                        "INSERT INTO content_range (stream, start, since, until, length, places) VALUES (?, ?, ?, ?, ?, ?)",
                        line.stream(),
                        line.start() + at,
                        line.since(),
                        line.until(),
                        PAGE,
                        cutter.next(PAGE).encode());
            }
        }
        return true;
    }

    private long ranges() {
        return house.catalog
                .read(reader ->
                        reader.first("SELECT count(*) AS ranges FROM content_range", row -> row.number("ranges")))
                .orElseThrow();
    }

    private void upkeep() {
        house.janitor(BlobConfig.DEFAULTS).round();
        Compaction compaction = new Compaction(
                house.extents, List.of(house.store.liveRanges()), ByteSize.ofMebibytes(64), Courtesy.none());
        compaction.run();
        compaction.run();
    }

    /// What is read when something happens after the first bytes.
    private byte[] read(GetBlob command, Runnable meanwhile) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Content content = house.run(box, Action.READ, house.blobs.getBlob(command))) {
            content.writeTo(new OutputStream() {
                @Override
                public void write(int b) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(byte[] some, int offset, int length) {
                    if (all.size() == 0) {
                        meanwhile.run();
                    }
                    all.write(some, offset, length);
                }
            });
        }
        return all.toByteArray();
    }

    @Test
    void whatIsWrittenMeanwhileIsNotRead() throws IOException {
        create();
        byte[] other = Seeds.bytes(Seeds.random(8), PAGES * PAGE / 2);

        byte[] read = read(GetBlob.of(disk), () -> {
            write(other);
            house.run(
                    box,
                    Action.WRITE,
                    house.blobs.clearPages(PutPages.of(disk, other.length, bytes.length - other.length)));
            upkeep();
        });

        assertThat(read).isEqualTo(bytes);
        assertThat(house.get(disk)).isEqualTo(Arrays.copyOf(other, bytes.length));
        house.janitor(BlobConfig.DEFAULTS).round();
        assertThat(ranges()).as("rows once nobody reads the old ones").isEqualTo(1);
    }

    @Test
    void whatIsCutOffOrDeletedMeanwhileIsReadToItsEnd() throws IOException {
        create();

        assertThat(read(GetBlob.of(disk), () -> {
                    house.run(
                            box,
                            Action.WRITE,
                            house.blobs.changePageBlob(new ChangePageBlob(
                                    disk,
                                    OptionalLong.of(PAGE),
                                    new SequenceAction.Keep(),
                                    Optional.empty(),
                                    Conditions.NONE)));
                    house.delete(disk, DeleteSnapshots.UNSPECIFIED);
                    upkeep();
                }))
                .isEqualTo(bytes);
        upkeep();
        assertThat(ranges()).isZero();
    }

    @Test
    void aDeletedContainerEndsWhatIsReadOfItAndGivesNoZeros() throws IOException {
        create();

        House.fails(
                ErrorCode.CONTAINER_NOT_FOUND,
                () -> read(GetBlob.of(disk), () -> {
                    house.run(
                            box, Action.DELETE, house.blobs.deleteContainer(new DeleteContainer(box, Conditions.NONE)));
                    upkeep();
                }));
        assertThat(ranges()).isZero();
    }

    @Test
    void noMoreThanAPageOfRowsIsInMemory() {
        create();
        RangePage page = house.catalog.read(reader -> {
            long id = reader.first("SELECT id FROM container", row -> row.number("id"))
                    .orElseThrow();
            BlobRow row = BlobRows.find(reader, id, disk.name(), Snapshot.NONE).orElseThrow();
            return RangeRows.page(reader, row, PAGE, bytes.length, ROWS);
        });

        assertThat(page.ranges()).hasSize(ROWS);
        assertThat(page.end()).isEqualTo((1L + ROWS) * PAGE);
    }

    @Test
    void aPartIsReadFromWhereItBegins() throws IOException {
        create();
        int first = 100 * PAGE + 17;
        int last = 440 * PAGE + 3;

        assertThat(house.get(GetBlob.of(disk).withRange(new ByteRange(first, last))))
                .isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }

    @Test
    void aRangeOfAnotherVersionGivesTheWhole() throws IOException {
        create();
        GetBlob command = new GetBlob(
                disk,
                Optional.of(new ByteRange(PAGE, 2 * PAGE - 1)),
                ETagCondition.parse("\"0x1\""),
                false,
                false,
                Conditions.NONE);

        assertThat(house.get(command)).isEqualTo(bytes);
    }

    @Test
    void aCopyUnderOtherKeysIsOfWhatWasThere() {
        create();
        BlobRef copy = house.container("other").blob("copy");

        copyWhile(copy, () -> {
            house.delete(disk, DeleteSnapshots.UNSPECIFIED);
            upkeep();
        });

        assertThat(house.get(copy)).isEqualTo(bytes);
        upkeep();
        assertThat(ranges()).as("rows of the copy, whose pages were joined").isEqualTo(1);
    }

    @Test
    void aCopyUnderOtherKeysKeepsTheExtentsItReads() {
        BlobRef log = box.blob("log");
        house.run(box, Action.WRITE, house.blobs.createBlob(CreateBlob.append(log)));
        byte[] block = Seeds.bytes(Seeds.random(9), 5 << 20); // extents have 8 MiB
        for (int i = 0; i < 4; i++) {
            house.run(box, Action.WRITE, house.blobs.appendBlock(AppendBlock.of(log), Body.of(block)));
        }
        BlobRef copy = house.container("other").blob("copy");

        copyWhile(copy, house.source(log), () -> {
            house.delete(log, DeleteSnapshots.UNSPECIFIED);
            upkeep();
        });

        assertThat(house.properties(copy).length()).isEqualTo(4L * block.length);
        assertThat(Arrays.mismatch(house.get(GetBlob.of(copy).withRange(ByteRange.from(3L * block.length))), block))
                .isEqualTo(-1);
    }

    private void copyWhile(BlobRef copy, Runnable meanwhile) {
        copyWhile(copy, house.source(disk), meanwhile);
    }

    private void copyWhile(BlobRef copy, CopySource source, Runnable meanwhile) {
        beforeReading = () -> {
            beforeReading = () -> {};
            meanwhile.run();
        };
        house.run(copy.container(), Action.WRITE, house.blobs.copyBlob(CopyBlob.of(copy, source)));
    }
}
