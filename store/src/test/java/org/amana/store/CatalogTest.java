package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.FatalDiskError;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.FailingDisk;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class CatalogTest {
    private static final Schema NOTES = new Schema("notes", List.of("""
        CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            extra BLOB,
            written_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX note_text ON note (text);
        """));

    private final Disk disk = new OsDisk();
    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder;

    private Catalog open() {
        return open(CatalogConfig.DEFAULTS);
    }

    private Catalog open(CatalogConfig config) {
        return Catalog.open(disk, folder.resolve("catalog.db"), List.of(NOTES), clock, config);
    }

    private static Change<Integer> note(String text) {
        return tx -> tx.update("INSERT INTO note (text, written_at) VALUES (?, ?)", text, tx.now());
    }

    private static long count(Catalog catalog) {
        return catalog.read(reader -> reader.first("SELECT count(*) AS n FROM note", row -> row.number("n"))
                .orElseThrow());
    }

    /// A query that reads a row and never ends.
    private static long endless(Catalog catalog) {
        String sql =
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM note, c";
        return catalog.read(reader -> reader.first(sql, row -> row.number("n")).orElseThrow());
    }

    @Test
    void aCommittedChangeIsReadBackAfterReopening() {
        try (Catalog catalog = open()) {
            assertThat(catalog.commit(note("first"))).isEqualTo(1);
        }
        try (Catalog catalog = open()) {
            List<String> texts = catalog.read(reader -> reader.list("SELECT text FROM note", row -> row.text("text")));
            assertThat(texts).containsExactly("first");
        }
    }

    @Test
    void aCommitOutlivesAWriteBehindItThatGarblesTheirCommonPage() throws IOException {
        Path found = Files.createDirectory(folder.resolve("found"));
        try (Catalog catalog = open()) {
            for (int notes = 1; notes <= 5; notes++) {
                catalog.commit(note("acknowledged " + notes));
            }
            Path log = folder.resolve("catalog.db-wal");
            int synced = Math.toIntExact(Files.size(log));
            catalog.commit(note("under way"));
            byte[] torn = Files.readAllBytes(log);
            Arrays.fill(torn, synced / 4096 * 4096, torn.length, (byte) 0x55);
            Files.write(found.resolve("catalog.db-wal"), torn);
            Files.copy(folder.resolve("catalog.db"), found.resolve("catalog.db"));
        }
        try (Catalog catalog = Catalog.open(disk, found.resolve("catalog.db"), List.of(NOTES), clock)) {
            List<String> texts = catalog.read(reader -> reader.list("SELECT text FROM note", row -> row.text("text")));
            assertThat(texts).contains("acknowledged 4", "acknowledged 5");
        }
    }

    @Test
    void aQueryOfOneStatementSeesTheLastCommit() {
        try (Catalog catalog = open()) {
            for (int notes = 1; notes <= 3; notes++) {
                catalog.commit(note("note " + notes));
                long seen =
                        catalog.readOne(reader -> reader.first("SELECT count(*) AS n FROM note", row -> row.number("n"))
                                .orElseThrow());
                assertThat(seen).isEqualTo(notes);
            }
        }
    }

    @Test
    void aQueryOfSeveralStatementsNeedsATransactionAroundThem() {
        try (Catalog catalog = open()) {
            Query<Integer> two = reader ->
                    reader.list("SELECT id FROM note", row -> row.number("id")).size()
                            + reader.list("SELECT text FROM note", row -> row.text("text"))
                                    .size();
            assertThat(catalog.read(two)).isZero();
            assertThatThrownBy(() -> catalog.readOne(two))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another commit");
            assertThat(count(catalog)).isZero(); // on the same connection
        }
    }

    @Test
    void aQueryRunsNoOtherInside() {
        try (Catalog catalog = open()) {
            assertThatThrownBy(() -> catalog.read(
                            _ -> catalog.readOne(reader -> reader.list("SELECT 1 AS one", row -> row.number("one")))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside");
            assertThat(catalog.<Long>readOne(reader -> reader.first("SELECT 1 AS one", row -> row.number("one"))
                            .orElseThrow()))
                    .isEqualTo(1);
        }
    }

    @Test
    void everyKindOfValueComesBackAsItWentIn() {
        try (Catalog catalog = open()) {
            long id = catalog.commit(tx -> tx.first(
                            "INSERT INTO note (text, extra, written_at) VALUES (?, ?, ?) RETURNING id",
                            row -> row.number("id"),
                            "نص",
                            new byte[] {0, 1, -1},
                            tx.now())
                    .orElseThrow());
            catalog.read(reader -> reader.first(
                            "SELECT * FROM note WHERE id = ?",
                            row -> {
                                assertThat(row.text("text")).isEqualTo("نص");
                                assertThat(row.bytes("extra")).containsExactly(0, 1, -1);
                                assertThat(row.instant("written_at")).isEqualTo(catalog.now());
                                return row;
                            },
                            id)
                    .orElseThrow());
        }
    }

    @Test
    void anAbsentValueIsEmptyAndThrownByThePlainAccessor() {
        try (Catalog catalog = open()) {
            catalog.commit(note("no extra"));
            List<Optional<byte[]>> extras =
                    catalog.read(reader -> reader.list("SELECT extra FROM note", row -> row.optionalBytes("extra")));
            assertThat(extras).allMatch(Optional::isEmpty);
            assertThatThrownBy(() ->
                            catalog.read(reader -> reader.list("SELECT extra FROM note", row -> row.bytes("extra"))))
                    .hasMessageContaining("extra");
        }
    }

    @Test
    void aChangeThatFailsIsUndoneAloneWithinItsGroup() {
        try (Catalog catalog = open()) {
            List<CompletableFuture<Integer>> futures = IntStream.range(0, 300)
                    .mapToObj(i -> catalog.submit(tx -> {
                        int rows = note("note " + i).apply(tx);
                        if (i % 3 == 0) {
                            throw new AmanaException(ErrorCode.CONDITION_NOT_MET, "note " + i);
                        }
                        return rows;
                    }))
                    .toList();
            for (int i = 0; i < 300; i++) {
                if (i % 3 == 0) {
                    assertThat(futures.get(i)).failsWithin(Duration.ofSeconds(10));
                } else {
                    assertThat(futures.get(i)).succeedsWithin(Duration.ofSeconds(10));
                }
            }
            assertThat(count(catalog)).isEqualTo(200);
        }
    }

    @Test
    void theFailureOfAChangeReachesItsCallerAsItWasThrown() {
        try (Catalog catalog = open()) {
            AmanaException refusal = new AmanaException(ErrorCode.CONDITION_NOT_MET, "no");
            assertThatThrownBy(() -> catalog.commit(tx -> {
                        throw refusal;
                    }))
                    .isSameAs(refusal);
            assertThatThrownBy(() -> catalog.commit(tx -> {
                        note("a").apply(tx);
                        return note("a").apply(tx);
                    }))
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContaining("UNIQUE");
            assertThat(count(catalog)).isZero();
        }
    }

    @Test
    void aStatementThatFailedRunsAgain() {
        try (Catalog catalog = open()) {
            catalog.commit(note("a"));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> catalog.commit(note("a"))).hasMessageContaining("UNIQUE");
                assertThat(catalog.commit(note("b" + i))).isEqualTo(1);
            }
            String insert = "INSERT INTO note (text, written_at) VALUES (?, 1) RETURNING id";
            for (int i = 0; i < 3; i++) {
                String fresh = "c" + i;
                assertThatThrownBy(() -> catalog.commit(tx -> tx.first(insert, row -> row.number("id"), "a")))
                        .hasMessageContaining("UNIQUE");
                Optional<Long> id = catalog.commit(tx -> tx.first(insert, row -> row.number("id"), fresh));
                assertThat(id).isPresent();
            }
        }
    }

    @Test
    void manyThreadsShareCommitsAndLoseNothing() throws Exception {
        try (Catalog catalog = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 64; thread++) {
                String name = "thread " + thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        catalog.commit(note(name + " " + i));
                    }
                }));
            }
            for (Future<?> future : all) {
                future.get();
            }
            assertThat(count(catalog)).isEqualTo(64 * 50);
            assertThat(catalog.check()).isEmpty();
        }
    }

    @Test
    void aCommitWaitsForWhoeverHoldsTheLockOfWritingForAMoment() throws Exception {
        try (Catalog catalog = open();
                Connection other = Sqlite.copier(folder.resolve("catalog.db"))) {
            Sqlite.execute(other, "BEGIN IMMEDIATE");
            CompletableFuture<Integer> commit = catalog.submit(note("patient"));
            Thread.sleep(50);
            assertThat(commit).isNotDone();
            Sqlite.execute(other, "ROLLBACK");
            assertThat(commit.get(30, TimeUnit.SECONDS)).isOne();
            assertThat(count(catalog)).isOne();
        }
    }

    @Test
    void aQuerySeesOneStateThroughout() {
        try (Catalog catalog = open()) {
            catalog.commit(note("before"));
            long seen = catalog.read(reader -> {
                long first = reader.first("SELECT count(*) AS n FROM note", row -> row.number("n"))
                        .orElseThrow();
                catalog.commit(note("meanwhile"));
                long second = reader.first("SELECT count(*) AS n FROM note", row -> row.number("n"))
                        .orElseThrow();
                return second - first;
            });
            assertThat(seen).isZero();
            assertThat(count(catalog)).isEqualTo(2);
        }
    }

    @Test
    void aQueryCannotWrite() {
        try (Catalog catalog = open()) {
            assertThatThrownBy(() -> catalog.read(reader -> reader.list(
                            "INSERT INTO note (text, written_at) VALUES ('x', 1) RETURNING id", row -> row)))
                    .isInstanceOf(AmanaException.class);
            assertThat(count(catalog)).isZero();
        }
    }

    @Test
    void aStatementMayRunWhileItsOwnRowsAreVisited() {
        try (Catalog catalog = open()) {
            catalog.commit(note("a"));
            catalog.commit(note("b"));
            String sql = "SELECT text FROM note ORDER BY text";
            List<String> pairs = catalog.read(reader ->
                    reader.list(sql, outer -> outer.text("text") + reader.list(sql, inner -> inner.text("text"))));
            assertThat(pairs).containsExactly("a[a, b]", "b[a, b]");
        }
    }

    @Test
    void theFilesAreForTheirOwnerAlone() {
        try (Catalog catalog = open()) {
            catalog.commit(note("a"));
            assertThat(disk.list(folder))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(file -> assertThat(disk.access(file)).isEqualTo(Access.PRIVATE));
        }
    }

    @Test
    void aSchemaGrowsStepByStepAndKeepsItsRows() {
        try (Catalog catalog = open()) {
            catalog.commit(note("old"));
        }
        Schema grown = new Schema(
                "notes",
                List.of(NOTES.steps().getFirst(), "ALTER TABLE note ADD COLUMN stars INTEGER NOT NULL DEFAULT 3;"));
        try (Catalog catalog = Catalog.open(disk, folder.resolve("catalog.db"), List.of(grown), clock)) {
            Optional<Integer> stars =
                    catalog.read(reader -> reader.first("SELECT stars FROM note", row -> row.integer("stars")));
            assertThat(stars).contains(3);
        }
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining("version 2 of the tables of notes")
                .hasMessageContaining("newer Amana");
    }

    @Test
    void aStepThatFailsLeavesTheFileAsItWas() {
        open().close();
        Schema broken = new Schema(
                "notes",
                List.of(NOTES.steps().getFirst(), "ALTER TABLE note ADD COLUMN stars INTEGER; CREATE NONSENSE;"));
        assertThatThrownBy(() -> Catalog.open(disk, folder.resolve("catalog.db"), List.of(broken), clock))
                .isInstanceOf(AmanaException.class);
        try (Catalog catalog = open()) {
            assertThat(catalog.commit(note("still fine"))).isEqualTo(1);
        }
    }

    @Test
    void aTableThatIsNotStrictIsRefused() {
        Schema loose = new Schema("loose", List.of("CREATE TABLE loose (a TEXT);"));
        assertThatThrownBy(() -> Catalog.open(disk, folder.resolve("catalog.db"), List.of(loose), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loose");
    }

    @Test
    void aFileThatIsNoDatabaseAnyMoreIsNamedAndNotTouched() throws Exception {
        try (Catalog catalog = open()) {
            catalog.commit(note("kept"));
        }
        Path file = folder.resolve("catalog.db");
        byte[] damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, 0, 100, (byte) 'x');
        Files.write(file, damaged);
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContainingAll(file.toString(), "amana restore");
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void aDamagedPageIsFoundByTheCheckAndNotServed() throws Exception {
        Path file = folder.resolve("catalog.db");
        long page;
        try (Catalog catalog = open()) {
            catalog.commit(note("kept"));
            page = catalog.read(reader -> reader.first(
                            "SELECT rootpage FROM sqlite_schema WHERE name = 'note'", row -> row.number("rootpage"))
                    .orElseThrow());
        }
        byte[] damaged = Files.readAllBytes(file);
        Arrays.fill(damaged, (int) (page - 1) * 4096, (int) page * 4096, (byte) 'x');
        Files.write(file, damaged);
        try (Catalog catalog = open()) {
            assertThat(catalog.check()).isNotEmpty();
            assertThatThrownBy(() -> catalog.read(
                            reader -> reader.list("SELECT written_at FROM note", row -> row.number("written_at"))))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
        }
    }

    /// SQLite has given up the transaction by itself then, so that there is none left to end
    /// (<https://www.sqlite.org/lang_transaction.html>, "Response To Errors Within A Transaction").
    @Test
    void aReadThatTheDiskRefusesIsToldAsThat() throws Exception {
        Path log = folder.resolve("catalog.db-wal");
        try (Catalog catalog = open();
                Connection older = Sqlite.reader(folder.resolve("catalog.db"))) {
            catalog.commit(note("in the log"));
            assertThat(count(catalog)).isEqualTo(1); // its connection knows the tables from now on
            Sqlite.execute(older, "BEGIN");
            assertThat(Sqlite.number(older, "SELECT count(*) FROM note")).isEqualTo(1);
            catalog.commit(note("kept in the log by who reads what was before"));
            byte[] content = Files.readAllBytes(log);
            Files.write(log, new byte[0]);
            assertThatThrownBy(() -> count(catalog)).isInstanceOfSatisfying(AmanaException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT);
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                SQLiteException.class,
                                cause -> assertThat(cause.getResultCode())
                                        .isEqualTo(SQLiteErrorCode.SQLITE_IOERR_SHORT_READ));
            });
            Files.write(log, content);
            assertThat(count(catalog)).isEqualTo(2);
        }
    }

    /// Left in a transaction, it would answer every query of one statement from the same old commit.
    @Test
    void aConnectionWhoseTransactionDoesNotEndIsNotUsedAgain() {
        CatalogConfig one = new CatalogConfig(
                1, 100, 100, ByteSize.ofMebibytes(16), ByteSize.ofMebibytes(64), Duration.ofSeconds(5));
        try (Catalog catalog = open(one)) {
            IllegalArgumentException failure = new IllegalArgumentException("of the query");
            assertThatThrownBy(() -> catalog.read(reader -> {
                        reader.prepare("ROLLBACK").close();
                        reader.first("SELECT count(*) AS n FROM note", row -> row.number("n"));
                        throw failure;
                    }))
                    .isSameAs(failure);
            catalog.commit(note("later"));
            Optional<Long> seen =
                    catalog.readOne(reader -> reader.first("SELECT count(*) AS n FROM note", row -> row.number("n")));
            assertThat(seen).contains(1L);
        }
    }

    @Test
    void aFullDatabaseFailsTheChangeAndTheNextOneSucceeds() {
        try (Catalog catalog = open()) {
            catalog.commit(note("before"));
            catalog.commit(tx -> tx.first("PRAGMA max_page_count = 40", row -> row.number("max_page_count")));
            assertThatThrownBy(() -> catalog.commit(tx -> tx.update(
                            "INSERT INTO note (text, extra, written_at) VALUES ('big', zeroblob(400000), 1)")))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE));
            assertThat(catalog.commit(note("after"))).isEqualTo(1);
            assertThat(count(catalog)).isEqualTo(2);
        }
    }

    @Test
    void aFailedSyncStopsTheCatalogForGood() throws Exception {
        Catalog catalog = open();
        catalog.commit(note("kept"));
        assertThatThrownBy(() -> catalog.commit(tx -> {
                    throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
                }))
                .isInstanceOf(FatalDiskError.class);
        assertThatThrownBy(() -> catalog.commit(note("lost"))).isInstanceOf(FatalDiskError.class);
        assertThat(count(catalog)).isEqualTo(1);
        catalog.close();
    }

    @Test
    void theLogStartsOverWhileCommitsGoOn() throws Exception {
        CatalogConfig small = new CatalogConfig(
                2, 100, 100, ByteSize.ofMebibytes(1), ByteSize.ofMebibytes(64), Duration.ofSeconds(5));
        try (Catalog catalog = open(small)) {
            long longest = 0;
            for (int i = 0; i < 1200; i++) {
                String text = "note " + i;
                catalog.commit(tx -> tx.update(
                        "INSERT INTO note (text, extra, written_at) VALUES (?, ?, 1)", text, new byte[16_000]));
                longest = Math.max(longest, disk.size(folder.resolve("catalog.db-wal")));
            }
            assertThat(longest).as("log bytes after 19 MB of rows").isLessThan(14L << 20);
        }
        assertThat(folder.resolve("catalog.db-wal")).doesNotExist();
    }

    @Test
    void aQueryThatHoldsTheLogAtItsHardLimitIsStopped() throws Exception {
        CatalogConfig tight = new CatalogConfig(
                2, 100, 100, ByteSize.ofKibibytes(256), ByteSize.ofMebibytes(2), Duration.ofMillis(200));
        try (Catalog catalog = open(tight)) {
            catalog.commit(note("seed"));
            CompletableFuture<Long> query = CompletableFuture.supplyAsync(() -> endless(catalog));
            while (catalog.queriesRunning() == 0) {
                Thread.onSpinWait();
            }
            Thread.sleep(50);
            for (int i = 0; i < 100; i++) {
                String text = "note " + i;
                catalog.commit(tx -> tx.update(
                        "INSERT INTO note (text, extra, written_at) VALUES (?, ?, 1)", text, new byte[64_000]));
            }
            assertThat(query)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withMessageContaining("interrupted");
            assertThat(disk.size(folder.resolve("catalog.db-wal"))).isLessThan(4L << 20);
            assertThat(count(catalog)).isEqualTo(101);
        }
    }

    @Test
    void closingStopsQueriesThatDoNotEnd() {
        Catalog catalog = open();
        catalog.commit(note("seed"));
        CompletableFuture<Long> query = CompletableFuture.supplyAsync(() -> endless(catalog));
        while (catalog.queriesRunning() == 0) {
            Thread.onSpinWait();
        }
        catalog.close();
        assertThat(query)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("interrupted");
    }

    @Test
    void checkpointEmptiesTheLogSoThatDeletedBytesAreGone() throws Exception {
        byte[] secret = "a key that must not linger anywhere".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Catalog catalog = open()) {
            catalog.commit(tx -> tx.update("INSERT INTO note (text, extra, written_at) VALUES ('s', ?, 1)", secret));
            catalog.commit(tx -> tx.update("DELETE FROM note"));
            assertThat(catalog.checkpoint()).isTrue();
            for (Path file : disk.list(folder)) {
                assertThat(new String(disk.read(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("must not linger");
            }
        }
    }

    @Test
    void theTimeThatDecidesIsInWholeMilliseconds() {
        clock.advance(Duration.ofNanos(123_456_789));
        try (Catalog catalog = open()) {
            assertThat(catalog.now()).isEqualTo(ManualClock.START.plusMillis(123));
            assertThat(catalog.commit(Transaction::now)).isEqualTo(catalog.now());
        }
    }

    @Test
    void aCopyIsTheCatalogAsACommitLeftItWhileOthersGoOn() throws Exception {
        Path copy = folder.resolve("copy.db");
        try (Catalog catalog = open()) {
            catalog.commit(note("before"));
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    catalog.commit(note("during"));
                }
            });
            catalog.copyTo(copy);
            stop.set(true);
            writer.join();
            assertThatThrownBy(() -> catalog.copyTo(copy)).isInstanceOf(AmanaException.class);
        }
        assertThat(disk.access(copy)).isEqualTo(Access.PRIVATE);
        try (Catalog catalog = Catalog.open(disk, copy, List.of(NOTES), clock)) {
            assertThat(count(catalog)).isPositive();
            assertThat(catalog.check()).isEmpty();
        }
    }

    @Test
    void aCopyThatCannotBeMadeDurableIsRemovedSoThatItCanBeMadeAnew() {
        Path copy = folder.resolve("copy.db");
        FailingDisk failing = new FailingDisk(disk);
        try (Catalog catalog = Catalog.open(failing, folder.resolve("catalog.db"), List.of(NOTES), clock)) {
            failing.refuseOpening(file -> file.equals(copy) && Files.exists(file));
            assertThatThrownBy(() -> catalog.copyTo(copy))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FAILED));
            assertThat(copy).doesNotExist();
            failing.mend();
            catalog.copyTo(copy);
            assertThatThrownBy(() -> catalog.copyTo(copy)).isInstanceOf(AmanaException.class);
            assertThat(copy).isNotEmptyFile();
        }
    }

    @Test
    void aClosedCatalogTakesNoChange() {
        Catalog catalog = open();
        catalog.close();
        assertThatThrownBy(() -> catalog.commit(note("late"))).hasMessageContaining("closed");
        assertThatThrownBy(() -> count(catalog)).hasMessageContaining("closed");
    }

    @Test
    void whatWasHandedInBeforeClosingIsCommitted() {
        List<CompletableFuture<Integer>> futures;
        try (Catalog catalog = open()) {
            futures = LongStream.range(0, 500)
                    .mapToObj(i -> catalog.submit(note("n" + i)))
                    .toList();
        }
        assertThat(futures).allSatisfy(future -> assertThat(future).isCompletedWithValue(1));
    }
}
