package org.amana.analysis;

import java.util.EnumMap;
import java.util.Map;

/// How far the work is, by kind and state. Finished tasks are counted since the data folder was made; by account since
/// version 2 of [AnalysisSchema], which gave what was done before to the only account, or to none where there were
/// several.
public record Progress(Map<TaskKind, Counts> kinds) {

    public record Counts(long waiting, long running, long done, long parked) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public long open() {
            return waiting + running;
        }

        public long total() {
            return open() + done + parked;
        }

        Counts plus(Counts other) {
            return new Counts(
                    waiting + other.waiting, running + other.running, done + other.done, parked + other.parked);
        }
    }

    public Progress {
        Map<TaskKind, Counts> every = new EnumMap<>(TaskKind.class);
        for (TaskKind kind : TaskKind.values()) {
            every.put(kind, kinds.getOrDefault(kind, Counts.NONE));
        }
        kinds = Map.copyOf(every);
    }

    public Counts of(TaskKind kind) {
        return kinds.getOrDefault(kind, Counts.NONE);
    }

    public Counts all() {
        Counts sum = Counts.NONE;
        for (Counts counts : kinds.values()) {
            sum = sum.plus(counts);
        }
        return sum;
    }

    /// Whether nothing waits and nothing runs.
    public boolean idle() {
        return all().open() == 0;
    }
}
