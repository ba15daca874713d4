package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amana.analysis.Document;
import org.amana.analysis.DocumentId;
import org.amana.analysis.Language;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETag;
import org.amana.web.console.view.FileView.Found;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Words;
import org.junit.jupiter.api.Test;

final class FactWordsTest {
    @Test
    void aTimeSaysWhoseClockItIs() {
        assertThat(found(Lang.EN, "2018-03-14T09:30:00+02:00")).isEqualTo("14 Mar 2018, 07:30 UTC");
        assertThat(found(Lang.AR, "2018-03-14T09:30:00+02:00")).contains("14 آذار 2018، 07:30", "بالتوقيت العالمي");
    }

    @Test
    void aTimeWithoutAZoneIsToldAsItStands() {
        assertThat(found(Lang.EN, "2018-03-14T09:30:00")).isEqualTo("2018-03-14T09:30:00");
    }

    @Test
    void aTextDoesNotSayItsEncodingItself() {
        assertThat(fact(Lang.EN, "encoding", "UTF-8").engine()).isEqualTo("as it was read here");
        assertThat(fact(Lang.EN, "author", "N. Haddad").engine()).isEqualTo("says the file itself");
    }

    private static String found(Lang lang, String created) {
        return fact(lang, "created", created).found().plain();
    }

    private static Found fact(Lang lang, String name, String value) {
        Instant read = Instant.parse("2026-11-20T00:00:00Z");
        Document mail = new Document(
                new DocumentId(1),
                ContainerRef.of("archive", "letters").blob("soundings.eml"),
                new ETag("0x1"),
                "",
                "soundings.eml",
                "message/rfc822",
                "",
                new Language("en", 90),
                1,
                0,
                Map.of(name, value),
                List.of(),
                0,
                100,
                read,
                read);
        return FactWords.of(Words.in(lang), mail).getFirst();
    }
}
