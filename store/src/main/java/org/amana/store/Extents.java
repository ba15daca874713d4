package org.amana.store;

import java.io.IOException;
import java.nio.file.Path;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;

/// Bytes at rest: append-only files of frames, encrypted, in one folder (a volume). Bytes are appended under the key
/// of a container and found again by their [Places]; names are somebody else's. Format: `docs/formats/extent.md`.
///
/// Safe for use by any number of threads; waiting parks a virtual thread and does not pin its carrier.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Extents implements AutoCloseable {
    private Extents() {}

    /// Opens the volume in `folder`, making it when absent. Extents that were open when the power failed lose
    /// their torn tail and are sealed; nothing is ever appended to them again.
    public static Extents open(Disk disk, Path folder, ExtentsConfig config) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Begins a body of unknown length.
    public Appending append(ContainerKey key) {
        return append(key, 0);
    }

    /// Begins a body.
    ///
    /// @param expected how many bytes it is said to have, 0 if that is not known; a hint
    public Appending append(ContainerKey key, long expected) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Reads `length` bytes from `from` of the content in `places`, decrypting only the chunks that are touched.
    /// Every byte that reaches the sink has been authenticated.
    ///
    /// @throws IOException what the sink threw
    /// @throws AmanaException `CORRUPT` if a chunk fails its authentication or is not there; the message names
    ///     extent and offset
    /// @throws IndexOutOfBoundsException if the content is shorter
    public void read(ContainerKey key, Places places, long from, long length, Sink sink) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /// Tells that these places are no longer referred to by the row that held them: a hint for compaction, which
    /// asks the catalog before it acts.
    public void released(Places places) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Seals what is open and stops.
    @Override
    public void close() {
        throw new UnsupportedOperationException("not yet");
    }
}
