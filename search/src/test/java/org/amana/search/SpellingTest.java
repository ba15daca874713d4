package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.search.SearchResult.Remark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpellingTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = new Shelf(folder);
        shelf.putIn("letters", "a.txt", "en", "the dredging statement of the harbour master");
        shelf.putIn("letters", "b.txt", "ar", "وقع رئيس الميناء على محضر التسليم");
        shelf.putIn("secret", "c.txt", "en", "the informant is called zachariah");
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void aWordThatStandsNowhereIsAskedBackAsOneThatDoes() {
        assertThat(shelf.find("dregding").meant()).contains("dredging");
        assertThat(shelf.find("harbuor statement").meant()).contains("harbour statement");
        assertThat(shelf.find("محضور").meant()).contains("محضر");
    }

    @Test
    void onlyTheWordItselfIsReplacedAndNotWhereItIsAPartOfAnother() {
        assertThat(shelf.find("dregdings-x zdregding dregding").meant()).contains("dregdings-x zdregding dredging");
        assertThat(shelf.find("name:dregding dregding").meant()).contains("name:dregding dredging");
    }

    @Test
    void whatIsFoundIsNotAskedBack() {
        assertThat(shelf.find("dredging").meant()).isEmpty();
        assertThat(shelf.find("dredge").meant()).as("stemmed, it is there").isEmpty();
        assertThat(shelf.find("xyzzyx").meant()).as("nothing is near").isEmpty();
        assertThat(shelf.find("").meant()).isEmpty();
        assertThat(shelf.find("\"dregding\" -statment name:dregding").meant()).isEmpty();
    }

    @Test
    void aWordOfAClosedContainerIsNeverOffered() {
        assertThat(shelf.find("zacharia").meant()).contains("zachariah");
        shelf.close("secret");
        assertThat(shelf.find("zacharia").meant()).isEmpty();
        // And a word that stands in closed containers alone is as unknown as any other.
        shelf.putIn("secret", "d.txt", "en", "dregding");
        assertThat(shelf.find("dregding").meant()).contains("dredging");
    }

    @Test
    void aWordBeforeAColonThatIsNoFieldIsSaidToBeNone() {
        assertThat(shelf.find("sender:master").remarks()).contains(Remark.UNKNOWN_FIELD);
        assertThat(shelf.find("sender:master").files()).isEqualTo(0);
        assertThat(shelf.find("statement harbour:").remarks()).doesNotContain(Remark.UNKNOWN_FIELD);
        for (String query :
                new String[] {"name:a", "from:x", "https://example.org", "12:30", "C:\\statement", "نوع:pdf"}) {
            assertThat(shelf.find(query).remarks()).as(query).doesNotContain(Remark.UNKNOWN_FIELD);
        }
    }

    @Test
    void aShortTextWhoseLanguageNobodyCouldTellIsFoundByItsStems() {
        shelf.put("short.txt", "und", "Ships and cargoes");
        assertThat(shelf.find("ship cargo").files()).isEqualTo(1);
        shelf.put("mixed.txt", "en", "The words المنارة والرصيف stand in it");
        assertThat(shelf.find("منارة رصيف").files()).isEqualTo(1);
        assertThat(SearchTest.marked(
                        shelf.find("منارة").hits().getFirst().snippets().getFirst()))
                .containsExactly("المنارة");
    }
}
