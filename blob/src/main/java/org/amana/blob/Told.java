package org.amana.blob;

import java.util.List;
import java.util.SortedMap;
import org.amana.policy.Amounts;

/// How much a listing tells: the bytes, in UTF-8, of names, metadata and tags. What every answer says of a blob beside
/// them, its times and its length for example, does not count.
final class Told {
    private Told() {}

    static Amounts of(BlobPage page, boolean tags) {
        long bytes = 0;
        for (BlobItem item : page.items()) {
            bytes += bytes(item.name());
            bytes += switch (item) {
                case BlobItem.Blob blob -> bytes(blob.properties(), tags);
                case BlobItem.OnlyVersions blob -> bytes(blob.properties(), tags);
                case BlobItem.Prefix _ -> 0;
            };
        }
        return Amounts.told(bytes);
    }

    private static long bytes(BlobProperties properties, boolean tags) {
        return bytes(properties.metadata()) + (tags ? bytes(properties.tags().values()) : 0);
    }

    static Amounts of(FoundBlobs page) {
        long bytes = 0;
        for (FoundBlobs.Item item : page.items()) {
            bytes += bytes(item.container().value())
                    + bytes(item.name().value())
                    + bytes(item.tags().values());
        }
        return Amounts.told(bytes);
    }

    static Amounts of(ContainerPage page) {
        long bytes = 0;
        for (ContainerProperties item : page.items()) {
            bytes += bytes(item.name().value()) + bytes(item.metadata());
        }
        return Amounts.told(bytes);
    }

    private static long bytes(Metadata metadata) {
        List<Metadata.Entry> entries = metadata.entries();
        long bytes = 0;
        for (Metadata.Entry entry : entries) {
            bytes += bytes(entry.name()) + bytes(entry.value());
        }
        return bytes;
    }

    private static long bytes(SortedMap<String, String> tags) {
        long bytes = 0;
        for (var tag : tags.entrySet()) {
            bytes += bytes(tag.getKey()) + bytes(tag.getValue());
        }
        return bytes;
    }

    /// A plain loop that makes nothing, because listings have thousands of names.
    static long bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2; // two halves of a pair make four bytes
            }
        }
        return bytes;
    }
}
