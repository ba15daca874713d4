package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

/// The tables of Azure REST *Lease Blob*: "Outcomes of lease operations on blobs by lease state" and "Outcomes
/// of use attempts on blobs by lease state", row by row.
class LeaseTest {
    private static final Instant START = Instant.parse("2026-03-01T09:30:00Z");
    private static final Instant NOW = START.plusSeconds(20);
    private static final LeaseId A = LeaseId.of(new UUID(0, 0xA));
    private static final LeaseId B = LeaseId.of(new UUID(0, 0xB));
    private static final LeaseId C = LeaseId.of(new UUID(0, 0xC));
    private static final LeaseId X = LeaseId.of(new UUID(0, 0xF));

    /// A lease (A) in each state at NOW.
    private static final Map<LeaseState, Lease> LEASES = leases();

    private static Map<LeaseState, Lease> leases() {
        Lease leased = act(Lease.AVAILABLE, new LeaseAction.Acquire(60, A), START);
        Map<LeaseState, Lease> leases = new EnumMap<>(LeaseState.class);
        leases.put(LeaseState.AVAILABLE, Lease.AVAILABLE);
        leases.put(LeaseState.LEASED, leased);
        leases.put(LeaseState.EXPIRED, act(Lease.AVAILABLE, new LeaseAction.Acquire(15, A), START));
        leases.put(LeaseState.BREAKING, act(leased, new LeaseAction.Break(OptionalInt.of(30)), START));
        leases.put(LeaseState.BROKEN, act(leased, new LeaseAction.Break(OptionalInt.of(10)), START));
        leases.forEach((state, lease) -> assertThat(lease.state(NOW)).isEqualTo(state));
        return leases;
    }

    private static Lease act(Lease lease, LeaseAction action, Instant at) {
        return lease.after(action, at, () -> X, LeaseKind.BLOB);
    }

    /// Checks one row of the table: for each state what becomes of it, as `Leased (A)` or the failure's code.
    private static void row(
            LeaseAction action, String available, String leased, String breaking, String broken, String expired) {
        expect(LeaseState.AVAILABLE, action, available);
        expect(LeaseState.LEASED, action, leased);
        expect(LeaseState.BREAKING, action, breaking);
        expect(LeaseState.BROKEN, action, broken);
        expect(LeaseState.EXPIRED, action, expired);
    }

    private static void expect(LeaseState from, LeaseAction action, String expected) {
        String found;
        try {
            Lease after = act(LEASES.get(from), action, NOW);
            String id = after.id().equals(A)
                    ? "A"
                    : after.id().equals(B) ? "B" : after.id().equals(C) ? "C" : "X";
            found = after.state(NOW) + (after.id().isPresent() ? " " + id : "");
        } catch (AmanaException e) {
            found = e.code().toString();
        }
        assertThat(found).as("%s on %s", action, from).isEqualTo(expected);
    }

    @Test
    void acquire() {
        row(
                new LeaseAction.Acquire(15, LeaseId.NONE),
                "LEASED X",
                "LEASE_ALREADY_PRESENT",
                "LEASE_ALREADY_PRESENT",
                "LEASED X",
                "LEASED X");
        row(new LeaseAction.Acquire(15, A), "LEASED A", "LEASED A", "LEASE_IS_BREAKING", "LEASED A", "LEASED A");
        row(
                new LeaseAction.Acquire(-1, B),
                "LEASED B",
                "LEASE_ALREADY_PRESENT",
                "LEASE_ALREADY_PRESENT",
                "LEASED B",
                "LEASED B");
    }

    @Test
    void breakNow() {
        row(
                new LeaseAction.Break(OptionalInt.of(0)),
                "LEASE_NOT_PRESENT_LEASE_BLOB",
                "BROKEN A",
                "BROKEN A",
                "BROKEN A",
                "BROKEN A");
    }

    @Test
    void breakLater() {
        row(
                new LeaseAction.Break(OptionalInt.of(5)),
                "LEASE_NOT_PRESENT_LEASE_BLOB",
                "BREAKING A",
                "BREAKING A",
                "BROKEN A",
                "BROKEN A");
        row(
                new LeaseAction.Break(OptionalInt.empty()),
                "LEASE_NOT_PRESENT_LEASE_BLOB",
                "BREAKING A",
                "BREAKING A",
                "BROKEN A",
                "BROKEN A");
    }

