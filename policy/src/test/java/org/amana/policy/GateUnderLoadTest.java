package org.amana.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.amana.policy.UseRecord.VolumeUsed;
import org.amana.testkit.Seeds;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateUnderLoadTest {
    @TempDir
    Path folder;

    @Test
    void manyAtOnceWithFailuresAndChangesInBetweenLeaveExactSums() throws Exception {
        try (House house = new House(folder)) {
            Purpose purpose = house.purpose(30_000, 100_000, List.of());
            Principal nora = house.person("Nora");
            AtomicLong released = new AtomicLong();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Caller caller = house.caller(purpose, nora);
                int number = i;
                threads.add(Thread.ofVirtual().start(() -> work(house, caller, number, released)));
            }
            for (int i = 0; i < 20; i++) {
                Thread.sleep(5);
                house.access().keepUp();
                house.directory().rescope(purpose.id(), purpose.scope(), House.OPERATOR);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long in = 0;
            long out = 0;
            for (Entry entry : house.entries(Kind.ACCESS)) {
                in += entry.number("in");
                out += entry.number("out");
            }
            for (Entry entry : house.entries(Kind.VOID)) {
                in -= house.ledger().entry(entry.number("ref")).number("in");
            }
            VolumeUsed used = house.access().use().today(purpose.id());
            assertThat(used.bytes()).isEqualTo(in + out).isLessThanOrEqualTo(30_000);
            assertThat(out).isEqualTo(released.get());
            assertThat(house.storedByTheLedger()).isEqualTo(house.onTheShelf());
            house.crash();
            assertThat(house.access().voidedAtStart()).isZero();
            assertThat(house.access().use().today(purpose.id())).isEqualTo(used);
        }
    }

    private static void work(House house, Caller caller, int number, AtomicLong released) {
        RandomGenerator random = Seeds.random(number);
        for (int i = 0; i < 25; i++) {
            switch (random.nextInt(4)) {
                case 0 -> house.gate().pass(House.writing(caller), house.storing(number + "-" + i, 20));
                case 1 -> house.gate().pass(House.writing(caller), house.storingInVain(30));
                default -> {
                    Passage<String> passage = house.gate().pass(House.reading(caller), House.releasing(70));
                    if (passage instanceof Passage.Done) {
                        released.addAndGet(70);
                    }
                }
            }
        }
    }

    @Test
    void aKeptDecisionIsQuick() {
        try (House house = new House(folder)) {
            Purpose purpose = house.purpose(Amounts.MOST, Amounts.MOST, List.of());
            AccessRequest request = House.reading(house.caller(purpose, house.person("Nora")));
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 20; round++) {
                long start = System.nanoTime();
                for (int i = 0; i < 2_000; i++) {
                    assertThat(house.gate().foresees(request)).isTrue();
                }
                best = Math.min(best, (System.nanoTime() - start) / 2_000);
            }
            // A fresh decision takes 70 microseconds and more, a kept one less than one; the bound leaves room
            // for a busy machine.
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofNanos(50_000));
            System.out.println("a kept decision takes " + best + " ns");
        }
    }
}
