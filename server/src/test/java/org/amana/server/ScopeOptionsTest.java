package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.DataClass;
import org.amana.policy.Scope;
import org.amana.policy.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ScopeOptionsTest {
    @Command
    private static final class Line {
        @Mixin
        private final ScopeOptions options = new ScopeOptions();
    }

    @Test
    void whatIsNotNamedIsToReadAndSearchWhatHoldsNoMoreThanPersonalData() {
        Scope scope = scope();
        assertThat(scope.containers()).containsExactly(Scope.ALL);
        assertThat(scope.classes()).containsExactlyInAnyOrder(DataClass.NONE, DataClass.PERSONAL);
        assertThat(scope.actions()).containsExactlyInAnyOrder(Action.READ, Action.LIST, Action.SEARCH);
        assertThat(scope.services())
                .containsExactlyInAnyOrder(Service.BLOB, Service.SEARCH, Service.VISION, Service.DOCUMENT);
        assertThat(scope.features()).containsExactly(Scope.ALL);
    }

    @Test
    void wordsMayBeCapitalAndHaveBlanksAround() {
        Scope scope = scope("--actions", "READ, write", "--containers", "berth-9", "--features", "ocr, text");
        assertThat(scope.actions()).containsExactlyInAnyOrder(Action.READ, Action.WRITE);
        assertThat(scope.containers()).containsExactly("berth-9");
        assertThat(scope.features()).containsExactlyInAnyOrder("ocr", "text");
    }

    @ParameterizedTest
    @CsvSource({"--actions, raed", "--classes, private", "--services, blobs", "--features, orc", "--bytes-per-day, much"
    })
    void whatIsWrongIsToldWithTheNameOfItsOption(String option, String word) {
        assertThatThrownBy(() -> scope(option, word)).isInstanceOfSatisfying(AmanaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(e.message()).startsWith(option + ": ");
        });
    }

    private static Scope scope(String... arguments) {
        Line line = new Line();
        new CommandLine(line).parseArgs(arguments);
        return line.options.scope();
    }
}
