package org.amana.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a worker found out about one document, before its pages: the DOCUMENT section of a reply.
///
/// @param part where inside the file, `2/3`; empty for the file itself
/// @param name the name it has in there; empty for the file itself
/// @param type media type by content
/// @param claimedType what its name says instead; empty when that agrees
/// @param length bytes; of something inside, unpacked
/// @param title its own title, may be empty
/// @param metadata what it says of itself
/// @param pages pages, sheets, slides or sections that follow as PAGE sections
/// @param pictures pages of which a picture can be drawn
/// @param width of an image in pixels, else 0
/// @param height likewise
/// @param unread numbers of the pages whose characters are yet to be recognised
/// @param inside documents directly inside, those included that were only counted
/// @param notes what could not be read, and why
/// @param engine what read it
public record Found(
        String part,
        String name,
        String type,
        String claimedType,
        long length,
        String title,
        Map<String, String> metadata,
        int pages,
        int pictures,
        int width,
        int height,
        List<Integer> unread,
        int inside,
        List<Reason> notes,
        Engine engine) {

    public static final int MAX_PAGES = 100_000;
    private static final int MAX_NOTES = 50;
    private static final int MAX_METADATA = 100;
    private static final int MAX_STRING_BYTES = 8 << 10;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.+_-]{0,126}/[a-z0-9][a-z0-9.+_-]{0,126}");
    private static final Pattern PART = Pattern.compile("|[1-9][0-9]{0,8}(/[1-9][0-9]{0,8}){0,31}");

    public Found {
        if (!TYPE.matcher(type).matches()
                || !(claimedType.isEmpty() || TYPE.matcher(claimedType).matches())) {
            throw new IllegalArgumentException("media type " + type + " " + claimedType);
        }
        if (!PART.matcher(part).matches()) {
            throw new IllegalArgumentException("part " + part);
        }
        if (length < 0) {
            throw new IllegalArgumentException("length " + length);
        }
        metadata = Map.copyOf(metadata);
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
    }

    /// The same with one more note.
    public Found with(Reason note) {
        List<Reason> more = new ArrayList<>(notes);
        more.add(note);
        return new Found(
                part,
                name,
                type,
                claimedType,
                length,
                title,
                metadata,
                pages,
                pictures,
                width,
                height,
                unread,
                inside,
                more,
                engine);
    }

    static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }

    public byte[] encode() {
        PayloadWriter out = new PayloadWriter()
                .string(part)
                .string(name)
                .string(type)
                .string(claimedType)
                .i64(length)
                .string(title)
                .i32(pages)
                .i32(pictures)
                .i32(width)
                .i32(height)
                .i32(inside)
                .string(engine.name())
                .string(engine.version())
                .i32(metadata.size());
        metadata.forEach((key, value) -> out.string(key).string(value));
        out.i32(unread.size());
        unread.forEach(out::i32);
        out.i32(notes.size());
        notes.forEach(note -> out.string(note.encode()));
        return out.toByteArray();
    }

    public static Found decode(byte[] payload) throws MalformedReplyException {
        PayloadReader in = new PayloadReader(payload);
        try {
            Found found = new Found(
                    in.string(400),
                    in.string(MAX_STRING_BYTES),
                    in.string(300),
                    in.string(300),
                    in.i64(),
                    in.string(MAX_STRING_BYTES),
                    Map.of(),
                    in.between(0, MAX_PAGES),
                    in.between(0, MAX_PAGES),
                    in.between(0, Integer.MAX_VALUE),
                    in.between(0, Integer.MAX_VALUE),
                    List.of(),
                    in.between(0, Integer.MAX_VALUE),
                    List.of(),
                    new Engine(in.string(PageCodec.MAX_ENGINE_BYTES), in.string(PageCodec.MAX_ENGINE_BYTES)));
            return found.withLists(metadata(in), unread(in), notes(in), in);
        } catch (IllegalArgumentException e) {
            throw new MalformedReplyException(String.valueOf(e.getMessage()));
        }
    }

    private Found withLists(Map<String, String> facts, List<Integer> numbers, List<Reason> reasons, PayloadReader in)
            throws MalformedReplyException {
        in.end();
        return new Found(
                part,
                name,
                type,
                claimedType,
                length,
                title,
                facts,
                pages,
                pictures,
                width,
                height,
                numbers,
                inside,
                reasons,
                engine);
    }

    private static Map<String, String> metadata(PayloadReader in) throws MalformedReplyException {
        Map<String, String> metadata = new LinkedHashMap<>();
        int count = in.count(MAX_METADATA, 8);
        for (int i = 0; i < count; i++) {
            metadata.put(in.string(200), in.string(MAX_STRING_BYTES));
        }
        return metadata;
    }

    private static List<Integer> unread(PayloadReader in) throws MalformedReplyException {
        int count = in.count(MAX_PAGES, 4);
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(in.between(1, MAX_PAGES));
        }
        return numbers;
    }

    private static List<Reason> notes(PayloadReader in) throws MalformedReplyException {
        int count = in.count(MAX_NOTES, 4);
        List<Reason> notes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            notes.add(in.reason());
        }
        return notes;
    }
}
