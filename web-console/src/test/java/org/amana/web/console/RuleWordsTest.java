package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.amana.policy.Restraint;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RuleWordsTest {
    private static final Pattern RULE = Pattern.compile("(?:baseline/forbid|engine)/[a-z-]+(?:@1)?");

    @ParameterizedTest
    @EnumSource(Lang.class)
    void whateverRefusesIsToldInWords(Lang lang) throws IOException {
        Set<String> rules = new TreeSet<>(RULE.matcher(Files.readString(Path.of("../docs/policy.md")))
                .results()
                .map(MatchResult::group)
                .toList());
        rules.add(Restraint.LEGAL_HOLD.rule());
        rules.add(Restraint.until(Instant.EPOCH).rule());
        rules.add(Restraint.SECONDARY.rule());
        rules.add(Restraint.notCovered("").rule());
        assertThat(rules).hasSizeGreaterThan(15);
        for (String rule : rules) {
            assertThat(Words.in(lang).knows("rule." + RuleWords.name(rule)))
                    .as(rule)
                    .isTrue();
        }
    }
}