    @Test
    void change() {
        String none = "LEASE_NOT_PRESENT_LEASE_BLOB";
        row(new LeaseAction.Change(A, B), none, "LEASED B", "LEASE_IS_BREAKING_UNCHANGEABLE", none, none);
        row(new LeaseAction.Change(B, A), none, "LEASED A", "LEASE_IS_BREAKING_UNCHANGEABLE", none, none);
        row(
                new LeaseAction.Change(B, C),
                none,
                "LEASE_ID_MISMATCH_LEASE_BLOB",
                "LEASE_ID_MISMATCH_LEASE_BLOB",
                none,
                none);
    }

    @Test
    void renew() {
        String other = "LEASE_ID_MISMATCH_LEASE_BLOB";
        row(new LeaseAction.Renew(A), other, "LEASED A", "LEASE_IS_BROKEN", "LEASE_IS_BROKEN", "LEASED A");
        row(new LeaseAction.Renew(B), other, other, other, other, other);
    }

    @Test
    void release() {
        String other = "LEASE_ID_MISMATCH_LEASE_BLOB";
        row(new LeaseAction.Release(A), other, "AVAILABLE", "AVAILABLE", "AVAILABLE", "AVAILABLE");
        row(new LeaseAction.Release(B), other, other, other, other, other);
    }

    private static void use(
            boolean write,
            LeaseId shown,
            String available,
            String leased,
            String breaking,
            String broken,
            String expired) {
        expectUse(LeaseState.AVAILABLE, write, shown, available);
        expectUse(LeaseState.LEASED, write, shown, leased);
        expectUse(LeaseState.BREAKING, write, shown, breaking);
        expectUse(LeaseState.BROKEN, write, shown, broken);
        expectUse(LeaseState.EXPIRED, write, shown, expired);
    }

    private static void expectUse(LeaseState state, boolean write, LeaseId shown, String expected) {
        String found = "ok";
        try {
            if (write) {
                LEASES.get(state).requireForWrite(shown, NOW, LeaseKind.BLOB);
            } else {
                LEASES.get(state).requireForRead(shown, NOW, LeaseKind.BLOB);
            }
        } catch (AmanaException e) {
            found = e.code().toString();
        }
        assertThat(found)
                .as("%s showing %s on %s", write ? "write" : "read", shown, state)
                .isEqualTo(expected);
    }

    @Test
    void writes() {
        String none = "LEASE_NOT_PRESENT_BLOB";
        String other = "LEASE_ID_MISMATCH_BLOB";
        use(true, A, none, "ok", "ok", "LEASE_LOST_BLOB", "LEASE_LOST_BLOB");
        use(true, B, none, other, other, none, none);
        use(true, LeaseId.NONE, "ok", "LEASE_ID_MISSING_BLOB", "LEASE_ID_MISSING_BLOB", "ok", "ok");
    }

    @Test
    void reads() {
        String none = "LEASE_NOT_PRESENT_BLOB";
        String other = "LEASE_ID_MISMATCH_BLOB";
        use(false, A, none, "ok", "ok", "LEASE_LOST_BLOB", "LEASE_LOST_BLOB");
        use(false, B, none, other, other, none, none);
        use(false, LeaseId.NONE, "ok", "ok", "ok", "ok", "ok");
    }

    @Test
    void copiesAreMadeOverWhatIsLeasedForEver() {
        Lease finite = LEASES.get(LeaseState.LEASED);
        Lease breaking = LEASES.get(LeaseState.BREAKING);
        for (Lease lease : new Lease[] {finite, breaking}) {
            assertThatThrownBy(() -> lease.requireInfinite(NOW, LeaseKind.BLOB))
                    .extracting(e -> ((AmanaException) e).code())
                    .isEqualTo(ErrorCode.INFINITE_LEASE_REQUIRED);
        }
        Lease infinite = act(Lease.AVAILABLE, new LeaseAction.Acquire(-1, A), START);
        infinite.requireInfinite(NOW, LeaseKind.BLOB);
        for (LeaseState free : new LeaseState[] {LeaseState.AVAILABLE, LeaseState.EXPIRED, LeaseState.BROKEN}) {
            LEASES.get(free).requireInfinite(NOW, LeaseKind.BLOB);
        }
    }

