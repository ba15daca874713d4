package org.amana.web.console;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a rule refuses, in the words of a language.
final class RuleWords {
    private RuleWords() {}

    /// @param rule such as `baseline/forbid/bulk@1`
    static String reason(Errand errand, String rule) {
        String key = "rule." + name(rule);
        return errand.say(errand.words().knows(key) ? key : "rule.other");
    }

    /// `bulk@1` of `baseline/forbid/bulk@1`, as lists show it; nothing for the rule by which members of a
    /// purpose may do what it allows. Of several, each.
    static String inShort(String rules) {
        return Stream.of(rules.split(" "))
                .filter(rule -> !rule.startsWith("baseline/permit/members@"))
                .map(rule -> rule.substring(rule.lastIndexOf('/') + 1))
                .collect(Collectors.joining(" "));
    }

    /// `bulk` of `baseline/forbid/bulk@1`.
    static String name(String rule) {
        int at = rule.lastIndexOf('@');
        return rule.substring(rule.lastIndexOf('/') + 1, at < 0 ? rule.length() : at);
    }
}
