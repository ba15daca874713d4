package org.amana.analysis;

import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Settings;

/// How far a worker goes with one file. The server tells it these in the first request.
///
/// @param input the largest file it takes
/// @param pixels the largest picture it decodes, width × height
/// @param scans the most passes over a progressive JPEG, each of which costs as much as a picture
/// @param textCharacters the most characters of text out of one file with all that is inside; the rest is cut off
/// @param pages the most pages of one document
/// @param depth how deep things may lie inside one another
/// @param children how many documents inside a file are read, of a mailbox [#OF_A_MAILBOX] times as many; the rest
/// are only counted
/// @param unpacked the most bytes unpacked out of one file, all in all
/// @param ratio how many times its own size a file may unpack to, once that is more than [#RATIO_MATTERS_FROM]
/// @param tessdata the folder with Tesseract's data, `*.traineddata`
/// @param languages Tesseract's names of the languages to recognise, the likeliest first; those without data are left
/// out
public record WorkerLimits(
        ByteSize input,
        long pixels,
        int scans,
        int textCharacters,
        int pages,
        int depth,
        int children,
        ByteSize unpacked,
        int ratio,
        String tessdata,
        List<String> languages) {

    /// Below this, no ratio is suspicious.
    public static final ByteSize RATIO_MATTERS_FROM = ByteSize.ofMebibytes(32);

    /// A mailbox of a few years has more mails than other files have things inside, and each costs little.
    public static final int OF_A_MAILBOX = 5;

    private static final int MAX_LANGUAGES = 200;

    public static final WorkerLimits DEFAULT = new WorkerLimits(
            ByteSize.ofMebibytes(256),
            200_000_000,
            100,
            16_000_000,
            5_000,
            8,
            2_000,
            ByteSize.ofMebibytes(512),
            100,
            "/usr/share/tesseract-ocr/5/tessdata",
            List.of("eng", "spa", "ara"));

    public WorkerLimits {
        languages = List.copyOf(languages);
    }

    /// The defaults, but for what is set in `amana.conf`.
    public static WorkerLimits from(Settings settings) {
        ByteSize least = ByteSize.ofMebibytes(1);
        return new WorkerLimits(
                settings.size("analysis.input", DEFAULT.input, least, ByteSize.ofGibibytes(16)),
                DEFAULT.pixels,
                DEFAULT.scans,
                settings.number("analysis.text", DEFAULT.textCharacters, 100_000, 40_000_000),
                DEFAULT.pages,
                DEFAULT.depth,
                settings.number("analysis.children", DEFAULT.children, 1, 20_000),
                settings.size("analysis.unpacked", DEFAULT.unpacked, least, ByteSize.ofGibibytes(16)),
                DEFAULT.ratio,
                DEFAULT.tessdata,
                DEFAULT.languages);
    }

    /// What a worker may have to write for one file: the file, what is unpacked out of it, and of each thing once more
    /// what is read instead of it.
    ByteSize written() {
        return ByteSize.ofBytes(2 * (input.bytes() + unpacked.bytes()));
    }

    public byte[] encode() {
        PayloadWriter out = new PayloadWriter()
                .i64(input.bytes())
                .i64(pixels)
                .i32(scans)
                .i32(textCharacters)
                .i32(pages)
                .i32(depth)
                .i32(children)
                .i64(unpacked.bytes())
                .i32(ratio)
                .string(tessdata)
                .i32(languages.size());
        languages.forEach(out::string);
        return out.toByteArray();
    }

    public static WorkerLimits decode(byte[] payload) throws MalformedReplyException {
        PayloadReader in = new PayloadReader(payload);
        WorkerLimits limits = new WorkerLimits(
                new ByteSize(in.i64()),
                in.i64(),
                in.i32(),
                in.i32(),
                in.i32(),
                in.i32(),
                in.i32(),
                new ByteSize(in.i64()),
                in.i32(),
                in.string(4096),
                strings(in));
        in.end();
        return limits;
    }

    private static List<String> strings(PayloadReader in) throws MalformedReplyException {
        int count = in.count(MAX_LANGUAGES, 4);
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(in.string(100));
        }
        return strings;
    }
}
