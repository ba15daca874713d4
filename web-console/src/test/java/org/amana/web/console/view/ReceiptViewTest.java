package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReceiptViewTest {
    @Test
    void entriesThatOthersWroteInBetweenAreNotNamed() {
        assertThat(text(List.of(67L, 69L, 70L), Lang.EN)).isEqualTo("67, 69\u201370");
        assertThat(text(List.of(67L, 69L), Lang.AR)).isEqualTo("67\u060c 69");
    }

    @Test
    void everyRunLeadsToItsFirstEntry() {
        assertThat(receipt(List.of(5L, 6L, 1_200L)).links(Lang.EN).html())
                .contains("href=\"/ledger/5\"", "href=\"/ledger/1200\"", "1,200");
    }

    @Test
    void ofVeryManyRunsTheLastIsStillNamed() {
        List<Long> odd = LongStream.range(0, 100).map(i -> 2 * i + 1).boxed().toList();
        assertThat(text(odd, Lang.EN)).isEqualTo("1, 3, 5, 7, 9, 11, 13, \u2026, 199");
    }

    private static String text(List<Long> entries, Lang lang) {
        return receipt(entries).links(lang).plain();
    }

    private static ReceiptView receipt(List<Long> entries) {
        return new ReceiptView("Receipt of this page", "3 reads under P-1", entries, "");
    }
}
