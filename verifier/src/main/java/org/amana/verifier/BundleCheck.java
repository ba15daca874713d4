package org.amana.verifier;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One entry bundle beside its tile of leaf hashes, read and hashed. This is the heavy part of a verification,
/// and the part that needs nothing from its neighbours, so it runs on many threads.
final class BundleCheck {
    private static final Hash NO_ROOT = Hash.of(new byte[Hash.LENGTH]);

    private final Tile bundleTile;
    private final Tile hashTile;
    private byte[] bundle = new byte[0];
    private int[] bounds = new int[1];
    private byte[] leaves = new byte[0];
    private byte[] claimed = new byte[0];
    private Hash madeRoot = NO_ROOT;
    private Hash claimedRoot = NO_ROOT;
    private @Nullable Finding finding; // what the two files contradict each other in, or why one cannot be used
    private @Nullable String unread; // what kept a file from being read

    private BundleCheck(Tile bundleTile) {
        this.bundleTile = bundleTile;
        hashTile = new Tile(0, bundleTile.number(), bundleTile.width());
    }

    /// Reads and hashes the bundle and its tile.
    static BundleCheck of(LogSource source, Tile bundle) {
        BundleCheck check = new BundleCheck(bundle);
        check.attempt(bundle, () -> check.readEntries(source));
        check.attempt(check.hashTile, () -> check.readHashes(source));
        check.compare();
        check.computeRoots();
        return check;
    }

    private interface Reading {
        void run() throws IOException;
    }

    private void attempt(Tile tile, Reading reading) {
        try {
            reading.run();
        } catch (IOException e) {
            unread = tile.path() + ": " + Unread.why(e);
        }
    }

    private void readEntries(LogSource source) throws IOException {
        Optional<byte[]> content = LogFiles.read(source, bundleTile, this::found);
        if (content.isEmpty()) {
            return;
        }
        int[] found;
        try {
            found = EntryBundle.bounds(content.get(), bundleTile.width());
        } catch (MalformedException e) {
            found(bundleTile.path(), e.message());
            return;
        }
        if (found[bundleTile.width()] != content.get().length) {
            found(bundleTile.path(), "has bytes behind its last entry");
        }
        bundle = content.get();
        bounds = found;
        leaves = new byte[bundleTile.width() * Hash.LENGTH];
        TreeHasher hasher = new TreeHasher();
        for (int position = 0; position < bundleTile.width(); position++) {
            int from = bounds[position] + 2;
            hasher.leaf(bundle, from, bounds[position + 1] - from, leaves, position * Hash.LENGTH);
        }
    }

    private void readHashes(LogSource source) throws IOException {
        claimed = LogFiles.read(source, hashTile, this::found).orElse(claimed);
    }

    private void compare() {
        if (leaves.length == 0 || claimed.length == 0) {
            return;
        }
        int differs = Arrays.mismatch(leaves, claimed);
        if (differs >= 0 && differs < leaves.length) {
            long index = first() + differs / Hash.LENGTH;
            found(new Finding(bundleTile.path(), index, "does not hash to what " + hashTile.path() + " has for it"));
        }
    }

    private void computeRoots() {
        if (bundleTile.partial() || !anyLeaves()) {
            return;
        }
        TreeHasher hasher = new TreeHasher();
        madeRoot = hasher.perfectRoot(made(), 0, Tile.FULL);
        claimedRoot = Arrays.equals(made(), claimed()) ? madeRoot : hasher.perfectRoot(claimed(), 0, Tile.FULL);
    }

    private void found(String place, String what) {
        found(new Finding(place, Finding.NO_ENTRY, what));
    }

    private void found(Finding evidence) {
        if (finding == null) {
            finding = evidence;
        }
    }

    /// Index of the first entry.
    long first() {
        return bundleTile.number() * Tile.FULL;
    }

    Tile tile() {
        return bundleTile;
    }

    /// Whether the entries could be read and told apart.
    boolean readable() {
        return leaves.length > 0;
    }

    /// The bundle's bytes.
    byte[] bundle() {
        return bundle;
    }

    /// Where entry `position` begins in the bundle, without its length.
    int from(int position) {
        return bounds[position] + 2;
    }

    /// How long entry `position` is.
    int length(int position) {
        return bounds[position + 1] - from(position);
    }

    /// Whether leaf hashes are known, from the entries or from the tile.
    boolean anyLeaves() {
        return leaves.length > 0 || claimed.length > 0;
    }

    /// The leaf hashes that the entries have; when they cannot be read, those that the tile claims.
    byte[] made() {
        return leaves.length > 0 ? leaves : claimed;
    }

    /// The leaf hashes that the tile claims; when it cannot be read, those that the entries have.
    byte[] claimed() {
        return claimed.length > 0 ? claimed : leaves;
    }

    /// The root over [#made()], if the tile is full.
    Hash madeRoot() {
        return madeRoot;
    }

    /// The root over [#claimed()], if the tile is full.
    Hash claimedRoot() {
        return claimedRoot;
    }

    @Nullable
    Finding finding() {
        return finding;
    }

    @Nullable
    String unread() {
        return unread;
    }
}
