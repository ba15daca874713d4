package org.amana.store;

import org.amana.kernel.AmanaException;

/// A body on its way into extents. Used by one thread. Closing it without having finished gives up what was written.
public interface Appending extends AutoCloseable {
    /// Bytes of each frame that a body is cut into, but the last, which has the rest.
    int FRAME = Frame.MOST_PAYLOAD;

    /// Takes bytes. They are encrypted and written behind the caller's back; this waits only while too much waits
    /// to be written, never for a sync.
    ///
    /// @throws AmanaException `INSUFFICIENT_STORAGE` if the disk is full
    void write(byte[] bytes, int offset, int length);

    /// Bytes taken so far.
    long length();

    /// Ends the body and asks for its sync, which goes on while the caller does other things.
    ///
    /// @throws AmanaException `INSUFFICIENT_STORAGE` if the disk is full; what was written is given up
    Pending finish();

    /// Gives up what was written, unless finished.
    @Override
    void close();
}
