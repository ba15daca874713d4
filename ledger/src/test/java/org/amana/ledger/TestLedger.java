package org.amana.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.amana.store.RootKey;
import org.amana.testkit.ManualClock;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.Report;

/// Opens ledgers in a folder, and drafts what tests append.
final class TestLedger {
    static final String ORIGIN = "amana.test/log/node-1";
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String POLICIES = "ps-0123456789abcdef";

    private TestLedger() {}

    static LedgerConfig config() {
        return new LedgerConfig(ORIGIN, 7, Duration.ofMillis(50), ByteSize.ofMebibytes(1), 100_000);
    }

    static RootKey rootKey(Path folder) {
        return RootKey.loadOrCreate(new OsDisk(), folder.resolve("root.key"), folder.resolve("data"));
    }

    static Ledger open(Path folder, InstantSource clock) {
        return open(new OsDisk(), folder, clock);
    }

    static Ledger open(Disk disk, Path folder, InstantSource clock) {
        return Ledger.open(disk, folder.resolve("data/ledger"), config(), rootKey(folder), clock);
    }

    /// A policy set and an active purpose.
    static void begin(Ledger ledger) {
        ledger.append(new EntryDraft.Policy(POLICIES, DIGEST), Opening.NONE);
        ledger.append(purpose("P-1", "active"), Opening.ofActor("steward"));
    }

    /// And a credential for it, so that they verify to the last rule.
    static void beginWithCredential(Ledger ledger) {
        begin(ledger);
        long expires = ManualClock.START.plus(Duration.ofDays(365)).getEpochSecond();
        ledger.append(
                new EntryDraft.Credential("K-1", "internal", "P-1", expires, "active"), Opening.ofActor("steward"));
    }

    static EntryDraft.Purpose purpose(String id, String state) {
        return new EntryDraft.Purpose(
                id,
                1,
                state,
                "dpv:ServiceProvision",
                "led:8",
                ManualClock.START.plus(Duration.ofDays(365)).getEpochSecond(),
                "all",
                EntryDraft.UNLIMITED,
                EntryDraft.UNLIMITED,
                List.of("*"),
                List.of("*"),
                List.of("*"),
                List.of("*"),
                List.of());
    }

    static EntryDraft.Access read() {
        return access("read", 0);
    }

    static EntryDraft.Access write(long stored) {
        return access("write", stored);
    }

    private static EntryDraft.Access access(String action, long stored) {
        return new EntryDraft.Access(
                "a-k3vq9x",
                "c-77f0q2",
                "blob",
                action,
                List.of(),
                "P-1",
                EntryDraft.Verdict.ALLOW,
                List.of("baseline/permit/members@1"),
                POLICIES,
                Math.max(0, stored),
                4096,
                stored,
                List.of("object:1"));
    }

    static Opening opening(int number) {
        return new Opening("actor-" + number % 10, "photos/cat-" + number % 100 + ".png", "127.0.0.1 test", "");
    }

    static Report verify(Ledger ledger) {
        return LogVerification.verify(LogSource.folder(ledger.publicFolder()), ledger.verifierKey());
    }
}
