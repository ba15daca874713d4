package org.amana.durable;

/// For threads that make durable with one sync what many others wait for.
public final class GroupSync {
    private GroupSync() {}

    /// Lets those go first who are about to hand something over. It returns at once when a core is free; when all are
    /// busy, the group grows meanwhile, which saves syncs and wake-ups where they cost most.
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it but speed
    public static void letOthersJoin() {
        Thread.yield();
    }
}
