package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.amana.analysis.Document;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index is derived: whatever happens to its files, it comes to hold what analysis has, and says so while it does
/// not.
@Tag("slow")
class FeederTest {
    @TempDir
    Path folder;

    private final Papers papers = new Papers();
    private House house;

    @AfterEach
    void close() {
        if (house != null) {
            house.close();
        }
    }

    private void open() {
        house = new House(folder.resolve("index"), papers);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void awaitFiles(String query, long files) {
        await(() -> house.find(query).files() == files);
    }

    private Path largestFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 30; at < bytes.length; at += 7) {
            bytes[at] ^= 0x5A;
        }
        Files.write(file, bytes);
    }

    @Test
    void whatComesInIsFoundWithinAMomentAndWhatGoesIsFoundNoMore() {
        open();
        long id = papers.put("a.txt", "the dredging statement");
        long begin = System.nanoTime();
        awaitFiles("dredging", 1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        papers.drop(id);
        awaitFiles("dredging", 0);
        await(() -> papers.next(1).isEmpty());
    }

    @Test
    void aHitTellsTheFilesOwnSizeAndWhenItCameIn() {
        open();
        papers.put("a.txt", "the dredging statement");
        awaitFiles("dredging", 1);
        Hit hit = house.find("dredging").hits().getFirst();
        assertThat(hit.size()).isEqualTo("the dredging statement".length());
        assertThat(hit.dated()).isEmpty();
        assertThat(hit.added()).isEqualTo(Instant.parse("2018-03-14T10:00:00Z"));
    }

    @Test
    void aDateIsTheOneThatTheFileCarriesOrItsMail() {
        open();
        papers.put("dredging.eml", "message/rfc822", "", Map.of("created", "2011-05-02T08:30:00+03:00"), List.of());
        Document mail = papers.document("dredging.eml");
        papers.put("dredging.eml", "text/plain", "1", Map.of(), List.of(mail));
        papers.put("dredging.zip", "application/zip", "", Map.of("modified", "2012-01-01"), List.of());
        Document archive = papers.document("dredging.zip");
        papers.put("dredging.zip", "text/plain", "1", Map.of(), List.of(archive));
        papers.put("dredging.jpg", "image/jpeg", "", Map.of("taken", "2013-06-07T18:05:09"), List.of());
        awaitFiles("dredging", 5);
        assertThat(house.find("dredging").hits())
                .extracting(hit -> hit.name() + " " + hit.inside().orElse("-") + " "
                        + hit.dated().map(Instant::toString).orElse("none"))
                .containsExactlyInAnyOrder(
                        "dredging.eml - 2011-05-02T05:30:00Z",
                        "dredging.eml 1 2011-05-02T05:30:00Z",
                        "dredging.zip - 2012-01-01T00:00:00Z",
                        "dredging.zip 1 none",
                        "dredging.jpg - 2013-06-07T18:05:09Z");
    }

    @Test
    void whoWroteAndToWhomCanBeAsked() {
        open();
        papers.put("a.txt", "the dredging statement");
        awaitFiles("dredging", 1);
        for (String query : List.of(
                "haddad",
                "from:haddad",
                "author:\"layla haddad\"",
                "to:desk",
                "para:desk",
                "مستلم:desk",
                "soundings",
                "autor:had*")) {
            assertThat(house.find(query).files()).as(query).isEqualTo(1);
        }
        for (String query : List.of("to:haddad", "from:desk", "name:haddad")) {
            assertThat(house.find(query).files()).as(query).isZero();
        }
    }

    @Test
    void anIndexThatWasDeletedIsMadeAnew() throws IOException {
        open();
        for (int i = 0; i < 250; i++) {
            papers.put(i + ".txt", "the dredging statement " + i);
        }
        awaitFiles("dredging", 250);
        house.close();
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder.resolve("index"));
        open();
        awaitFiles("dredging", 250);
        await(() -> !house.search.state().rebuilding());
        assertThat(house.find("dredging").remarks()).isEmpty();
    }

    @Test
    void anIndexThatIsDamagedWhenItIsOpenedIsMadeAnew() throws IOException {
        open();
        for (int i = 0; i < 50; i++) {
            papers.put(i + ".txt", "the dredging statement " + i);
        }
        awaitFiles("dredging", 50);
        house.close();
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                flip(file);
            }
        }
        open();
        awaitFiles("dredging", 50);
    }

    @Test
    void anIndexThatTurnsOutDamagedWhileItIsReadIsMadeAnew() throws IOException {
        open();
        for (int i = 0; i < 3_000; i++) {
            papers.put(i + ".txt", "the dredging statement " + i + " " + "filler ".repeat(20));
        }
        awaitFiles("dredging", 3_000);
        house.close();
        // One file: opening reads only the ends of some.
        flip(largestFile());
        open();
        await(() -> {
            try {
                return house.find("dredging").files() == 3_000
                        && !house.search.state().rebuilding();
            } catch (org.amana.kernel.AmanaException e) {
                assertThat(e.code()).isEqualTo(org.amana.kernel.ErrorCode.CORRUPT);
                return false;
            }
        });
    }

    /// An index and its feeder whose steps the test takes itself.
    private final class ByHand implements AutoCloseable {
        private Index index;
        private Feeder feeder;

        ByHand() {
            begin();
        }

        private void begin() {
            index = new Index(new OsDisk(), folder.resolve("index"), Shelf.KEY, Shelf.CONFIG);
            feeder = new Feeder(index, papers, new AnalysedTexts(papers), Courtesy.none());
        }

        /// As after a process that was killed.
        void again() {
            index.close();
            begin();
        }

        void takeEverything() {
            int taken;
            do {
                taken = feeder.step();
            } while (taken > 0);
            index.refresh();
        }

        @Override
        public void close() {
            index.close();
        }
    }

    @Test
    void aRebuiltIndexIsNotCompleteBeforeEverythingWasHandedOutAgain() {
        for (int i = 0; i < 50; i++) {
            papers.put(i + ".txt", "the dredging statement " + i);
        }
        try (ByHand hand = new ByHand()) {
            hand.takeEverything();
            assertThat(hand.index.size().documents()).isEqualTo(50);
            assertThatThrownBy(() -> hand.index.search(_ -> {
                        throw new CorruptIndexException("a flipped bit", "a test");
                    }))
                    .isInstanceOf(AmanaException.class);
            papers.failing = 2;
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(hand.feeder::step).hasMessageContaining("full");
                assertThat(hand.index.madeAnew()).isTrue();
            }
            hand.takeEverything();
            assertThat(hand.index.size().documents()).isEqualTo(50);
            assertThat(hand.index.madeAnew()).isFalse();
        }
    }

    @Test
    void anIndexThatIsGoneWhenItIsOpenedAgainIsFilledAgain() throws IOException {
        for (int i = 0; i < 50; i++) {
            papers.put(i + ".txt", "the dredging statement " + i);
        }
        try (ByHand hand = new ByHand()) {
            hand.takeEverything();
            try (Stream<Path> files = Files.list(folder.resolve("index"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            hand.index.reopen();
            hand.takeEverything();
            assertThat(hand.index.size().documents()).isEqualTo(50);
        }
    }

    @Test
    void aFailedReplayDoesNotKeepTheServerFromStarting() {
        papers.put("a.txt", "the dredging statement");
        papers.done(1);
        papers.failing = 1;
        open();
        awaitFiles("dredging", 1);
    }

    @Test
    void wordsOfDroppedDocumentsAreRewrittenAwayAlsoAfterACrash() {
        for (int i = 0; i < 200; i++) {
            papers.put(i + ".txt", "the dredging statement " + i);
        }
        try (ByHand hand = new ByHand()) {
            hand.takeEverything();
            papers.drop(7);
            assertThat(hand.feeder.step()).isEqualTo(1);
            assertThat(hand.index.size().deleted()).isPositive();
            hand.again();
            hand.takeEverything();
            assertThat(hand.index.size()).isEqualTo(new OpenIndex.Size(199, 0));
            assertThat(hand.index.hasDropped()).isFalse();
            hand.again();
            assertThat(hand.index.hasDropped()).isFalse();
        }
    }

    @Test
    void thousandsThatGoTogetherLeaveTheIndexInOneStep() {
        try (ByHand index = new ByHand()) {
            List<Long> parts = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                parts.add(papers.put("mail" + i + ".eml", "the dredging statement"));
            }
            index.takeEverything();
            assertThat(index.index.size().documents()).isEqualTo(1_500);
            parts.forEach(papers::drop);
            long late = papers.put("late.txt", "what came after them");
            assertThat(index.feeder.step()).isEqualTo(1_500);
            assertThat(index.index.size().documents()).isZero();
            assertThat(index.feeder.step()).isEqualTo(1);
            papers.drop(late);
            papers.put("last.txt", "another");
            index.takeEverything();
            assertThat(index.index.size().documents()).isEqualTo(1);
        }
    }

    @Test
    void aDocumentWhoseTextIsDamagedIsNotTriedForPassagesAgainAndAgain() {
        papers.put("a.txt", "the dredging statement of the harbour master");
        try (ByHand hand = new ByHand();
                Embedding model = Embedding.load()) {
            hand.takeEverything();
            Passages passages = new Passages(hand.index, id -> {
                throw new AmanaException(ErrorCode.CORRUPT, "document " + id + " is damaged");
            });
            assertThat(passages.hasWork()).isTrue();
            passages.step(model);
            assertThat(passages.hasWork()).isFalse();
        }
    }

    @Test
    void aDocumentWhosePassagesFailIsTriedAFewTimesAndTheOthersGetTheirs() {
        long bad = papers.put("bad.txt", "the dredging statement of the harbour master");
        long good = papers.put("good.txt", "the dredging statement of another harbour master");
        try (ByHand hand = new ByHand();
                Embedding model = Embedding.load()) {
            hand.takeEverything();
            AnalysedTexts texts = new AnalysedTexts(papers);
            List<Long> read = new ArrayList<>();
            Passages passages = new Passages(hand.index, id -> {
                read.add(id);
                if (id == bad) {
                    throw new IllegalArgumentException("no such engine");
                }
                return texts.document(id);
            });
            for (int i = 0; i < 20; i++) {
                try {
                    passages.step(model);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessage("no such engine");
                }
            }
            assertThat(read).containsExactlyInAnyOrder(bad, good, bad, bad);
            assertThat(passages.hasWork()).isFalse();
        }
    }

    @Test
    void whatPassesByItselfTakesNoDocumentItsPassages() {
        papers.put("a.txt", "the dredging statement of the harbour master");
        try (ByHand hand = new ByHand();
                Embedding model = Embedding.load()) {
            hand.takeEverything();
            Passages passages = new Passages(hand.index, id -> {
                throw new AmanaException(ErrorCode.SERVER_BUSY, "later");
            });
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> passages.step(model)).hasMessage("later");
            }
            assertThat(passages.hasWork()).isTrue();
        }
    }

    /// A bit in every part of every file: opening never fails, and what cannot be read is known to be damage.
    @Test
    void oneFlippedBitAnywhereIsMetAsDamage() throws IOException {
        Path whole = folder.resolve("whole");
        try (Index index = new Index(new OsDisk(), whole, Shelf.KEY, Shelf.CONFIG)) {
            Random random = new Random(7);
            for (long id = 1; id <= 12_000; id++) {
                index.put(paper(id, random.nextLong(4_000_000_000_000L)));
            }
            index.complete();
            index.commit(1);
        }
        int damaged = 0;
        try (Stream<Path> files = Files.list(whole)) {
            for (Path file : files.sorted().toList()) {
                for (long at = 29; at < Files.size(file); at += SealedFormat.CHUNK) {
                    damaged += flipped(whole, file, at);
                }
            }
        }
        assertThat(damaged).as("found at the first reading only").isPositive();
    }

    private static IndexedDocument paper(long id, long time) {
        return new IndexedDocument(
                id,
                "archive",
                "letters",
                id + ".txt",
                "",
                "",
                "",
                "text/plain",
                "en",
                Instant.ofEpochMilli(time),
                Instant.ofEpochMilli(time),
                1_000,
                1,
                IndexedDocument.Sayings.NONE,
                false,
                List.of(new IndexedDocument.IndexedPage(1, "statement " + id, "Tika", TextSource.TEXT_LAYER, 1, "en")));
    }

    /// @return 1 if it is opened and then turns out to be damaged
    private int flipped(Path whole, Path file, long at) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(file.getFileName() + "-" + at));
        try (Stream<Path> files = Files.list(whole)) {
            for (Path each : files.toList()) {
                byte[] bytes = Files.readAllBytes(each);
                if (each.equals(file)) {
                    bytes[(int) at] ^= 0x40;
                }
                Files.write(copy.resolve(each.getFileName()), bytes);
            }
        }
        try (Index index = new Index(new OsDisk(), copy, Shelf.KEY, Shelf.CONFIG)) {
            try {
                index.search(FeederTest::readTimes);
                return 0;
            } catch (AmanaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT);
                assertThat(index.isDamaged()).as("%s at %d", file, at).isTrue();
                return 1;
            }
        }
    }

    private static long readTimes(IndexSearcher searcher) throws IOException {
        long sum = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            NumericDocValues times = DocValues.getNumeric(leaf.reader(), Fields.TIME);
            while (times.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                sum += times.longValue();
            }
        }
        return sum;
    }

    @Test
    void anIndexFromAnOlderCopyIsMadeAnew() throws IOException {
        open();
        papers.put("a.txt", "the dredging statement");
        awaitFiles("dredging", 1);
        house.close();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        open();
        papers.put("b.txt", "the dredging of berth nine");
        awaitFiles("dredging", 2);
        house.close();
        house = new House(copy, papers);
        awaitFiles("dredging", 2);
    }

    @Test
    void searchingWhileIndexingFindsWholeDocumentsOnly() throws InterruptedException {
        open();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread searcher = Thread.ofVirtual().start(() -> {
            try {
                long before = 0;
                while (!stop.get()) {
                    SearchResult result = house.find("dredging");
                    assertThat(result.files()).isGreaterThanOrEqualTo(before);
                    before = result.files();
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        for (int i = 0; i < 2_000; i++) {
            papers.put(i + ".txt", "the dredging statement " + i);
        }
        awaitFiles("dredging", 2_000);
        stop.set(true);
        searcher.join();
        assertThat(failure.get()).isNull();
    }
}
