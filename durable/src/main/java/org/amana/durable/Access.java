package org.amana.durable;

/// Who on the machine may read a file that is made here. Only its owner ever writes it.
public enum Access {
    /// The owner alone (0600): keys, private tables, everything that nobody asked to publish.
    PRIVATE,
    /// Everybody may read (0644): tiles and checkpoints of the public log.
    PUBLIC
}
