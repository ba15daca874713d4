package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amana.durable.FatalDiskError;
import org.junit.jupiter.api.Test;

class HaltingTest {
    private final List<Integer> halts = new ArrayList<>();
    private final Halting halting = new Halting(halts::add);

    @Test
    void aFailedSyncEndsTheProcess() {
        halting.uncaughtException(Thread.currentThread(), new FatalDiskError("v1: fsync failed", new Exception()));
        assertThat(halts).containsExactly(Halting.STATUS);
    }

    @Test
    void soDoesAJvmThatIsOutOfMemory() {
        halting.uncaughtException(Thread.currentThread(), new OutOfMemoryError());
        assertThat(halts).containsExactly(Halting.STATUS);
    }

    @Test
    void aThreadsOwnMistakeDoesNot() {
        halting.uncaughtException(Thread.currentThread(), new IllegalStateException("a mistake, told in a test"));
        assertThat(halts).isEmpty();
    }
}
