package org.amana.web.console;

/// Why a rule refuses, in the words of a language.
final class RuleWords {
    private RuleWords() {}

    /// @param rule such as `baseline/forbid/bulk@1`
    static String reason(Visit visit, String rule) {
        String key = "rule." + name(rule);
        return visit.say(visit.words().knows(key) ? key : "rule.other");
    }

    /// `bulk` of `baseline/forbid/bulk@1`.
    static String name(String rule) {
        int at = rule.lastIndexOf('@');
        return rule.substring(rule.lastIndexOf('/') + 1, at < 0 ? rule.length() : at);
    }
}
