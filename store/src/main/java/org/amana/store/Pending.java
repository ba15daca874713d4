package org.amana.store;

/// A body that is written but perhaps not yet durable. Until it is closed, compaction leaves its extents alone; so it
/// is closed only after the catalog commit that refers to its places, or after it was decided that none will.
public interface Pending extends AutoCloseable {
    /// Where the body is.
    Places places();

    /// Waits until the body is durable.
    ///
    /// @throws org.amana.durable.FatalDiskError if its sync failed
    void await();

    @Override
    void close();
}
