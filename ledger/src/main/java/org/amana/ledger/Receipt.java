package org.amana.ledger;

import java.util.OptionalLong;
import java.util.UUID;
import org.amana.verifier.Entry;
import org.amana.verifier.Hash;

/// That an entry is durable: where it stands and what it hashes to. Whoever holds one can demand the proof later.
///
/// @param index zero-based position in the log
/// @param leafHash RFC 9162 leaf hash of the entry
public record Receipt(long index, Hash leafHash) {
    private static final long MAX_INDEX = (1L << 40) - 1;

    public Receipt {
        if (index < 0 || index > Entry.MAX_NUMBER) {
            throw new IllegalArgumentException("no entry has the index " + index);
        }
    }

    /// The request id that carries this receipt: a UUIDv8 (RFC 9562 §5.8) whose 122 free bits are, from the
    /// most significant one, the shard (8), the index (40) and the beginning of the leaf hash (74).
    ///
    /// @param shard number of the log, 0 to 255
    public UUID requestId(int shard) {
        if (shard < 0 || shard > 255 || index > MAX_INDEX) {
            throw new IllegalArgumentException("does not fit a request id: shard " + shard + ", index " + index);
        }
        byte[] hash = leafHash.bytes();
        long prefix = 0;
        for (int i = 0; i < 8; i++) {
            prefix = (prefix << 8) | (hash[i] & 0xff);
        }
        long customA = ((long) shard << 40) | index;
        long customB = prefix >>> 52;
        long customC = ((prefix << 10) & 0x3fff_ffff_ffff_ffffL) | ((hash[8] & 0xff) << 2) | ((hash[9] & 0xff) >>> 6);
        return new UUID((customA << 16) | (8L << 12) | customB, 0x8000_0000_0000_0000L | customC);
    }

    /// The index that a request id carries; empty if it is not one of ours.
    public static OptionalLong index(UUID requestId) {
        return requestId.version() == 8 && requestId.variant() == 2
                ? OptionalLong.of((requestId.getMostSignificantBits() >>> 16) & MAX_INDEX)
                : OptionalLong.empty();
    }

    /// The shard that a request id of ours carries.
    public static int shard(UUID requestId) {
        return (int) (requestId.getMostSignificantBits() >>> 56);
    }

    /// Whether `requestId` was made for an entry with this leaf hash.
    public static boolean matches(UUID requestId, Hash leafHash) {
        OptionalLong index = index(requestId);
        return index.isPresent()
                && new Receipt(index.getAsLong(), leafHash)
                        .requestId(shard(requestId))
                        .equals(requestId);
    }
}
