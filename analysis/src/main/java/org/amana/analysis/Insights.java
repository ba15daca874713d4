package org.amana.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what was found into insights.
final class Insights {
    private Insights() {}

    /// @param typeEngine what told the type
    /// @param languageEngine what told the languages
    static List<Insight> of(Harvest.Sheaf sheaf, Engine typeEngine, Engine languageEngine, List<Reason> furtherNotes) {
        Found found = sheaf.found();
        List<Insight> insights = new ArrayList<>();
        insights.add(new Insight(Insight.Kind.TYPE, found.type(), typeEngine, 100, claim(found)));
        if (!sheaf.leaves().isEmpty()) {
            insights.add(new Insight(
                    Insight.Kind.TEXT,
                    sheaf.leaves().size() + " " + sheaf.words(),
                    found.engine(),
                    sheaf.confidence(),
                    null));
        }
        String languages = sheaf.tongues().value();
        if (!languages.isEmpty()) {
            insights.add(new Insight(
                    Insight.Kind.LANGUAGE,
                    languages,
                    languageEngine,
                    sheaf.tongues().most().confidence(),
                    null));
        }
        if (found.width() > 0) {
            insights.add(
                    new Insight(Insight.Kind.PICTURE, found.width() + " " + found.height(), found.engine(), 100, null));
        }
        if (found.inside() > 0) {
            insights.add(
                    new Insight(Insight.Kind.CHILDREN, Integer.toString(found.inside()), found.engine(), 100, null));
        }
        for (Reason note : found.notes()) {
            insights.add(
                    note.kind() == Reason.Kind.NO_TEXT
                            ? new Insight(Insight.Kind.TEXT, "0 0", found.engine(), 100, note)
                            : incomplete(found.engine(), note));
        }
        for (Reason note : furtherNotes) {
            insights.add(incomplete(found.engine(), note));
        }
        return insights;
    }

    static Insight incomplete(Engine engine, Reason reason) {
        return new Insight(Insight.Kind.INCOMPLETE, "", engine, 100, reason);
    }

    private static @Nullable Reason claim(Found found) {
        return found.claimedType().isEmpty() ? null : Reason.of(Reason.Kind.NAME_LIES, found.claimedType());
    }
}
