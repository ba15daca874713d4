package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.Insight;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Tongue;

/// What a machine found, in the words of a language. Values come in a form for programs; one that does not have the
/// form expected is shown as it is.
final class InsightWords {
    private InsightWords() {}

    static Markup value(Visit visit, Insight insight) {
        String[] parts = insight.value().split(" ");
        return switch (insight.kind()) {
            case TYPE ->
                Markup.text(visit.say(Kinds.key(insight.value())))
                        .and(Markup.text(" "))
                        .and(Markup.code(insight.value()));
            case TEXT, OCR ->
                numbers(parts, 2)
                        ? Markup.text(visit.say("file.text.found", number(parts[0]), number(parts[1])))
                        : Markup.isolated(insight.value());
            case LANGUAGE -> Markup.text(languages(visit, parts));
            case PICTURE ->
                numbers(parts, 2)
                        ? Markup.token(Numbers.count(number(parts[0])) + " × " + Numbers.count(number(parts[1])))
                        : Markup.isolated(insight.value());
            case CHILDREN ->
                numbers(parts, 1)
                        ? Markup.text(visit.say("insight.children.found", number(parts[0])))
                        : Markup.isolated(insight.value());
            case INCOMPLETE -> Markup.isolated(insight.value());
        };
    }

    /// `ar 92 fr 8` is "Arabic 92%, French 8%".
    private static String languages(Visit visit, String[] parts) {
        List<String> languages = new ArrayList<>();
        for (int i = 0; i < parts.length; i += 2) {
            String share = i + 1 < parts.length ? " " + visit.lang().token(parts[i + 1] + "%") : "";
            languages.add(Tongue.name(parts[i], visit.lang()) + share);
        }
        return String.join(visit.lang().comma(), languages);
    }

    private static boolean numbers(String[] parts, int count) {
        if (parts.length != count) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 15 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    private static long number(String digits) {
        return Long.parseLong(digits);
    }
}
