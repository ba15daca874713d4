package org.amana.backup;

/// Is told how far a backup or a restore has come.
@FunctionalInterface
public interface ProgressListener {
    void at(long filesDone, long files, long bytesDone, long bytes);
}
