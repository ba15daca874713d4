package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amana.analysis.Reason.Kind;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void aReasonIsASentenceForPeople() {
        assertThat(Reason.of(Kind.PIXELS, 60_000, 60_000, 200).sentence())
                .isEqualTo("It has 60,000 × 60,000 pixels; pictures of at most 200 million are opened.");
        assertThat(Reason.of(Kind.TOO_LARGE, 300L << 20, 256L << 20).sentence())
                .isEqualTo("It has 300 MiB; files of at most 256 MiB are read.");
        assertThat(Reason.of(Kind.PAGE_NOT_READ, 3)
                        .because(Reason.of(Kind.LATE, 120))
                        .sentence())
                .isEqualTo("Page 3 could not be read. Reading it took longer than 120 seconds and was broken off.");
    }

    @Test
    void everyReasonComesBackAsItWasKept() {
        for (Kind kind : Kind.values()) {
            Object[] details = kind.details().stream()
                    .map(detail -> switch (detail) {
                        case NUMBER, SIZE -> (Object) 42L;
                        case TYPE -> "application/pdf";
                        case TEXT -> "eine Zeile, سطر";
                    })
                    .toArray();
            Reason reason = Reason.of(kind, details);
            assertThat(Reason.decode(reason.encode())).isEqualTo(reason);
            Reason deeper = Reason.of(Kind.PART_ONLY).because(reason);
            assertThat(Reason.decode(deeper.encode())).isEqualTo(deeper);
            assertThat(reason.sentence())
                    .doesNotContain("{")
                    .endsWith(kind == Kind.NO_WORKER || kind == Kind.NOT_ALLOWED || kind == Kind.STORE ? "سطر" : ".");
        }
    }

    @Test
    void whatComesFromAWorkerIsNotBelieved() {
        assertThatThrownBy(() -> Reason.decode("no-such-reason")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reason.decode("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reason.decode("late\u001Fsoon")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reason.decode("late")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reason.decode("damaged\u001F<b>bold</b>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reason.decode("empty\u001Eempty\u001Eempty\u001Eempty\u001Eempty"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Reason.of(Kind.STUMBLED, "a\u001Fb\nc\u202Ed").details()).containsExactly("a b c d");
        assertThat(Reason.of(Kind.STUMBLED, "x".repeat(10_000)).sentence()).hasSizeLessThan(700);
    }
}
