package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.testkit.ManualClock;
import org.amana.verifier.Disclosure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How names are stored and found again, without the ledger around them.
class OpeningsTest {
    @TempDir
    Path folder;

    private final Salts random = new Salts();
    private RootKey root;

    @BeforeEach
    void makeRootKey() {
        root = TestLedger.rootKey(folder);
    }

    @Test
    void whatOneActorDidInSeveralRoundsIsFoundEntryByEntry() {
        List<Pending> entries = entries(0, 1_500);
        try (Openings openings = open()) {
            openings.store(entries.subList(0, 350));
            openings.store(entries); // what is stored already is passed over

            for (Pending entry : entries) {
                assertThat(disclosures(openings, entry.index()))
                        .isEqualTo(entry.opening().disclosures());
            }
            assertThat(openings.find(1_500)).isEmpty();
            assertThat(openings.next()).isEqualTo(1_500);
            assertThat(openings.entriesOf(Subject.actor("rana"), Long.MAX_VALUE, 2_000))
                    .isEqualTo(downFrom(1_499, 1_500));
            assertThat(openings.entriesOf(Subject.actor("rana"), 500, 300)).isEqualTo(downFrom(499, 300));
            assertThat(openings.entriesOf(Subject.object("court/1.pdf"), 100, 3))
                    .containsExactly(99L, 96L, 93L);
        }
    }

    @Test
    void shreddingOneObjectLeavesWhatTheSameRoundsBroughtOfOthers() {
        try (Openings openings = open()) {
            openings.store(entries(0, 300));
            openings.store(entries(300, 600));

            assertThat(openings.shred(Subject.object("court/1.pdf"), 0).openings())
                    .isEqualTo(200);
            assertThat(openings.entriesOf(Subject.object("court/1.pdf"), Long.MAX_VALUE, 9))
                    .isEmpty();
            assertThat(names(openings, 0)).containsExactly("actor", "client"); // an entry about it
            assertThat(names(openings, 1)).containsExactly("actor", "object", "client");

            assertThat(openings.shred(Subject.actor("rana"), 0).openings()).isEqualTo(600);
            assertThat(names(openings, 0)).isEmpty();
            assertThat(names(openings, 1)).containsExactly("object");
        }
    }

    @Test
    void whatWasChangedOrMovedToOtherEntriesIsCorruptAndNotTold() throws Exception {
        try (Openings openings = open()) {
            openings.store(entries(0, 10));
        }
        for (String change : List.of(
                "sealed = zeroblob(length(sealed))",
                "sealed = substr(sealed, 1, 5)",
                "first = first + 1, last = last + 1",
                "distances = x'020202'",
                "distances = x'80'",
                "distances = x'ffffffffffffffffff01'",
                "part = 5")) {
            try (Connection database = database();
                    PreparedStatement copy =
                            database.prepareStatement("CREATE TEMP TABLE kept AS SELECT * FROM bundle");
                    PreparedStatement damage = database.prepareStatement("UPDATE bundle SET " + change)) {
                copy.execute();
                damage.execute();
                try (Openings openings = open()) {
                    assertThatThrownBy(() -> openings.find(3))
                            .as(change)
                            .isInstanceOfSatisfying(
                                    AmanaException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
                }
                try (PreparedStatement clear = database.prepareStatement("DELETE FROM bundle");
                        PreparedStatement back = database.prepareStatement("INSERT INTO bundle SELECT * FROM kept")) {
                    clear.execute();
                    back.execute();
                }
            }
        }
        try (Openings openings = open()) {
            assertThat(names(openings, 3)).hasSize(3);
        }
    }

    /// The publisher stores, and too many entries that wait for it are refused.
    @Test
    void whatComesIsStoredWhileAShredWaitsForAQueryThatHoldsTheOldPages() throws Exception {
        List<Pending> entries = entries(0, 20);
        try (Openings openings = open()) {
            openings.store(entries.subList(0, 10));
            CompletableFuture<?> shred;
            try (Connection database = database();
                    PreparedStatement query = database.prepareStatement("SELECT first FROM bundle")) {
                database.setAutoCommit(false);
                query.executeQuery();
                shred = CompletableFuture.runAsync(() -> openings.shred(Subject.actor("rana"), 0));
                while (names(openings, 1).contains("actor")) {
                    Thread.onSpinWait();
                }
                assertThat(CompletableFuture.runAsync(() -> openings.store(entries)))
                        .succeedsWithin(Duration.ofSeconds(20));
                assertThat(shred).isNotDone();
            }
            assertThat(shred).succeedsWithin(Duration.ofSeconds(20));
            assertThat(names(openings, 1)).containsExactly("object");
            assertThat(names(openings, 11)).containsExactly("actor", "object", "client");
        }
    }

    /// Of a data folder from before there were bundles.
    @Test
    void openingsThatWereSealedOneByOneAreFoundAndShredded() throws Exception {
        List<Pending> entries = entries(0, 12);
        try (Openings openings = open()) {
            storeFormer(entries.subList(0, 6));
            openings.store(entries);

            for (Pending entry : entries) {
                assertThat(disclosures(openings, entry.index()))
                        .isEqualTo(entry.opening().disclosures());
            }
            assertThat(openings.entriesOf(Subject.actor("rana"), 9, 5)).isEqualTo(downFrom(8, 5));
            assertThat(openings.shred(Subject.object("court/1.pdf"), 0).openings())
                    .isEqualTo(4);
            assertThat(names(openings, 0)).containsExactly("actor", "client");
            assertThat(openings.shred(Subject.actor("rana"), 0).openings()).isEqualTo(12);
            assertThat(names(openings, 0)).isEmpty();
            assertThat(names(openings, 1)).containsExactly("object");
        }
    }

    private Openings open() {
        return Openings.open(new OsDisk(), folder, root, random, new ManualClock());
    }

    /// One actor, and three objects in turn.
    private List<Pending> entries(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> {
                    Opening opening =
                            new Opening("rana", "court/" + (1 + i % 3) + ".pdf", "10.0.0." + i % 2 + " محضر", "");
                    return new Pending(
                            i,
                            0,
                            new byte[0],
                            Commitments.to(opening, random).opening().encode());
                })
                .toList();
    }

