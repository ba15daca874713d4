package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.web.console.Request.Form;
import org.junit.jupiter.api.Test;

final class TrailTest {
    @Test
    void ofALongWayTheBeginningIsForgottenAndTheRestCanBeWalkedBack() {
        Trail trail = Trail.START;
        for (int page = 0; page < 40; page++) {
            trail = trail.then("marker" + page + "x".repeat(200));
        }
        String address = trail.onto(Address.of("/containers/c")).toString();
        assertThat(address).hasSizeLessThan(3_500);
        Trail read = Trail.of(Form.parse(address.substring(address.indexOf('?') + 1)));
        assertThat(read).isEqualTo(trail);
        assertThat(read.marker()).startsWith("marker39");
        assertThat(read.before().orElseThrow().marker()).startsWith("marker38");
        while (read.before().isPresent()) {
            read = read.before().get();
        }
        assertThat(read.isStart()).isFalse();
    }

    @Test
    void aShortWayLeadsBackToTheStart() {
        Trail second = Trail.START.then("a");
        assertThat(second.before()).contains(Trail.START);
        assertThat(second.onto(Address.of("/c"))).hasToString("/c?marker=a");
        assertThat(Trail.START.onto(Address.of("/c"))).hasToString("/c");
    }
}
