package org.amana.soak;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What type a blob is, with what a model knows of it because of that.
sealed interface ModelKind {
    /// @param blocks with the bytes they had when they were committed; none if it was written whole
    record Block(List<ModelBlob.Block> blocks) implements ModelKind {
        /// One that was written whole.
        static final Block WHOLE = new Block(List.of());

        public Block {
            blocks = List.copyOf(blocks);
        }
    }

    /// @param blocks how many were appended
    record Append(int blocks, boolean sealed) implements ModelKind {
        static final Append EMPTY = new Append(0, false);
    }

    /// A page as it was written once: whatever is written later is another, though the bytes be the same.
    final class Sheet {
        private final byte[] bytes;

        private Sheet(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /// @param number  the sequence number
    /// @param length  bytes
    /// @param written the pages that are not holes, by number
    /// @param cleared the holes that were made of pages, by number, each another whenever it is made
    /// @param birth   differs between blobs that were written anew, though under one name
    record Page(
            long number, int length, SortedMap<Integer, Sheet> written, SortedMap<Integer, Sheet> cleared, Object birth)
            implements ModelKind {
        static final int SIZE = 512;

        public Page {
            written = Collections.unmodifiableSortedMap(new TreeMap<>(written));
            cleared = Collections.unmodifiableSortedMap(new TreeMap<>(cleared));
        }

        static Page ofHoles(long number, int length) {
            return new Page(number, length, new TreeMap<>(), new TreeMap<>(), new Object());
        }

        Page numbered(long other) {
            return new Page(other, length, written, cleared, birth);
        }

        /// @param pages in place of as many from `first` on; empty to make holes
        Page with(int first, int count, Optional<byte[]> pages) {
            SortedMap<Integer, Sheet> after = new TreeMap<>(written);
            SortedMap<Integer, Sheet> holes = new TreeMap<>(cleared);
            for (int i = 0; i < count; i++) {
                int at = i * SIZE;
                if (pages.isPresent()) {
                    after.put(first + i, new Sheet(Arrays.copyOfRange(pages.get(), at, at + SIZE)));
                    holes.remove(first + i);
                } else if (after.remove(first + i) != null) {
                    holes.put(first + i, new Sheet(new byte[SIZE]));
                }
            }
            return new Page(number, length, after, holes, birth);
        }

        Page resized(int other) {
            return new Page(number, other, written.headMap(other / SIZE), cleared.headMap(other / SIZE), birth);
        }

        Page reborn() {
            return new Page(number, length, written, new TreeMap<>(), new Object());
        }

        byte[] bytes() {
            byte[] all = new byte[length];
            written.forEach((page, sheet) -> System.arraycopy(sheet.bytes, 0, all, page * SIZE, SIZE));
            return all;
        }
    }

    /// Azure's word for it.
    default String word() {
        return switch (this) {
            case Block _ -> "BlockBlob";
            case Append _ -> "AppendBlob";
            case Page _ -> "PageBlob";
        };
    }

    /// The headers that tell of it, those that must be absent too.
    default Map<String, Optional<String>> headers() {
        Map<String, Optional<String>> headers = new TreeMap<>();
        headers.put("x-ms-blob-type", Optional.of(word()));
        headers.put(
                "x-ms-blob-committed-block-count",
                this instanceof Append append ? Optional.of(Integer.toString(append.blocks())) : Optional.empty());
        headers.put(
                "x-ms-blob-sealed",
                this instanceof Append append && append.sealed() ? Optional.of("true") : Optional.empty());
        headers.put(
                "x-ms-blob-sequence-number",
                this instanceof Page page ? Optional.of(Long.toString(page.number())) : Optional.empty());
        return headers;
    }

    default void requireBlock() {
        if (!(this instanceof Block)) {
            throw Unmet.wrongType();
        }
    }

    default Append requireAppend() {
        if (this instanceof Append append) {
            return append;
        }
        throw Unmet.wrongType();
    }

    default Page requirePage() {
        if (this instanceof Page page) {
            return page;
        }
        throw Unmet.wrongType();
    }
}
