package org.amana.ledger;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Entry;
import org.amana.verifier.EntryBundle;
import org.amana.verifier.Hash;
import org.amana.verifier.MalformedException;
import org.amana.verifier.Tile;
import org.amana.verifier.TreeHasher;

/// The entries in the public folder, read by index. Keeps the last bundles it read. Safe for use by many threads.
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
    /// @throws AmanaException `CORRUPT` if its bundle is missing, or not what its tile says
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
        List<byte[]> read = read(tile);
        synchronized (bundles) {
            bundles.put(tile, read);
        }
        return read;
    }

    /// Every entry must hash to what its tile says, so that a changed one is not shown to anybody.
    private List<byte[]> read(Tile bundle) {
        byte[] hashes = folder.content(new Tile(0, bundle.number(), bundle.width()));
        TreeHasher hasher = new TreeHasher();
        try {
            List<byte[]> entries = EntryBundle.decode(folder.content(bundle), bundle.width());
            for (int i = 0; i < entries.size(); i++) {
                byte[] hash = hasher.leaf(entries.get(i)).bytes();
                if (!Arrays.equals(hash, 0, Hash.LENGTH, hashes, i * Hash.LENGTH, (i + 1) * Hash.LENGTH)) {
                    throw damaged(bundle, "entry " + (bundle.number() * Tile.FULL + i) + " is not what its tile says");
                }
            }
            return entries;
        } catch (MalformedException | IndexOutOfBoundsException e) {
            throw damaged(bundle, String.valueOf(e.getMessage()));
        }
    }

    private AmanaException damaged(Tile bundle, String what) {
        return new AmanaException(ErrorCode.CORRUPT, folder + "/" + bundle.path() + ": " + what);
    }
}
