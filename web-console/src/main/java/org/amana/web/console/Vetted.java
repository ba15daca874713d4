package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// The query of a page, looked through for what means nothing there: another order than there is, a page that is no
/// number. If it stood in the address, what is shown would be taken for what was asked. So the page is shown under the
/// address without it, and says what was left out.
final class Vetted {
    private final Visit visit;
    private final Map<String, Set<String>> unknown = new TreeMap<>();

    private Vetted(Visit visit) {
        this.visit = visit;
    }

    static Vetted of(Visit visit) {
        return new Vetted(visit);
    }

    /// A field that says one of these words, or several.
    Vetted words(String field, Set<String> known) {
        Set<String> others = visit.query().all(field);
        others.removeAll(known);
        return leavingOut(field, others);
    }

    /// A field that says a whole number from `least` to `most`.
    Vetted number(String field, long least, long most) {
        Set<String> all = visit.query().all(field);
        boolean known = all.isEmpty() || visit.query().number(field, least, most, Long.MIN_VALUE) != Long.MIN_VALUE;
        return known ? this : leavingOut(field, all);
    }

    private Vetted leavingOut(String field, Set<String> values) {
        if (!values.isEmpty()) {
            unknown.put(field, values);
        }
        return this;
    }

    /// The way to the page without what means nothing to it; empty where everything means something.
    Optional<Answer> elsewhere() {
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        List<Markup> lines = new ArrayList<>();
        unknown.forEach((field, values) -> values.forEach(value ->
                lines.add(Markup.code(field).apart().and(Markup.text(": ")).and(Markup.isolated(value)))));
        visit.tell(Mark.OPEN, visit.say("query.left-out"), lines);
        return Optional.of(Answer.to(visit.addressWithout(
                (field, value) -> unknown.getOrDefault(field, Set.of()).contains(value.strip()))));
    }
}
