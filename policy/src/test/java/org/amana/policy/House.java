package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amana.durable.Disk;
import org.amana.durable.FatalDiskError;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Ledger;
import org.amana.ledger.LedgerConfig;
import org.amana.ledger.Opened;
import org.amana.store.Catalog;
import org.amana.store.RootKey;
import org.amana.store.Schema;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.ManualClock;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.Report;
import org.amana.verifier.Verdict;

/// A whole house for policy to live in: catalog and ledger in a folder, a clock that is turned by hand, and one
/// shelf as the data. Upkeep is done when a test asks for it.
final class House implements AutoCloseable {
    static final AccountFacts HARBOR = new AccountFacts("harbor", "a-7f3k");
    static final Authority OPERATOR = Authority.operator("test");

    private static final Schema SHELF = new Schema("shelf", List.of("""
            CREATE TABLE shelf (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT;
            """));
    private static final PolicyConfig ASLEEP = new PolicyConfig(1_000, Duration.ofDays(1));

    private static final LedgerConfig LEDGER =
            new LedgerConfig("test.example/log", 0, Duration.ofMillis(500), ByteSize.ofMebibytes(1), 500_000);

    final ManualClock clock = new ManualClock();
    private final Path folder;
    private Disk ledgerDisk;
    private Path ledgerFolder;
    private Catalog catalog;
    private Ledger ledger;
    private AccessControl access;

    House(Path folder) {
        this.folder = folder;
        this.ledgerDisk = new OsDisk();
        this.ledgerFolder = folder.resolve("ledger");
        open();
    }

    /// With the ledger on a disk that fails on command; but for its private table, which SQLite keeps on a real
    /// one.
    House(Path folder, FaultyDisk ledgerDisk) {
        new OsDisk().createDirectories(folder.resolve("log/private"));
        this.folder = folder;
        this.ledgerDisk = ledgerDisk;
        this.ledgerFolder = folder.resolve("log");
        open();
    }

    void open() {
        OsDisk disk = new OsDisk();
        RootKey rootKey = RootKey.loadOrCreate(disk, folder.resolve("root.key"), folder);
        catalog = Catalog.open(
                disk,
                folder.resolve("catalog.db"),
                List.of(AccessControl.schemas().getFirst(), SHELF),
                clock);
        ledger = Ledger.open(ledgerDisk, ledgerFolder, LEDGER, rootKey, clock);
        try {
            access = AccessControl.open(catalog, ledger, rootKey, ASLEEP, new SecureRandom());
        } catch (RuntimeException e) {
            ledger.close();
            catalog.close();
            throw e;
        }
    }

    /// Stops in order and starts again.
    void restart() {
        close();
        open();
    }

    /// Stops without a word to policy, which writes nothing more, and starts again.
    void crash() {
        access.stopUpkeep();
        ledger.close();
        catalog.close();
        open();
    }

    /// Starts again after the ledger's disk lost its power, with what is left of it.
    void powerIsBack(FaultyDisk afterwards) {
        access.stopUpkeep();
        try {
            ledger.close();
        } catch (RuntimeException | FatalDiskError dead) {
            // It has nothing left to write to.
        }
        catalog.close();
        ledgerDisk = afterwards;
        open();
    }

    /// Stops in order. Whatever a test did, its log must satisfy the auditor's verifier.
    @Override
    public void close() {
        access.close();
        ledger.publish();
        verify();
        ledger.close();
        catalog.close();
    }

    private void verify() {
        if (ledgerDisk instanceof OsDisk) {
            Report report = LogVerification.verify(LogSource.folder(ledger.publicFolder()), ledger.verifierKey());
            assertThat(report.verdict()).as(report.text()).isEqualTo(Verdict.SOUND);
        }
    }

    Catalog catalog() {
        return catalog;
    }

    Ledger ledger() {
        return ledger;
    }

    AccessControl access() {
        return access;
    }

    Gate gate() {
        return access.gate();
    }

