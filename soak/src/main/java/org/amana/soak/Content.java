package org.amana.soak;

import java.util.Arrays;
import java.util.List;

/// What a blob holds: pieces one behind the other, one for each block.
record Content(List<Piece> pieces) {
    Content {
        pieces = List.copyOf(pieces);
    }

    static Content of(Piece piece) {
        return new Content(List.of(piece));
    }

    long size() {
        return pieces.stream().mapToLong(Piece::size).sum();
    }

    byte[] bytes() {
        byte[] all = new byte[Math.toIntExact(size())];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.bytes(), 0, all, at, piece.size());
            at += piece.size();
        }
        return all;
    }

    /// Whether these are the bytes, every one of them.
    boolean is(byte[] bytes) {
        return bytes.length == size() && Arrays.equals(bytes, bytes());
    }
}
