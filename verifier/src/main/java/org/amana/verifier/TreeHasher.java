package org.amana.verifier;

import java.security.DigestException;
import java.security.MessageDigest;

/// The hashes of RFC 9162 §2.1.1: a leaf is `SHA-256(0x00 ‖ entry)`, a node `SHA-256(0x01 ‖ left ‖ right)`.
///
/// Holds one digest and makes no garbage but what it answers; for one thread at a time.
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int NODE_LENGTH = 1 + 2 * Hash.LENGTH;

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] node = new byte[NODE_LENGTH];

    public TreeHasher() {
        node[0] = NODE;
    }

    /// The root of the empty tree: SHA-256 of nothing.
    public Hash emptyRoot() {
        return Hash.of(sha256.digest());
    }

    /// The hash of one leaf.
    public Hash leaf(byte[] entry) {
        byte[] out = new byte[Hash.LENGTH];
        leaf(entry, 0, entry.length, out, 0);
        return Hash.at(out, 0);
    }

    /// Writes the hash of the leaf `entry[from, from + length)` to `out` at `at`.
    public void leaf(byte[] entry, int from, int length, byte[] out, int at) {
        sha256.update(LEAF);
        sha256.update(entry, from, length);
        finish(out, at);
    }

    /// The hash of the node above two others.
    public Hash node(Hash left, Hash right) {
        left.copyTo(node, 1);
        right.copyTo(node, 1 + Hash.LENGTH);
        byte[] out = new byte[Hash.LENGTH];
        digestNode(out, 0);
        return Hash.at(out, 0);
    }

    /// The root of the perfect tree over `count` hashes that stand one behind the other in `hashes` from `from`;
    /// `count` is a power of two.
    public Hash perfectRoot(byte[] hashes, int from, int count) {
        if (Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException("not a power of two: " + count);
        }
        if (count == 1) {
            return Hash.at(hashes, from);
        }
        byte[] row = new byte[count / 2 * Hash.LENGTH];
        halve(hashes, from, count, row);
        for (int left = count / 2; left > 1; left /= 2) {
            halve(row, 0, left, row);
        }
        return Hash.at(row, 0);
    }

    private void halve(byte[] hashes, int from, int count, byte[] out) {
        for (int pair = 0; pair < count / 2; pair++) {
            System.arraycopy(hashes, from + pair * 2 * Hash.LENGTH, node, 1, 2 * Hash.LENGTH);
            digestNode(out, pair * Hash.LENGTH);
        }
    }

    private void digestNode(byte[] out, int at) {
        sha256.update(node, 0, NODE_LENGTH);
        finish(out, at);
    }

    private void finish(byte[] out, int at) {
        try {
            sha256.digest(out, at, Hash.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest is 32 bytes", e);
        }
    }
}
