package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LogVerificationTest {
    /// 1 tries every byte of every file, as `./amana soak` does (`-Damana.flip.step=1`); a prime samples
    /// them.
    private static final int STEP = Integer.getInteger("amana.flip.step", 7);

    @Test
    void aLastEntryThatIsStillToComeIsANote() {
        TestLog log = new TestLog().begin().publish();
        Instant last = Instant.ofEpochSecond(TestLog.START);
        assertThat(readAt(log, last.minusSeconds(300)).notes()).isEmpty();
        Report early = readAt(log, last.minusSeconds(301));
        assertThat(early.verdict()).isEqualTo(Verdict.SOUND);
        assertThat(early.notes().toString()).contains("the last entry is of " + last + ", which is still to come");
    }

    private static Report readAt(TestLog log, Instant now) {
        return LogVerification.verify(log.source(), log.key(), Remembered.NOTHING, 1 << 20, InstantSource.fixed(now));
    }

    @Test
    void aLogAsItShouldBeIsSoundAtEverySize() {
        TestLog log = new TestLog().begin();
        for (int size = log.size(); size < 530; size++) {
            log.access(Map.of("act", "write", "in", 10, "dst", 10));
            if (size % 37 == 0 || size > 505) {
                Report report = log.publish().verify();
                assertThat(report.findings()).isEmpty();
                assertThat(report.verdict()).isEqualTo(Verdict.SOUND);
                assertThat(report.totals().stored()).containsEntry("a-1/c-1", 10L * (log.size() - 4));
            }
        }
    }

    @Test
    void anEmptyLogIsSound() {
        assertThat(new TestLog().publish().verify().verdict()).isEqualTo(Verdict.SOUND);
    }

    /// Every bit pattern cannot be tried; every byte of every file can, each with one flipped bit, and each
    /// file cut short at every length that matters. The log has stale partial tiles, three levels' worth of
    /// names and every file small.
    @Test
    void aFlippedBitInAnyFileIsFoundAndItsFileNamed() {
        TestLog log = smallLog();
        for (Map.Entry<String, byte[]> file : log.files().entrySet()) {
            byte[] content = file.getValue();
            for (int at = file.getKey().hashCode() & 1; at < content.length; at += STEP) {
                int bit = 1 << (at * 7 % 8);
                content[at] ^= (byte) bit;
                Report report = log.verify();
                content[at] ^= (byte) bit;
                assertThat(report.verdict()).as("%s byte %d", file.getKey(), at).isEqualTo(Verdict.MISBEHAVIOUR);
                assertThat(report.findings().toString()).contains(file.getKey());
            }
        }
        assertThat(log.verify().verdict()).isEqualTo(Verdict.SOUND);
    }

    @Test
    void everyBitOfTheCheckpointCounts() {
        TestLog log = smallLog();
        byte[] content = log.files().get("checkpoint");
        for (int bit = 0; bit < content.length * 8; bit += 3) {
            content[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(log.verify().verdict()).as("bit %d", bit).isEqualTo(Verdict.MISBEHAVIOUR);
            content[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void aFileThatIsCutShortOrLengthenedIsFound() {
        TestLog log = smallLog();
        for (String path : List.copyOf(log.files().keySet())) {
            byte[] content = log.files().get(path);
            for (int length = 0; length < content.length; length += 1 + content.length / 200) {
                log.files().put(path, Arrays.copyOf(content, length));
                assertThat(log.verify().verdict())
                        .as("%s cut to %d", path, length)
                        .isEqualTo(Verdict.MISBEHAVIOUR);
            }
            log.files().put(path, Arrays.copyOf(content, content.length + 1));
            assertThat(log.verify().verdict()).as("%s lengthened", path).isEqualTo(Verdict.MISBEHAVIOUR);
            log.files().put(path, content);
        }
    }

    @Test
    void aFileThatTheCheckpointPromisesMustBeThere() {
        TestLog log = smallLog();
        for (Tile tile : Tile.of(log.size())) {
            byte[] content = log.files().remove(tile.path());
            Report report = log.verify();
            assertThat(report.verdict()).as(tile.path()).isEqualTo(Verdict.MISBEHAVIOUR);
            assertThat(report.findings().toString()).contains(tile.path());
            log.files().put(tile.path(), content);
        }
    }

    @Test
    void partialTilesMayGoOnceTheirFullOneStands() {
        TestLog log = new TestLog().begin();
        while (log.size() < 200) {
            log.gap();
        }
        log.publish();
        while (log.size() < 256) {
            log.gap();
        }
        byte[] earlier = log.files().get("checkpoint");
        log.publish();
        byte[] now = log.files().get("checkpoint");
        log.files().keySet().removeIf(path -> path.startsWith("tile/") && path.contains("000.p/200"));
        log.files().put("checkpoint", earlier);
        assertThat(log.verify().verdict()).isEqualTo(Verdict.SOUND);
        log.files().put("checkpoint", now);
        assertThat(log.verify().verdict()).isEqualTo(Verdict.SOUND);
    }

    @Test
    void aLogRolledBackOrRewrittenIsFoundByWhoRememberedACheckpoint() {
        TestLog log = new TestLog().begin();
        Map<Integer, byte[]> remembered = new TreeMap<>();
        Map<Integer, Map<String, byte[]>> published = new TreeMap<>();
        for (int size : new int[] {3, 200, 256, 300, 512, 700}) {
            while (log.size() < size) {
                log.gap();
            }
            log.publish();
            remembered.put(size, log.files().get("checkpoint"));
            published.put(size, new TreeMap<>(log.files()));
        }
        for (int then : remembered.keySet()) {
            for (int now : published.keySet()) {
                Report report = verifySince(new TestLog.InMemory(published.get(now)), log, remembered.get(then));
                assertThat(report.verdict())
                        .as("%d, then %d", then, now)
                        .isEqualTo(now < then ? Verdict.MISBEHAVIOUR : Verdict.SOUND);
            }
        }
        log.entries()
                .set(
                        250,
                        Entry.of(Kind.GAP, Map.of("t", TestLog.START, "bytes", 2, "why", "w"))
                                .bytes());
        log.files().clear();
        log.publish();
        assertThat(verifySince(log.source(), log, remembered.get(200)).findings())
                .isEmpty();
        assertThat(verifySince(log.source(), log, remembered.get(256))
                        .findings()
                        .toString())
                .contains("the first 256 entries are not those");
        assertThatThrownBy(() -> verifySince(log.source(), log, new byte[3])).isInstanceOf(MalformedException.class);
    }

    private static Report verifySince(LogSource source, TestLog log, byte[] note) {
        return LogVerification.verify(source, log.key(), Remembered.NOTHING.andSeen(note, log.key()));
    }

    /// Who keeps a log knows more of it than the world: what its signer wrote down last.
    @Test
    void aTailThatWasSignedAndIsGoneIsFoundByTheKeeper() {
        TestLog log = new TestLog().begin();
        while (log.size() < 300) {
            log.gap();
        }
        byte[] earlier = log.publish().files().get("checkpoint");
        while (log.size() < 700) {
            log.gap();
        }
        log.publish();
        Checkpoint head = new Checkpoint(TestLog.ORIGIN, 700, TestLog.root(log.entries()));
        assertThat(verifySigned(log, head).verdict()).isEqualTo(Verdict.SOUND);

        log.files().put("checkpoint", earlier);
        Report signedAndNotShown = verifySigned(log, head);
        assertThat(signedAndNotShown.verdict()).isEqualTo(Verdict.SOUND);
        assertThat(signedAndNotShown.notes().toString()).contains("shows 300 entries; 700 were signed");

        Map<String, byte[]> all = new TreeMap<>(log.files());
        log.files().keySet().removeIf(path -> path.contains("/002"));
        Report gone = verifySigned(log, head);
        assertThat(gone.verdict()).isEqualTo(Verdict.MISBEHAVIOUR);
        assertThat(gone.findings().toString()).contains("tile/entries/002.p/188", "is missing");

        log.files().putAll(all);
        log.files().get("tile/entries/002.p/188")[9] ^= 1;
        assertThat(verifySigned(log, head).findings().toString()).contains("tile/entries/002.p/188");
        assertThat(verifySigned(log, new Checkpoint(TestLog.ORIGIN, 299, Hash.of(new byte[32])))
                        .findings()
                        .toString())
                .contains("the first 299 entries are not those");
    }

    private static Report verifySigned(TestLog log, Checkpoint head) {
        return LogVerification.verify(log.source(), log.key(), Remembered.NOTHING.andSigned(head));
    }

    @Test
    void swappedFilesReorderedEntriesAndAnOlderPartialTileAreFoundAndNamed() {
        TestLog log = new TestLog().begin();
        while (log.size() < 600) {
            log.add(Kind.GAP, Map.of("bytes", log.size(), "why", "w"));
        }
        log.publish();
        swap(log, "tile/entries/000", "tile/entries/001");
        assertThat(found(log)).contains("tile/entries/000, entry 0", "tile/entries/001, entry 256");
        swap(log, "tile/entries/000", "tile/entries/001");

        swap(log, "tile/0/000", "tile/0/001");
        assertThat(found(log)).contains("tile/0/000", "tile/0/001");
        swap(log, "tile/entries/000", "tile/entries/001");
        assertThat(found(log)).contains("tile/1/000.p/2: hash 0", "tile/1/000.p/2: hash 1");
        swap(log, "tile/0/000", "tile/0/001");
        swap(log, "tile/entries/000", "tile/entries/001");

        byte[] bundle = log.files().get("tile/entries/001");
        List<byte[]> entries = new ArrayList<>(EntryBundle.decode(bundle, 256));
        java.util.Collections.swap(entries, 100, 101);
        log.files().put("tile/entries/001", EntryBundle.encode(entries));
        assertThat(found(log)).contains("tile/entries/001, entry 356");
        log.files().put("tile/entries/001", bundle);

        String partial = "tile/entries/002.p/88";
        byte[] now = log.files().get(partial);
        log.files().put(partial, EntryBundle.encode(EntryBundle.decode(now, 80)));
        assertThat(found(log)).contains(partial, "ends before entry 80");
        log.files().put(partial, now);
        assertThat(log.verify().verdict()).isEqualTo(Verdict.SOUND);
    }

    private static void swap(TestLog log, String one, String other) {
        byte[] content = log.files().get(one);
        log.files().put(one, log.files().get(other));
        log.files().put(other, content);
    }

    private static String found(TestLog log) {
        Report report = log.verify();
        assertThat(report.verdict()).isEqualTo(Verdict.MISBEHAVIOUR);
        return report.findings().toString();
    }

    /// A log of nothing but voids must not be remembered void by void; see also the groups in which they are
    /// compared.
    @Test
    void moreVoidsThanAGroupAreAllComparedWithWhatTheyName() {
        TestLog log = new TestLog().begin();
        for (int i = 0; i < 1_500; i++) {
            log.access(Map.of("dst", 1 + i % 3));
        }
        for (int i = 0; i < 1_500; i++) {
            int ref = 4 + (i * 7) % 1_500;
            log.add(Kind.VOID, Map.of("acct", "a-1", "box", "c-1", "dst", -1 - (ref - 4) % 3, "ref", ref, "why", "w"));
        }
        assertThat(log.publish().verify().findings()).isEmpty();
        log.access(Map.of("dst", 5));
        log.add(Kind.VOID, Map.of("acct", "a-1", "box", "c-1", "dst", -5, "ref", log.size() - 1, "why", "w"));
        log.add(Kind.VOID, Map.of("acct", "a-1", "box", "c-1", "dst", -1, "ref", 4, "why", "w"));
        assertThat(log.publish().verify().findings().toString()).contains("voids entry 4 a second time");
    }

    @Test
    void aBundleThatCannotBeReadASecondTimeIsMissingAndNoEvidence() {
        TestLog log = new TestLog().begin();
        log.access(Map.of("act", "write", "in", 10, "dst", 10));
        while (log.size() < 300) {
            log.gap();
        }
        for (int i = 0; i < 3; i++) {
            log.access(Map.of("act", "write", "in", 10, "dst", 10));
            log.add(Kind.VOID, Map.of("acct", "a-1", "box", "c-1", "dst", -10, "ref", log.size() - 1, "why", "w"));
        }
        log.add(Kind.VOID, Map.of("acct", "a-1", "box", "c-1", "dst", -10, "ref", 4, "why", "w"));
        assertThat(log.publish().verify().verdict()).isEqualTo(Verdict.SOUND);
        String first = new Tile(Tile.ENTRIES, 0, Tile.FULL).path();
        AtomicInteger reads = new AtomicInteger();
        LogSource weary = new Weary(log.source(), path -> path.equals(first) && reads.incrementAndGet() > 1);
        Report report = LogVerification.verify(weary, log.key());
        assertThat(report.findings()).isEmpty();
        assertThat(report.missing()).singleElement().asString().contains(first, "does not answer");
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    /// A source that does not answer every time.
    private record Weary(LogSource source, Predicate<String> fails) implements LogSource {
        @Override
        public Optional<byte[]> read(String path) throws IOException {
            if (fails.test(path)) {
                throw new IOException("does not answer");
            }
            return source.read(path);
        }

        @Override
        public Optional<List<String>> list() throws IOException {
            return source.list();
        }

        @Override
        public int parallelism() {
            return source.parallelism();
        }
    }

    @Test
    void whatAPurposeCoversCountsToo() {
        TestLog log = new TestLog().begin();
        List<String> actions =
                IntStream.range(1_000, 1_100).mapToObj(i -> "a" + i).toList();
        for (int i = 0; i < 100; i++) {
            log.purpose("Q-" + i, "active", TestLog.START + 1_000_000, actions);
        }
        Report report = LogVerification.verify(log.publish().source(), log.key(), Remembered.NOTHING, 200_000);
        assertThat(report.missing().toString()).contains("more containers, purposes, credentials and units");
        assertThat(LogVerification.verify(log.source(), log.key(), Remembered.NOTHING, 1_000_000)
                        .verdict())
                .isEqualTo(Verdict.SOUND);
    }

    @Test
    void moreThanCanBeKeptInMindIsIncompleteAndNoCrash() {
        TestLog log = new TestLog().begin();
        String longName = "x".repeat(1_500);
        for (int i = 0; i < 600; i++) {
            log.access(Map.of("box", longName + i));
        }
        Report report = LogVerification.verify(log.publish().source(), log.key(), Remembered.NOTHING, 700_000);
        assertThat(report.findings()).isEmpty();
        assertThat(report.missing().toString()).contains("more containers, purposes, credentials and units");
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void whatIsNoRegularFileIsNotOpened(@TempDir Path folder) throws Exception {
        TestLog log = smallLog();
        log.writeTo(folder);
        Path pipe = folder.resolve("tile/0/000");
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Report report = LogVerification.verify(LogSource.folder(folder), log.key());
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.missing().toString()).contains("tile/0/000", "no regular file");
    }

    @Test
    void aStrangersWordsDoNotMoveTheCursor(@TempDir Path folder) throws Exception {
        TestLog log = smallLog();
        log.writeTo(folder);
        Files.createFile(folder.resolve("tile/\u001b[2J\u202e"));
        String text =
                LogVerification.verify(LogSource.folder(folder), log.key()).text();
        assertThat(text).contains("SOUND", "tile/?[2J?").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void whatCannotBeReadIsIncompleteAndNotEvidence() {
        TestLog log = smallLog();
        for (String broken : log.files().keySet()) {
            LogSource source = new LogSource() {
                @Override
                public Optional<byte[]> read(String path) throws IOException {
                    if (path.equals(broken)) {
                        throw new IOException("no route to host");
                    }
                    return log.source().read(path);
                }

                @Override
                public Optional<List<String>> list() throws IOException {
                    return log.source().list();
                }

                @Override
                public int parallelism() {
                    return 2;
                }
            };
            Report report = LogVerification.verify(source, log.key());
            assertThat(report.findings()).as(broken).isEmpty();
            assertThat(report.verdict()).as(broken).isEqualTo(Verdict.INCOMPLETE);
        }
        assertThat(LogVerification.verify(new TestLog.InMemory(Map.of()), log.key())
                        .verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void whatWasFoundBeforeMemoryRanOutIsEvidence() {
        for (boolean sound : new boolean[] {true, false}) {
            TestLog log = new TestLog().begin();
            while (log.size() < 6_000) {
                log.gap();
            }
            log.publish();
            if (!sound) {
                log.files().get("tile/0/000")[0] ^= 1;
            }
            LogSource source = new LogSource() {
                @Override
                public Optional<byte[]> read(String path) throws IOException {
                    if (path.startsWith("tile/entries/023")) {
                        throw new OutOfMemoryError("made up");
                    }
                    return log.source().read(path);
                }

                @Override
                public Optional<List<String>> list() throws IOException {
                    return log.source().list();
                }

                @Override
                public int parallelism() {
                    return 2;
                }
            };
            Report report = LogVerification.verify(source, log.key());
            assertThat(report.missing().toString()).contains("too little memory");
            assertThat(report.verdict()).isEqualTo(sound ? Verdict.INCOMPLETE : Verdict.MISBEHAVIOUR);
        }
    }

    @Test
    void aHugePromiseOverAFewFilesEndsSoon() {
        TestLog log = smallLog();
        log.files()
                .put("checkpoint", log.note(new Checkpoint(TestLog.ORIGIN, Entry.MAX_NUMBER, Hash.of(new byte[32]))));
        assertThat(log.verify().verdict()).isEqualTo(Verdict.MISBEHAVIOUR);
    }

    @Test
    void anotherKeyOpensNothing() {
        TestLog log = smallLog();
        Report report = LogVerification.verify(log.source(), new TestLog().key());
        assertThat(report.verdict()).isEqualTo(Verdict.MISBEHAVIOUR);
        assertThat(report.findings().getFirst().place()).isEqualTo("checkpoint");
    }

    @Test
    void aChangedEntryIsToldFromAChangedTile() {
        TestLog log = smallLog();
        byte[] bundle = log.files().get("tile/entries/000");
        bundle[100] ^= 1;
        assertThat(log.verify().notes().toString()).contains("entries were changed");
        bundle[100] ^= 1;
        log.files().get("tile/0/000")[100] ^= 1;
        assertThat(log.verify().notes().toString()).doesNotContain("entries were changed");
    }

    @Test
    void theReportReadsForPeopleAndPrograms() {
        TestLog log = smallLog();
        Report report = log.verify();
        assertThat(report.text()).contains("SOUND", TestLog.ORIGIN, "50 stored in 1 container\n");
        assertThat(report.json()).contains("\"verdict\": \"sound\"", "\"a-1/c-1\": 50");
        log.files().get("tile/0/000")[0] ^= 1;
        assertThat(log.verify().text()).contains("EVIDENCE", "tile/entries/000, entry 0", "tile/0/000");
        assertThat(log.verify().json()).contains("\"exitCode\": 2");
    }

    /// 263 entries, published at two sizes: full and partial tiles, a stale partial, two levels.
    private static TestLog smallLog() {
        TestLog log = new TestLog().begin();
        for (int i = 0; i < 5; i++) {
            log.access(Map.of("act", "write", "in", 10, "dst", 10));
        }
        while (log.size() < 258) {
            log.gap();
        }
        log.publish();
        while (log.size() < 263) {
            log.gap();
        }
        return log.publish();
    }

    @Test
    void entriesAreNamedInTheBundleThatHoldsThem() {
        List<String> paths = new ArrayList<>();
        TestLog log = new TestLog().begin();
        while (log.size() < 300) {
            log.gap();
        }
        log.addRaw("{}").gap().addRaw("nonsense").publish();
        log.verify().findings().forEach(finding -> paths.add(finding.place() + " " + finding.index()));
        assertThat(paths).containsExactly("tile/entries/001.p/47 300", "tile/entries/001.p/47 302");
        assertThat(new String(log.entries().get(302), StandardCharsets.US_ASCII))
                .isEqualTo("nonsense");
    }
}
