package org.amana.web.console;

import java.util.Optional;
import org.amana.policy.AccessRequest;
import org.amana.policy.BoxFacts;
import org.amana.policy.Purpose;
import org.amana.policy.Scope;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Markup;

/// What a rule refused, as clients are told it by the engine, in the words of a language: what was asked for, and what
/// the purpose allows instead. A container is named to those alone who named it themselves: what pseudonym stands for
/// which name is not public.
final class RefusalWords {
    private RefusalWords() {}

    /// @param rule such as `baseline/forbid/action@1`
    static Markup told(Visit visit, String rule, AccessRequest access, Purpose purpose) {
        Markup who = Markup.purpose(purpose.id().toString());
        Optional<Markup> container =
                access.box().map(BoxFacts::container).filter(visit::names).map(FileName::html);
        Scope scope = purpose.scope();
        String name = RuleWords.name(rule);
        return switch (name) {
            case "action" ->
                said(
                        visit,
                        name,
                        who,
                        visit.words().named("action", access.action()),
                        PurposeViews.words(visit, "action", scope.actions()));
            case "service" ->
                said(
                        visit,
                        name,
                        who,
                        visit.words().named("service", access.service()),
                        PurposeViews.words(visit, "service", scope.services()));
            case "feature" ->
                said(
                        visit,
                        name,
                        who,
                        PurposeViews.features(visit, access.features()),
                        PurposeViews.features(visit, scope));
            case "container", "container-open", "class" ->
                container
                        .map(it -> said(visit, name, who, it))
                        .orElseGet(() -> Markup.text(RuleWords.reason(visit, rule)));
            default -> Markup.text(RuleWords.reason(visit, rule));
        };
    }

    private static Markup said(Visit visit, String rule, Object... arguments) {
        return visit.words().html("refusal.told." + rule, arguments);
    }
}