    private static List<Long> downFrom(long last, int count) {
        return LongStream.range(0, count).mapToObj(i -> last - i).toList();
    }

    private static List<Disclosure> disclosures(Openings openings, long index) {
        return openings.find(index).map(SaltedOpening::disclosures).orElse(List.of());
    }

    private static List<String> names(Openings openings, long index) {
        return disclosures(openings, index).stream().map(Disclosure::name).toList();
    }

    private Connection database() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Openings.FILE));
    }

    /// As the first releases stored them.
    private void storeFormer(List<Pending> entries) throws Exception {
        SubjectKeys keys = new SubjectKeys(root, random);
        List<SubjectKeys.Tag> known = new ArrayList<>();
        List<SecretKey> made = new ArrayList<>();
        try (Connection database = database();
                PreparedStatement subject = database.prepareStatement("INSERT INTO subject VALUES (?, ?)");
                PreparedStatement opening = database.prepareStatement("INSERT INTO opening VALUES (?, ?, ?, ?, ?)");
                PreparedStatement stored = database.prepareStatement("UPDATE stored SET next_entry = ?")) {
            for (Pending entry : entries) {
                Opening names = entry.opening().opening();
                opening.setLong(1, entry.index());
                int column = 2;
                for (Subject owner : List.of(Subject.actor(names.actor()), Subject.object(names.object()))) {
                    SubjectKeys.Tag tag = keys.tag(owner);
                    if (!known.contains(tag)) {
                        known.add(tag);
                        made.add(keys.make());
                        subject.setBytes(1, tag.bytes());
                        subject.setBytes(2, keys.wrap(tag, made.getLast()));
                        subject.execute();
                    }
                    OpeningPart part = OpeningPart.of(owner.kind());
                    opening.setBytes(column, tag.bytes());
                    opening.setBytes(column + 2, sealFormer(made.get(known.indexOf(tag)), entry, part));
                    column++;
                }
                opening.execute();
            }
            stored.setLong(1, entries.getLast().index() + 1);
            stored.execute();
        }
    }

    private static byte[] sealFormer(SecretKey key, Pending entry, OpeningPart part) throws Exception {
        Opening all = entry.opening().opening();
        Opening some = part == OpeningPart.ACTOR
                ? new Opening(all.actor(), "", all.client(), all.caze())
                : new Opening("", all.object(), "", "");
        ByteArrayOutputStream salts = new ByteArrayOutputStream();
        for (int value = 0; value < Disclosure.NAMES.size(); value++) {
            entry.opening().writeSalt(value, salts);
        }
        byte[] nonce = ByteBuffer.allocate(12)
                .putLong(entry.index())
                .putInt(part.mask())
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        return cipher.doFinal(new SaltedOpening(some, salts.toByteArray()).encode());
    }
}
