package org.amana.web.console;

import org.amana.analysis.Reason;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;

/// Why something was not read, in the words of a language: `reason.` and the word of its kind.
final class ReasonWords {
    private ReasonWords() {}

    static Markup html(Visit visit, Reason reason) {
        Markup own = visit.words().html(key(reason.kind()), details(visit, reason));
        return reason.cause()
                .map(cause -> own.and(Markup.text(" ")).and(html(visit, cause)))
                .orElse(own);
    }

    static String key(Reason.Kind kind) {
        return "reason." + kind.word();
    }

    private static Object[] details(Visit visit, Reason reason) {
        Object[] details = new Object[reason.details().size()];
        for (int i = 0; i < details.length; i++) {
            String value = reason.details().get(i);
            details[i] = switch (reason.kind().details().get(i)) {
                case NUMBER -> Long.valueOf(value);
                case SIZE -> Numbers.size(Long.parseLong(value), visit.lang());
                case TYPE, TEXT -> value;
            };
        }
        return details;
    }
}
