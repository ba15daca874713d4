package org.amana.web.console.view;

import java.util.List;

/// A refusal or a failure: an answer, not an apology. What was decided, by which rule, what to do.
///
/// @param rules what decided, empty where none did
/// @param way   a link out
public record AnswerView(Mark mark, String title, Markup told, List<Rule> rules, String href, String way) {
    public AnswerView {
        rules = List.copyOf(rules);
    }

    /// @param reason in the words of a language
    /// @param id     such as `baseline/forbid/bulk@1`
    public record Rule(Markup reason, String id) {}
}
