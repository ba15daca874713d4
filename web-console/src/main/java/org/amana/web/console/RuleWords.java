package org.amana.web.console;

/// Why a rule refuses, in the words of a language.
final class RuleWords {
    private RuleWords() {}

    /// @param rule such as `baseline/forbid/bulk@1`
    static String reason(Visit visit, String rule) {
        int at = rule.lastIndexOf('@');
        String name = rule.substring(rule.lastIndexOf('/') + 1, at < 0 ? rule.length() : at);
        String key = "rule." + name;
        return visit.say(visit.words().knows(key) ? key : "rule.other");
    }
}
