package org.amana.analysis;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One thing that a machine found in a document, with what found it and how sure it is.
///
/// @param kind what it is about
/// @param value in a form for programs and people: `application/pdf`, `ar 92 fr 8` (shares in percent), `11` (pages)
/// @param engine what found it
/// @param confidence 0 to 100; of some kinds it means nothing, see [#certainty()]
/// @param reason why something is not as it should be
public record Insight(
        Kind kind,
        String value,
        Engine engine,
        int confidence,
        @Nullable Reason reason) {

    /// What an insight is about. The list grows; an unknown one is shown by its word.
    public enum Kind {
        /// The media type by content; the reason says so when the name claims another.
        TYPE,
        /// Text of the document's own: the value is `pages words`, two numbers.
        TEXT,
        /// Text recognised on pictures: the value is `pages words`, two numbers.
        OCR,
        /// Languages by share, the largest first: `ar 92 fr 8`.
        LANGUAGE,
        /// Size of an image, `width height` in pixels.
        PICTURE,
        /// How many documents are inside.
        CHILDREN,
        /// Something could not be read; the reason says what and why.
        INCOMPLETE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Insight {
        if (confidence < 0 || confidence > 100) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
    }

    /// How sure the engine is, 0 to 100; empty of a type, for which it tells no certainty, and of what was not read.
    public OptionalInt certainty() {
        return switch (kind) {
            case TYPE, INCOMPLETE -> OptionalInt.empty();
            case TEXT, OCR, LANGUAGE, PICTURE, CHILDREN -> OptionalInt.of(confidence);
        };
    }

    /// Where something is not as it should be: what and why.
    public Optional<Reason> why() {
        return Optional.ofNullable(reason);
    }
}
