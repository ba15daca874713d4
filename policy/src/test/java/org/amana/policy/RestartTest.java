package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.policy.UseRecord.VolumeUsed;
import org.amana.testkit.Seeds;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is true again after the power went at the worst moment.
class RestartTest {
    /// Stands for the power going, as does whatever ends the process: nobody catches it.
    private static final class PowerCut extends VirtualMachineError {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    House house;
    Purpose purpose;
    Caller caller;

    @BeforeEach
    void open() {
        house = new House(folder);
        purpose = house.purpose(1_000_000, 1_000, List.of());
        caller = house.caller(purpose, house.person("Nora"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// A ledger that begins anew beside an old catalog would call everything lost that is stored.
    @Test
    void aLedgerThatIsYoungerThanTheCatalogIsRefused() throws Exception {
        house.close();
        Path ledger = folder.resolve("ledger");
        Files.move(ledger, folder.resolve("elsewhere"));
        assertThatThrownBy(house::open)
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContaining("put the ledger back");
        try (Stream<Path> files = Files.walk(ledger)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        Files.move(folder.resolve("elsewhere"), ledger);
        house.open();
    }

    @Test
    void anEntryWhoseCommitWasLostIsVoidedOnce() {
        assertThat(house.gate().pass(House.writing(caller), house.storing("a", 400)))
                .isInstanceOf(Passage.Done.class);
        cutPowerAfterTheEntry(300);
        assertThat(house.storedByTheLedger()).isEqualTo(700);
        house.crash();
        assertThat(house.access().voidedAtStart()).isEqualTo(1);
        assertThat(house.storedByTheLedger()).isEqualTo(house.onTheShelf()).isEqualTo(400);
        Entry voided = house.entries(Kind.VOID).getFirst();
        assertThat(voided.text("why")).isEqualTo("lost");
        house.crash();
        assertThat(house.access().voidedAtStart()).isZero();
        assertThat(house.entries(Kind.VOID)).hasSize(1);
    }

    @Test
    void aCommitThatCameIsNeverVoidedHoweverOftenOneRestarts() {
        for (int i = 0; i < 5; i++) {
            String name = "blob-" + i;
            assertThat(house.gate().pass(House.writing(caller), house.storing(name, 10)))
                    .isInstanceOf(Passage.Done.class);
            if (i % 2 == 0) {
                house.access().keepUp(); // clears marks away
            }
            house.crash();
        }
        assertThat(house.entries(Kind.VOID)).isEmpty();
        assertThat(house.storedByTheLedger()).isEqualTo(house.onTheShelf()).isEqualTo(50);
    }

    @Test
    void marksAreNotClearedFromUnderAWriteUnderWay() {
        Passage<String> passage = house.gate().pass(House.writing(caller), permitted -> {
            Planned<String> storing = house.storing("a", 400).plan(permitted);
            return Planned.of(storing.amounts(), permit -> {
                storing.carryOut(permit);
                house.access().keepUp();
                throw new IllegalStateException("looks as if it had failed");
            });
        });
        assertThat(passage).isInstanceOf(Passage.Failed.class);
        assertThat(house.entries(Kind.VOID)).isEmpty();
    }

    @Test
    void marksAreClearedAwayOnceSettled() {
        for (int i = 0; i < 20; i++) {
            house.gate().pass(House.writing(caller), house.storing("blob-" + i, 1));
        }
        assertThat(marks()).isEqualTo(20);
        house.access().keepUp();
        assertThat(marks()).isZero();
    }

    /// No build wrote such an entry; it is a void that must not call back what went out.
    @Test
    void whatWentOutStaysCountedWhenItsEntryIsVoided() {
        house.ledger()
                .append(
                        new EntryDraft.Access(
                                House.HARBOR.pseudonym(),
                                "b-minutes",
                                "blob",
                                "export",
                                List.of(),
                                purpose.id().toString(),
                                EntryDraft.Verdict.ALLOW,
                                List.of("baseline/permit/members@1"),
                                house.access().policies().id(),
                                30,
                                20,
                                30,
                                List.of("object:5")),
                        Opening.NONE);
        house.crash();
        assertThat(house.access().voidedAtStart()).isEqualTo(1);
        assertThat(house.access().use().today(purpose.id())).isEqualTo(new VolumeUsed(20, 5));
        assertThat(house.storedByTheLedger()).isZero();
    }

    @Test
    void theDaysVolumeIsRestoredFromTheLedgerWithoutWhatWasLost() {
        house.gate().pass(House.reading(caller), House.releasing(1_000));
        house.gate().pass(House.writing(caller), house.storing("a", 400));
        house.gate().pass(House.writing(caller), house.storingInVain(77));
        VolumeUsed used = house.access().use().today(purpose.id());
        assertThat(used).isEqualTo(new VolumeUsed(1_400, 2));
        cutPowerAfterTheEntry(300);
        house.crash();
        assertThat(house.access().use().today(purpose.id())).isEqualTo(used);
        house.restart();
        assertThat(house.access().use().today(purpose.id())).isEqualTo(used);
    }

    @Test
    void aPurposeWhoseRowIsHalfWrittenIsFinishedIfItsEntryIsThereAndForgottenIfNot() {
        PurposeTable.PurposeRow row = new PurposeTable.PurposeRow(numbered(40), Role.NONE);
        prepare(row);
        house.ledger().append(PurposeTable.draft(row.purpose()), Opening.NONE);
        PurposeTable.PurposeRow lost = new PurposeTable.PurposeRow(numbered(41), Role.NONE);
        prepare(lost);
        assertThat(house.directory().purpose(new PurposeId(40))).isEmpty();
        house.crash();
        assertThat(house.directory().purpose(new PurposeId(40))).contains(row.purpose());
        assertThat(house.directory().purpose(new PurposeId(41))).isEmpty();
        assertThat(house.catalog().read(PurposeTable::prepared)).isEmpty();
    }

    @Test
    void anEndThatIsInTheLedgerHoldsAfterACrash() {
        CredentialId id = caller.credential().id();
        long since = house.ledger().size();
        house.catalog().commit(transaction -> {
            CredentialTable.prepareEnd(transaction, id, since);
            return true;
        });
        house.crash();
        assertThat(house.gate().foresees(House.reading(caller)))
                .as("its entry was never written")
                .isTrue();

        house.catalog().commit(transaction -> {
            CredentialTable.prepareEnd(transaction, id, since);
            return true;
        });
        house.ledger()
                .append(
                        new EntryDraft.Credential(
                                id.toString(), "access-key", purpose.id().toString(), 1, "ended"),
                        Opening.NONE);
        house.crash();
        assertThat(house.gate().foresees(House.reading(caller))).isFalse();
    }

    @Test
    void theSumsByPurposeAndDayAreWhatTheLedgerSaysWhateverHappened() {
        Seeds.check(2, random -> {
            for (int i = 0; i < 60; i++) {
                happen(random);
            }
            house.access().use().catchUp();
            assertThat(sums(house.access().use().byPurpose(LocalDate.EPOCH))).isEqualTo(sumsByTheLedger());
            assertThat(refusals()).isEqualTo(refusalsByTheLedger());
        });
    }

    private void happen(RandomGenerator random) {
        switch (random.nextInt(9)) {
            case 0 -> house.gate().pass(House.writing(caller), house.storing("blob-" + random.nextLong(), 10));
            case 1 -> house.gate().pass(House.writing(caller), house.storingInVain(20));
            case 2 ->
                house.gate()
                        .pass(AccessRequest.on(House.HARBOR, caller, Service.ADMIN, Action.ADMIN), House.releasing(1));
            case 3 -> house.gate().unauthenticated(Service.BLOB, "bad-signature", "");
            case 4 -> house.clock.advance(java.time.Duration.ofHours(5));
            case 5 -> house.access().keepUp();
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    cutPowerAfterTheEntry(5);
                    house.crash();
                }
            }
            default -> house.gate().pass(House.reading(caller), House.releasing(random.nextInt(1_000)));
        }
    }

    private void cutPowerAfterTheEntry(long bytes) {
        Throwable cut = catchThrowable(() -> house.gate()
                .pass(
                        House.writing(caller),
                        permitted -> Planned.of(Amounts.accepted(bytes, bytes), permit -> {
                            throw new PowerCut();
                        })));
        assertThat(cut).isInstanceOf(PowerCut.class);
    }

    private Purpose numbered(int number) {
        return new Purpose(
                new PurposeId(number),
                "harbor",
                1,
                purpose.title(),
                purpose.dpv(),
                purpose.legalBasis(),
                purpose.scope(),
                purpose.expires(),
                Purpose.State.PROPOSED,
                List.of(),
                purpose.practices());
    }

    private void prepare(PurposeTable.PurposeRow row) {
        long since = house.ledger().size();
        house.catalog().commit(transaction -> {
            PurposeTable.prepare(transaction, row, since);
            return true;
        });
    }

    private long marks() {
        return house.catalog()
                .read(reader -> reader.first("SELECT count(*) AS count FROM applied_entry", row -> row.number("count"))
                        .orElse(-1L));
    }

    private static Map<String, List<Long>> sums(List<PurposeUse> uses) {
        Map<String, List<Long>> sums = new TreeMap<>();
        for (PurposeUse use : uses) {
            sums.put(
                    use.day() + " " + use.purpose(),
                    List.of(use.allowed(), use.refused(), use.in(), use.out(), use.stored()));
        }
        return sums;
    }

    /// Adds the ledger up in another way: from the beginning, one entry after another.
    private Map<String, List<Long>> sumsByTheLedger() {
        Map<String, List<Long>> sums = new TreeMap<>();
        for (Entry entry : house.entries()) {
            if (entry.kind() == Kind.ACCESS) {
                boolean allowed = entry.text("dec").equals("allow");
                add(sums, entry, allowed ? 1 : 0, allowed ? 0 : 1, 1);
            } else if (entry.kind() == Kind.VOID) {
                add(sums, house.ledger().entry(entry.number("ref")), 0, 0, -1);
            }
        }
        return sums;
    }

    private static void add(Map<String, List<Long>> sums, Entry entry, long allowed, long refused, long sign) {
        String day = entry.time().toString().substring(0, 10);
        sums.merge(
                day + " " + entry.text("pur"),
                List.of(
                        allowed,
                        refused,
                        sign * entry.number("in"),
                        sign * entry.number("out"),
                        sign * entry.number("dst")),
                (a, b) -> List.of(
                        a.get(0) + b.get(0),
                        a.get(1) + b.get(1),
                        a.get(2) + b.get(2),
                        a.get(3) + b.get(3),
                        a.get(4) + b.get(4)));
    }

    private Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        house.access()
                .use()
                .refusals(LocalDate.EPOCH)
                .forEach(refusal -> counts.merge(refusal.day() + " " + refusal.rule(), refusal.count(), Long::sum));
        return counts;
    }

    private Map<String, Long> refusalsByTheLedger() {
        Map<String, Long> counts = new TreeMap<>();
        for (Entry entry : house.entries()) {
            String day = entry.time().toString().substring(0, 10);
            if (entry.kind() == Kind.ACCESS && entry.text("dec").equals("deny")) {
                entry.texts("rule").forEach(rule -> counts.merge(day + " " + rule, 1L, Long::sum));
            } else if (entry.kind() == Kind.OPERATOR) {
                counts.merge(day + " unauthenticated/" + entry.text("reason"), entry.number("count"), Long::sum);
            }
        }
        return counts;
    }
}
