package org.amana.backup;

import java.nio.ByteBuffer;
import java.util.Map;

/// Where backups are kept: objects by name, written once. Names are made of ASCII letters, digits and `. _ - /`.
///
/// Failures are [org.amana.kernel.AmanaException]s that name the depot and the object; no failure of a depot is fatal
/// to the server whose data it takes. For one thread.
public interface Depot extends AutoCloseable {
    /// Every object there is, with its length in bytes.
    Map<String, Long> objects();

    /// Begins an object. It appears whole or not at all, when [Writing#finish] returns, and is durable then.
    Writing write(String name);

    /// Removes what earlier backups began and did not finish, because their process was killed. Nothing may be being
    /// written meanwhile.
    void clearUnfinished();

    /// Reads `length` bytes of an object from `offset` on.
    ///
    /// @throws org.amana.kernel.AmanaException `CORRUPT` if the object is not there, or ends before
    void read(String name, long offset, long length, Sink sink);

    /// All of an object that is small enough for memory.
    ///
    /// @throws org.amana.kernel.AmanaException as [#read]
    default byte[] content(String name, long length) {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(length));
        read(name, 0, length, content::put);
        return content.array();
    }

    /// Removes an object; nothing happens when it is not there.
    void delete(String name);

    @Override
    void close();

    /// An object that is being written.
    interface Writing extends AutoCloseable {
        /// Takes everything that remains.
        void write(ByteBuffer bytes);

        /// Makes the object appear.
        void finish();

        /// Forgets what was written, unless it was finished.
        @Override
        void close();
    }

    /// Takes bytes in order.
    @FunctionalInterface
    interface Sink {
        /// @param bytes valid only during the call
        void accept(ByteBuffer bytes);
    }
}
