package org.amana.verifier;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes of RFC 9162 §2.1.1: a leaf is `SHA-256(0x00 ‖ entry)`, a node `SHA-256(0x01 ‖ left ‖ right)`.
///
/// Holds one digest and two scratch arrays, so it makes no garbage; for one thread at a time.
public final class TreeHasher {
    private static final int NODE_LENGTH = 1 + 2 * Hash.LENGTH;

    private final MessageDigest sha256;
    private final byte[] node = new byte[NODE_LENGTH];
    private byte[] leaf = new byte[1 + Entry.MAX_BYTES];

    public TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        node[0] = 1;
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
        if (leaf.length < length + 1) {
            leaf = new byte[length + 1];
        }
        System.arraycopy(entry, from, leaf, 1, length);
        digest(leaf, length + 1, out, at);
    }

    /// The hash of the node above two others.
    public Hash node(Hash left, Hash right) {
        left.copyTo(node, 1);
        right.copyTo(node, 1 + Hash.LENGTH);
        byte[] out = new byte[Hash.LENGTH];
        digest(node, NODE_LENGTH, out, 0);
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
            digest(node, NODE_LENGTH, out, pair * Hash.LENGTH);
        }
    }

    private void digest(byte[] bytes, int length, byte[] out, int at) {
        try {
            sha256.update(bytes, 0, length);
            sha256.digest(out, at, Hash.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest is 32 bytes", e);
        }
    }
}
