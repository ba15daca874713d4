package org.amana.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.amana.analysis.Reason;
import org.amana.analysis.Reason.Kind;
import org.junit.jupiter.api.Test;

class NoTextTest {
    private static final TikaParsers PARSERS = new TikaParsers();

    @Test
    void whatHasPagesOrThingsInsideLacksNothing() {
        assertThat(reason("text/html", 1, 0)).isEmpty();
        assertThat(reason("application/gzip", 0, 1)).isEmpty();
    }

    @Test
    void whatIsSpokenIsMissingAlsoBesideATitle() {
        assertThat(reason("audio/mpeg", 1, 0)).contains(Reason.of(Kind.SPEECH));
    }

    @Test
    void aDocumentThatAParserReadHasNoTextInIt() {
        assertThat(reason("text/html", 0, 0)).contains(Reason.of(Kind.NO_TEXT));
    }

    @Test
    void oneThatNoParserReadsIsCalledByItsType() {
        assertThat(reason("application/java-vm-unheard-of", 0, 0))
                .contains(Reason.of(Kind.NO_ENGINE, "application/java-vm-unheard-of"));
    }

    @Test
    void thatAnOfficeContainerHasAParserSaysNothingOfItsText() {
        assertThat(reason("application/x-tika-msoffice", 0, 0)).contains(Reason.of(Kind.NO_ENGINE, Storages.TYPE));
        assertThat(PARSERS.read("application/x-tika-msoffice")).isFalse();
    }

    @Test
    void ofKindsThatTellOfThemselvesAloneAPreviewMayBeThere() {
        assertThat(reason("application/vnd.ms-project", 0, 0).map(Reason::kind)).contains(Kind.HEAD_ONLY);
        assertThat(reason("application/vnd.ms-project", 0, 1).map(Reason::kind)).contains(Kind.PREVIEW);
    }

    private static Optional<Reason> reason(String type, int pages, int inside) {
        return new NoText(PARSERS).reason(Types.Told.of(type), pages, inside);
    }
}
