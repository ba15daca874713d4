package org.amana.testkit;

/// What a power cut does to bytes that were written and not synced. Whatever the kind, files keep any length between
/// the synced one and the last, and folders keep any first part of the changes made since they were synced.
public enum Tearing {
    /// They are all lost.
    LOST,
    /// Every sector of 512 bytes holds its old bytes or its new ones, whatever the order of the writes.
    SECTORS,
    /// As `SECTORS`, and some sectors hold noise: any in a page of 4 KiB that was written to, those included that
    /// hold synced bytes beside new ones.
    GARBLED
}
