package org.amana.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What is shown of a page that was found, and where its text is; the index keeps no text itself.
///
/// @param id of the document, see [IndexedDocument#id]
/// @param slot of this piece in the document, from 0
/// @param number of the page, from 1; 0 if the document has no text
/// @param from first character of the piece in the page's text
/// @param to behind its last character
/// @param date the one that the document carries, null if it carries none
/// @param added when the blob was last written
record PageFacts(
        long id,
        int slot,
        int number,
        int from,
        int to,
        String account,
        String container,
        String name,
        String part,
        String partName,
        String title,
        String type,
        String documentLanguage,
        String pageLanguage,
        @Nullable Instant date,
        Instant added,
        long size,
        int pageCount,
        String engine,
        TextSource source,
        double confidence) {
    /// Where some indexes of schema 6 have an ETag, which nothing asks for. The place goes with the next schema,
    /// and not before: every index would be made anew.
    private static final String UNUSED = "";

    Optional<Instant> dated() {
        return Optional.ofNullable(date);
    }

    BytesRef encode() {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeVLong(id);
            out.writeVInt(slot);
            out.writeVInt(number);
            out.writeVInt(from);
            out.writeVInt(to);
            out.writeString(account);
            out.writeString(container);
            out.writeString(name);
            out.writeString(part);
            out.writeString(partName);
            out.writeString(UNUSED);
            out.writeString(title);
            out.writeString(type);
            out.writeString(documentLanguage);
            out.writeString(pageLanguage);
            out.writeByte((byte) (date == null ? 0 : 1));
            if (date != null) {
                out.writeZLong(date.toEpochMilli());
            }
            out.writeZLong(added.toEpochMilli());
            out.writeVLong(size);
            out.writeVInt(pageCount);
            out.writeString(engine);
            out.writeString(source.name());
            out.writeVInt((int) Math.round(confidence * 1000));
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return new BytesRef(out.toArrayCopy());
    }

    static PageFacts decode(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        try {
            return new PageFacts(
                    in.readVLong(),
                    in.readVInt(),
                    in.readVInt(),
                    in.readVInt(),
                    in.readVInt(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    title(in),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readByte() == 0 ? null : Instant.ofEpochMilli(in.readZLong()),
                    Instant.ofEpochMilli(in.readZLong()),
                    in.readVLong(),
                    in.readVInt(),
                    in.readString(),
                    TextSource.valueOf(in.readString()),
                    in.readVInt() / 1000.0);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }

    private static String title(ByteArrayDataInput in) throws IOException {
        in.readString(); // UNUSED
        return in.readString();
    }
}
