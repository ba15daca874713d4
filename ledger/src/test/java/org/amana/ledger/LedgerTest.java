package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.ManualClock;
import org.amana.verifier.Disclosure;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.verifier.ProofDocument;
import org.amana.verifier.Report;
import org.amana.verifier.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    @Test
    void aNewLedgerStandsWithItsGenesisSigned() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            assertThat(ledger.size()).isEqualTo(1);
            assertThat(ledger.checkpoint().size()).isEqualTo(1);
            assertThat(ledger.entry(0).kind()).isEqualTo(Kind.GENESIS);
            assertThat(ledger.entry(0).text("vkey"))
                    .isEqualTo(ledger.verifierKey().toString());
            assertThat(TestLedger.verify(ledger).verdict()).isEqualTo(Verdict.SOUND);
        }
    }

    @Test
    void itTellsThatItsLastEntryLiesAheadOfTheClock() {
        clock.advance(Duration.ofDays(400));
        TestLedger.open(folder, clock).close();
        clock.advance(Duration.ofDays(-400));
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            assertThat(ledger.standsUntil()).contains(clock.instant().plus(Duration.ofDays(400)));
            assertThat(ledger.now()).isEqualTo(clock.instant().plus(Duration.ofDays(400)));
            clock.advance(Duration.ofDays(401));
            assertThat(ledger.standsUntil()).isEmpty();
            assertThat(ledger.now()).isEqualTo(clock.instant());
        }
    }

    @Test
    void aClockThatDoesNotGoWithTheLastEntryIsTold() {
        Instant now = clock.instant();
        long last = now.getEpochSecond();
        assertThat(Clocks.compare(last + 300, now)).isEmpty();
        assertThat(Clocks.compare(last + 301, now))
                .hasValueSatisfying(told -> assertThat(told).contains("bear the time of the last"));
        assertThat(Clocks.compare(last - Duration.ofDays(60).toSeconds(), now)).isEmpty();
        assertThat(Clocks.compare(last - Duration.ofDays(61).toSeconds(), now))
                .hasValueSatisfying(told -> assertThat(told).contains("61 days before"));
    }

    @Test
    void whatWasAppendedIsVerifiedByTheVerifierAfterEveryRestart() {
        long written = 0;
        for (int start = 0; start < 6; start++) {
            try (Ledger ledger = TestLedger.open(folder, clock)) {
                if (start == 0) {
                    TestLedger.beginWithCredential(ledger);
                }
                append(ledger, TestLedger.write(10), 0, 150);
                written += 150 * 10;
                clock.advance(Duration.ofSeconds(3));
            }
            try (Ledger ledger = TestLedger.open(folder, clock)) {
                Report report = TestLedger.verify(ledger);
                assertThat(report.findings()).isEmpty();
                assertThat(report.verdict()).isEqualTo(Verdict.SOUND);
                assertThat(report.totals().storedInAll()).isEqualTo(written);
                assertThat(ledger.size()).isEqualTo(4 + 150 * (start + 1));
            }
        }
    }

    /// Appends an entry for each number, and waits for the last one, which is durable after all before it.
    private static void append(Ledger ledger, EntryDraft draft, int from, int to) {
        Ledger.Appending last = ledger.begin(draft, TestLedger.opening(from));
        for (int i = from + 1; i < to; i++) {
            last = ledger.begin(draft, TestLedger.opening(i));
        }
        last.await();
    }

    @Test
    void aSegmentThatWasBeingRemovedWhenThePowerFailedIsGoneAfterOpening() throws IOException {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
        }
        Path half = Files.write(folder.resolve("data/ledger/wal/0000000000000000.wal.gone"), new byte[5_000]);
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            assertThat(half).doesNotExist();
            assertThat(ledger.size()).isEqualTo(3);
        }
    }

    @Test
    void aReceiptIsDurableAtOnceAndPublishedSoon() throws InterruptedException {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            Receipt receipt = ledger.append(TestLedger.read(), TestLedger.opening(1));
            assertThat(receipt.index()).isEqualTo(3);
            assertThat(receipt.leafHash()).isEqualTo(ledger.entry(3).leafHash());
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (ledger.checkpoint().size() < 4 && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            assertThat(ledger.checkpoint().size()).isEqualTo(4);
        }
    }

    @Test
    void theRequestIdCarriesTheReceipt() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            Receipt receipt = ledger.append(TestLedger.read(), Opening.NONE);
            UUID id = receipt.requestId(ledger.shard());
            assertThat(id.version()).isEqualTo(8);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(Receipt.shard(id)).isEqualTo(7);
            assertThat(Receipt.index(id)).hasValue(3);
            assertThat(Receipt.matches(id, receipt.leafHash())).isTrue();
            assertThat(Receipt.matches(id, ledger.entry(0).leafHash())).isFalse();
        }
    }

    @Test
    void commitmentsAreOpenedByTheirDisclosuresAndDecoysByNothing() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            Opening opening = new Opening("rana", "court/box 41/محضر \"2018\".pdf", "", "E-7QK2");
            Receipt receipt = ledger.append(TestLedger.read(), opening);
            for (int round = 0; round < 2; round++) {
                Opened opened = ledger.opened(receipt.index()).orElseThrow();
                List<String> sd = opened.entry().texts("sd");
                assertThat(opened.disclosures().stream().map(Disclosure::digest))
                        .containsExactly(sd.get(0), sd.get(1), sd.get(3));
                assertThat(opened.value("object")).contains("court/box 41/محضر \"2018\".pdf");
                assertThat(opened.value("client")).isEmpty();
                ledger.publish(); // the second time from the database
            }
        }
    }

    @Test
    void whoUsedAnObjectIsAnsweredNewestFirst() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            for (int i = 0; i < 240; i += 60) {
                append(ledger, TestLedger.read(), i, i + 60);
                ledger.publish();
            }
            append(ledger, TestLedger.read(), 240, 250); // not published yet
            List<Opened> uses = ledger.entriesOf(Subject.object("photos/cat-7.png"), Long.MAX_VALUE, 10);
            assertThat(uses).extracting(Opened::index).containsExactly(210L, 110L, 10L);
            assertThat(uses).allSatisfy(use -> assertThat(use.value("actor")).contains("actor-7"));
            assertThat(ledger.entriesOf(Subject.object("photos/cat-7.png"), 210, 1))
                    .extracting(Opened::index)
                    .containsExactly(110L);
            assertThat(ledger.entriesOf(Subject.actor("actor-3"), Long.MAX_VALUE, 100))
                    .hasSize(25);
            assertThat(ledger.entriesOf(Subject.actor("nobody"), Long.MAX_VALUE, 100))
                    .isEmpty();
        }
    }

    @Test
    void shreddingAnActorLeavesEveryProofAndNoLink() throws Exception {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.beginWithCredential(ledger);
            Receipt receipt = ledger.append(TestLedger.read(), new Opening("rana", "court/41.pdf", "10.0.0.9", ""));
            ledger.append(TestLedger.read(), new Opening("karim", "court/41.pdf", "10.0.0.8", ""));
            String proof = ledger.proof(receipt.index());

            Receipt shred = ledger.shred(Subject.actor("rana"));

            assertThat(ledger.entry(shred.index())).satisfies(entry -> {
                assertThat(entry.kind()).isEqualTo(Kind.SHRED);
                assertThat(entry.number("count")).isEqualTo(1);
                assertThat(entry.text("what")).isEqualTo("actor");
            });
            Opened opened = ledger.opened(receipt.index()).orElseThrow();
            assertThat(opened.value("actor")).isEmpty();
            assertThat(opened.value("client")).isEmpty();
            assertThat(opened.value("object")).contains("court/41.pdf");
            assertThat(ledger.entriesOf(Subject.actor("rana"), Long.MAX_VALUE, 9))
                    .isEmpty();
            assertThat(ledger.entriesOf(Subject.object("court/41.pdf"), Long.MAX_VALUE, 9))
                    .hasSize(2);
            assertThat(ProofDocument.parse(proof).check(ledger.verifierKey()).index())
                    .isEqualTo(receipt.index());
            ledger.publish();
            assertThat(TestLedger.verify(ledger).verdict()).isEqualTo(Verdict.SOUND);

            Receipt again = ledger.append(TestLedger.read(), Opening.ofActor("rana"));
            ledger.publish();
            assertThat(ledger.entriesOf(Subject.actor("rana"), Long.MAX_VALUE, 9))
                    .extracting(Opened::index)
                    .containsExactly(again.index());
        }
    }

    /// What a crash leaves between the entry of a shred and the note that it stands.
    private void leaveUntold(long since, int howMany) throws SQLException {
        String file = "jdbc:sqlite:" + folder.resolve("data/ledger/private/openings.db");
        try (Connection connection = DriverManager.getConnection(file);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO untold_shred (what, openings, since) VALUES ('actor', 1, ?)")) {
            insert.setLong(1, since);
            for (int i = 0; i < howMany; i++) {
                insert.executeUpdate();
            }
        }
    }

    private long shredsAfterRestart() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            return ledger.entries(0, 100).stream()
                    .filter(entry -> entry.kind() == Kind.SHRED)
                    .count();
        }
    }

    @Test
    void aShredThatACrashFollowedIsToldOnce() throws Exception {
        long told;
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            ledger.append(TestLedger.read(), new Opening("rana", "court/41.pdf", "", ""));
            told = ledger.shred(Subject.actor("rana")).index();
            ledger.append(TestLedger.read(), Opening.NONE);
        }
        assertThat(shredsAfterRestart()).isEqualTo(1);
        leaveUntold(told - 1, 1);
        assertThat(shredsAfterRestart()).isEqualTo(1);
        leaveUntold(told, 2); // the one entry does not tell of both
        assertThat(shredsAfterRestart()).isEqualTo(2);
        leaveUntold(told + 1_000, 1); // whatever stood from there on was lost
        assertThat(shredsAfterRestart()).isEqualTo(3);
        leaveUntold(Long.MAX_VALUE, 1);
        assertThat(shredsAfterRestart()).isEqualTo(4);
        assertThat(shredsAfterRestart()).isEqualTo(4);
    }

    @Test
    void aRestoreThatACrashFollowedIsToldOnce() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
        }
        long size = 0;
        for (int start = 0; start < 3; start++) {
            RestoredMark.leave(new OsDisk(), folder.resolve("data/ledger"), ManualClock.START, 2);
            try (Ledger ledger = TestLedger.open(folder, clock)) {
                size = start == 0 ? ledger.size() : size;
                assertThat(ledger.size()).isEqualTo(size);
                Entry last = ledger.entry(size - 1);
                assertThat(last.kind()).isEqualTo(Kind.OPERATOR);
                assertThat(last.number("count")).isEqualTo(2);
            }
        }
        Instant later = ManualClock.START.plusSeconds(1);
        RestoredMark.leave(new OsDisk(), folder.resolve("data/ledger"), later, 2);
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            assertThat(ledger.size()).isEqualTo(size + 1);
            assertThat(ledger.entry(size).number("since")).isEqualTo(later.getEpochSecond());
        }
    }

    /// The write-ahead file holds openings too, under keys of its own.
    @Test
    void whenShreddingHasReturnedNoSegmentFromBeforeIsLeft() throws Exception {
        LedgerConfig config = TestLedger.config().withPublishEvery(Duration.ofHours(1));
        try (Ledger ledger =
                Ledger.open(new OsDisk(), folder.resolve("data/ledger"), config, TestLedger.rootKey(folder), clock)) {
            TestLedger.begin(ledger);
            ledger.append(TestLedger.read(), new Opening("rana", "court/41.pdf", "10.0.0.9", ""));
            ledger.publish();
            List<Path> before = segments();
            assertThat(before).isNotEmpty();
            ledger.shred(Subject.actor("rana"));
            assertThat(segments()).isNotEmpty().doesNotContainAnyElementsOf(before);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/ledger/wal"))) {
            return files.filter(file -> file.toString().endsWith(".wal")).toList();
        }
    }

    /// A reader may have the wrapped key in hand at the moment when its subject is shredded.
    @Test
    void aKeyThatWasReadBeforeItWasForgottenIsNotKept() {
        SubjectKeys keys = new SubjectKeys(TestLedger.rootKey(folder), new Salts());
        SubjectKeys.Tag tag = keys.tag(Subject.actor("rana"));
        byte[] wrapped = keys.wrap(tag, keys.make());
        long before = keys.forgotten();
        keys.forget(tag);
        keys.unwrap(tag, wrapped, before);
        assertThat(keys.kept(tag)).isEmpty();
        keys.unwrap(tag, wrapped, keys.forgotten());
        assertThat(keys.kept(tag)).isPresent();
    }

    @Test
    void aLogThatHasLostItsKeyIsNotBegunAnew() throws Exception {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            ledger.append(TestLedger.read(), TestLedger.opening(1));
        }
        Path data = folder.resolve("data/ledger");
        byte[] signed = Files.readAllBytes(data.resolve("private/signed"));
        byte[] checkpoint = Files.readAllBytes(data.resolve("public/checkpoint"));
        byte[] key = Files.readAllBytes(data.resolve("private/log.key"));

        Files.delete(data.resolve("private/log.key"));
        assertCorrupt("log.key is missing");
        assertThat(data.resolve("private/signed")).hasBinaryContent(signed);

        Files.delete(data.resolve("private/signed"));
        assertCorrupt("log.key is missing");
        assertThat(data.resolve("private/signed")).doesNotExist();
        assertThat(data.resolve("public/checkpoint")).hasBinaryContent(checkpoint);

        Files.write(data.resolve("private/log.key"), key);
        assertCorrupt("signed is missing");
        Files.write(data.resolve("private/signed"), signed);
        TestLedger.open(folder, clock).close();
    }

    private void assertCorrupt(String message) {
        assertThatThrownBy(() -> TestLedger.open(folder, clock))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContaining(message);
    }

    @Test
    void whatWasSignedLastIsReadWithoutOpeningTheLedger() {
        Path data = folder.resolve("data/ledger");
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            ledger.publish();
            SignedHead head = SignedHead.of(new OsDisk(), data);
            assertThat(head.key()).isEqualTo(ledger.verifierKey());
            assertThat(head.checkpoint()).isEqualTo(ledger.checkpoint());
        }
        assertThatThrownBy(() -> SignedHead.of(new OsDisk(), folder))
                .isInstanceOf(AmanaException.class)
                .hasMessageContaining("log.key is missing");
    }

    @Test
    void shreddingAnObjectTakesWithItWhatAnUnknownActorLeft() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            Receipt unknown = ledger.append(TestLedger.read(), new Opening("", "court/41.pdf", "10.0.0.9", ""));
            Receipt known = ledger.append(TestLedger.read(), new Opening("rana", "court/41.pdf", "10.0.0.8", ""));
            Receipt nobody = ledger.append(TestLedger.read(), new Opening("", "", "10.0.0.7", ""));
            ledger.shred(Subject.object("court/41.pdf"));
            assertThat(ledger.opened(unknown.index()).orElseThrow().disclosures())
                    .isEmpty();
            assertThat(ledger.opened(known.index()).orElseThrow().value("actor"))
                    .contains("rana");
            assertThat(ledger.opened(known.index()).orElseThrow().value("object"))
                    .isEmpty();
            assertThat(ledger.opened(nobody.index()).orElseThrow().value("client"))
                    .contains("10.0.0.7");
        }
    }

    @Test
    void whatIsSettledIsWrittenDownAtOnceAndNeverRunsBack() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            assertThat(ledger.settled()).isZero();
            ledger.settled(1);
            assertThat(ledger.settled()).isEqualTo(1);
            ledger.settled(0);
            ledger.append(TestLedger.read(), Opening.NONE);
            ledger.publish();
            assertThat(ledger.settled()).isEqualTo(1);
        }
    }

    @Test
    void noNameStandsInAnyFileOfTheLedger() throws Exception {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            ledger.append(
                    TestLedger.read(),
                    new Opening("Zenobia-the-actor", "Zenobia-the-object", "Zenobia-the-client", "Zenobia-case"));
            assertNoFileContains("Zenobia");
            ledger.publish();
            assertNoFileContains("Zenobia");
        }
        assertNoFileContains("Zenobia");
    }

    private void assertNoFileContains(String text) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(contentOf(file)).as(file.toString()).doesNotContain(text);
            }
        }
    }

    /// Nothing of a file that the publisher has renamed meanwhile: a tile that it writes, or the empty one that it has
    /// ready for the next segment.
    private static String contentOf(Path file) throws Exception {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            assertThat(file.getFileName().toString()).matches("spare\\.new|.*\\.tmp");
            return "";
        }
    }

    @Test
    void timeNeverRunsBackThoughTheClockDoes() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.beginWithCredential(ledger);
            long before = ledger.entry(
                            ledger.append(TestLedger.read(), Opening.NONE).index())
                    .seconds();
            clock.advance(Duration.ofDays(-400));
            long after = ledger.entry(
                            ledger.append(TestLedger.read(), Opening.NONE).index())
                    .seconds();
            assertThat(after).isEqualTo(before);
        }
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            ledger.append(TestLedger.read(), Opening.NONE);
            ledger.publish();
            assertThat(TestLedger.verify(ledger).verdict()).isEqualTo(Verdict.SOUND);
        }
    }

    @Test
    void aProofVerifiesOfflineAndNamesItsEntry() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            append(ledger, TestLedger.read(), 0, 300);
            for (long index : new long[] {0, 1, 255, 256, 302}) {
                ProofDocument.Proven proven =
                        ProofDocument.parse(ledger.proof(index)).check(ledger.verifierKey());
                assertThat(proven.entry()).isEqualTo(ledger.entry(index));
                assertThat(proven.index()).isEqualTo(index);
            }
            Opened opened = ledger.opened(10).orElseThrow();
            assertThat(ProofDocument.parse(ledger.proof(10, opened.disclosures()))
                            .check(ledger.verifierKey())
                            .disclosures())
                    .isEqualTo(opened.disclosures());
            assertThatThrownBy(() -> ledger.proof(303))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RANGE));
        }
    }

    @Test
    void aValueThatCannotStandInAnEntryIsRefusedAndLeavesNoHole() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            assertThatThrownBy(() -> ledger.append(new EntryDraft.Policy("ps-é", "d"), Opening.NONE))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
            assertThatThrownBy(() -> ledger.append(new EntryDraft.Policy("p".repeat(3_000), "d"), Opening.NONE))
                    .isInstanceOf(AmanaException.class);
            assertThat(ledger.append(new EntryDraft.Policy("ps-1", "d"), Opening.NONE)
                            .index())
                    .isEqualTo(1);
        }
    }

    @Test
    void theOriginCannotChangeAndASecondLedgerCannotOpen() {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            assertThat(ledger.size()).isEqualTo(1);
            assertThatThrownBy(() -> TestLedger.open(folder, clock)).isInstanceOf(AmanaException.class);
        }
        assertThatThrownBy(() -> Ledger.open(
                        new OsDisk(),
                        folder.resolve("data/ledger"),
                        LedgerConfig.of("other.example/log"),
                        TestLedger.rootKey(folder),
                        clock))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    }

    @Test
    void aClosedLedgerTakesNothingAndClosesTwice() {
        Ledger ledger = TestLedger.open(folder, clock);
        ledger.close();
        ledger.close();
        assertThatThrownBy(() -> ledger.append(TestLedger.read(), Opening.NONE))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
    }

    @Test
    void aHammerOfManyThreadsGetsEveryIndexOnceAndASoundLog() throws Exception {
        int threads = 64;
        int each = 100;
        try (Ledger ledger = TestLedger.open(folder, clock);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            TestLedger.beginWithCredential(ledger);
            List<Future<List<Receipt>>> all = new ArrayList<>();
            for (int client = 0; client < threads; client++) {
                int number = client;
                all.add(clients.submit(() -> {
                    List<Receipt> receipts = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        receipts.add(ledger.append(TestLedger.write(1), TestLedger.opening(number * each + i)));
                        if (i % 50 == 25) {
                            ledger.entriesOf(Subject.actor("actor-1"), Long.MAX_VALUE, 5);
                            assertThat(ledger.entry(receipts.getFirst().index()).leafHash())
                                    .isEqualTo(receipts.getFirst().leafHash());
                        }
                    }
                    return receipts;
                }));
            }
            List<Long> indexes = new ArrayList<>();
            for (Future<List<Receipt>> future : all) {
                future.get().forEach(receipt -> indexes.add(receipt.index()));
            }
            assertThat(indexes)
                    .containsExactlyInAnyOrderElementsOf(LongStream.range(4, 4 + (long) threads * each)
                            .boxed()
                            .toList());
            ledger.publish();
            Report report = TestLedger.verify(ledger);
            assertThat(report.findings()).isEmpty();
            assertThat(report.verdict()).isEqualTo(Verdict.SOUND);
            assertThat(report.totals().storedInAll()).isEqualTo((long) threads * each);
            List<Entry> entries = ledger.entries(0, Integer.MAX_VALUE);
            assertThat(entries).hasSize(4 + threads * each);
        }
    }

    @Test
    void openingAgainAfterALotTakesTheWriteAheadFileAway() throws Exception {
        try (Ledger ledger = TestLedger.open(folder, clock)) {
            TestLedger.begin(ledger);
            for (int i = 0; i < 3_000; i++) {
                ledger.begin(TestLedger.read(), TestLedger.opening(i));
            }
            ledger.publish();
        }
        try (Stream<Path> segments = Files.list(folder.resolve("data/ledger/wal"))) {
            assertThat(segments.filter(file -> file.toString().endsWith(".wal")))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }
}
