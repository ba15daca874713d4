package org.amana.analysis;

import java.util.ArrayList;
import java.util.List;

/// Puts what was found into insights.
final class Insights {
    private static final Engine TYPES = new Engine("Tika", "");

    private Insights() {}

    static List<Insight> of(Harvest.Sheaf sheaf, Engine languageEngine, List<String> furtherNotes) {
        Found found = sheaf.found();
        List<Insight> insights = new ArrayList<>();
        Engine typeEngine = found.engine().name().equals(TYPES.name()) ? found.engine() : TYPES;
        insights.add(new Insight(Insight.Kind.TYPE, found.type(), typeEngine, 100, claim(found)));
        if (!sheaf.leaves().isEmpty()) {
            insights.add(new Insight(
                    Insight.Kind.TEXT, sheaf.leaves().size() + " " + sheaf.words(), found.engine(), 100, ""));
        }
        String languages = sheaf.tongues().value();
        if (!languages.isEmpty()) {
            insights.add(new Insight(
                    Insight.Kind.LANGUAGE,
                    languages,
                    languageEngine,
                    sheaf.tongues().most().confidence(),
                    ""));
        }
        if (found.width() > 0) {
            insights.add(
                    new Insight(Insight.Kind.PICTURE, found.width() + " " + found.height(), found.engine(), 100, ""));
        }
        if (found.inside() > 0) {
            insights.add(new Insight(Insight.Kind.CHILDREN, Integer.toString(found.inside()), found.engine(), 100, ""));
        }
        for (String note : found.notes()) {
            insights.add(incomplete(found.engine(), note));
        }
        for (String note : furtherNotes) {
            insights.add(incomplete(found.engine(), note));
        }
        return insights;
    }

    static Insight incomplete(Engine engine, String note) {
        return new Insight(Insight.Kind.INCOMPLETE, "", engine, 100, PlainText.line(note));
    }

    private static String claim(Found found) {
        return found.claimedType().isEmpty() ? "" : "Its name says " + found.claimedType() + ", its content does not.";
    }
}