    Directory directory() {
        return access.directory();
    }

    /// An active purpose of `harbor`: blob and search, all actions but administration, personal data.
    Purpose purpose(long bytesPerDay, long objectsPerDay, List<PrincipalId> approvers) {
        Scope scope = Scope.everythingOnData()
                .withClasses(DataClass.NONE, DataClass.PERSONAL)
                .withServices(Service.BLOB, Service.SEARCH)
                .withinADay(bytesPerDay, objectsPerDay);
        Purpose proposed = directory()
                .propose(
                        new PurposeDraft(
                                "harbor",
                                new Text("Berth disputes", "نزاعات الأرصفة"),
                                "dpv:LegalCompliance",
                                "eu-gdpr:A6-1-c",
                                scope,
                                Duration.ofDays(100),
                                approvers),
                        OPERATOR);
        return directory().activate(proposed.id(), OPERATOR);
    }

    Purpose purpose() {
        return purpose(1_000_000, 1_000, List.of());
    }

    Principal person(String name) {
        return directory().addPrincipal(name, Principal.Kind.PERSON);
    }

    /// A caller with a new key for a purpose.
    Caller caller(Purpose purpose, Principal principal) {
        NewKey key = directory().issueKey(purpose.id(), principal.id(), Duration.ofDays(30), OPERATOR);
        return new Caller(key.credential(), "192.0.2.7 test");
    }

    static BoxFacts box(String container) {
        return new BoxFacts(
                "harbor", container, "a-7f3k", "b-" + container, Set.of(DataClass.PERSONAL), Set.of(), false);
    }

    static AccessRequest reading(Caller caller) {
        return AccessRequest.inAsKnown(box("minutes"), caller, Service.BLOB, Action.READ)
                .withObject("minutes/2026.pdf");
    }

    static AccessRequest writing(Caller caller) {
        return AccessRequest.inAsKnown(box("minutes"), caller, Service.BLOB, Action.WRITE)
                .withObject("minutes/2026.pdf");
    }

    static Plan<String> releasing(long bytes) {
        return permitted -> Planned.of(Amounts.released(bytes), permit -> "released");
    }

    /// Puts something on the shelf, in one commit with the mark of its entry.
    Plan<String> storing(String name, long bytes) {
        return permitted -> Planned.of(
                Amounts.accepted(bytes, bytes),
                permit -> catalog.commit(transaction -> {
                    transaction.update("INSERT INTO shelf VALUES (?, ?)", name, bytes);
                    AppliedEntries.record(transaction, permit);
                    return name;
                }));
    }

    /// Says it will store, and then its commit fails.
    Plan<String> storingInVain(long bytes) {
        return permitted -> Planned.of(
                Amounts.accepted(bytes, bytes),
                permit -> catalog.commit(transaction -> {
                    AppliedEntries.record(transaction, permit);
                    throw new AmanaException(ErrorCode.CONDITION_NOT_MET, "somebody was faster");
                }));
    }

    long onTheShelf() {
        return catalog.read(
                reader -> reader.first("SELECT ifnull(sum(bytes), 0) AS sum FROM shelf", row -> row.number("sum"))
                        .orElse(0L));
    }

    List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        while (all.size() < ledger.size()) {
            all.addAll(ledger.entries(all.size(), 1_000));
        }
        return all;
    }

    List<Entry> entries(Kind kind) {
        return entries().stream().filter(entry -> entry.kind() == kind).toList();
    }

    /// The sum of what the ledger says is stored, which must be what is on the shelf.
    long storedByTheLedger() {
        return entries().stream()
                .filter(entry -> entry.kind() == Kind.ACCESS || entry.kind() == Kind.VOID)
                .mapToLong(entry -> entry.number("dst"))
                .sum();
    }

    Opened opened(Passage<?> passage) {
        return ledger.opened(passage.receipt().index()).orElseThrow();
    }

    Entry entry(Passage<?> passage) {
        return ledger.entry(passage.receipt().index());
    }
}
