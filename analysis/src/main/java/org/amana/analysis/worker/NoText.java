package org.amana.analysis.worker;

import java.util.Optional;
import org.amana.analysis.Reason;

/// Says of a document that Tika's parsers read why it has no text, where no program here could have found
/// some.
final class NoText {
    private final TikaParsers parsers;

    NoText(TikaParsers parsers) {
        this.parsers = parsers;
    }

    /// @param pages how many have text
    /// @param inside how many things were found in it
    /// @return empty if nothing is missing
    Optional<Reason> reason(Types.Told told, int pages, int inside) {
        String type = told.type();
        if (type.startsWith("audio/")) {
            return Optional.of(Reason.of(Reason.Kind.SPEECH));
        }
        if (HeadOnly.is(type) && pages == 0) {
            return Optional.of(HeadOnly.reason(PublicTypes.of(told).type(), inside));
        }
        return pages == 0 && inside == 0 ? Optional.of(nothing(told)) : Optional.empty();
    }

    private Reason nothing(Types.Told told) {
        if (!told.type().startsWith("image/") && parsers.read(told.exact())) {
            return Reason.of(Reason.Kind.NO_TEXT);
        }
        String called = PublicTypes.of(told.type());
        return called.equals(Types.UNKNOWN)
                ? Reason.of(Reason.Kind.UNKNOWN_TYPE)
                : Reason.of(Reason.Kind.NO_ENGINE, called);
    }
}
