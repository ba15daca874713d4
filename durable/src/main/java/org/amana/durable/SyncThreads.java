package org.amana.durable;

/// For threads of our own that make durable with one sync what many others wait for. They are platform threads: a sync
/// would pin the carrier of a virtual one.
public final class SyncThreads {
    private SyncThreads() {}

    /// Lets those go first who are about to hand something over. It returns at once when a core is free; when all are
    /// busy, the group grows meanwhile, which saves syncs and wake-ups where they cost most.
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it but speed
    public static void letOthersJoin() {
        Thread.yield();
    }
}
