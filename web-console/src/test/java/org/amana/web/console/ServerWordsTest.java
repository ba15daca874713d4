package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

final class ServerWordsTest {
    private static final Words AR = Words.in(Lang.AR);

    @Test
    void whatTheServerSaysIsMarkedAsEnglishOnAnArabicPage() {
        assertThat(ServerWords.html(AR, "blob a<b: not there").html())
                .isEqualTo("<bdi lang=\"en\" dir=\"ltr\">blob a&lt;b: not there</bdi>");
    }
}
