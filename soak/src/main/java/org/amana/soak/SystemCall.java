package org.amana.soak;

import java.util.List;

/// A system call that changes the disk or answers a client, as it was seen when it began or when it ended.
sealed interface SystemCall {
    /// Who made it.
    long thread();

    Phase phase();

    /// What it returned, below 0 for a failure; 0 while it is not known.
    long result();

    /// How much of the call was seen.
    enum Phase {
        BEGUN,
        ENDED,
        WHOLE;

        boolean begins() {
            return this != ENDED;
        }

        boolean ends() {
            return this != BEGUN;
        }
    }

    /// The end of a call that was seen to begin.
    record End(long thread, Phase phase, long result) implements SystemCall {}

    /// @param path    of the file or folder
    /// @param mode    for a file that is made
    record Open(long thread, Phase phase, long result, String path, boolean creates, boolean truncates, int mode)
            implements SystemCall {}

    /// @param offset where in the file; below 0 for where the last one ended
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Write(long thread, Phase phase, long result, String path, byte[] bytes, long offset) implements SystemCall {}

    /// Moves to a place in a file.
    record Seek(long thread, Phase phase, long result, String path) implements SystemCall {}

    record Truncate(long thread, Phase phase, long result, String path, long length) implements SystemCall {}

    record Allocate(long thread, Phase phase, long result, String path, long end) implements SystemCall {}

    /// Of a file or a folder.
    record Sync(long thread, Phase phase, long result, String path) implements SystemCall {}

    record Rename(long thread, Phase phase, long result, String from, String to) implements SystemCall {}

    /// Of a file or a folder.
    record Delete(long thread, Phase phase, long result, String path) implements SystemCall {}

    record MakeFolder(long thread, Phase phase, long result, String path) implements SystemCall {}

    /// A call that changes files in a way that is not known here; nobody may make it in a folder that is watched.
    record Other(long thread, Phase phase, long result, String what, List<String> paths) implements SystemCall {
        public Other {
            paths = List.copyOf(paths);
        }
    }

    /// Calls that a recording must have, by the names that `strace` knows.
    List<String> TRACED = List.of(
            "openat",
            "open",
            "creat",
            "write",
            "pwrite64",
            "writev",
            "pwritev",
            "pwritev2",
            "ftruncate",
            "truncate",
            "fallocate",
            "fsync",
            "fdatasync",
            "sync_file_range",
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "rmdir",
            "mkdir",
            "mkdirat",
            "link",
            "linkat",
            "symlink",
            "symlinkat",
            "lseek",
            "sendfile",
            "copy_file_range",
            "sendto",
            "sendmsg");
}
