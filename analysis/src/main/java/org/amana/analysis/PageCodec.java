package org.amana.analysis;

import java.util.ArrayList;
import java.util.List;

/// How a page crosses the pipe from a worker, and how it is kept (encrypted) in the extents; see
/// `docs/formats/worker-frames.md`. `decode(encode(page))` equals the page.
public final class PageCodec {

    /// More than any page a person could read; a longer text is cut into several.
    public static final int MAX_TEXT_BYTES = 4 << 20;

    public static final int MAX_WORDS = 200_000;
    public static final int MAX_ENGINE_BYTES = 200;
    private static final int VERSION = 1;
    private static final int WORD_BYTES = 4 + 4 + 4 * 4 + 1;

    private PageCodec() {}

    public static byte[] encode(Page page) {
        PayloadWriter out = new PayloadWriter()
                .u8(VERSION)
                .i32(page.number())
                .i32(page.width())
                .i32(page.height())
                .string(page.text())
                .string(page.engine().name())
                .string(page.engine().version())
                .u8(page.confidence())
                .string(page.language().code())
                .u8(page.language().confidence())
                .i32(page.words().size());
        for (Word word : page.words()) {
            out.i32(word.start())
                    .i32(word.end())
                    .i32(word.box().left())
                    .i32(word.box().top())
                    .i32(word.box().width())
                    .i32(word.box().height())
                    .u8(word.confidence());
        }
        return out.toByteArray();
    }

    /// @throws MalformedReplyException if the bytes are not a whole page, or say something impossible
    public static Page decode(byte[] payload) throws MalformedReplyException {
        PayloadReader in = new PayloadReader(payload);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedReplyException("page format " + version + ", this build reads " + VERSION);
        }
        try {
            Page page = new Page(
                    in.i32(),
                    in.i32(),
                    in.i32(),
                    in.string(MAX_TEXT_BYTES),
                    List.of(),
                    new Engine(in.string(MAX_ENGINE_BYTES), in.string(MAX_ENGINE_BYTES)),
                    in.u8(),
                    new Language(in.string(40), in.u8()));
            return withWords(page, in);
        } catch (IllegalArgumentException e) {
            throw new MalformedReplyException(String.valueOf(e.getMessage()));
        }
    }

    private static Page withWords(Page page, PayloadReader in) throws MalformedReplyException {
        int count = in.count(MAX_WORDS, WORD_BYTES);
        List<Word> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(new Word(in.i32(), in.i32(), new Box(in.i32(), in.i32(), in.i32(), in.i32()), in.u8()));
        }
        in.end();
        return new Page(
                page.number(),
                page.width(),
                page.height(),
                page.text(),
                words,
                page.engine(),
                page.confidence(),
                page.language());
    }
}
