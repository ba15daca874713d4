package org.amana.durable;

/// How a file is opened. Every mode but `READ` may write.
public enum Mode {
    /// An existing file, for reading.
    READ,
    /// An existing file, for reading and writing.
    WRITE,
    /// Made when it is absent, else opened as it is.
    CREATE,
    /// Made; refused when it is there already.
    CREATE_NEW,
    /// Made, or emptied when it is there.
    REPLACE;

    boolean writes() {
        return this != READ;
    }

    boolean creates() {
        return this == CREATE || this == CREATE_NEW || this == REPLACE;
    }
}
