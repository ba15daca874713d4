package org.amana.durable;

/// A claim on a file that no second process can make; see [Disk#lock(java.nio.file.Path)].
@FunctionalInterface
public interface DiskLock extends AutoCloseable {
    @Override
    void close();
}
