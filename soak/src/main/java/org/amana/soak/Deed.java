package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.soak.Client.Ask;

/// One thing a writer does to one name: what it asks, what stands there afterwards, and what the ledger says of it.
/// All three follow from what stood there before.
sealed interface Deed {
    Ask ask(String path, Kept before);

    Kept after(Kept before);

    Booked booked(Kept before);

    /// The status that a server in good health answers.
    default int status() {
        return 201;
    }

    /// Put Blob.
    record Put(Content content) implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            Map<String, String> headers = leased(before);
            headers.put("x-ms-blob-type", "BlockBlob");
            return Ask.put(path, "", headers, content.bytes());
        }

        @Override
        public Kept after(Kept before) {
            return before.written(content);
        }

        @Override
        public Booked booked(Kept before) {
            return overwriting(content, before);
        }
    }

    /// Put Block.
    record Stage(String id, Piece piece) implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            return Ask.put(path, "comp=block&blockid=" + Client.encode(base64(id)), leased(before), piece.bytes());
        }

        @Override
        public Kept after(Kept before) {
            return before.withBlock(id, piece);
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.write(piece.size(), after(before).stagedBytes() - before.stagedBytes());
        }
    }

    /// Put Block List, of all that waits.
    record Commit() implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
            before.staged()
                    .keySet()
                    .forEach(id -> xml.append("<Latest>").append(base64(id)).append("</Latest>"));
            return Ask.put(
                    path,
                    "comp=blocklist",
                    leased(before),
                    xml.append("</BlockList>").toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Kept after(Kept before) {
            return before.written(new Content(List.copyOf(before.staged().values())));
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.write(0, -before.contentBytes()); // what waited is counted already
        }
    }

    /// Snapshot Blob.
    record Snap() implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            return Ask.put(path, "comp=snapshot", leased(before), new byte[0]);
        }

        @Override
        public Kept after(Kept before) {
            return before.withSnapshot(Kept.Snapshot.UNKNOWN);
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.write(0, before.contentBytes());
        }
    }

    /// Copy Blob from a name of the same writer.
    ///
    /// @param source its address, signed
    record Copy(String source, Content content) implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            Map<String, String> headers = leased(before);
            headers.put("x-ms-copy-source", source);
            return Ask.put(path, "", headers, new byte[0]);
        }

        @Override
        public Kept after(Kept before) {
            return before.written(content);
        }

        @Override
        public Booked booked(Kept before) {
            return overwriting(content, before);
        }

        @Override
        public int status() {
            return 202;
        }
    }

    /// Delete Blob, its snapshots included.
    record Delete() implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            Map<String, String> headers = leased(before);
            headers.put("x-ms-delete-snapshots", "include");
            return new Ask("DELETE", path, "", headers, new byte[0]);
        }

        @Override
        public Kept after(Kept before) {
            return Kept.NOTHING;
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.delete(before.bytes());
        }

        @Override
        public int status() {
            return 202;
        }
    }

    /// Lease Blob: acquires one without end, so that no clock decides whether it still stands.
    record Acquire(String id) implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            return Ask.put(
                    path,
                    "comp=lease",
                    Map.of("x-ms-lease-action", "acquire", "x-ms-lease-duration", "-1", "x-ms-proposed-lease-id", id),
                    new byte[0]);
        }

        @Override
        public Kept after(Kept before) {
            return before.withLease(Optional.of(id));
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.write(0, 0);
        }
    }

    /// Lease Blob: releases it.
    record Release() implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            return Ask.put(
                    path,
                    "comp=lease",
                    Map.of(
                            "x-ms-lease-action",
                            "release",
                            "x-ms-lease-id",
                            before.lease().orElseThrow()),
                    new byte[0]);
        }

        @Override
        public Kept after(Kept before) {
            return before.withLease(Optional.empty());
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.write(0, 0);
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /// A write without the lease that it needs: answered, in the ledger, and nothing has happened.
    record Trespass(Piece piece) implements Deed {
        @Override
        public Ask ask(String path, Kept before) {
            return Ask.put(path, "", Map.of("x-ms-blob-type", "BlockBlob"), piece.bytes());
        }

        @Override
        public Kept after(Kept before) {
            return before;
        }

        @Override
        public Booked booked(Kept before) {
            return Booked.write(0, 0);
        }

        @Override
        public int status() {
            return 412;
        }
    }

    /// Content in place of what stood there and of the blocks that waited.
    private static Booked overwriting(Content content, Kept before) {
        return Booked.write(content.size(), content.size() - before.contentBytes() - before.stagedBytes());
    }

    private static Map<String, String> leased(Kept before) {
        Map<String, String> headers = new HashMap<>();
        before.lease().ifPresent(id -> headers.put("x-ms-lease-id", id));
        return headers;
    }

    private static String base64(String blockId) {
        return Base64.getEncoder().encodeToString(blockId.getBytes(StandardCharsets.US_ASCII));
    }
}
