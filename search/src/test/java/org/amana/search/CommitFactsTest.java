package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.junit.jupiter.api.Test;

class CommitFactsTest {
    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        for (CommitFacts facts : new CommitFacts[] {CommitFacts.EMPTY, new CommitFacts(7, false, true)}) {
            assertThat(CommitFacts.of(facts.written(), "index")).isEqualTo(facts);
        }
    }

    @Test
    void anotherSchemaIsTooOldAndNamed() {
        assertThatThrownBy(() -> CommitFacts.of(Map.of("schema", "1"), "/data/index"))
                .isInstanceOf(IndexFormatTooOldException.class)
                .hasMessageContaining("/data/index")
                .hasMessageContaining("schema 1");
        assertThatThrownBy(() -> CommitFacts.of(Map.of(), "index")).isInstanceOf(IndexFormatTooOldException.class);
    }
}
