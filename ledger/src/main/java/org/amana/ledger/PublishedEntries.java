package org.amana.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.verifier.Entry;
import org.amana.verifier.EntryBundle;
import org.amana.verifier.Tile;

/// The entries in the public folder, read by index. Keeps the last bundles it read. Safe for use by many
/// threads.
final class PublishedEntries {
    private static final int KEPT = 32;

    private final PublicFolder folder;

    /// Guarded by itself.
    private final Map<Tile, List<byte[]>> bundles = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, List<byte[]>> eldest) {
            return size() > KEPT;
        }
    };

    PublishedEntries(PublicFolder folder) {
        this.folder = folder;
    }

    /// The entry at `index` of the published tree of `size` entries.
    ///
    /// @throws org.amana.kernel.AmanaException `CORRUPT` if its bundle is missing
    Entry entry(long index, long size) {
        Tile bundle = Tile.in(size, Tile.ENTRIES, index / Tile.FULL).orElseThrow();
        return Entry.parse(bundle(bundle).get((int) (index % Tile.FULL)));
    }

    private List<byte[]> bundle(Tile tile) {
        synchronized (bundles) {
            List<byte[]> kept = bundles.get(tile);
            if (kept != null) {
                return kept;
            }
        }
        List<byte[]> read = EntryBundle.decode(folder.content(tile), tile.width());
        synchronized (bundles) {
            bundles.put(tile, read);
        }
        return read;
    }
}
