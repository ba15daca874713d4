package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void namesAreComparedWithoutCaseAndValuesKeepTheirs() {
        Query query = Query.parse("Comp=List&PREFIX=A%2Fb+c&empty=&flag");
        assertThat(query.text("comp")).isEqualTo("List");
        assertThat(query.text("prefix")).isEqualTo("A/b c");
        assertThat(query.has("flag")).isTrue();
        assertThat(query.find("empty")).isEmpty();
        assertThat(query.text("absent")).isEmpty();
    }

    /// Go's `url.Values` writes spaces so, and rclone with it.
    @Test
    void aPlusIsASpaceButInBase64() {
        Query query = Query.parse("prefix=a+dir%2B&blockid=AA+%2B%3D&sig=+");
        assertThat(query.text("prefix")).isEqualTo("a dir+");
        assertThat(query.base64("blockid")).isEqualTo("AA++=");
        assertThat(query.base64("sig")).isEqualTo("+");
        assertThat(query.canonical())
                .containsExactly("\nblockid:AA +=\nprefix:a dir+\nsig: ", "\nblockid:AA++=\nprefix:a+dir+\nsig:+");
    }

    @Test
    void theCanonicalFormIsSortedAndJoinsRepeatedValues() {
        assertThat(Query.parse("restype=container&comp=list&include=snapshots&include=metadata&Timeout=901")
                        .canonical())
                .containsExactly("\ncomp:list\ninclude:metadata,snapshots\nrestype:container\ntimeout:901");
    }

    @Test
    void numbersAreCheckedAgainstTheirBounds() {
        assertThat(Query.parse("").number("maxresults", 1, 5000, 5000)).isEqualTo(5000);
        assertThat(Query.parse("maxresults=7").number("maxresults", 1, 5000, 5000))
                .isEqualTo(7);
        assertCode("maxresults=0", ErrorCode.OUT_OF_RANGE_QUERY_PARAMETER);
        assertCode("maxresults=x", ErrorCode.INVALID_QUERY_PARAMETER);
        assertCode("maxresults=99999999999999999999", ErrorCode.INVALID_QUERY_PARAMETER);
    }

    private static void assertCode(String raw, ErrorCode code) {
        assertThatThrownBy(() -> Query.parse(raw).number("maxresults", 1, 5000, 5000))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void anAbsurdNumberOfParametersIsRefused() {
        assertThatThrownBy(() -> Query.parse("a=1&".repeat(101))).isInstanceOf(AmanaException.class);
    }
}
