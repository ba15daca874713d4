package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.UseRecord.VolumeUsed;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the gate and the directory do when the ledger cannot be written: nothing, as if nobody had asked.
class LedgerFaultsTest {
    @TempDir
    Path folder;

    @Test
    void withoutRoomForTheLedgerNothingPassesAndNothingIsCounted() {
        FaultyDisk disk = new FaultyDisk(Seeds.random(1));
        try (House house = new House(folder, disk)) {
            Purpose purpose = house.purpose(Amounts.MOST, Amounts.MOST, List.of());
            Principal nora = house.person("Nora");
            Caller caller = house.caller(purpose, nora);
            house.ledger().publish();
            fill(disk);

            List<String> released = new ArrayList<>();
            AmanaException refusal = passUntilRefused(house, caller, released);
            assertThat(refusal.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
            assertThat(house.access().use().today(purpose.id()))
                    .isEqualTo(new VolumeUsed(released.size(), released.size()));

            List<Credential> before = house.directory().credentials("harbor");
            assertThatThrownBy(() -> house.caller(purpose, nora)).isInstanceOf(AmanaException.class);
            assertThatThrownBy(() -> house.directory().end(purpose.id(), House.OPERATOR))
                    .isInstanceOf(AmanaException.class);
            assertThat(house.directory().credentials("harbor")).isEqualTo(before);
            assertThat(house.directory().purpose(purpose.id())).contains(purpose);
            assertThat(house.catalog().read(PurposeTable::prepared)).isEmpty();

            disk.capacity(Long.MAX_VALUE);
            assertThat(house.gate().pass(House.reading(caller), House.releasing(900)))
                    .isInstanceOf(Passage.Done.class);
            assertThat(house.caller(purpose, nora)).isNotNull();
            assertThat(house.directory().end(purpose.id(), House.OPERATOR).state())
                    .isEqualTo(Purpose.State.ENDED);
        }
    }

    /// The ledger's file has some room of its own left, which long case names soon fill.
    private static AmanaException passUntilRefused(House house, Caller caller, List<String> released) {
        AccessRequest wordy = House.reading(caller).withCase("x".repeat(1_600));
        Plan<String> plan = permitted -> Planned.of(Amounts.released(1), permit -> {
            released.add("released");
            return "";
        });
        for (int i = 0; i < 5_000; i++) {
            try {
                house.gate().pass(wordy, plan);
            } catch (AmanaException refused) {
                return refused;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    /// Leaves room for less than an entry.
    private void fill(FaultyDisk disk) {
        long plenty = 1L << 40;
        disk.capacity(plenty);
        disk.capacity(plenty - disk.freeBytes(folder) + 100);
    }

    @Test
    void whereverThePowerGoesWhatWasAcknowledgedStandsAndTheSumsAreExact() throws Exception {
        long operations = 33;
        int cuts = 0;
        for (long nth = 1; nth < operations; nth += 3) {
            Path house = Files.createDirectory(folder.resolve("cut-" + nth));
            cuts += cutAt(house, nth) ? 1 : 0;
        }
        assertThat(cuts).isGreaterThan(5);
    }

    /// @return whether the power went before everything was done
    private static boolean cutAt(Path folder, long nth) {
        FaultyDisk disk = new FaultyDisk(Seeds.random(nth));
        House house = new House(folder, disk);
        Purpose purpose = house.purpose();
        Principal nora = house.person("Nora");
        Caller caller = house.caller(purpose, nora);
        List<String> stored = new ArrayList<>();
        List<Credential> issued = new ArrayList<>();
        List<Credential> ended = new ArrayList<>();
        disk.cutPowerAt(nth);
        Throwable cut = catchThrowable(() -> {
            for (int i = 0; i < 2; i++) {
                stored.add(house.gate()
                        .pass(House.writing(caller), house.storing("blob-" + i, 10))
                        .orThrow());
                house.gate().pass(House.writing(caller), house.storingInVain(7));
                issued.add(house.caller(purpose, nora).credential());
                ended.add(house.directory().end(issued.get(i).id(), House.OPERATOR));
                house.directory().renew(purpose.id(), Duration.ofDays(50 + i), House.OPERATOR);
            }
        });
        if (cut != null) {
            assertThat(cut).isInstanceOfAny(FatalDiskError.class, AmanaException.class);
        }
        house.powerIsBack(disk.afterPowerCut(Tearing.SECTORS));

        assertThat(house.storedByTheLedger()).isEqualTo(house.onTheShelf()).isGreaterThanOrEqualTo(10L * stored.size());
        List<Credential> alive = house.directory().credentials("harbor");
        assertThat(alive).contains(caller.credential());
        assertThat(alive.stream().filter(ended::contains)).isEmpty();
        assertThat(alive.size()).isLessThanOrEqualTo(2);
        assertThat(house.catalog().read(PurposeTable::prepared)).isEmpty();
        assertThat(house.catalog().read(CredentialTable::prepared)).isEmpty();
        assertThat(house.gate().pass(House.writing(caller), house.storing("afterwards", 1)))
                .isInstanceOf(Passage.Done.class);
        house.close();
        return cut != null;
    }
}
