package org.amana.analysis;

import java.util.Locale;

/// How far the workers that open people's files are fenced in on this machine.
public enum Sandbox {
    /// Bubblewrap: no network, no files but the program's own, a private temporary folder in memory; and limits.
    BWRAP,
    /// Limits on memory, file sizes and open files only.
    RLIMIT,
    /// A separate process with the JVM's own heap limit, nothing else.
    NONE;

    /// `bwrap`, `rlimit` or `none`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