    @Test
    void durationsAreFifteenToSixtySecondsOrForEver() {
        for (int seconds : new int[] {0, 1, 5, 14, 61, -2, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> act(Lease.AVAILABLE, new LeaseAction.Acquire(seconds, A), NOW))
                    .extracting(e -> ((AmanaException) e).code())
                    .isEqualTo(ErrorCode.INVALID_HEADER);
        }
        assertThat(act(Lease.AVAILABLE, new LeaseAction.Acquire(-1, A), NOW)
                        .state(Instant.MAX.minusSeconds(1000000000)))
                .isEqualTo(LeaseState.LEASED);
    }

    @Test
    void aBreakPeriodShortensTheRestAndNeverLengthensIt() {
        Lease leased = act(Lease.AVAILABLE, new LeaseAction.Acquire(30, A), START);
        assertThat(act(leased, new LeaseAction.Break(OptionalInt.of(60)), NOW).remainingSeconds(NOW))
                .isEqualTo(10);
        assertThat(act(leased, new LeaseAction.Break(OptionalInt.of(3)), NOW).remainingSeconds(NOW))
                .isEqualTo(3);
        assertThat(act(leased, new LeaseAction.Break(OptionalInt.empty()), NOW).remainingSeconds(NOW))
                .isEqualTo(10);
        Lease infinite = act(Lease.AVAILABLE, new LeaseAction.Acquire(-1, A), START);
        assertThat(act(infinite, new LeaseAction.Break(OptionalInt.empty()), NOW)
                        .state(NOW))
                .isEqualTo(LeaseState.BROKEN);
        assertThat(act(infinite, new LeaseAction.Break(OptionalInt.of(60)), NOW).remainingSeconds(NOW))
                .isEqualTo(60);
    }

    @Test
    void theTimeLeftIsToldInWholeSecondsToTheNearest() {
        Lease leased = act(Lease.AVAILABLE, new LeaseAction.Acquire(30, A), START);
        Lease breaking = act(leased, new LeaseAction.Break(OptionalInt.of(3)), NOW);
        assertThat(breaking.remainingSeconds(NOW.plusMillis(600))).isEqualTo(2);
        assertThat(breaking.remainingSeconds(NOW.plusMillis(2400))).isEqualTo(1);
        assertThat(breaking.remainingSeconds(NOW.plusMillis(2600))).isZero();
        assertThat(breaking.state(NOW.plusMillis(2600))).isEqualTo(LeaseState.BREAKING);
        assertThat(breaking.state(NOW.plusMillis(3000))).isEqualTo(LeaseState.BROKEN);
    }

    @Test
    void anExpiredLeaseIsForgottenByAWriteAndThenCannotBeRenewed() {
        Lease expired = LEASES.get(LeaseState.EXPIRED);
        Lease after = expired.afterWrite(NOW);
        assertThat(after).isEqualTo(Lease.AVAILABLE);
        assertThatThrownBy(() -> act(after, new LeaseAction.Renew(A), NOW)).isInstanceOf(AmanaException.class);
        assertThat(LEASES.get(LeaseState.LEASED).afterWrite(NOW)).isSameAs(LEASES.get(LeaseState.LEASED));
    }

    @Test
    void aRenewedLeaseBeginsItsTimeAnew() {
        Lease leased = act(Lease.AVAILABLE, new LeaseAction.Acquire(30, A), START);
        Lease renewed = act(leased, new LeaseAction.Renew(A), NOW);
        assertThat(renewed.state(NOW.plus(Duration.ofSeconds(29)))).isEqualTo(LeaseState.LEASED);
        assertThat(renewed.state(NOW.plus(Duration.ofSeconds(30)))).isEqualTo(LeaseState.EXPIRED);
    }
}
