package org.amana.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.amana.durable.Access;
import org.junit.jupiter.api.Test;

class FaultyFileTest {
    private final FaultyFile file = new FaultyFile(Access.PUBLIC);

    private static byte[] filled(int length, int with) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Test
    void whatIsSyncedSurvivesWhateverWasDoneBefore() {
        Seeds.check(50, random -> {
            FaultyFile any = new FaultyFile(Access.PUBLIC);
            for (int i = 0; i < 60; i++) {
                int at = random.nextInt(9_000);
                switch (random.nextInt(5)) {
                    case 0 -> any.truncate(at);
                    case 1 -> any.growTo(at);
                    case 2 -> any.sync();
                    default -> any.write(Seeds.bytes(random, random.nextInt(3_000)), at);
                }
            }
            any.sync();
            for (Tearing tearing : Tearing.values()) {
                FaultyFile found = any.survivor(random, tearing);
                assertThat(found.bytes()).isEqualTo(any.bytes());
                assertThat(found.survivor(random, tearing).bytes()).isEqualTo(any.bytes());
            }
        });
    }

    @Test
    void anyVersionOfASectorMayHaveBeenWritten() {
        file.write(filled(512, 0), 0);
        file.sync();
        for (int version = 1; version <= 3; version++) {
            file.write(filled(512, version), 0);
        }
        Set<Byte> found = new HashSet<>();
        for (int seed = 0; seed < 400; seed++) {
            byte[] bytes = file.survivor(Seeds.random(seed), Tearing.SECTORS).bytes();
            assertThat(bytes).isEqualTo(filled(512, bytes[0]));
            found.add(bytes[0]);
        }
        assertThat(found).containsExactlyInAnyOrder((byte) 0, (byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void aSyncDoesNotCoverAWriteThatWasUnderWay() {
        file.growTo(1024);
        file.sync();
        long first = file.write(filled(512, 1), 0);
        file.begun(first);
        FaultyFile.Mark early = file.mark();
        file.ended(first);
        file.sync(early);
        assertThat(file.survivor(Seeds.random(1), Tearing.LOST).bytes()).isEqualTo(new byte[1024]);
        file.sync(file.mark());
        assertThat(file.survivor(Seeds.random(1), Tearing.LOST).bytes()).startsWith(filled(512, 1));
    }

    @Test
    void aSyncDoesNotCoverWhatIsWrittenWhileItRuns() {
        file.growTo(512);
        file.sync();
        FaultyFile.Mark begin = file.mark();
        file.write(filled(512, 1), 0);
        file.sync(begin);
        assertThat(file.survivor(Seeds.random(1), Tearing.LOST).bytes()).isEqualTo(new byte[512]);
    }

    @Test
    void noiseMayStandInAPageThatWasWrittenTo() {
        file.write(filled(4096, 1), 0);
        file.sync();
        file.write(filled(10, 2), 0);
        Set<Boolean> harmed = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            byte[] bytes = file.survivor(Seeds.random(seed), Tearing.GARBLED).bytes();
            byte[] rest = java.util.Arrays.copyOfRange(bytes, 512, 4096);
            harmed.add(!java.util.Arrays.equals(rest, filled(4096 - 512, 1)));
        }
        assertThat(harmed).containsExactlyInAnyOrder(true, false);
    }
}
