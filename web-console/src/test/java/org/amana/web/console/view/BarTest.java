package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BarTest {
    @Test
    void aMeterWithNothingToSeeInItIsNotDrawn() {
        assertThat(Bar.of(0, 0).meter()).isEqualTo(Markup.EMPTY);
        assertThat(Bar.of(0, 100).meter()).isEqualTo(Markup.EMPTY);
        assertThat(Bar.of(1, 1_000).waiting()).isEqualTo(Markup.EMPTY);
        assertThat(Bar.of(1, 100).meter().html()).contains("width=\"1.00\"");
        assertThat(Bar.of(1, 100).waiting().html()).contains("meter care");
    }
}
