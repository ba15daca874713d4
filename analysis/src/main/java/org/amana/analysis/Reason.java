package org.amana.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.kernel.ByteSize;
import org.jspecify.annotations.Nullable;

/// Why something was not read, or not all of it: a kind from a closed list with its figures, so that whoever
/// shows it can say it in any language. Nothing that a parser said stands in it, because that may quote the
/// file, and reasons are kept in the catalog, which is not encrypted.
///
/// @param details as many as the kind has, each of the form that the kind says
/// @param deeper why that is so, if there is more to say
public record Reason(
        Kind kind, List<String> details, @Nullable Reason deeper) {
    private static final String BETWEEN_DETAILS = "\u001F";
    private static final String BETWEEN_REASONS = "\u001E";
    private static final int LONGEST_TEXT = 500;
    private static final int DEEPEST = 4;

    /// What a detail is, which decides how it is written.
    public enum Detail {
        /// A count, not negative.
        NUMBER,
        /// Bytes.
        SIZE,
        /// A media type.
        TYPE,
        /// Words of the machine's own, in English.
        TEXT
    }

    /// What can be said. The list grows.
    public enum Kind {
        PASSWORD("It is locked with a password."),
        DAMAGED("It is damaged, or not what it says it is: it cannot be read as {0}.", Detail.TYPE),
        ENCRYPTED("It is encrypted: only who has the key can read it."),
        SIGNATURE("It is the signature of another file, and holds nothing else."),
        PACKED("It is packed in a way that no program here unpacks."),
        SPLIT("It is one part of an archive that was split into several, which can be unpacked only together."),
        CUT_OFF("A part of it is missing: it ends too early."),
        EMPTY("It is empty."),
        TOO_LARGE("It has {0}; files of at most {1} are read.", Detail.SIZE, Detail.SIZE),
        TOO_MUCH("More comes out of it than can be taken in."),
        UNKNOWN_TYPE("Nobody here knows what kind of file it is; it is found by its name only."),
        NO_ENGINE("No program here reads files of the kind {0}; it is found by its name only.", Detail.TYPE),
        HEAD_ONLY(
                "Of files of the kind {0}, no program here reads more than what they say of themselves.", Detail.TYPE),
        PREVIEW("No program here reads files of the kind {0}; the preview that is kept in it is read.", Detail.TYPE),
        NO_TEXT("No text was found in it."),
        SPEECH("What is said in it is not turned into text here."),

        BOMB_RATIO(
                "It unpacks to more than {0} times its size, as a file does that was made to do harm.", Detail.NUMBER),
        BOMB_DEPTH(
                "Things lie inside one another more than {0} deep in it, as in a file that was made to do harm.",
                Detail.NUMBER),
        BOMB_ENDLESS("Things in it nest without end, as in a file that was made to do harm."),
        BOMB_SWELLS("It swells to far more than it holds, as a file does that was made to do harm."),
        BOMB_PASSES("It is a picture in more than {0} passes, each as much work as a whole picture.", Detail.NUMBER),

        PIXELS(
                "It has {0} × {1} pixels; pictures of at most {2} million are opened.",
                Detail.NUMBER, Detail.NUMBER, Detail.NUMBER),
        NO_PICTURE("It is damaged: nothing of the picture could be decoded."),
        HALF_PICTURE("The picture is damaged; what could be decoded is shown."),
        NO_SIZE("It says of itself that it has no size."),
        NO_PAGE("There is no page {0} in it.", Detail.NUMBER),
        NO_PART("There is no part {0} in it.", Detail.TEXT),
        NO_STILL("No still of the film could be made."),
        NO_FFMPEG("Stills of films need ffmpeg, which is not installed here."),

        NO_LANGUAGES(
                "Recognising characters needs the data of Tesseract, and none is installed. Install tesseract-ocr-eng,"
                        + " tesseract-ocr-spa or tesseract-ocr-ara, for example, and let it be read again."),
        LANGUAGE_UNUSABLE("The data of Tesseract for {0} cannot be used.", Detail.TEXT),

        LATE("Reading it took longer than {0} seconds and was broken off.", Detail.NUMBER),
        MEMORY("Reading it takes more memory than one file may have."),
        STUMBLED("The program that reads files stumbled over it ({0}).", Detail.TEXT),
        DIED("The program that reads files broke down over it."),
        NONSENSE("The program that reads files gave an answer that cannot be right ({0}).", Detail.TEXT),
        NO_WORKER("The program that reads files could not be started. {0}", Detail.TEXT),
        NOT_ALLOWED("Machines may not read it. {0}", Detail.TEXT),
        SCOPE_DISABLED(
                "It is in the encryption scope {0}, which is disabled: nobody can read it until the scope is enabled"
                        + " again.",
                Detail.TEXT),
        ARCHIVED("It is in the Archive tier; it is read when it comes back from there."),
        STORE("Its bytes could not be had. {0}", Detail.TEXT),

        PART_ONLY("Only a part of it could be read."),
        PAGE_NOT_READ("Page {0} could not be read.", Detail.NUMBER),
        PAGE_NOT_DRAWN("No picture of page {0} could be made.", Detail.NUMBER),
        PAGES_MISSING("The content of {0} of its {1} pages is not in it.", Detail.NUMBER, Detail.NUMBER),
        PAGES_LEFT("Only the first {0} of {1} pages were read.", Detail.NUMBER, Detail.NUMBER),
        SCANS_LEFT("Of its pages without text, only the first {0} of {1} are read.", Detail.NUMBER, Detail.NUMBER),
        THINGS_LEFT("Only the first {0} of {1} things inside were read.", Detail.NUMBER, Detail.NUMBER),
        THINGS_UNREAD("Of the {1} things inside, {0} could not be read; each says why.", Detail.NUMBER, Detail.NUMBER),
        TEXT_LEFT("Only the beginning of its text was read, up to {0} characters.", Detail.NUMBER),
        NAME_LIES("Its name says {0}, its content does not.", Detail.TYPE);

        private final String sentence;

        @SuppressWarnings("ImmutableEnumChecker") // a list from List.of does not change
        private final List<Detail> details;

        Kind(String sentence, Detail... details) {
            this.sentence = sentence;
            this.details = List.of(details);
        }

        /// `bomb-ratio`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public List<Detail> details() {
            return details;
        }

        /// Whether the whole file is to be left alone, and not only the part of it that this was found in.
        public boolean isBomb() {
            return switch (this) {
                case BOMB_RATIO, BOMB_DEPTH, BOMB_ENDLESS, BOMB_SWELLS, BOMB_PASSES -> true;
                default -> false;
            };
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    /// @throws IllegalArgumentException if the details are not those of the kind, or the reasons go too deep
    public Reason {
        if (details.size() != kind.details.size()) {
            throw new IllegalArgumentException(kind + " with " + details.size() + " details");
        }
        List<String> clean = new ArrayList<>();
        for (int i = 0; i < details.size(); i++) {
            clean.add(checked(kind.details.get(i), details.get(i)));
        }
        details = List.copyOf(clean);
        if (depth(deeper) >= DEEPEST) {
            throw new IllegalArgumentException("reasons more than " + DEEPEST + " deep");
        }
    }

    private static int depth(@Nullable Reason reason) {
        int depth = 0;
        for (Reason at = reason; at != null; at = at.deeper) {
            depth++;
        }
        return depth;
    }

    private static String checked(Detail detail, String value) {
        boolean sound = switch (detail) {
            case NUMBER, SIZE -> value.matches("[0-9]{1,18}");
            case TYPE -> Found.isType(value);
            case TEXT -> true;
        };
        if (!sound) {
            throw new IllegalArgumentException("not a " + detail + ": " + PlainText.line(value));
        }
        String line = detail == Detail.TEXT ? PlainText.line(value) : value;
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }

    /// @param details numbers or texts
    public static Reason of(Kind kind, Object... details) {
        return new Reason(kind, Arrays.stream(details).map(String::valueOf).toList(), null);
    }

    /// This, because of `cause`.
    public Reason because(Reason cause) {
        return new Reason(kind, details, cause);
    }

    public Optional<Reason> cause() {
        return Optional.ofNullable(deeper);
    }

    /// The reason in English, each in a sentence of its own.
    public String sentence() {
        String text = kind.sentence;
        for (int i = 0; i < details.size(); i++) {
            text = text.replace("{" + i + "}", written(kind.details.get(i), details.get(i)));
        }
        return deeper == null ? text : text + " " + deeper.sentence();
    }

    private static String written(Detail detail, String value) {
        return switch (detail) {
            case NUMBER -> String.format(Locale.ROOT, "%,d", Long.parseLong(value));
            case SIZE -> ByteSize.ofBytes(Long.parseLong(value)).toString();
            case TYPE, TEXT -> value;
        };
    }

    /// As it crosses the pipe from a worker and is kept: `decode(encode(x))` equals `x`.
    public String encode() {
        List<String> parts = new ArrayList<>(List.of(kind.word()));
        parts.addAll(details);
        String own = String.join(BETWEEN_DETAILS, parts);
        return deeper == null ? own : own + BETWEEN_REASONS + deeper.encode();
    }

    /// @throws IllegalArgumentException if the text is none that [#encode] makes
    public static Reason decode(String text) {
        String[] reasons = text.split(BETWEEN_REASONS, -1);
        if (reasons.length > DEEPEST) {
            throw new IllegalArgumentException("reasons more than " + DEEPEST + " deep");
        }
        Reason reason = null;
        for (int i = reasons.length - 1; i >= 0; i--) {
            List<String> parts = List.of(reasons[i].split(BETWEEN_DETAILS, -1));
            Kind kind = Kind.of(parts.getFirst())
                    .orElseThrow(() -> new IllegalArgumentException("no reason " + PlainText.line(parts.getFirst())));
            reason = new Reason(kind, parts.subList(1, parts.size()), reason);
        }
        if (reason == null) {
            throw new IllegalArgumentException("no reason");
        }
        return reason;
    }

    @Override
    public String toString() {
        return sentence();
    }
}
